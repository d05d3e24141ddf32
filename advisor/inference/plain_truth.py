"""Whether a comparison holds of a reading, for the plain evaluator: no, maybe or yes."""

from __future__ import annotations

from decimal import Decimal

from advisor.inference.truth import compare_numbers
from advisor.model.case import Reading, State
from advisor.model.condition import Leaf, Operator, Rows

NO, MAYBE, YES = 0, 1, 2
Pair = tuple[int, int]
"""Whether a condition holds, and whether its opposite does: each no, maybe or yes."""


def compared(leaf: Leaf, reading: Reading) -> Pair:
    """Return whether a comparison holds of a reading."""
    state = reading.state
    unanswered = state in {State.DONT_KNOW, State.NOT_ASKED, State.OPEN}
    asked_of_state = {
        Operator.KNOWN: state is State.KNOWN,
        Operator.UNKNOWN: unanswered,
        Operator.DOES_NOT_APPLY: state is State.DOES_NOT_APPLY,
    }
    if leaf.operator in asked_of_state:
        return sure(asked_of_state[leaf.operator])
    if state is State.DOES_NOT_APPLY:
        return NO, NO
    if leaf.operator is Operator.INCLUDES:
        return _includes(str(leaf.operands[0]), reading)
    if state is State.KNOWN:
        return sure(_holds(leaf, reading.value))
    if reading.possible is None:
        return MAYBE, MAYBE
    outcomes = {_holds(leaf, word) for word in reading.possible}
    return (MAYBE if True in outcomes else NO, MAYBE if False in outcomes else NO)


def count_fits(rows: Rows, holds: list[int]) -> set[bool]:
    """Return whether the count fits, for every number of rows that might match."""
    least, most = holds.count(YES), len(holds) - holds.count(NO)
    return {
        compare_numbers(rows.comparison, Decimal(number), rows.operands)
        for number in range(least, most + 1)
    }


def sure(holds: bool) -> Pair:  # noqa: FBT001 - the value itself
    """Return that a condition holds, or that it does not."""
    return (YES, NO) if holds else (NO, YES)


def both(pairs: list[Pair]) -> Pair:
    """Return whether all of them hold."""
    return (
        min((holds for holds, _ in pairs), default=YES),
        max((fails for _, fails in pairs), default=NO),
    )


def either(pairs: list[Pair]) -> Pair:
    """Return whether any of them holds."""
    fails, holds = both([(fails, holds) for holds, fails in pairs])
    return holds, fails


def _includes(word: str, reading: Reading) -> Pair:
    if isinstance(reading.value, frozenset) and word in reading.value:
        return YES, NO
    if reading.state is State.KNOWN:
        open_to = reading.possible or frozenset()
    elif reading.possible is None:
        return MAYBE, MAYBE
    else:
        open_to = reading.possible
    return (MAYBE, MAYBE) if word in open_to else (NO, YES)


def _holds(leaf: Leaf, value: object) -> bool:
    if leaf.operator in {Operator.IS, Operator.ONE_OF}:
        return value in leaf.operands
    if leaf.operator in {Operator.IS_NOT, Operator.NONE_OF}:
        return value not in leaf.operands
    return isinstance(value, Decimal) and compare_numbers(leaf.operator, value, leaf.operands)
