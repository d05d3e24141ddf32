"""The readings that a comparison admits are those for which the engine finds it so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.checks.solver.intervals import contains
from advisor.knowledge.checks.solver.readings import (
    FALSE,
    NOT_FALSE,
    NOT_TRUE,
    TRUE,
    UNKNOWN,
    Readings,
    Truths,
    admitted,
    of_question,
)
from advisor.model.case import Reading, State
from advisor.model.condition import Attribute, Leaf, Operator
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Kind, Question

WORDS = ("red", "green", "blue")
STATES = [Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY]
NUMBERS = [Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN]
CHOICE = [Operator.IS, Operator.IS_NOT, Operator.ONE_OF, Operator.NONE_OF]
FITTING = {Kind.CHOICE: CHOICE, Kind.NUMBER: NUMBERS, Kind.CHOICES: [Operator.INCLUDES]}


def question(kind: Kind, low: int | None = None, high: int | None = None) -> Question:
    """Return a question of a kind, with bounds if there are any."""
    options = dict.fromkeys(WORDS, "Words") if kind in {Kind.CHOICE, Kind.CHOICES} else {}
    minimum = None if low is None else Decimal(low)
    maximum = None if high is None else Decimal(high)
    return Question("it", Location(""), "It", kind, "", "", "", options, "", minimum, maximum)


@st.composite
def leaves(draw: st.DrawFn, kind: Kind) -> Leaf:
    """Draw a comparison that fits a kind of question."""
    operator = draw(st.sampled_from(STATES + FITTING[kind]))
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, unique=True))
    operands: tuple[str | Decimal, ...] = tuple(words)
    if operator in NUMBERS:
        operands = (Decimal(draw(st.integers(0, 3))),)
    elif operator in STATES:
        operands = ()
    elif operator in {Operator.IS, Operator.IS_NOT, Operator.INCLUDES}:
        operands = operands[:1]
    return Leaf(Attribute("", "it"), operator, operands, negated=draw(st.booleans()))


def answers(kind: Kind) -> st.SearchStrategy[Reading]:
    """Return what can be known of an answer to a kind of question."""
    values: dict[Kind, st.SearchStrategy[str | Decimal | frozenset[str]]] = {
        Kind.CHOICE: st.sampled_from(WORDS),
        Kind.NUMBER: st.integers(0, 6).map(lambda half: Decimal(half) / 2),
        Kind.CHOICES: st.frozensets(st.sampled_from(WORDS)),
    }
    silent = [State.DONT_KNOW, State.NOT_ASKED, State.DOES_NOT_APPLY]
    known = values[kind].map(lambda value: Reading(State.KNOWN, value))
    return st.one_of(known, st.sampled_from(silent).map(Reading))


def has(readings: Readings, reading: Reading) -> bool:
    """Tell whether a reading is in a set of them."""
    if reading.state is State.DOES_NOT_APPLY:
        return readings.inapplicable
    if reading.state is not State.KNOWN:
        return readings.unanswered
    if isinstance(reading.value, Decimal):
        return contains(readings.numbers, reading.value)
    if isinstance(reading.value, frozenset):
        several = readings.several
        return several is not None and (
            several.held <= reading.value and several.lacking.isdisjoint(reading.value)
        )
    return reading.value in readings.words


@pytest.mark.parametrize("wanted", [TRUE, FALSE, UNKNOWN, NOT_TRUE, NOT_FALSE])
@pytest.mark.parametrize("kind", FITTING)
@given(data=st.data())
def test_a_reading_is_admitted_if_it_makes_the_comparison_as_true_as_wanted(
    kind: Kind, wanted: Truths, data: st.DataObject
) -> None:
    leaf, reading = data.draw(leaves(kind)), data.draw(answers(kind))
    found = admitted(leaf, wanted, of_question(question(kind)))
    assert has(found, reading) is (leaf_truth(leaf, reading) in wanted)


@pytest.mark.parametrize("kind", FITTING)
@given(data=st.data())
def test_readings_that_two_comparisons_admit_are_admitted_by_both(
    kind: Kind, data: st.DataObject
) -> None:
    one, other = data.draw(leaves(kind)), data.draw(leaves(kind))
    reading = data.draw(answers(kind))
    domain = of_question(question(kind))
    holds = [leaf_truth(leaf, reading) is Truth.TRUE for leaf in (one, other)]
    both = admitted(one, TRUE, domain) & admitted(other, TRUE, domain)
    assert has(both, reading) is all(holds)


@pytest.mark.parametrize(
    ("asked", "inside", "outside"),
    [
        (question(Kind.PERCENT), ["0", "100"], ["-0.1", "100.1"]),
        (question(Kind.PERCENT, 50), ["50", "101"], ["49.9"]),
        (question(Kind.SCALE, 1, 5), ["1", "5"], ["0.9", "5.1"]),
        (question(Kind.NUMBER), ["0", "1000000"], ["-0.1"]),
        (question(Kind.NUMBER, -2, 2), ["-2", "2"], ["-2.1", "2.1"]),
        (question(Kind.MONEY), ["0", "0.01"], ["-0.01"]),
        (question(Kind.RATING), ["0", "10"], ["-1"]),
    ],
)
def test_a_number_lies_within_what_the_question_allows(
    asked: Question, inside: list[str], outside: list[str]
) -> None:
    numbers = of_question(asked).numbers
    assert [contains(numbers, Decimal(number)) for number in inside] == [True] * len(inside)
    assert [contains(numbers, Decimal(number)) for number in outside] == [False] * len(outside)


@pytest.mark.parametrize("kind", [Kind.TEXT, Kind.RATINGS])
def test_a_text_is_known_or_not_and_nothing_else(kind: Kind) -> None:
    readings = of_question(question(kind))
    assert readings.can_be_known
    assert readings.unanswered
    assert readings.inapplicable
    assert (readings.numbers, readings.several) == ((), None)
