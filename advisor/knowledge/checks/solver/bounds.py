"""Between which numbers a measure lies, given what its operands may still be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from msgspec.structs import replace

from advisor.knowledge.checks.solver.goals import COMPANY, Variable
from advisor.knowledge.checks.solver.intervals import (
    ALL_NUMBERS,
    INFINITY,
    Interval,
    common,
    hull,
)
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.readings import Readings
from advisor.model.condition import Attribute
from advisor.model.knowledge import Measure, OverColumn, OverNames

EVERYTHING = Interval()
ZERO = Decimal(0)
HUNDRED = Decimal(100)

Known = Mapping[Variable, Readings]


class Bounds:
    """The bounds of the measures of a problem, each worked out once."""

    def __init__(self, known: Known, problem: Problem) -> None:
        """Take what the answers and measures may still be."""
        self.known = known
        self.problem = problem
        self.found: dict[str, Interval | None] = {}

    def of(self, measure: Measure) -> Interval | None:
        """Return an interval in which a known measure lies, or None if it cannot be known.

        It may be wider than what the measure can really be, never narrower.
        """
        if measure.id not in self.found:
            self.found[measure.id] = self._work_out(measure)
        return self.found[measure.id]

    def _work_out(self, measure: Measure) -> Interval | None:
        operands = measure.operands
        if isinstance(operands, OverColumn):
            return _of_column(measure.formula, operands, self.problem)
        intervals = [self._of_name(name) for name in operands.names]
        possible = [interval for interval in intervals if interval is not None]
        if len(possible) < len(intervals):
            return None
        return _FORMULAS[measure.formula](possible)

    def _of_name(self, name: str) -> Interval | None:
        attribute = Attribute("", name)
        if attribute not in self.problem.domains:
            number = self.problem.knowledge.parameter(name)
            return Interval(number, number)
        readings = self.known.get(Variable(COMPANY, attribute), self.problem.domains[attribute])
        numbers = readings.numbers
        measure = self.problem.measures.get(attribute)
        if measure is not None:
            below = self.of(measure)
            numbers = common(numbers, (below,)) if below else ()
        return hull(numbers) if numbers else None


def answers_behind(measures: Iterable[Measure], problem: Problem) -> set[Attribute] | None:
    """Return the answers, and measures over columns, that measures come down to.

    None where one thing stands behind two of them, or behind one of them twice.
    """
    last: set[Attribute] = set()
    seen: set[Attribute] = set()
    todo = [Attribute("", measure.id) for measure in measures]
    while todo:
        attribute = todo.pop()
        if attribute in seen:
            return None
        seen.add(attribute)
        measure = problem.measures.get(attribute)
        if measure is not None and isinstance(measure.operands, OverNames):
            names = (Attribute("", name) for name in measure.operands.names)
            todo.extend(name for name in names if name in problem.domains)
        else:
            last.add(attribute)
    return last


def _of_column(formula: str, operands: OverColumn, problem: Problem) -> Interval:
    if formula == "count":
        return Interval(low=ZERO)
    numbers = problem.domains[Attribute(operands.table, operands.column)].numbers
    column = hull(numbers or ALL_NUMBERS)
    if formula == "sum":
        return Interval(low=column.low) if column.low >= ZERO else EVERYTHING
    if formula == "weighted_mean":
        weights = problem.domains[Attribute(operands.table, operands.weight)].numbers
        return column if hull(weights or ALL_NUMBERS).low >= ZERO else EVERYTHING
    return column


def _sum(parts: list[Interval]) -> Interval:
    return Interval(
        sum((part.low for part in parts), ZERO),
        sum((part.high for part in parts), ZERO),
        any(part.low_open for part in parts),
        any(part.high_open for part in parts),
    )


def _mean(parts: list[Interval]) -> Interval:
    total, number = _sum(parts), len(parts)
    return replace(total, low=total.low / number, high=total.high / number)


def _difference(parts: list[Interval]) -> Interval:
    first, second = parts
    opposite = Interval(-second.high, -second.low, second.high_open, second.low_open)
    return _sum([first, opposite])


def _least(parts: list[Interval]) -> Interval:
    return Interval(min(part.low for part in parts), min(part.high for part in parts))


def _most(parts: list[Interval]) -> Interval:
    return Interval(max(part.low for part in parts), max(part.high for part in parts))


def _ratio(parts: list[Interval]) -> Interval:
    """Return where a ratio of numbers from zero upwards lies; anywhere for others."""
    first, second = parts
    if first.low < ZERO or second.low < ZERO:
        return EVERYTHING
    return Interval(
        _divided(first.low, second.high),
        _divided(first.high, second.low),
        first.low_open or second.high_open or (second.high == INFINITY and first.low > ZERO),
        first.high_open or second.low_open,
    )


def _divided(number: Decimal, by: Decimal) -> Decimal:
    if by == INFINITY:
        return ZERO
    return INFINITY if number == INFINITY or not by else number / by


def _share(parts: list[Interval]) -> Interval:
    first, second = parts
    scaled = replace(first, low=HUNDRED * first.low, high=HUNDRED * first.high)
    return _ratio([scaled, second])


_FORMULAS: Mapping[str, Callable[[list[Interval]], Interval]] = {
    "sum": _sum,
    "mean": _mean,
    "min": _least,
    "max": _most,
    "difference": _difference,
    "ratio": _ratio,
    "share": _share,
}
