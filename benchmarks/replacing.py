"""A condition with one of its parts put differently."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from advisor.knowledge.normal_form import normal_form
from advisor.model.condition import All, Any_, Condition, Rows

Change = Callable[[Condition], Condition]


def replaced(condition: Condition, number: int, change: Change) -> Condition:
    """Return a condition in normal form with the part of that number changed.

    Parts are numbered as coverage numbers them: each before those inside it.
    """
    return _Replacing(number, change).go(condition)


def opposite(condition: Condition) -> Condition:
    """Return the opposite of a condition in normal form."""
    return normal_form(condition, negate=True)


class _Replacing:
    def __init__(self, number: int, change: Change) -> None:
        self.number = number
        self.change = change
        self.count = 0

    def go(self, condition: Condition) -> Condition:
        self.count += 1
        if self.count == self.number:
            return self.change(condition)
        if isinstance(condition, Rows):
            return replace(condition, where=self.go(condition.where))
        if isinstance(condition, (All, Any_)):
            return type(condition)(tuple(self.go(part) for part in condition.parts))
        return condition
