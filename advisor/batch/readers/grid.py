"""Lines of cells, wherever they come from, become the rows of companies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from advisor.batch.entry import Item, Mistake, RowEntry, Sheet, SheetRow, Skipped, Trouble
from advisor.batch.readers.trouble import trouble
from advisor.edge.nodes import shorten
from advisor.language.messages import LANGUAGES, _, messages_in
from advisor.profile.heading_words import NAME
from advisor.profile.headings import COMPANY, EXAMPLE, Heading, Headings
from advisor.profile.typed_words import fold


class Line(Struct, frozen=True):
    """A line of cells, with its number from 1."""

    number: int
    cells: tuple[str, ...]


class Grid(Struct, frozen=True):
    """The lines of a sheet, or of a CSV file; ``convention`` is how its numbers are written."""

    source: str
    name: str
    convention: str
    lines: Iterator[Line | Trouble]


def field_of(heading: Heading) -> str:
    """Return what a mistake in a column is about."""
    return f"{heading.table}.{heading.id}" if heading.table else heading.id


def how_many_known(cells: tuple[str, ...], headings: Headings, table: str = "") -> int:
    """Return how many cells of a line are headings that mean something."""
    return sum(headings.read(cell, table) is not None for cell in cells if cell)


def names_companies(cells: tuple[str, ...], headings: Headings, table: str = "") -> bool:
    """Tell whether one of the headings is that of the companies' names."""
    return any(headings.read(cell, table) == COMPANY for cell in cells if cell)


def rows_of(grid: Grid, headings: Headings, table: str = "") -> Iterator[Item]:
    """Yield the rows of a sheet, after what there is to say of its columns.

    ``table`` is set for a further sheet. Lines that are empty, or an example,
    are passed over.
    """
    sheet: Sheet | None = None
    nameless: set[int] = set()
    for line in grid.lines:
        if isinstance(line, Trouble):
            yield line
        elif sheet is not None:
            yield from _row(grid.source, sheet, line, nameless)
        elif any(map(str.strip, line.cells)):
            wrong = _wrong_columns(grid, line, headings, table)
            if wrong is not None:
                yield wrong
                return
            yield from _strangers(grid.source, line, headings, table)
            columns = tuple(headings.read(cell, table) for cell in line.cells)
            sheet = Sheet(grid.name, columns, grid.convention)
            nameless = {n for n, cell in enumerate(line.cells) if not cell.strip()}
    if sheet is None:
        yield _no_company(grid.source, 0)


def company_of(row: SheetRow) -> str:
    """Return the name of the company that a row is about; nothing if it has none."""
    place = row.sheet.columns.index(COMPANY)
    return row.cells[place].strip() if place < len(row.cells) else ""


def _row(source: str, sheet: Sheet, line: Line, nameless: set[int]) -> Iterator[RowEntry | Skipped]:
    """Yield a row unless it is empty or an example; what has no heading is told of once."""
    if any(map(str.strip, line.cells)):
        row = SheetRow(sheet, line.number, line.cells)
        if fold(company_of(row)) not in _examples():
            for place in sorted(n for n in nameless if "".join(line.cells[n : n + 1]).strip()):
                nameless.discard(place)
                what = _("column {number}").format(number=place + 1)
                yield Skipped(source, what, _("it has no heading"))
            yield RowEntry(source, line.number, row)


@lru_cache(maxsize=1)
def _examples() -> frozenset[str]:
    return frozenset(fold(messages_in(language).gettext(EXAMPLE)) for language in LANGUAGES)


def _wrong_columns(grid: Grid, line: Line, headings: Headings, table: str) -> Trouble | None:
    """Return what makes a sheet unreadable: no names, or two columns for one thing."""
    read = [headings.read(cell, table) for cell in line.cells if cell]
    if COMPANY not in read:
        return _no_company(grid.source, line.number)
    known = [heading for heading in read if heading is not None]
    twice = sorted({field_of(each) for each in known if known.count(each) > 1})
    if not twice:
        if table and Heading(NAME, table) not in known:
            reason = _("no column has the names of the rows")
            return trouble(
                grid.source, line.number, reason, _("a column with names"), f"{table}.{NAME}"
            )
        return None
    reason, expected = _("two columns stand for this"), _("one column for each question")
    return Trouble(
        grid.source, line.number, tuple(Mistake(field, reason, expected) for field in twice)
    )


def _no_company(source: str, number: int) -> Trouble:
    reason = _("no column has the names of the companies")
    return trouble(source, number, reason, _("a column called 'company'"), NAME)


def _strangers(source: str, line: Line, headings: Headings, table: str) -> Iterator[Skipped]:
    for cell in line.cells:
        if cell.strip() and headings.read(cell, table) is None:
            what = _("column '{name}'").format(name=shorten(cell))
            yield Skipped(source, what, headings.near(cell, table))
