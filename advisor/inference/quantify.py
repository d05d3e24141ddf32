"""Decide a condition on a whole table: any row, every row, or how many."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from advisor.inference.conditions import Support, Verdict, join, missing, support, truth, unique
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
    decided = _decide(rows, list(truths.values()))
    if decided is Truth.UNKNOWN:
        return Verdict(decided, NOTHING, unique(_missing(rows, memory, truths)))
    held = _support(rows, memory, truths) if decided is Truth.TRUE else NOTHING
    # An empty table decides too, and then it is the table that the decision rests on.
    return Verdict(decided, held if held.cells else Support(held.certainty, (whole,)), ())


def _decide(rows: Rows, truths: list[Truth]) -> Truth:
    if rows.quantifier is Quantifier.ANY_ROW:
        return max(truths, default=Truth.FALSE)
    if rows.quantifier is Quantifier.EVERY_ROW:
        return min(truths, default=Truth.TRUE)
    certain = truths.count(Truth.TRUE)
    possible = certain + truths.count(Truth.UNKNOWN)
    outcomes = {
        compare_numbers(rows.comparison, Decimal(number), rows.operands) != rows.negated
        for number in range(certain, possible + 1)
    }
    return as_truth(outcomes.pop()) if len(outcomes) == 1 else Truth.UNKNOWN


def _support(rows: Rows, memory: WorkingMemory, truths: dict[str, Truth]) -> Support:
    """Return what the decision rests on: one row for ``any``, all that count for the others."""
    supports = [
        support(rows.where, memory.view(row))
        for row, holds in truths.items()
        if holds is Truth.TRUE
    ]
    if rows.quantifier is Quantifier.ANY_ROW:
        return max(supports, key=lambda branch: branch.certainty)
    return join(iter(supports))


def _missing(rows: Rows, memory: WorkingMemory, truths: dict[str, Truth]) -> Iterator[Cell]:
    for row, holds in truths.items():
        if holds is Truth.UNKNOWN:
            yield from missing(rows.where, memory.view(row))
