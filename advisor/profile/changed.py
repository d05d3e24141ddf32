"""A profile with one thing changed; each function returns a new one."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from advisor.model.case import NOT_ASKED, Answer, Profile, Ratings, Row, State, TableAnswer
from advisor.model.condition import Attribute
from advisor.model.knowledge import Kind, Knowledge


def with_answer(profile: Profile, question: str, answer: Answer) -> Profile:
    """Return the profile with an answer to a question."""
    return replace(profile, answers={**profile.answers, question: answer})


def with_table(profile: Profile, table: str, state: State, rows: tuple[Row, ...] = ()) -> Profile:
    """Return the profile with a table as it says, its rows by name."""
    answer = TableAnswer(state, tuple(sorted(rows, key=lambda row: row.name)))
    return replace(profile, tables={**profile.tables, table: answer})


def with_cell(profile: Profile, attribute: Attribute, row: str, answer: Answer) -> Profile:
    """Return the profile with an answer in a cell of a row it has; *not asked* leaves none."""
    rows = []
    for kept in profile.tables[attribute.table].rows:
        cells = {**kept.cells, attribute.name: answer}
        if answer.state is State.NOT_ASKED:
            del cells[attribute.name]
        rows.append(replace(kept, cells=cells) if kept.name == row else kept)
    return with_table(profile, attribute.table, State.KNOWN, tuple(rows))


def marks(profile: Profile, knowledge: Knowledge) -> Iterator[tuple[Attribute, str, Ratings]]:
    """Yield each cell that has marks of rivals: its attribute, its row, and the marks."""
    for table in knowledge.tables.values():
        rated = [column.id for column in table.columns.values() if column.kind is Kind.RATINGS]
        for row in profile.tables[table.id].rows:
            for column in rated:
                value = row.cells.get(column, NOT_ASKED).value
                if isinstance(value, tuple):
                    yield Attribute(table.id, column), row.name, value
