"""How a measure, or a computed column, comes to be known, or not."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from advisor.knowledge.checks.solver.goals import (
    COMPANY,
    Alternative,
    Counted,
    EachRow,
    Goal,
    Has,
    SomeRow,
    Variable,
)
from advisor.knowledge.checks.solver.intervals import Interval
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.readings import (
    INAPPLICABLE,
    NOT_TRUE,
    TRUE,
    UNANSWERED,
    Readings,
)
from advisor.knowledge.checks.solver.rows import filled, table_has
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Operator
from advisor.model.knowledge import Measure, OverColumn, OverNames

DIVISIONS = frozenset({"ratio", "share"})
ZERO = Readings(numbers=(Interval(Decimal(0), Decimal(0)),))


def is_derived(attribute: Attribute, problem: Problem) -> bool:
    """Tell whether an attribute is a measure or a computed column."""
    return attribute in problem.measures or attribute in problem.needs


def ways(variable: Variable, problem: Problem) -> tuple[Alternative, ...]:
    """Return the alternatives by which a derived attribute is known, open or does not apply."""
    measure = problem.measures.get(variable.attribute)
    if measure is None:
        return tuple(_computed(variable, problem))
    if isinstance(measure.operands, OverNames):
        return tuple(_over_names(variable, measure.formula, measure.operands, problem))
    return tuple(_over_column(variable, measure.formula, measure.operands, problem))


def counted_by(measure: Measure) -> Counted | None:
    """Return the rows that a measure counts, or None for any other formula."""
    operands = measure.operands
    if measure.formula != "count" or isinstance(operands, OverNames):
        return None
    return Counted(operands.table, usable(measure.formula, operands), strict=False)


def usable(formula: str, operands: OverColumn) -> Condition:
    """Return the condition on a row that makes it count in a formula."""
    column = Attribute(operands.table, operands.column)
    parts: list[Condition] = [operands.where]
    if operands.column:
        parts.append(Leaf(column, Operator.KNOWN))
    if formula == "weighted_mean":
        weight, nothing = Attribute(operands.table, operands.weight), (Decimal(0),)
        above, below = (
            Leaf(weight, operator, nothing) for operator in (Operator.MORE_THAN, Operator.LESS_THAN)
        )
        parts.append(Any_((above, below)))
    return All(tuple(parts))


def _computed(variable: Variable, problem: Problem) -> Iterator[Alternative]:
    """Yield that all it needs is known, or something of it is not; or that there is another cause.

    A column may stay open although all it needs is known: no weight comes of
    marks that are all zero.
    """
    domain = problem.domains[variable.attribute]
    needed = problem.needs[variable.attribute]
    cells = [(Variable(variable.row, name), problem.domains[name]) for name in needed]
    known = [Has(cell, readings.known()) for cell, readings in cells]
    yield Alternative((Has(variable, domain.known()), *known))
    for cell, _ in cells:
        not_known = Readings(unanswered=True, inapplicable=True)
        yield Alternative((Has(variable, UNANSWERED), Has(cell, not_known)))
    yield Alternative((Has(variable, UNANSWERED),), exact=not known)


def _over_names(
    variable: Variable, formula: str, operands: OverNames, problem: Problem
) -> Iterator[Alternative]:
    names = [Attribute("", n) for n in operands.names if Attribute("", n) in problem.domains]
    cells = [(Variable(COMPANY, name), problem.domains[name]) for name in names]
    known = [Has(cell, readings.known()) for cell, readings in cells]
    yield Alternative((Has(variable, problem.domains[variable.attribute].known()), *known))
    applicable = [_without(cell, readings) for cell, readings in cells]
    for cell, _ in cells:
        yield Alternative((Has(variable, UNANSWERED), Has(cell, UNANSWERED), *applicable))
    for cell, _ in cells:
        yield Alternative((Has(variable, INAPPLICABLE), Has(cell, INAPPLICABLE)))
    divisor = Attribute("", operands.names[-1])
    if formula in DIVISIONS and divisor in problem.domains:
        nothing = Has(Variable(COMPANY, divisor), ZERO)
        yield Alternative((Has(variable, UNANSWERED), *known, nothing))
    elif formula in DIVISIONS and not problem.knowledge.parameter(divisor.name):
        yield Alternative((Has(variable, UNANSWERED), *known))


def _without(cell: Variable, readings: Readings) -> Goal:
    """Return the goal that something does not say that it does not apply."""
    return Has(cell, readings & Readings(readings.words, readings.numbers, unanswered=True))


def _over_column(
    variable: Variable, formula: str, operands: OverColumn, problem: Problem
) -> Iterator[Alternative]:
    known = Has(variable, problem.domains[variable.attribute].known())
    unanswered = Has(variable, UNANSWERED)
    table = operands.table
    row = usable(formula, operands)
    needed = filled(table) if formula == "count" else SomeRow(table, row, TRUE)
    yield Alternative((known, needed))
    yield Alternative((unanswered, table_has(table, UNANSWERED)))
    yield Alternative((Has(variable, INAPPLICABLE), table_has(table, INAPPLICABLE)))
    if formula != "count":
        yield Alternative((unanswered, EachRow(table, row, NOT_TRUE)))
    if formula == "weighted_mean":
        yield Alternative((unanswered, filled(table)), exact=False)
