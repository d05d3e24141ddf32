"""Whether one comparison holds for one reading: true, false or unknown."""

from __future__ import annotations

import enum
from decimal import Decimal

from advisor.model.case import Reading, State, Value
from advisor.model.condition import Leaf, Operator


class Truth(enum.IntEnum):
    """Kleene's three truth values; ``all`` is the least of its parts, ``any`` the greatest."""

    FALSE = 0
    UNKNOWN = 1
    TRUE = 2


UNANSWERED = frozenset({State.DONT_KNOW, State.NOT_ASKED, State.OPEN, State.PENDING})

NOTHING: frozenset[str] = frozenset()
ABOUT_THE_STATE = frozenset({Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY})


def as_truth(value: bool) -> Truth:  # noqa: FBT001 - the value itself
    """Return TRUE or FALSE."""
    return Truth.TRUE if value else Truth.FALSE


def leaf_truth(leaf: Leaf, reading: Reading) -> Truth:
    """Return whether a comparison holds.

    On something that does not apply neither a comparison nor its opposite
    holds. Questions about the state itself (known, unknown, does not apply)
    are always answered, except of what is pending.
    """
    state, operator = reading.state, leaf.operator
    # This is where most of the time of a run goes: identity before anything that hashes.
    if (
        operator is Operator.KNOWN
        or operator is Operator.UNKNOWN
        or operator is Operator.DOES_NOT_APPLY
    ):
        return _about_the_state(leaf, state)
    if state is State.DOES_NOT_APPLY:
        return Truth.FALSE
    if state is State.PENDING and reading.possible == NOTHING:
        return Truth.UNKNOWN
    if operator is Operator.INCLUDES:
        return _includes(leaf, reading)
    if state is not State.KNOWN:
        return _could_hold(leaf, reading.possible)
    return Truth.TRUE if _compare(leaf, reading.value) != leaf.negated else Truth.FALSE


def _about_the_state(leaf: Leaf, state: State) -> Truth:
    if state is State.PENDING:
        return Truth.UNKNOWN
    if leaf.operator is Operator.KNOWN:
        return as_truth((state is State.KNOWN) != leaf.negated)
    if leaf.operator is Operator.UNKNOWN:
        return as_truth((state in UNANSWERED) != leaf.negated)
    return as_truth((state is State.DOES_NOT_APPLY) != leaf.negated)


def _could_hold(leaf: Leaf, possible: frozenset[str] | None) -> Truth:
    """Return UNKNOWN if some value that may still come would do, else FALSE."""
    if possible is None:
        return Truth.UNKNOWN
    for word in possible:
        if _compare(leaf, word) != leaf.negated:
            return Truth.UNKNOWN
    return Truth.FALSE


def _includes(leaf: Leaf, reading: Reading) -> Truth:
    word = leaf.operands[0]
    if isinstance(reading.value, frozenset) and word in reading.value:
        return as_truth(not leaf.negated)
    undecided = reading.possible is None and reading.state is not State.KNOWN
    if undecided or word in (reading.possible or ()):
        return Truth.UNKNOWN
    return as_truth(leaf.negated)


def _compare(leaf: Leaf, value: Value | None) -> bool:
    operator, operands = leaf.operator, leaf.operands
    if operator is Operator.IS or operator is Operator.ONE_OF:
        return value in operands
    if operator is Operator.IS_NOT or operator is Operator.NONE_OF:
        return value not in operands
    return isinstance(value, Decimal) and compare_numbers(operator, value, operands)


def compare_numbers(operator: Operator, value: Decimal, operands: tuple[object, ...]) -> bool:
    """Return whether a number compares so with the one or two numbers given."""
    limits = [limit for limit in operands if isinstance(limit, Decimal)]
    if operator is Operator.AT_LEAST:
        return value >= limits[0]
    if operator is Operator.MORE_THAN:
        return value > limits[0]
    if operator is Operator.AT_MOST:
        return value <= limits[0]
    if operator is Operator.LESS_THAN:
        return value < limits[0]
    return limits[0] <= value <= limits[1]
