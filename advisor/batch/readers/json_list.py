"""A list in JSON, entry by entry, however long it is."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from advisor.batch.entry import Item, TextEntry
from advisor.batch.readers.trouble import not_utf8, too_large, trouble
from advisor.edge.files import MAX_BYTES
from advisor.language.messages import _

BLOCK = 1 << 18
# Past this nobody looks for the end of an entry.
MOST_HELD = 4 * MAX_BYTES
# A mistake this far from the end of what is held is none that more text would mend.
FAR = 100
_SPACE = re.compile(r"[ \t\n\r]*")
# Only where an entry ends matters here; what it says is read later, number by number.
_DECODER = json.JSONDecoder(
    strict=False, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=len
)


class _BrokenError(Exception):
    """The list cannot be read any further."""


def entries_of_list(stream: BinaryIO, source: str) -> Iterator[Item]:
    """Yield the entries of a list; ``source`` has their number, ``row`` the line they begin in."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    reader = _Reader(text)
    try:
        for number, (row, entry) in enumerate(reader.entries(), start=1):
            # Many may stand in one line, so the line alone would not tell which.
            place = f"{source} ({number})"
            if len(entry) > MAX_BYTES:
                yield too_large(place, row)
            else:
                yield TextEntry(place, row, entry, "profile.json")
    except UnicodeDecodeError:
        yield not_utf8(source)
    except (_BrokenError, RecursionError):
        reason = _("not well-formed JSON; what follows has not been read")
        yield trouble(source, reader.line, reason, _("a list of companies, [{…}, {…}]"))
    finally:
        text.detach()


class _Reader:
    """Goes through a text of which it holds one entry, and a little more, at a time."""

    def __init__(self, stream: io.TextIOWrapper) -> None:
        self.stream = stream
        self.text = ""
        self.place = 0
        self.line = 1

    def entries(self) -> Iterator[tuple[int, str]]:
        self._expect("[")
        if self._next() == "]":
            self._expect("]")
        else:
            while True:
                yield self._entry()
                if self._next() == "]":
                    self._expect("]")
                    break
                self._expect(",")
        if self._next():
            raise _BrokenError

    def _entry(self) -> tuple[int, str]:
        self._next()
        while True:
            try:
                _said, end = _DECODER.raw_decode(self.text, self.place)
            except json.JSONDecodeError as error:
                if error.pos < len(self.text) - FAR and "Unterminated" not in error.msg:
                    raise _BrokenError from None
                end = -1
            # A number at the end of what is held may go on.
            if 0 <= end < len(self.text):
                return self._taken(end)
            if len(self.text) - self.place > MOST_HELD or not self._more():
                break
        if end < 0:
            raise _BrokenError
        return self._taken(len(self.text))

    def _taken(self, end: int) -> tuple[int, str]:
        found, line = self.text[self.place : end], self.line
        self.line += found.count("\n")
        self.place = end
        return line, found

    def _expect(self, mark: str) -> None:
        if self._next() != mark:
            raise _BrokenError
        self.place += 1

    def _next(self) -> str:
        """Go to the next character that is no space, and return it; nothing at the end."""
        while True:
            match = _SPACE.match(self.text, self.place)
            end = match.end() if match else self.place
            self.line += self.text.count("\n", self.place, end)
            self.place = end
            if end < len(self.text):
                return self.text[end]
            if not self._more():
                return ""

    def _more(self) -> bool:
        """Take in as much again as is held, so that a long entry is not tried too often."""
        self.text = self.text[self.place :]
        self.place = 0
        block = self.stream.read(max(BLOCK, len(self.text)))
        self.text += block
        return bool(block)
