"""CSV as offices write it: whichever separator and encoding their program uses."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import BinaryIO

from advisor.batch.entry import Trouble
from advisor.batch.readers.grid import Grid, Line
from advisor.batch.readers.trouble import trouble
from advisor.language.messages import ENGLISH, _, current_language

# In the order of preference where two give as many headings.
SEPARATORS = (";", ",", "\t", "|")
DECIMAL_COMMA = "nb"
MAX_CELL = 131_072
MAX_LINE = 4_000_000
HEAD = 1 << 20
_BLOCK = 1 << 16
_ENDS = ("\n", "\r")
_SAYS_SEPARATOR = re.compile(r'"?sep=(.)"?\s*', re.IGNORECASE)
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


@contextmanager
def csv_grid(
    stream: BinaryIO, source: str, how_many_known: Callable[[tuple[str, ...]], int]
) -> Iterator[Grid | Trouble]:
    """Open a file for its lines, or say why it cannot be read; the stream stays open.

    ``how_many_known`` counts the headings in a line that mean something: the
    separator is the one that gives most of them.
    """
    encoding = encoding_of(stream)
    if encoding is None:
        reason = _("the file is no text: neither UTF-8 nor Windows-1252")
        yield trouble(source, 0, reason, _("save it with the encoding UTF-8"))
        return
    stream.seek(0)
    text = io.TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        head = text.read(HEAD)
        said = _SAYS_SEPARATOR.fullmatch(head.partition("\n")[0])
        separator = said[1] if said else _separator(head, how_many_known)
        text.seek(0)
        lines = _Lines(text)
        if said:
            next(lines)
        yield Grid(source, "", _convention(separator), _records(lines, separator, source))
    finally:
        text.detach()


def encoding_of(stream: BinaryIO) -> str | None:
    """Return the encoding that fits a whole file, or None."""
    stream.seek(0)
    start = stream.read(3)
    marked = next((name for mark, name in _MARKS.items() if start.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp1252"):
        if _decodes(stream, encoding):
            return encoding
    return None


def _decodes(stream: BinaryIO, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream.seek(0)
    try:
        while block := stream.read(_BLOCK):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _separator(head: str, how_many_known: Callable[[tuple[str, ...]], int]) -> str:
    return max(SEPARATORS, key=lambda each: how_many_known(_first(head, each)))


def _first(head: str, separator: str) -> tuple[str, ...]:
    """Return the cells of the first line that is not empty."""
    lines = io.StringIO(head.replace("\0", " "), newline="")
    try:
        reader = csv.reader(lines, delimiter=separator)
        return next((tuple(cells) for cells in islice(reader, HEAD) if any(cells)), ())
    except csv.Error:
        return ()


def _convention(separator: str) -> str:
    """Return the language whose way of writing numbers goes with a separator."""
    if separator == ";":
        return DECIMAL_COMMA
    if separator == ",":
        return ENGLISH
    return current_language()


def _records(lines: _Lines, separator: str, source: str) -> Iterator[Line | Trouble]:
    """Yield the records; of one that cannot be read, the lines after its first are read anew.

    So a quotation mark that is not closed takes no other company with it.
    """
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = 0
    while True:
        number += 1
        lines.taken.clear()
        try:
            cells = tuple(next(reader))
        except StopIteration:
            return
        except csv.Error:
            lines.put_back(lines.taken[1:])
            reader = csv.reader(lines, delimiter=separator, strict=True)
            yield _broken(source, number)
        else:
            yield Line(number, cells)


def _broken(source: str, number: int) -> Trouble:
    reason = _("the line cannot be read; perhaps a quotation mark is not closed")
    expected = _("quotation marks in pairs, and at most {limit} characters in a cell")
    return trouble(source, number, reason, expected.format(limit=MAX_CELL))


class _Lines:
    """The lines of a text; ``taken`` are those handed out since it was emptied."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self.stream = stream
        self.taken: list[str] = []
        self._again: deque[str] = deque()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else self._line()
        if not line:
            raise StopIteration
        self.taken.append(line)
        return line

    def put_back(self, lines: list[str]) -> None:
        """Hand out lines once more, before all others."""
        self._again.extendleft(reversed(lines))

    def _line(self) -> str:
        """Return the next line; of one that is far too long what is certainly refused."""
        line = self.stream.readline(MAX_LINE)
        if len(line) == MAX_LINE and not line.endswith(_ENDS):
            while (rest := self.stream.readline(MAX_LINE)) and not rest.endswith(_ENDS):
                pass
            return f"{'x' * (MAX_CELL + 1)}\n"
        # Older versions of the reader stop at this character; no cell may hold either.
        return line.replace("\0", "\1") if "\0" in line else line
