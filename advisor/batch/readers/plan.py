"""What the columns of a sheet are for, worked out once for all its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from advisor.batch.entry import Sheet
from advisor.model.knowledge import Knowledge, Table
from advisor.profile.cells import CellReader
from advisor.profile.heading_words import NAME, SCALE, Heading
from advisor.profile.tables import given_columns

ABSENT = -1


class RowPlan(Struct, frozen=True):
    """In which columns a row of a table stands: its name, its scale, its cells, marks of rivals.

    ``all`` has every one of them. A place is ``ABSENT`` where there is no such column.
    """

    table: Table
    name: int
    scale: int
    cells: tuple[tuple[int, CellReader], ...]
    rivals: tuple[tuple[int, CellReader, str], ...]
    all: tuple[int, ...]


class SheetPlan(Struct, frozen=True):
    """In which columns the questions stand, the keys of a profile, whole tables, and rows."""

    answers: tuple[tuple[int, CellReader], ...]
    keys: Mapping[str, int]
    whole: tuple[tuple[int, Table], ...]
    rows: tuple[RowPlan, ...]


class Planner:
    """Makes plans; each question is prepared once, in all languages."""

    def __init__(self, books: Mapping[str, Knowledge]) -> None:
        """Prepare every question and every column that is filled in."""
        self._book, *others = books.values()
        self._questions = {
            id_: CellReader(question, [other.questions[id_] for other in others])
            for id_, question in self._book.questions.items()
        }
        self._columns = {
            (table.id, column.id): CellReader(
                column, [other.tables[table.id].columns[column.id] for other in others]
            )
            for table in self._book.tables.values()
            for column in given_columns(table)
        }

    def plan(self, sheet: Sheet) -> SheetPlan:
        """Return the plan of a main sheet."""
        columns = [(place, each) for place, each in enumerate(sheet.columns) if each is not None]
        alone = [(place, heading) for place, heading in columns if not heading.table]
        rows: dict[tuple[str, int], list[tuple[int, Heading]]] = {}
        for place, heading in columns:
            if heading.table:
                rows.setdefault((heading.table, heading.number), []).append((place, heading))
        return SheetPlan(
            answers=tuple(
                (place, self._questions[each.id])
                for place, each in alone
                if each.id in self._questions
            ),
            keys={
                each.id: place
                for place, each in alone
                if each.id not in self._questions and each.id not in self._book.tables
            },
            whole=tuple(
                (place, self._book.tables[each.id])
                for place, each in alone
                if each.id in self._book.tables and each.id not in self._questions
            ),
            rows=tuple(self._row(table, found) for (table, _number), found in sorted(rows.items())),
        )

    def row_plan(self, sheet: Sheet) -> RowPlan:
        """Return the plan of a further sheet."""
        found = [(n, each) for n, each in enumerate(sheet.columns) if each and each.table]
        return self._row(found[0][1].table, found)

    def _row(self, table: str, columns: Iterable[tuple[int, Heading]]) -> RowPlan:
        cells: list[tuple[int, CellReader]] = []
        rivals: list[tuple[int, CellReader, str]] = []
        keys = {NAME: ABSENT, SCALE: ABSENT}
        places = []
        for place, heading in columns:
            places.append(place)
            if heading.id in keys:
                keys[heading.id] = place
            elif heading.rival:
                reader = self._columns[table, heading.id]
                rivals.append((place, reader, heading.rival))
            else:
                cells.append((place, self._columns[table, heading.id]))
        return RowPlan(
            table=self._book.tables[table],
            name=keys[NAME],
            scale=keys[SCALE],
            cells=tuple(cells),
            rivals=tuple(rivals),
            all=tuple(places),
        )
