"""Sets of numbers hold the numbers they should, at every end."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.truth import compare_numbers
from advisor.knowledge.checks.solver.intervals import (
    ALL_NUMBERS,
    Interval,
    Numbers,
    common,
    comparing,
    contains,
    hull,
    least_whole,
    opposite,
    some_number,
)
from advisor.model.condition import Operator

ONE_LIMIT = [Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN]
numbers = st.integers(-6, 6).map(lambda half: Decimal(half) / 2)
limits = st.integers(-2, 2).map(Decimal)


@st.composite
def comparisons(draw: st.DrawFn) -> tuple[Operator, tuple[Decimal, ...]]:
    """Draw an operator and the limits it compares with."""
    operator = draw(st.sampled_from([*ONE_LIMIT, Operator.BETWEEN]))
    ends = draw(st.lists(limits, min_size=2, max_size=2))
    return operator, tuple(sorted(ends)) if operator is Operator.BETWEEN else (ends[0],)


def sets() -> st.SearchStrategy[Numbers]:
    """Return sets such as conditions on one number make."""
    plain = comparisons().map(lambda pair: comparing(*pair))
    either = st.one_of(plain, plain.map(opposite))
    return st.lists(either, min_size=1, max_size=3).map(_all_of)


def _all_of(parts: list[Numbers]) -> Numbers:
    found = ALL_NUMBERS
    for part in parts:
        found = common(found, part)
    return found


@given(comparisons(), numbers)
def test_a_comparison_holds_for_the_numbers_of_its_set(
    comparison: tuple[Operator, tuple[Decimal, ...]], number: Decimal
) -> None:
    operator, operands = comparison
    holds = compare_numbers(operator, number, operands)
    assert contains(comparing(operator, operands), number) is holds
    assert contains(opposite(comparing(operator, operands)), number) is not holds


@given(sets(), sets(), numbers)
def test_what_lies_in_both_is_in_what_they_have_in_common(
    one: Numbers, other: Numbers, number: Decimal
) -> None:
    both = contains(one, number) and contains(other, number)
    assert contains(common(one, other), number) is both
    assert contains(opposite(one), number) is not contains(one, number)


@given(sets())
def test_a_set_that_is_not_empty_has_some_number(some: Numbers) -> None:
    assert not some or contains(some, some_number(some))


@given(sets(), st.integers(0, 3))
def test_the_least_whole_number_is_found_without_trying_them_all(some: Numbers, low: int) -> None:
    tried = (number for number in range(low, 9) if contains(some, Decimal(number)))
    assert least_whole(some, low) == next(tried, None)


@given(sets(), numbers)
def test_the_hull_of_a_set_has_all_its_numbers(some: Numbers, number: Decimal) -> None:
    assert not contains(some, number) or number in hull(some)


@pytest.mark.parametrize(
    ("interval", "expected"),
    [
        (Interval(), 0),
        (Interval(high=Decimal(-3)), -4),
        (Interval(Decimal(2)), 2),
        (Interval(Decimal(2), low_open=True), 3),
        (Interval(Decimal(2), Decimal(3), low_open=True), 3),
        (Interval(Decimal(2), Decimal(3), low_open=True, high_open=True), Decimal("2.5")),
    ],
)
def test_the_number_shown_is_a_round_one_where_there_is_one(
    interval: Interval, expected: Decimal
) -> None:
    assert some_number((interval,)) == expected
