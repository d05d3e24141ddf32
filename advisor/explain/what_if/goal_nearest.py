"""Of several changes to the same answers, those that go no further than they must."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from advisor.explain.what_if.goal_values import Values
from advisor.explain.what_if.lever import Lever
from advisor.model.case import Answer, Cell

Changed = Mapping[Cell, Answer]


def nearest_first(
    found: Sequence[Changed], levers: Sequence[Lever], values: Mapping[Cell, Values]
) -> list[Changed]:
    """Return the changes, the nearest first, without those that only go further than another."""
    now = {lever.cell: lever.now for lever in levers}

    def steps(change: Changed) -> tuple[int, ...]:
        places = [values[cell].answers.index(answer) for cell, answer in change.items()]
        return sum(places), *places

    kept: list[Changed] = []
    for change in sorted(found, key=steps):
        if not any(_goes_further(change, other, now) for other in kept):
            kept.append(change)
    return kept


def _goes_further(change: Changed, other: Changed, now: Changed) -> bool:
    return all(_at_least_as_far(change[cell], other[cell], now[cell]) for cell in other)


def _at_least_as_far(answer: Answer, nearer: Answer, now: Answer) -> bool:
    """Tell whether an answer lies behind another, seen from what it is now."""
    values = answer.value, nearer.value, now.value
    if answer == nearer:
        return True
    if all(isinstance(value, frozenset) for value in values):
        far, near, start = (frozenset(value) for value in values)  # type: ignore[arg-type]
        return start.symmetric_difference(near) <= start.symmetric_difference(far)
    if isinstance(answer.value, Decimal) and isinstance(nearer.value, Decimal):
        start_at = now.value if isinstance(now.value, Decimal) else nearer.value
        return start_at <= nearer.value <= answer.value or start_at >= nearer.value >= answer.value
    return False
