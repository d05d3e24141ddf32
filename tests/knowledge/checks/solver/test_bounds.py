"""A measure lies within the bounds that follow from its operands."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.knowledge.checks.solver.bounds import Bounds, answers_behind
from advisor.knowledge.checks.solver.goals import COMPANY, Variable
from advisor.knowledge.checks.solver.intervals import Interval, contains
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.readings import Readings
from advisor.model.case import Reading, State
from advisor.model.condition import Attribute
from tests.knowledge.checks.bases import load

VOCABULARY = """\
questions:
  - {id: a, label: A, ask: A?, kind: number, unit: points, from: -100, source: S1}
  - {id: b, label: B, ask: B?, kind: number, unit: points, from: -100, source: S1}
tables:
  - id: things
    label: Things
    row: thing
    ask: Which?
    columns:
      - {id: size, label: Size, kind: number, unit: points}
      - {id: depth, label: Depth, kind: number, from: -9, unit: points}
    source: S1
parameters:
  - {id: limit.two, value: 2, unit: points, date: 2026-11-21, source: S1}
measures:
  - {id: sum, label: M, unit: points, sum: [a, b, limit.two], source: S1}
  - {id: mean, label: M, unit: points, mean: [a, b], source: S1}
  - {id: min, label: M, unit: points, min: [a, b], source: S1}
  - {id: max, label: M, unit: points, max: [a, b], source: S1}
  - {id: difference, label: M, unit: points, difference: [a, b], source: S1}
  - {id: ratio, label: M, unit: points, ratio: [a, b], source: S1}
  - {id: share, label: M, unit: percent, share: [a, b], source: S1}
  - {id: of_measures, label: M, unit: points, sum: [difference, max], source: S1}
  - {id: listed, label: M, unit: rows, count: {of: things}, source: S1}
  - {id: largest, label: M, unit: points, max: {of: things.size}, source: S1}
  - {id: deepest, label: M, unit: points, min: {of: things.depth}, source: S1}
  - {id: whole, label: M, unit: points, sum: {of: things.size}, source: S1}
  - {id: all_deep, label: M, unit: points, sum: {of: things.depth}, source: S1}
  - id: weighted
    label: M
    unit: points
    weighted_mean: {of: things.depth, by: things.size}
    source: S1
  - id: by_depth
    label: M
    unit: points
    weighted_mean: {of: things.size, by: things.depth}
    source: S1
"""
OVER_NAMES = ["sum", "mean", "min", "max", "difference", "ratio", "share", "of_measures"]
ANYTHING = Interval()


@cache
def problem() -> Problem:
    """Return the problem of a base with a measure for each formula."""
    with tempfile.TemporaryDirectory() as folder:
        return Problem(load(Path(folder), vocabulary=VOCABULARY))


def variable(name: str) -> Variable:
    return Variable(COMPANY, Attribute("", name))


@st.composite
def operands(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """Draw an interval and a number in it, at one of its ends as often as inside."""
    low, high = sorted(draw(st.lists(st.integers(-4, 8), min_size=2, max_size=2, unique=True)))
    inside = draw(st.integers(0, 4))
    number = low + (Decimal(high) - low) * inside / 4
    ends = (number > low and draw(st.booleans()), number < high and draw(st.booleans()))
    return Interval(Decimal(low), Decimal(high), *ends), number


@pytest.mark.parametrize("name", OVER_NAMES)
@given(a=operands(), b=operands())
def test_a_measure_of_numbers_in_some_intervals_lies_in_its_bounds(
    name: str, a: tuple[Interval, Decimal], b: tuple[Interval, Decimal]
) -> None:
    given_ = {"a": a, "b": b}
    known = {variable(each): Readings(numbers=(given_[each][0],)) for each in given_}
    cells = {(Attribute("", each), ""): Reading(State.KNOWN, given_[each][1]) for each in given_}
    memory = WorkingMemory(dict(cells), {})
    measures = problem().knowledge.measures
    for each in ("difference", "max", name):
        reading = compute(measures[each], memory, problem().knowledge.parameters)
        memory.readings[Attribute("", each), ""] = reading
    if reading.state is State.KNOWN:
        interval = Bounds(known, problem()).of(measures[name])
        assert interval is not None
        assert isinstance(reading.value, Decimal)
        assert contains((interval,), reading.value)


@pytest.mark.parametrize(
    ("name", "interval"),
    [
        ("listed", Interval(Decimal(0))),
        ("largest", Interval(Decimal(0))),
        ("deepest", Interval(Decimal(-9))),
        ("whole", Interval(Decimal(0))),
        ("all_deep", ANYTHING),
        ("weighted", Interval(Decimal(-9))),
        ("by_depth", ANYTHING),
    ],
)
def test_a_measure_of_a_column_lies_where_the_column_does(name: str, interval: Interval) -> None:
    assert Bounds({}, problem()).of(problem().knowledge.measures[name]) == interval


def test_a_share_of_what_is_at_least_something_is_more_than_nothing() -> None:
    at_least_five = Readings(numbers=(Interval(Decimal(5)),))
    not_negative = Readings(numbers=(Interval(Decimal(0)),))
    known = {variable("a"): at_least_five, variable("b"): not_negative}
    share = problem().knowledge.measures["share"]
    assert Bounds(known, problem()).of(share) == Interval(Decimal(0), low_open=True)


def test_a_measure_of_a_measure_that_can_be_no_number_is_none_either() -> None:
    known = {variable("difference"): Readings(unanswered=True)}
    assert Bounds(known, problem()).of(problem().knowledge.measures["of_measures"]) is None


def test_what_stands_behind_measures_is_given_unless_they_share_it() -> None:
    measures = problem().knowledge.measures
    a, b = Attribute("", "a"), Attribute("", "b")
    assert answers_behind([measures["ratio"]], problem()) == {a, b}
    assert answers_behind([measures["largest"]], problem()) == {Attribute("", "largest")}
    assert answers_behind([measures["ratio"], measures["sum"]], problem()) is None
    assert answers_behind([measures["of_measures"]], problem()) is None
    assert answers_behind([], problem()) == set()
