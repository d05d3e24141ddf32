"""Go through the inputs of a run and yield what they hold, piece by piece."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from functools import cached_property, partial
from pathlib import Path
from typing import BinaryIO

from advisor.batch.entry import Item, Skipped, Trouble
from advisor.batch.readers.csv_file import csv_grid
from advisor.batch.readers.files import STDIN, Beside, Found, found_in
from advisor.batch.readers.grid import Grid, how_many_known, rows_of
from advisor.batch.readers.guess import kind_of
from advisor.batch.readers.joined import Joined
from advisor.batch.readers.sheets import rows_of_workbook
from advisor.batch.readers.texts import profile_in, profiles_in_lines
from advisor.batch.readers.trouble import cannot_read, trouble
from advisor.language.messages import _
from advisor.model.knowledge import Knowledge
from advisor.profile.headings import Headings


def read_inputs(
    inputs: Sequence[Path],
    books: Mapping[str, Knowledge],
    *,
    stdin: BinaryIO | None = None,
    kind: str | None = None,
) -> Iterator[Item]:
    """Yield what the inputs hold, in their order; ``-`` among them is ``stdin``.

    ``books`` has the knowledge base in each language. ``kind`` says what
    ``stdin`` holds (``yaml``, ``json``, ``jsonl``, ``csv`` or ``xlsx``); else
    its beginning tells.
    """
    reader = _Inputs(books, stdin, kind or "")
    with closing(reader.items(inputs)) as items:
        yield from items


class _Inputs:
    """Reads one file after the other."""

    def __init__(self, books: Mapping[str, Knowledge], stdin: BinaryIO | None, kind: str) -> None:
        self.books = books
        self.stdin = stdin
        self.kind = kind

    @cached_property
    def headings(self) -> Headings:
        """The headings in every language, which profiles in YAML and JSON do without."""
        return Headings(self.books)

    def _table_of(self, name: str) -> str:
        """Return the table that a file is named after."""
        return self.headings.table_of(name)

    def items(self, inputs: Sequence[Path]) -> Generator[Item, None, None]:
        with ExitStack() as stack:
            joined: dict[int, tuple[Beside, Joined]] = {}
            for found in found_in(inputs, self._table_of):
                if isinstance(found, Trouble | Skipped):
                    yield found
                elif found.beside.further and found.kind == "csv":
                    if id(found.beside) not in joined:
                        together = stack.enter_context(closing(Joined()))
                        joined[id(found.beside)] = (found.beside, together)
                        yield from self._join(found.beside, together)
                    yield from self._beside(found, joined[id(found.beside)][1])
                else:
                    yield from self._file(found)

    def _file(self, found: Found) -> Iterator[Item]:
        """Yield what a file holds that stands for itself."""
        source = str(found.path)
        try:
            with ExitStack() as stack:
                stream = stack.enter_context(self._opened(found.path))
                kind = found.kind
                if not kind and (found.path == STDIN or not found.path.is_file()):
                    kind = self.kind or kind_of(stream, self.headings)
                yield from self._content(stream, source, kind)
        except OSError as error:
            yield cannot_read(source, error)

    def _content(self, stream: BinaryIO, source: str, kind: str) -> Iterator[Item]:
        stream.seek(0)
        if kind in {"yaml", "json"}:
            yield from profile_in(stream, source, kind)
        elif kind == "jsonl":
            yield from profiles_in_lines(stream, source)
        elif kind == "csv":
            yield from self._csv(stream, source)
        elif kind == "xlsx":
            yield from rows_of_workbook(stream, source, self.headings)
        else:
            hint = _("files are read that end in .yaml, .json, .jsonl, .csv or .xlsx")
            yield Skipped(source, _("the file"), hint)

    def _csv(self, stream: BinaryIO, source: str, table: str = "") -> Iterator[Item]:
        with csv_grid(stream, source, partial(self._known, table=table)) as grid:
            if isinstance(grid, Grid):
                yield from rows_of(grid, self.headings, table)
            else:
                yield grid

    def _known(self, cells: tuple[str, ...], table: str) -> int:
        return how_many_known(cells, self.headings, table)

    def _join(self, beside: Beside, together: Joined) -> Iterator[Item]:
        """Bring CSV files that lie together into one database."""
        for path, table in beside.further if beside.main else ():
            yield from together.add_further(self._csv_file(path, table))
        for number, path in enumerate(beside.main):
            together.add_main(self._csv_file(path), number)

    def _csv_file(self, path: Path, table: str = "") -> Iterator[Item]:
        try:
            with self._opened(path) as stream:
                yield from self._csv(stream, str(path), table)
        except OSError as error:
            yield cannot_read(str(path), error)

    def _beside(self, found: Found, together: Joined) -> Iterator[Item]:
        """Yield the companies of one of several files; rows of nobody's come with the last."""
        beside = found.beside
        if not beside.main:
            reason = _("there is no file with the companies beside this one")
            yield trouble(str(found.path), 0, reason, _("a CSV file with a line for each company"))
        elif not found.table:
            number = beside.main.index(found.path)
            yield from together.companies(number)
            if number == len(beside.main) - 1:
                yield from together.rest()

    def _opened(self, path: Path) -> BinaryIO:
        """Open a file; what cannot be read twice is copied into a temporary one."""
        if path == STDIN:
            return _spooled(self.stdin or io.BytesIO())
        stream = path.open("rb")
        if stream.seekable():
            return stream
        with stream:
            return _spooled(stream)


def _spooled(stream: BinaryIO) -> BinaryIO:
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    shutil.copyfileobj(stream, copy)
    copy.seek(0)
    return copy
