"""Plausible answers, for the line of a form that shows how to fill it in."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Mapping
from decimal import Decimal

from advisor.language.messages import _
from advisor.model.case import NOT_ASKED, Answer, Ratings, State, Value
from advisor.model.knowledge import NUMBER_KINDS, Kind, Knowledge, Question, Table
from advisor.profile.answers import number_shape
from advisor.profile.forms.columns import Column
from advisor.profile.headings import Heading
from advisor.profile.read import COMPETITORS
from advisor.profile.tables import DEFAULT_SCALE
from advisor.profile.typed import NotUnderstood, read_typed

USUAL = {
    Kind.NUMBER: Decimal(10),
    Kind.MONEY: Decimal(100_000),
    Kind.PERCENT: Decimal(40),
    Kind.RATING: Decimal(4),
}
SEVERAL = 2


def example_cells(columns: Collection[Column], knowledge: Knowledge) -> Mapping[Heading, Answer]:
    """Return an answer for each column; where there are several, one is a guess, one unknown."""
    cells = {column.heading: _cell(column, knowledge) for column in columns}
    guess = _last(columns, NUMBER_KINDS)
    if guess is not None:
        cells[guess] = Answer(State.KNOWN, cells[guess].value, unsure=True)
    unknown = _last(columns, {Kind.CHOICE})
    if unknown is not None:
        cells[unknown] = Answer(State.DONT_KNOW)
    return cells


def _last(columns: Collection[Column], kinds: Collection[Kind]) -> Heading | None:
    """Return the last of several columns of some kinds; none if there is only one."""
    found = [c.heading for c in columns if c.states and c.question.kind in kinds]
    return found[-1] if len(found) >= SEVERAL else None


def _cell(column: Column, knowledge: Knowledge) -> Answer:
    heading = column.heading
    if heading.id == "language" and not column.states:
        return Answer(State.KNOWN, knowledge.language)
    if heading.id == "name" and heading.table:
        return Answer(State.KNOWN, _named(knowledge.tables[heading.table], heading.number or 1))
    if column.question.kind is Kind.RATINGS:
        return Answer(State.KNOWN, _marks(knowledge))
    return _answer(column.question, knowledge.language) if column.states else NOT_ASKED


def _named(table: Table, number: int) -> str:
    return f"{table.row[:1].upper()}{table.row[1:]} {number}"


def _marks(knowledge: Knowledge) -> Ratings:
    """Return a mark for the first rival of the example, the only one that every form lists."""
    rivals = knowledge.tables.get(COMPETITORS)
    name = _named(rivals, 1) if rivals else _("Name")
    return ((name, Decimal(3)),)


def _answer(question: Question, language: str) -> Answer:
    if question.example and (question.kind is Kind.TEXT or question.kind in NUMBER_KINDS):
        # An example for a number may be one in words.
        with contextlib.suppress(NotUnderstood):
            return read_typed(question.example, question, language)
    value = _value(question)
    return NOT_ASKED if value is None else Answer(State.KNOWN, value)


def _value(question: Question) -> Value | None:
    """Return a usual value; none for words, since nobody can tell which would fit."""
    if question.kind is Kind.TEXT:
        return None
    options = list(question.options)
    if question.kind is Kind.CHOICES:
        return frozenset(options[:SEVERAL])
    return options[(len(options) - 1) // 2] if options else _number(question)


def _number(question: Question) -> Decimal:
    shape = number_shape(question)
    low, high = DEFAULT_SCALE if question.kind is Kind.RATING else (shape.minimum, shape.maximum)
    if question.kind is Kind.SCALE and low is not None and high is not None:
        return (low + high) // 2
    usual = USUAL.get(question.kind, Decimal(1))
    at_least = usual if low is None else max(low, usual)
    return at_least if high is None else min(high, at_least)
