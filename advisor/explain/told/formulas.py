"""How a measure was worked out: its formula with the numbers that went into it."""

from __future__ import annotations

from decimal import Decimal

from advisor.explain.told.run import Run
from advisor.inference.conditions import truth
from advisor.inference.truth import Truth
from advisor.language.messages import N_
from advisor.language.numbers import number_text
from advisor.model.case import Cell
from advisor.model.condition import Attribute
from advisor.model.knowledge import Measure, OverColumn, OverNames

_WORDS = {"min": N_("the lowest of {numbers}"), "max": N_("the highest of {numbers}")}
_ROWS = N_("the number of rows")


def operands(measure: Measure, run: Run) -> tuple[Cell, ...]:
    """Return the cells that go into a measure: those named, or those of the rows that count."""
    over = measure.operands
    if isinstance(over, OverNames):
        names = (name for name in over.names if name not in run.knowledge.parameters)
        return tuple((Attribute("", name), "") for name in names)
    if not over.column:
        return ((Attribute("", over.table), ""),)
    return tuple(
        (Attribute(over.table, column), row)
        for row in _rows(over, run)
        for column in (over.column, over.weight)
        if column
    )


def formula(measure: Measure, run: Run) -> str:
    """Return the formula with its numbers, such as ``100 × 2 ÷ 50``; nothing where one is missing.

    A row without a number in the column does not go into it.
    """
    over = measure.operands
    if isinstance(over, OverColumn) and not over.column:
        return run.say.gettext(_ROWS)
    if measure.formula == "count":
        return run.say.gettext("the number of rows with an answer")
    if isinstance(over, OverColumn) and measure.formula == "weighted_mean":
        return _weighted(over, run)
    numbers = _numbers(over, run)
    return "" if not numbers or None in numbers else _written(measure.formula, numbers, run)


def _numbers(over: OverNames | OverColumn, run: Run) -> list[str | None]:
    if isinstance(over, OverColumn):
        found = (
            _number((Attribute(over.table, over.column), row), run) for row in _rows(over, run)
        )
        return [number for number in found if number is not None]
    return [
        _said(run.knowledge.parameter(name), run)
        if name in run.knowledge.parameters
        else _number((Attribute("", name), ""), run)
        for name in over.names
    ]


def _written(name: str, numbers: list[str | None], run: Run) -> str:
    told = [number for number in numbers if number is not None]
    if name in _WORDS:
        return run.say.gettext(_WORDS[name]).format(numbers="; ".join(told))
    if name == "sum":
        return " + ".join(told)
    if name == "mean":
        return f"({' + '.join(told)}) ÷ {len(told)}"
    if name == "difference":
        return " − ".join(told)
    return f"{'100 × ' if name == 'share' else ''}{' ÷ '.join(told)}"


def _weighted(over: OverColumn, run: Run) -> str:
    pairs = []
    for row in _rows(over, run):
        value = _number((Attribute(over.table, over.column), row), run)
        weight = _number((Attribute(over.table, over.weight), row), run)
        if value is not None and weight is not None:
            pairs.append((weight, value))
    weighted = " + ".join(f"{weight} × {value}" for weight, value in pairs)
    return f"({weighted}) ÷ ({' + '.join(weight for weight, _ in pairs)})" if pairs else ""


def _rows(over: OverColumn, run: Run) -> list[str]:
    memory = run.memory
    rows = memory.tables[over.table].rows
    return [row for row in rows if truth(over.where, memory.view(row)) is Truth.TRUE]


def _number(cell: Cell, run: Run) -> str | None:
    value = run.trace.readings[cell].value
    return _said(value, run) if isinstance(value, Decimal) else None


def _said(number: Decimal, run: Run) -> str:
    return number_text(number, run.knowledge.language)
