"""What a computed column is worked out from, found by leaving out one column at a time."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from advisor.analysis.methods import METHODS
from advisor.model.case import Answer, Row, State, Value
from advisor.model.knowledge import NUMBER_KINDS, Kind, Question, Table

ROW = "row"
MARK = Decimal(2)


def needs(table: Table) -> Mapping[str, tuple[str, ...]]:
    """Return, for each computed column that can be worked out at all, the columns it needs."""
    given, other = _given(table, -1), Row("another", _given(table, 0))
    found: dict[str, tuple[str, ...]] = {}
    for column in table.columns.values():
        if column.computed and _works(column, given, other):
            without = {name: _all_but(name, given) for name in given}
            found[column.id] = tuple(
                name for name in given if not _works(column, without[name], other)
            )
    return found


def _given(table: Table, place: int) -> Mapping[str, Answer]:
    """Return a row's cells, with the option at a place of each choice."""
    return {
        column.id: Answer(State.KNOWN, _value(column, place))
        for column in table.columns.values()
        if not column.computed
    }


def _all_but(name: str, given: Mapping[str, Answer]) -> Mapping[str, Answer]:
    return {other: answer for other, answer in given.items() if other != name}


def _works(column: Question, given: Mapping[str, Answer], other: Row) -> bool:
    """Tell whether a row with these cells has the column, beside another that has all."""
    method = METHODS[column.computed]
    return column.id in method.compute((Row(ROW, given), other), method.any_settings())[ROW]


def _value(column: Question, place: int) -> Value:
    """Return an answer such as a row might have."""
    if column.kind is Kind.RATINGS:
        return ((ROW, MARK),)
    if column.kind in NUMBER_KINDS:
        return MARK
    if column.kind is Kind.CHOICES:
        return frozenset(column.options)
    return tuple(column.options)[place] if column.options else ROW
