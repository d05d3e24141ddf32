"""What a condition on a whole table demands of the table and its rows."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.inference.truth import Truth
from advisor.knowledge.checks.solver.goals import (
    Alternative,
    Counted,
    Counts,
    EachRow,
    Goal,
    Has,
    OneOf,
    SomeRow,
    Variable,
)
from advisor.knowledge.checks.solver.intervals import comparing, opposite
from advisor.knowledge.checks.solver.readings import (
    FALSE,
    INAPPLICABLE,
    MENTIONED,
    NOT_FALSE,
    NOT_TRUE,
    TRUE,
    UNANSWERED,
    UNKNOWN,
    Readings,
    Truths,
)
from advisor.model.condition import Attribute, Condition, Quantifier, Rows


def table_has(table: str, readings: Readings) -> Goal:
    """Return the goal that a table as a whole has one of these readings."""
    return Has(Variable.of(Attribute("", table), 0), readings)


def filled(table: str) -> Goal:
    """Return the goal that a table is filled in, perhaps with no row."""
    return table_has(table, MENTIONED.known())


def quantified(rows: Rows, wanted: Truths) -> Goal:
    """Return the goal that a condition on a table is as true as wanted."""
    if rows.quantifier is Quantifier.ANY_ROW:
        return any_row(rows.table, rows.where, wanted)
    if rows.quantifier is Quantifier.EVERY_ROW:
        ways = [Alternative(_every(rows.table, rows.where, wanted))]
    else:
        ways = list(_counts(rows, wanted))
    return OneOf((*ways, *_not_filled(rows.table, wanted)))


def any_row(table: str, condition: Condition, wanted: Truths, *, as_rule: bool = False) -> Goal:
    """Return the goal that a condition on some row is as true as wanted.

    As a rule it may be false for a table that nobody filled in: where what it
    asks of the company is. Which of the two it is, is not looked into.
    """
    others = _not_filled(table, wanted)
    if as_rule and wanted != TRUE:
        unanswered = Alternative((table_has(table, UNANSWERED),), exact=wanted == NOT_TRUE)
        others = (*_not_filled(table, wanted & FALSE), unanswered)
    return OneOf((Alternative(_any(table, condition, wanted)), *others))


def _not_filled(table: str, wanted: Truths) -> tuple[Alternative, ...]:
    """Return how a condition on a table is as true as wanted without its rows."""
    without = ((Truth.FALSE, INAPPLICABLE), (Truth.UNKNOWN, UNANSWERED))
    return tuple(
        Alternative((table_has(table, readings),)) for truth, readings in without if truth in wanted
    )


def _any(table: str, condition: Condition, wanted: Truths) -> tuple[Goal, ...]:
    goals: dict[Truths, tuple[Goal, ...]] = {
        TRUE: (SomeRow(table, condition, TRUE),),
        NOT_FALSE: (SomeRow(table, condition, NOT_FALSE),),
        UNKNOWN: (SomeRow(table, condition, UNKNOWN), EachRow(table, condition, NOT_TRUE)),
        NOT_TRUE: (EachRow(table, condition, NOT_TRUE),),
        FALSE: (EachRow(table, condition, FALSE),),
    }
    return goals[wanted]


def _every(table: str, condition: Condition, wanted: Truths) -> tuple[Goal, ...]:
    goals: dict[Truths, tuple[Goal, ...]] = {
        TRUE: (EachRow(table, condition, TRUE),),
        NOT_FALSE: (EachRow(table, condition, NOT_FALSE),),
        UNKNOWN: (SomeRow(table, condition, UNKNOWN), EachRow(table, condition, NOT_FALSE)),
        NOT_TRUE: (SomeRow(table, condition, NOT_TRUE),),
        FALSE: (SomeRow(table, condition, FALSE),),
    }
    return goals[wanted]


def _counts(rows: Rows, wanted: Truths) -> Iterator[Alternative]:
    numbers = comparing(rows.comparison, rows.operands)
    fitting = opposite(numbers) if rows.negated else numbers
    counted = Counted(rows.table, rows.where, strict=True)
    if Truth.TRUE in wanted:
        yield Alternative((Counts(counted, fitting),))
    if Truth.FALSE in wanted:
        yield Alternative((Counts(counted, opposite(fitting)),))
    if Truth.UNKNOWN in wanted:
        yield Alternative((SomeRow(rows.table, rows.where, UNKNOWN),), exact=False)
