"""How far something that does not hold is from holding: changes to make, and how large they are."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from advisor.inference.truth import UNANSWERED
from advisor.model.case import Reading
from advisor.model.condition import Leaf, Operator

NOT_AT_ALL = 1_000_000


class Distance(Struct, frozen=True, order=True):
    """So many things would have to be otherwise, of which so many were answered otherwise.

    ``size`` sums up how far numbers are from their limits, in shares of the
    limit.
    """

    changes: int
    answered: int
    size: Decimal

    def __add__(self, other: Distance) -> Distance:
        """Return how far it is to both."""
        return Distance(
            self.changes + other.changes, self.answered + other.answered, self.size + other.size
        )


THERE = Distance(0, 0, Decimal(0))
NEVER = Distance(NOT_AT_ALL, NOT_AT_ALL, Decimal(0))


def of_comparison(leaf: Leaf, reading: Reading) -> Distance:
    """Return how far an answer is from what a comparison asks: one change, of some size.

    To know no more what one knows is no way that leads anywhere.
    """
    answered = int(reading.state not in UNANSWERED)
    if answered and _asks_not_to_know(leaf):
        return NEVER
    gap = gap_of(leaf, reading)
    if gap is None:
        return Distance(1, answered, Decimal(0))
    limit = abs(gap.limit)
    return Distance(1, answered, abs(gap.by) / limit if limit else abs(gap.by))


def _asks_not_to_know(leaf: Leaf) -> bool:
    if leaf.operator is Operator.KNOWN:
        return leaf.negated
    return leaf.operator in {Operator.UNKNOWN, Operator.DOES_NOT_APPLY} and not leaf.negated


class Gap(Struct, frozen=True):
    """A number misses a limit by so much: above it where that is positive, below it otherwise."""

    by: Decimal
    limit: Decimal
    parameter: str


def gap_of(leaf: Leaf, reading: Reading) -> Gap | None:
    """Return by how much a known number misses, or None where it is no matter of a number."""
    value = reading.value
    limits = [operand for operand in leaf.operands if isinstance(operand, Decimal)]
    if not isinstance(value, Decimal) or not limits:
        return None
    names = leaf.parameters or ("",) * len(limits)
    index = 0
    if leaf.operator is Operator.BETWEEN:
        # The nearer of the two ends, from inside and from outside alike.
        index = int(abs(value - limits[-1]) < abs(value - limits[0]))
    return Gap(value - limits[index], limits[index], names[index])
