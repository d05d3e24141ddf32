"""Decide a condition on a whole table: any row, every row, or how many."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from advisor.inference.conditions import (
    Support,
    Verdict,
    join,
    missing,
    refutation,
    support,
    truth,
    unique,
)
from advisor.inference.memory import WorkingMemory
from advisor.inference.truth import Truth, as_truth, compare_numbers
from advisor.model.case import SURE, Cell, State
from advisor.model.condition import Attribute, Quantifier, Rows

NOTHING = Support(SURE, ())


def quantify(rows: Rows, memory: WorkingMemory) -> Verdict:
    """Return the verdict on a condition over a table's rows.

    A table that does not apply makes it false, one that is not filled in
    leaves it unknown; then the table itself is what is missing.
    """
    table = memory.tables[rows.table]
    whole: Cell = (Attribute("", rows.table), "")
    if table.state is State.DOES_NOT_APPLY:
        return Verdict(Truth.FALSE, NOTHING, ())
    if table.state is not State.KNOWN:
        return Verdict(Truth.UNKNOWN, NOTHING, (whole,))
    truths = {row: truth(rows.where, memory.view(row)) for row in table.rows}
    decided = decide(rows, list(truths.values()))
    if decided is Truth.UNKNOWN:
        return Verdict(decided, NOTHING, unique(_missing(rows, memory, truths)))
    held = _support(rows, memory, truths) if decided is Truth.TRUE else NOTHING
    # An empty table decides too, and then it is the table that the decision rests on.
    return Verdict(decided, held if held.cells else Support(held.certainty, (whole,)), ())


def decide(rows: Rows, truths: list[Truth]) -> Truth:
    """Return whether enough rows match, or few enough, from whether each of them does."""
    if rows.quantifier is Quantifier.ANY_ROW:
        return max(truths, default=Truth.FALSE)
    if rows.quantifier is Quantifier.EVERY_ROW:
        return min(truths, default=Truth.TRUE)
    certain = truths.count(Truth.TRUE)
    return _count(rows, certain, certain + truths.count(Truth.UNKNOWN))


def _count(rows: Rows, certain: int, possible: int) -> Truth:
    """Return whether so many rows will do, from those that match to those that might."""
    outcomes = {
        compare_numbers(rows.comparison, Decimal(number), rows.operands) != rows.negated
        for number in range(certain, possible + 1)
    }
    return as_truth(outcomes.pop()) if len(outcomes) == 1 else Truth.UNKNOWN


def _support(rows: Rows, memory: WorkingMemory, truths: dict[str, Truth]) -> Support:
    """Return what makes the condition hold.

    That is one row for ``any`` and all rows for ``every``. A count rests on the
    rows that match when it is large enough, on those that do not when it is
    small enough, and on both when only both together decide it.
    """
    matching = [
        support(rows.where, memory.view(row)) for row, t in truths.items() if t is Truth.TRUE
    ]
    if rows.quantifier is Quantifier.ANY_ROW:
        return max(matching, key=lambda branch: branch.certainty)
    if rows.quantifier is Quantifier.EVERY_ROW:
        return join(iter(matching))
    others = [
        refutation(rows.where, memory.view(row)) for row, t in truths.items() if t is Truth.FALSE
    ]
    if _count(rows, len(matching), len(truths)) is Truth.TRUE:
        return join(iter(matching))
    if _count(rows, 0, len(truths) - len(others)) is Truth.TRUE:
        return join(iter(others))
    return join(iter([*matching, *others]))


def _missing(rows: Rows, memory: WorkingMemory, truths: dict[str, Truth]) -> Iterator[Cell]:
    for row, holds in truths.items():
        if holds is Truth.UNKNOWN:
            yield from missing(rows.where, memory.view(row))
