"""Whether one comparison holds: in Kleene's logic, with answers that do not apply."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.inference.truth import Truth, as_truth, compare_numbers, leaf_truth
from advisor.model.case import Reading, State
from advisor.model.condition import Attribute, Leaf, Operand, Operator

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
QUEUE = Attribute("", "queue")
UNANSWERED = [State.DONT_KNOW, State.NOT_ASKED, State.OPEN]
STATE_OPERATORS = [Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY]


def leaf(operator: Operator, *operands: Operand) -> Leaf:
    return Leaf(QUEUE, operator, operands)


def opposite(comparison: Leaf) -> Leaf:
    return replace(comparison, negated=True)


def known(value: str | int | frozenset[str]) -> Reading:
    return Reading(State.KNOWN, Decimal(value) if isinstance(value, int) else value)


def still_possible(*values: str) -> Reading:
    """A finding that is open and may yet become one of these."""
    return Reading(State.OPEN, possible=frozenset(values))


def test_false_is_less_than_unknown_and_unknown_less_than_true() -> None:
    assert sorted([TRUE, FALSE, UNKNOWN]) == [FALSE, UNKNOWN, TRUE]
    assert [as_truth(value=True), as_truth(value=False)] == [TRUE, FALSE]


@pytest.mark.parametrize(
    ("comparison", "holding", "failing"),
    [
        (leaf(Operator.IS, "lost"), ["lost"], ["served", "los"]),
        (leaf(Operator.IS_NOT, "lost"), ["served"], ["lost"]),
        (leaf(Operator.ONE_OF, "lost", "queue"), ["lost", "queue"], ["served"]),
        (leaf(Operator.NONE_OF, "lost", "queue"), ["served"], ["lost", "queue"]),
        (leaf(Operator.AT_LEAST, Decimal(3)), [3, 4], [2]),
        (leaf(Operator.MORE_THAN, Decimal(3)), [4], [3, 2]),
        (leaf(Operator.AT_MOST, Decimal(3)), [3, 2], [4]),
        (leaf(Operator.LESS_THAN, Decimal(3)), [2], [3, 4]),
        (leaf(Operator.BETWEEN, Decimal(2), Decimal(4)), [2, 3, 4], [1, 5]),
        (
            leaf(Operator.INCLUDES, "wax"),
            [frozenset({"wax", "wash"})],
            [frozenset({"wash"}), frozenset()],
        ),
    ],
    ids=lambda value: value.operator.value if isinstance(value, Leaf) else "",
)
def test_a_comparison_with_an_answer_holds_or_fails_and_its_opposite_the_other_way_round(
    comparison: Leaf,
    holding: list[str | int | frozenset[str]],
    failing: list[str | int | frozenset[str]],
) -> None:
    assert [leaf_truth(comparison, known(value)) for value in holding] == [TRUE] * len(holding)
    assert [leaf_truth(comparison, known(value)) for value in failing] == [FALSE] * len(failing)
    opposed = opposite(comparison)
    assert [leaf_truth(opposed, known(value)) for value in holding] == [FALSE] * len(holding)
    assert [leaf_truth(opposed, known(value)) for value in failing] == [TRUE] * len(failing)


def test_numbers_are_compared_exactly() -> None:
    limit = (Decimal("0.3"),)
    assert compare_numbers(Operator.AT_LEAST, Decimal("0.1") + Decimal("0.2"), limit)
    assert not compare_numbers(Operator.MORE_THAN, Decimal("0.1") + Decimal("0.2"), limit)
    assert compare_numbers(Operator.MORE_THAN, Decimal("0.300000000000001"), limit)


COMPARISONS = [
    leaf(Operator.IS, "lost"),
    leaf(Operator.IS_NOT, "lost"),
    leaf(Operator.ONE_OF, "lost", "queue"),
    leaf(Operator.NONE_OF, "lost"),
    leaf(Operator.AT_LEAST, Decimal(3)),
    leaf(Operator.BETWEEN, Decimal(2), Decimal(4)),
    leaf(Operator.INCLUDES, "wax"),
]


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda leaf: leaf.operator.value)
@pytest.mark.parametrize("state", UNANSWERED)
def test_a_comparison_with_a_missing_answer_is_unknown_and_so_is_its_opposite(
    comparison: Leaf, state: State
) -> None:
    assert leaf_truth(comparison, Reading(state)) is UNKNOWN
    assert leaf_truth(opposite(comparison), Reading(state)) is UNKNOWN


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda leaf: leaf.operator.value)
def test_a_comparison_with_what_does_not_apply_fails_and_so_does_its_opposite(
    comparison: Leaf,
) -> None:
    assert leaf_truth(comparison, Reading(State.DOES_NOT_APPLY)) is FALSE
    assert leaf_truth(opposite(comparison), Reading(State.DOES_NOT_APPLY)) is FALSE


STATES = [State.KNOWN, *UNANSWERED, State.DOES_NOT_APPLY]


@pytest.mark.parametrize(
    ("operator", "holding"),
    [
        (Operator.KNOWN, [State.KNOWN]),
        (Operator.UNKNOWN, UNANSWERED),
        (Operator.DOES_NOT_APPLY, [State.DOES_NOT_APPLY]),
    ],
)
def test_a_question_about_the_state_itself_is_always_answered(
    operator: Operator, holding: list[State]
) -> None:
    asked = leaf(operator)
    truths = {state: leaf_truth(asked, Reading(state, "lost")) for state in STATES}
    assert truths == {state: TRUE if state in holding else FALSE for state in STATES}
    opposed = {state: leaf_truth(opposite(asked), Reading(state, "lost")) for state in STATES}
    assert opposed == {state: FALSE if state in holding else TRUE for state in STATES}


@pytest.mark.parametrize(
    ("comparison", "possible", "truth", "of_opposite"),
    [
        (leaf(Operator.IS, "good"), ["good"], UNKNOWN, FALSE),
        (leaf(Operator.IS, "good"), ["bad"], FALSE, UNKNOWN),
        (leaf(Operator.IS, "good"), ["good", "bad"], UNKNOWN, UNKNOWN),
        (leaf(Operator.IS, "good"), [], FALSE, FALSE),
        (leaf(Operator.IS_NOT, "good"), ["good"], FALSE, UNKNOWN),
        (leaf(Operator.NONE_OF, "good", "bad"), ["good", "bad"], FALSE, UNKNOWN),
        (leaf(Operator.INCLUDES, "good"), ["good"], UNKNOWN, UNKNOWN),
        (leaf(Operator.INCLUDES, "good"), ["bad"], FALSE, TRUE),
        (leaf(Operator.INCLUDES, "good"), [], FALSE, TRUE),
    ],
)
def test_of_an_open_finding_only_what_may_still_come_is_unknown(
    comparison: Leaf, possible: list[str], truth: Truth, of_opposite: Truth
) -> None:
    assert leaf_truth(comparison, still_possible(*possible)) is truth
    assert leaf_truth(opposite(comparison), still_possible(*possible)) is of_opposite


@pytest.mark.parametrize(
    ("word", "truth", "of_opposite"),
    [("held", TRUE, FALSE), ("coming", UNKNOWN, UNKNOWN), ("never", FALSE, TRUE)],
)
def test_a_finding_of_several_values_may_hold_some_while_others_are_open(
    word: str, truth: Truth, of_opposite: Truth
) -> None:
    reading = Reading(State.KNOWN, frozenset({"held"}), possible=frozenset({"coming"}))
    assert leaf_truth(leaf(Operator.INCLUDES, word), reading) is truth
    assert leaf_truth(opposite(leaf(Operator.INCLUDES, word)), reading) is of_opposite


READINGS = st.one_of(
    st.sampled_from(["lost", "queue", "served"]).map(known),
    st.integers(0, 5).map(known),
    st.frozensets(st.sampled_from(["wax", "wash"])).map(known),
    st.sampled_from(UNANSWERED).map(Reading),
    st.frozensets(st.sampled_from(["lost", "queue", "wax"]), min_size=1).map(
        lambda possible: still_possible(*possible)
    ),
)


@given(comparison=st.sampled_from(COMPARISONS), reading=READINGS)
def test_a_comparison_and_its_opposite_never_both_hold(comparison: Leaf, reading: Reading) -> None:
    both = {leaf_truth(comparison, reading), leaf_truth(opposite(comparison), reading)}
    assert both in ({TRUE, FALSE}, {UNKNOWN}, {UNKNOWN, FALSE})


@given(comparison=st.sampled_from(COMPARISONS[:4]), data=st.data())
def test_what_holds_for_an_open_finding_holds_for_whatever_it_becomes(
    comparison: Leaf, data: st.DataObject
) -> None:
    values = data.draw(st.lists(st.sampled_from(["lost", "queue", "served"]), min_size=1))
    negated = data.draw(st.booleans())
    asked = replace(comparison, negated=negated)
    now = leaf_truth(asked, still_possible(*values))
    later = {leaf_truth(asked, known(value)) for value in values}
    assert now is (UNKNOWN if TRUE in later else FALSE)
