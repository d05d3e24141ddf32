"""Evaluate a condition in normal form: its truth, what it rests on, what it waits for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Protocol

from msgspec import Struct

from advisor.inference.truth import Truth, leaf_truth
from advisor.model.case import SURE, Cell, Reading
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Operator, Rows


class Support(Struct, frozen=True):
    """What makes a condition hold: the cells, and the certainty they lend it."""

    certainty: Decimal
    cells: tuple[Cell, ...]


class Verdict(Struct, frozen=True):
    """A condition on a table's rows, decided: its truth, its support, what it waits for."""

    truth: Truth
    support: Support
    missing: tuple[Cell, ...]


class View(Protocol):
    """Where a condition finds its readings: the company's, and those of one row."""

    def cell(self, attribute: Attribute) -> Cell:
        """Return the cell that an attribute names here."""

    def reading(self, attribute: Attribute) -> Reading:
        """Return what is known of an attribute."""

    def verdict(self, rows: Rows) -> Verdict:
        """Return what was decided about a condition on a table."""


def truth(condition: Condition, view: View) -> Truth:
    """Return whether a condition holds: of ``all`` the least true part, of ``any`` the most."""
    if isinstance(condition, Leaf):
        return leaf_truth(condition, view.reading(condition.attribute))
    if isinstance(condition, Rows):
        return view.verdict(condition).truth
    assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
    is_all = isinstance(condition, All)
    decisive, found = (Truth.FALSE, Truth.TRUE) if is_all else (Truth.TRUE, Truth.FALSE)
    for part in condition.parts:
        held = truth(part, view)
        if held is decisive:
            return held
        if held is Truth.UNKNOWN:
            found = held
    return found


def support(condition: Condition, view: View) -> Support:
    """Return what a condition that holds rests on, and no more than that.

    Of the parts that make an ``any`` hold the most certain one is taken, the
    first of them when they are equal.
    """
    if isinstance(condition, Leaf):
        reading = view.reading(condition.attribute)
        return Support(certainty_of(condition, reading), (view.cell(condition.attribute),))
    if isinstance(condition, Rows):
        return view.verdict(condition).support
    if isinstance(condition, All):
        return join(support(part, view) for part in condition.parts)
    assert isinstance(condition, Any_)  # noqa: S101 - as above
    held = [support(p, view) for p in condition.parts if truth(p, view) is Truth.TRUE]
    return max(held, key=lambda branch: branch.certainty)


def refutation(condition: Condition, view: View) -> Support:
    """Return what a condition about a row that does not hold fails on, and no more than that."""
    if isinstance(condition, Leaf):
        reading = view.reading(condition.attribute)
        return Support(certainty_of(condition, reading), (view.cell(condition.attribute),))
    if isinstance(condition, Any_):
        return join(refutation(part, view) for part in condition.parts)
    assert isinstance(condition, All)  # noqa: S101 - a row's condition has no other kind
    failed = [refutation(p, view) for p in condition.parts if truth(p, view) is Truth.FALSE]
    return max(failed, key=lambda branch: branch.certainty)


def missing(condition: Condition, view: View) -> tuple[Cell, ...]:
    """Return the cells that keep an unknown condition from being decided, in order."""
    return unique(_missing(condition, view))


def join(supports: Iterator[Support]) -> Support:
    """Return the support of things that must all hold: the least certain, all the cells."""
    parts = list(supports)
    certainty = min((part.certainty for part in parts), default=SURE)
    return Support(certainty, unique(cell for part in parts for cell in part.cells))


def unique(cells: Iterator[Cell]) -> tuple[Cell, ...]:
    """Return each cell once, sorted."""
    return tuple(sorted(set(cells)))


def _missing(condition: Condition, view: View) -> Iterator[Cell]:
    if truth(condition, view) is not Truth.UNKNOWN:
        return
    if isinstance(condition, Leaf):
        yield view.cell(condition.attribute)
    elif isinstance(condition, Rows):
        yield from view.verdict(condition).missing
    elif isinstance(condition, (All, Any_)):
        for part in condition.parts:
            yield from _missing(part, view)


def certainty_of(leaf: Leaf, reading: Reading) -> Decimal:
    """Return how certain the outcome of a comparison is."""
    if leaf.operator is Operator.INCLUDES:
        return dict(reading.members).get(str(leaf.operands[0]), reading.certainty)
    return reading.certainty
