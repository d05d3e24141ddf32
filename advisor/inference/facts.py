"""A profile becomes the readings that inference starts from."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec.structs import replace

from advisor.analysis.methods import METHODS, Computed
from advisor.inference.relevance import Relevance, blank
from advisor.knowledge.needed import UNSURE
from advisor.model.case import (
    NOT_ASKED,
    SURE,
    UNKNOWN_ROW,
    Answer,
    Case,
    Cell,
    Profile,
    Reading,
    Row,
    State,
    TableAnswer,
    TableReading,
)
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge, Question, Table

MAY_COME = Answer(State.PENDING)


def make_case(knowledge: Knowledge, profile: Profile, *, ahead: bool = False) -> Case:
    """Return the case of a profile: a reading for every question and every cell.

    A table nobody filled in has one row of unknowns, named ``UNKNOWN_ROW``, so
    that rules about its rows stay open instead of falling silent. In a case
    that looks ``ahead``, so has a table to which rows are still to come, and
    what nobody was asked yet is pending.
    """
    if ahead:
        profile = _looking_ahead(knowledge, profile)
    unsure = knowledge.parameter(UNSURE)
    readings: dict[Cell, Reading] = {}
    tables: dict[str, TableReading] = {}
    answered = {
        name: _reading(profile.answers.get(name, NOT_ASKED), unsure) for name in knowledge.questions
    }
    relevance = Relevance(knowledge.questions, answered)
    for name in knowledge.questions:
        readings[_of_company(name)] = relevance.settle(name)
    for name, table in knowledge.tables.items():
        given = profile.tables.get(name, TableAnswer(State.NOT_ASKED))
        rows = given.rows if given.state is State.KNOWN else ()
        tables[name] = _table(given)
        readings[_of_company(name)] = blank(given.state)
        readings.update(cells_of_table(table, rows, knowledge, profile))
        if tables[name].rows == (UNKNOWN_ROW,):
            pending = given.state is State.PENDING
            unknown = blank(State.PENDING if pending else State.NOT_ASKED)
            for column in table.columns:
                readings[Attribute(name, column), UNKNOWN_ROW] = unknown
    return Case(readings, tables, ahead)


def _looking_ahead(knowledge: Knowledge, profile: Profile) -> Profile:
    """Return a profile in which whatever nobody was asked yet is pending.

    A table to which rows are still to come is pending as a whole.
    """
    return replace(
        profile,
        answers={name: _may_come(profile.answers.get(name)) for name in knowledge.questions},
        tables={
            name: TableAnswer(State.PENDING)
            if name in profile.unfinished
            else _rows_may_come(table, profile.tables.get(name))
            for name, table in knowledge.tables.items()
        },
    )


def _may_come(answer: Answer | None) -> Answer:
    return MAY_COME if answer is None or answer.state is State.NOT_ASKED else answer


def _rows_may_come(table: Table, given: TableAnswer | None) -> TableAnswer:
    """Return a table whose empty cells are pending, or the whole of which is."""
    if given is None or given.state is State.NOT_ASKED:
        return TableAnswer(State.PENDING)
    names = [name for name, column in table.columns.items() if not column.computed]
    rows = (
        replace(row, cells={name: _may_come(row.cells.get(name)) for name in names})
        for row in given.rows
    )
    return replace(given, rows=tuple(rows))


def _table(given: TableAnswer) -> TableReading:
    if given.state is State.KNOWN:
        return TableReading(given.state, tuple(sorted(row.name for row in given.rows)))
    rows = () if given.state is State.DOES_NOT_APPLY else (UNKNOWN_ROW,)
    return TableReading(given.state, rows)


def cells_of_table(
    table: Table, rows: tuple[Row, ...], knowledge: Knowledge, profile: Profile
) -> dict[Cell, Reading]:
    """Return what stands in the cells of some rows, and what is worked out from them."""
    unsure = knowledge.parameter(UNSURE)
    readings: dict[Cell, Reading] = {}
    for row in rows:
        for name, column in table.columns.items():
            if not column.computed:
                answer = row.cells.get(name, NOT_ASKED)
                readings[Attribute(table.id, name), row.name] = _reading(answer, unsure)
    for method in sorted(table.methods):
        settings = METHODS[method].settings(knowledge.parameters, profile.cut_lines)
        computed = METHODS[method].compute(rows, settings)
        for column in _columns_of(table, method):
            pending = _rows_with_pending(METHODS[method].needs[column.id], rows)
            if column.id not in METHODS[method].alone and pending:
                pending = {row.name for row in rows}
            for row in rows:
                cell = (Attribute(table.id, column.id), row.name)
                readings[cell] = (
                    Reading(State.PENDING)
                    if row.name in pending
                    else _computed(row, column, computed, unsure)
                )
    return readings


def _rows_with_pending(columns: Iterable[str], rows: Iterable[Row]) -> set[str]:
    """Return the rows in which one of these cells may still come."""
    return {
        row.name
        for row in rows
        if any(row.cells[name].state is State.PENDING for name in columns if name in row.cells)
    }


def _columns_of(table: Table, method: str) -> list[Question]:
    return [column for column in table.columns.values() if column.computed == method]


def _computed(row: Row, column: Question, computed: Computed, unsure: Decimal) -> Reading:
    """Return the reading of a computed cell, as certain as the weakest cell it is made of.

    Does not apply when one of those cells does not apply.
    """
    needs = METHODS[column.computed].needs[column.id]
    made_of = [row.cells.get(name, NOT_ASKED) for name in needs]
    if any(answer.state is State.DOES_NOT_APPLY for answer in made_of):
        return blank(State.DOES_NOT_APPLY)
    value = computed[row.name].get(column.id)
    if value is None:
        return blank(State.OPEN)
    certainty = unsure if any(answer.unsure for answer in made_of) else SURE
    return Reading(State.KNOWN, value, certainty)


def _reading(answer: Answer, unsure: Decimal) -> Reading:
    if answer.state is not State.KNOWN:
        return blank(answer.state)
    certainty = unsure if answer.unsure else SURE
    if isinstance(answer.value, str):
        return _word(answer.value, certainty if answer.unsure else None)
    members: tuple[tuple[str, Decimal], ...] = ()
    if isinstance(answer.value, frozenset):
        members = tuple((value, certainty) for value in sorted(answer.value))
    return Reading(State.KNOWN, answer.value, certainty, members)


# Most companies answer in the same words: one object for each is quicker to recognise.


@lru_cache(maxsize=4096)
def _word(value: str, unsure: Decimal | None) -> Reading:
    """Return the reading of a word; ``unsure`` is its certainty where it is less than sure."""
    return Reading(State.KNOWN, value, SURE if unsure is None else unsure)


@lru_cache(maxsize=4096)
def _of_company(name: str) -> Cell:
    return Attribute("", name), ""
