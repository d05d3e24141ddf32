"""Compute a measure from what is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from advisor.inference.conditions import missing, truth
from advisor.inference.memory import WorkingMemory
from advisor.inference.truth import Truth
from advisor.model.case import SURE, Cell, Reading, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Measure, OverColumn, OverNames, Parameter

HUNDRED = Decimal(100)
OPEN = Reading(State.OPEN)
PENDING = Reading(State.PENDING)


def _mean(numbers: list[Decimal]) -> Decimal:
    return _rounded_once(sum(map(Fraction, numbers), Fraction(0)) / len(numbers))


def _rounded_once(number: Fraction) -> Decimal:
    """Return an exact number to 28 digits: a mean of equals is that number, and no digit off."""
    return Decimal(number.numerator) / Decimal(number.denominator)


_PLAIN: Mapping[str, Callable[[list[Decimal]], Decimal]] = {
    "sum": lambda numbers: sum(numbers, Decimal(0)),
    "mean": _mean,
    "min": min,
    "max": max,
}


def compute(
    measure: Measure, memory: WorkingMemory, parameters: Mapping[str, Parameter]
) -> Reading:
    """Return the measure's reading; its certainty is the least of those it is made of.

    Unknown while a named operand is unknown, while a table is not filled in,
    when no row has the column, and when it would divide by zero. Does not
    apply when an operand, or the table, does not apply. Pending while it rests
    on anything that is.
    """
    if isinstance(measure.operands, OverNames):
        return _over_names(measure.formula, measure.operands, memory, parameters)
    return _over_column(measure.formula, measure.operands, memory)


def _over_names(
    formula: str,
    operands: OverNames,
    memory: WorkingMemory,
    parameters: Mapping[str, Parameter],
) -> Reading:
    readings = [
        Reading(State.KNOWN, parameters[name].value)
        if name in parameters
        else memory.readings[Attribute("", name), ""]
        for name in operands.names
    ]
    if any(reading.state is State.DOES_NOT_APPLY for reading in readings):
        return Reading(State.DOES_NOT_APPLY)
    if any(reading.state is State.PENDING for reading in readings):
        return PENDING
    numbers = [reading.value for reading in readings if isinstance(reading.value, Decimal)]
    if len(numbers) < len(readings):
        return OPEN
    value = _PLAIN[formula](numbers) if formula in _PLAIN else _of_two(formula, *numbers)
    return OPEN if value is None else _known(value, readings)


def _of_two(formula: str, first: Decimal, second: Decimal) -> Decimal | None:
    if formula == "difference":
        return first - second
    if not second:
        return None
    return first / second if formula == "ratio" else HUNDRED * first / second


def _over_column(formula: str, operands: OverColumn, memory: WorkingMemory) -> Reading:
    table = memory.tables[operands.table]
    if table.state is State.DOES_NOT_APPLY:
        return Reading(State.DOES_NOT_APPLY)
    if table.state is State.PENDING or _is_pending(operands, table.rows, memory):
        return PENDING
    if table.state is not State.KNOWN:
        return OPEN
    rows = [row for row in table.rows if truth(operands.where, memory.view(row)) is Truth.TRUE]
    if formula == "count" and not operands.column:
        return Reading(State.KNOWN, Decimal(len(rows)))
    values = [
        (row, _number(memory, (Attribute(operands.table, operands.column), row))) for row in rows
    ]
    known = [(row, reading) for row, reading in values if reading is not None]
    if formula == "count":
        return Reading(State.KNOWN, Decimal(len(known)))
    if formula == "weighted_mean":
        return _weighted(operands, memory, known)
    if not known:
        return OPEN
    readings = [reading for _, reading in known]
    return _known(_PLAIN[formula]([_value(reading) for reading in readings]), readings)


def _is_pending(operands: OverColumn, rows: tuple[str, ...], memory: WorkingMemory) -> bool:
    """Tell whether it may still change which rows count, or what they hold."""
    columns = [Attribute(operands.table, c) for c in (operands.column, operands.weight) if c]
    for row in rows:
        view = memory.view(row)
        counts = truth(operands.where, view)
        waits = list(missing(operands.where, view)) if counts is Truth.UNKNOWN else []
        if counts is not Truth.FALSE:
            waits.extend((column, row) for column in columns)
        if any(memory.readings[cell].state is State.PENDING for cell in waits):
            return True
    return False


def _weighted(
    operands: OverColumn, memory: WorkingMemory, known: list[tuple[str, Reading]]
) -> Reading:
    pairs = [
        (reading, weight)
        for row, reading in known
        if (weight := _number(memory, (Attribute(operands.table, operands.weight), row)))
    ]
    exact = [(Fraction(_value(reading)), Fraction(_value(weight))) for reading, weight in pairs]
    total = sum((weight for _, weight in exact), Fraction(0))
    if not total:
        return OPEN
    mean = sum((value * weight for value, weight in exact), Fraction(0)) / total
    return _known(_rounded_once(mean), [reading for pair in pairs for reading in pair])


def _number(memory: WorkingMemory, cell: Cell) -> Reading | None:
    reading = memory.readings[cell]
    return reading if isinstance(reading.value, Decimal) else None


def _value(reading: Reading) -> Decimal:
    assert isinstance(reading.value, Decimal)  # noqa: S101 - `_number` let only these through
    return reading.value


def _known(value: Decimal, readings: list[Reading]) -> Reading:
    return Reading(State.KNOWN, value, min((r.certainty for r in readings), default=SURE))
