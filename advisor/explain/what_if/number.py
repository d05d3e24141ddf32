"""The numbers a company has answered: each may be moved by itself."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from advisor.explain.what_if.lever import with_changed
from advisor.model.case import NOT_ASKED, Answer, Cell, Profile, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import NUMBER_KINDS, Kind, Knowledge, Question
from advisor.profile.tables import given_columns


class Number(Struct, frozen=True):
    """A number in an answer; ``rival`` names whose mark it is, where a cell has one for each."""

    cell: Cell
    question: Question
    answer: Answer
    now: Decimal
    rival: str = ""
    scale: tuple[Decimal, Decimal] | None = None

    def moved(self, profile: Profile, number: Decimal) -> Profile:
        """Return the profile with another number there, as sure or unsure as it was."""
        value: Decimal | tuple[tuple[str, Decimal], ...] = number
        if self.rival:
            assert isinstance(self.answer.value, tuple)  # noqa: S101 - it has marks
            value = tuple((n, number if n == self.rival else m) for n, m in self.answer.value)
        return with_changed(profile, self.cell, replace(self.answer, value=value))


def numbers(knowledge: Knowledge, profile: Profile) -> Iterator[Number]:
    """Yield every number there is, those of the company first, then by table and row."""
    for name, question in knowledge.questions.items():
        answer = profile.answers.get(name, NOT_ASKED)
        yield from _in_cell((Attribute("", name), ""), question, answer, None)
    for name, table in knowledge.tables.items():
        for row in profile.tables[name].rows:
            for column in given_columns(table):
                cell = (Attribute(name, column.id), row.name)
                answer = row.cells.get(column.id, NOT_ASKED)
                yield from _in_cell(cell, column, answer, row.scale)


def _in_cell(
    cell: Cell, question: Question, answer: Answer, scale: tuple[Decimal, Decimal] | None
) -> Iterator[Number]:
    if answer.state is not State.KNOWN:
        return
    if question.kind in NUMBER_KINDS and isinstance(answer.value, Decimal):
        yield Number(cell, question, answer, answer.value, scale=scale)
    elif question.kind is Kind.RATINGS and isinstance(answer.value, tuple):
        for rival, mark in answer.value:
            yield Number(cell, question, answer, mark, rival, scale)
