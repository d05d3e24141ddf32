"""What a company can change of itself: its answers that are controllable, each with its cost."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from advisor.model.case import NOT_ASKED, Answer, Cell, Profile, State, TableAnswer
from advisor.model.condition import ALWAYS, Attribute
from advisor.model.knowledge import Knowledge, Question, Table
from advisor.profile.changed import with_answer, with_cell
from advisor.profile.tables import given_columns

DONT_KNOW = Answer(State.DONT_KNOW)


class Lever(Struct, frozen=True):
    """An answer that the company can change: what it is now, what a change costs, and its scale."""

    cell: Cell
    question: Question
    now: Answer
    scale: tuple[Decimal, Decimal] | None = None

    @property
    def cost(self) -> int:
        """Return what a change costs."""
        return self.question.change_cost


def levers(knowledge: Knowledge, profile: Profile) -> tuple[Lever, ...]:
    """Return what a company can change, what costs least first; rows are those it has."""
    found = [*_of_company(knowledge, profile), *_of_rows(knowledge, profile)]
    return tuple(sorted(found, key=lambda lever: (lever.cost, lever.cell)))


def _of_company(knowledge: Knowledge, profile: Profile) -> Iterator[Lever]:
    for name, question in knowledge.questions.items():
        if question.change_cost:
            now = profile.answers.get(name, NOT_ASKED)
            yield Lever((Attribute("", name), ""), question, now)


def _of_rows(knowledge: Knowledge, profile: Profile) -> Iterator[Lever]:
    for name, table in knowledge.tables.items():
        columns = [column for column in table.columns.values() if column.change_cost]
        for row in profile.tables[name].rows:
            for column in columns:
                now = row.cells.get(column.id, NOT_ASKED)
                yield Lever((Attribute(name, column.id), row.name), column, now, row.scale)


def with_changed(profile: Profile, cell: Cell, answer: Answer) -> Profile:
    """Return the profile with another answer in a cell."""
    attribute, row = cell
    if not attribute.table:
        return with_answer(profile, attribute.name, answer)
    return with_cell(profile, attribute, row, answer)


def as_it_stands(profile: Profile, knowledge: Knowledge) -> Profile:
    """Return the profile with whatever was not answered unknown for good.

    A case that looks ahead from it waits for nothing but what is taken out
    again: see ``undecided``.
    """
    tables = knowledge.tables.items()
    return replace(
        profile,
        answers={n: _for_good(profile.answers.get(n, NOT_ASKED)) for n in knowledge.questions},
        tables={name: _table_for_good(table, profile.tables[name]) for name, table in tables},
        unfinished=frozenset(),
    )


def undecided(profile: Profile, cells: Collection[Cell]) -> Profile:
    """Return a profile that stands, with some answers taken out, so that they may be any."""
    for cell in cells:
        profile = with_changed(profile, cell, NOT_ASKED)
    return profile


def always_asked(knowledge: Knowledge, cells: Collection[Cell]) -> Knowledge:
    """Return the base with some questions that make sense whatever else is answered.

    Someone may answer a question that makes none, and then the answer counts.
    """
    named = {cell[0].name for cell in cells if not cell[0].table}
    asked = {n: replace(knowledge.questions[n], ask_when=ALWAYS) for n in sorted(named)}
    return replace(knowledge, questions={**knowledge.questions, **asked}) if asked else knowledge


def _for_good(answer: Answer) -> Answer:
    return DONT_KNOW if answer.state is State.NOT_ASKED else answer


def _table_for_good(table: Table, given: TableAnswer) -> TableAnswer:
    if given.state is State.NOT_ASKED:
        return TableAnswer(State.DONT_KNOW)
    columns = [column.id for column in given_columns(table)]
    rows = (
        replace(row, cells={name: _for_good(row.cells.get(name, NOT_ASKED)) for name in columns})
        for row in given.rows
    )
    return replace(given, rows=tuple(rows))
