"""Which sheet of a workbook has the companies, and which have their rows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain, islice
from typing import BinaryIO

from msgspec.structs import replace

from advisor.batch.entry import Item, Skipped, Trouble
from advisor.batch.readers.grid import Grid, Line, names_companies, rows_of
from advisor.batch.readers.joined import Joined
from advisor.batch.readers.trouble import trouble
from advisor.batch.readers.workbook import BrokenWorkbookError, grids, opened
from advisor.language.messages import _
from advisor.profile.heading_words import NAME
from advisor.profile.headings import Headings

OWN = "_"
MAX_ABOVE = 100


def rows_of_workbook(stream: BinaryIO, source: str, headings: Headings) -> Iterator[Item]:
    """Yield the companies of a workbook with their rows, and what is not read."""
    try:
        with opened(stream) as workbook:
            yield from _rows([*grids(workbook, source)], source, headings)
    except BrokenWorkbookError as broken:
        yield broken.trouble(source)


def _rows(sheets: list[tuple[Grid, bool]], source: str, headings: Headings) -> Iterator[Item]:
    main: Grid | None = None
    further: list[tuple[Grid, str]] = []
    for grid, visible in sheets:
        if not visible and grid.name.startswith(OWN):
            continue
        table = headings.table_of(grid.name)
        first, whole = _begun(grid)
        if first is None:
            continue
        if isinstance(first, Trouble):
            yield first
            continue
        if table:
            further.append((whole, table))
        elif main is None and names_companies(first.cells, headings):
            main = whole
        else:
            yield Skipped(source, _("sheet '{name}'").format(name=grid.name))
    if main is None:
        reason = _("no sheet has a column with the names of the companies")
        yield trouble(source, 0, reason, _("a column called 'company'"), NAME)
    elif further:
        yield from _joined(main, further, headings)
    else:
        yield from rows_of(main, headings)


def _begun(grid: Grid) -> tuple[Line | Trouble | None, Grid]:
    """Return the first line that holds anything, if it is near the top, and the grid as it was."""
    above: list[Line | Trouble] = []
    lines = iter(grid.lines)
    first = None
    for line in islice(lines, MAX_ABOVE):
        above.append(line)
        if isinstance(line, Trouble) or any(map(str.strip, line.cells)):
            first = line
            break
    return first, replace(grid, lines=chain(above, lines))


def _joined(main: Grid, further: list[tuple[Grid, str]], headings: Headings) -> Iterator[Item]:
    with closing(Joined()) as together:
        for grid, table in further:
            yield from together.add_further(rows_of(grid, headings, table))
        together.add_main(rows_of(main, headings))
        yield from together.companies()
        yield from together.rest()
