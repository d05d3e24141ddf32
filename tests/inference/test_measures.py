"""Every formula, on what is known, on what is not, and on what does not apply."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.model.case import Reading, State, TableReading
from advisor.model.condition import ALWAYS, Attribute, Condition, Leaf, Operator
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Measure, OverColumn, OverNames
from tests.inference.small import cell, remembered, small

SURE, UNSURE = Decimal(1), Decimal("0.6")
OPEN = Reading(State.OPEN)
DOES_NOT_APPLY = Reading(State.DOES_NOT_APPLY)

BASE = small(
    """
    parameters: [{id: goal.sales, value: 40}]
    questions:
      - {id: sales, kind: number, unit: points}
      - {id: costs, kind: number, unit: points}
      - {id: visits, kind: number, unit: points}
    tables:
      - id: things
        columns:
          - {id: size, kind: number, unit: points}
          - {id: weight, kind: number, unit: points}
          - {id: good, kind: yes_no}
    """
)


def measure(formula: str, operands: OverNames | OverColumn) -> Measure:
    return Measure("it", Location(""), "It", "points", formula, operands)


def over_names(formula: str, answers: str, *names: str) -> Reading:
    """What a formula over names gives for these answers."""
    memory = remembered(BASE, f"answers: {{{answers}}}")
    return compute(measure(formula, OverNames(names)), memory, BASE.parameters)


def over_column(
    formula: str, rows: str, *, column: str = "size", weight: str = "", where: Condition = ALWAYS
) -> Reading:
    """What a formula over a column gives for these rows (each without its name)."""
    cells = [f"{{name: R{number}, {row}}}" for number, row in enumerate(rows.split("; "))]
    memory = remembered(BASE, f"things: [{', '.join(cells)}]")
    operands = OverColumn("things", column, weight, where)
    return compute(measure(formula, operands), memory, BASE.parameters)


def known(number: str, certainty: Decimal = SURE) -> Reading:
    return Reading(State.KNOWN, Decimal(number), certainty)


@pytest.mark.parametrize(
    ("formula", "number"), [("sum", "12"), ("mean", "4"), ("min", "1.5"), ("max", "7.5")]
)
def test_sum_mean_min_and_max_of_names(formula: str, number: str) -> None:
    answers = "sales: 3, costs: 7.5, visits: 1.5"
    assert over_names(formula, answers, "sales", "costs", "visits") == known(number)


@pytest.mark.parametrize(
    ("formula", "number"), [("difference", "-2.5"), ("ratio", "0.5"), ("share", "50")]
)
def test_difference_ratio_and_share_take_their_operands_in_order(formula: str, number: str) -> None:
    assert over_names(formula, "sales: 2.5, costs: 5", "sales", "costs") == known(number)


def test_a_difference_of_marks_is_exact() -> None:
    assert over_names("difference", "sales: 4.5, costs: 2.7", "sales", "costs") == known("1.8")


def test_a_parameter_may_stand_among_the_names() -> None:
    assert over_names("share", "sales: 10", "sales", "goal.sales") == known("25")
    assert over_names("difference", "sales: 10", "goal.sales", "sales") == known("30")


@pytest.mark.parametrize("formula", ["sum", "mean", "min", "max", "difference", "ratio", "share"])
@pytest.mark.parametrize("unknown", ["costs: don't know", "visits: 1"])
def test_a_formula_over_names_is_unknown_while_one_of_them_is(formula: str, unknown: str) -> None:
    assert over_names(formula, f"sales: 3, {unknown}", "sales", "costs") == OPEN
    assert over_names(formula, f"sales: 3, {unknown}", "costs", "sales") == OPEN


@pytest.mark.parametrize("other", ["costs: 4", "costs: don't know", "visits: 1"])
def test_a_formula_does_not_apply_when_one_of_its_names_does_not(other: str) -> None:
    answers = f"sales: does not apply, {other}"
    assert over_names("sum", answers, "sales", "costs") == DOES_NOT_APPLY
    assert over_names("ratio", answers, "costs", "sales") == DOES_NOT_APPLY


@pytest.mark.parametrize("formula", ["ratio", "share"])
@pytest.mark.parametrize("dividend", ["0", "3"])
def test_division_by_nought_is_unknown(formula: str, dividend: str) -> None:
    assert over_names(formula, f"sales: {dividend}, costs: 0", "sales", "costs") == OPEN


@pytest.mark.parametrize("formula", ["ratio", "share"])
def test_nought_divided_is_nought(formula: str) -> None:
    assert over_names(formula, "sales: 0, costs: 3", "sales", "costs") == known("0")


def test_a_measure_is_as_certain_as_its_least_certain_name() -> None:
    answers = "sales: {value: 3, unsure: yes}, costs: 4"
    assert over_names("sum", answers, "sales", "costs") == known("7", UNSURE)
    assert over_names("max", answers, "costs", "sales") == known("4", UNSURE)


@pytest.mark.parametrize(
    ("formula", "number"),
    [("sum", "9"), ("mean", "4.5"), ("min", "2"), ("max", "7"), ("count", "2")],
)
def test_a_formula_over_a_column_uses_the_rows_in_which_it_is_known(
    formula: str, number: str
) -> None:
    rows = "size: 2; good: yes; size: 7; size: don't know; size: does not apply"
    assert over_column(formula, rows) == known(number)


@pytest.mark.parametrize("formula", ["sum", "mean", "min", "max", "weighted_mean"])
def test_a_formula_over_a_column_is_unknown_when_no_row_has_it(formula: str) -> None:
    assert over_column(formula, "good: yes; size: don't know", weight="weight") == OPEN


def test_a_count_of_a_column_that_no_row_has_is_nought() -> None:
    assert over_column("count", "good: yes; size: don't know") == known("0")


def test_a_count_of_a_table_is_the_number_of_its_rows() -> None:
    assert over_column("count", "size: 2; good: yes; good: no", column="") == known("3")


GOOD = Leaf(Attribute("things", "good"), Operator.IS, ("yes",))


@pytest.mark.parametrize(
    ("formula", "number"), [("sum", "9"), ("min", "4"), ("max", "5"), ("count", "2")]
)
def test_only_rows_that_match_are_used(formula: str, number: str) -> None:
    rows = "size: 4, good: yes; size: 9, good: no; size: 5, good: yes; size: 1"
    rows += "; size: 2, good: does not apply; size: 3, good: don't know"
    assert over_column(formula, rows, where=GOOD) == known(number)


def test_a_count_of_a_table_counts_the_rows_that_match() -> None:
    rows = "good: yes; good: no; size: 3"
    assert over_column("count", rows, column="", where=GOOD) == known("1")


def test_a_weighted_mean_weighs_each_row() -> None:
    rows = "size: 10, weight: 1; size: 2, weight: 3"
    assert over_column("weighted_mean", rows, weight="weight") == known("4")


def test_a_weighted_mean_leaves_out_rows_without_a_value_or_a_weight() -> None:
    rows = "size: 10, weight: 1; size: 99; weight: 99; size: 2, weight: 3"
    assert over_column("weighted_mean", rows, weight="weight") == known("4")


def test_a_row_of_weight_nought_changes_nothing() -> None:
    rows = "size: 10, weight: 2; size: 99, weight: 0"
    assert over_column("weighted_mean", rows, weight="weight") == known("10")


@pytest.mark.parametrize("rows", ["size: 10, weight: 0", "size: 10; size: 3", "weight: 3"])
def test_a_weighted_mean_without_any_weight_is_unknown(rows: str) -> None:
    assert over_column("weighted_mean", rows, weight="weight") == OPEN


def test_a_weighted_mean_uses_only_rows_that_match() -> None:
    rows = "size: 10, weight: 1, good: yes; size: 2, weight: 3"
    assert over_column("weighted_mean", rows, weight="weight", where=GOOD) == known("10")


def test_a_column_is_as_certain_as_the_least_certain_row_that_is_used() -> None:
    rows = "size: {value: 2, unsure: yes}, good: yes; size: 4, good: yes"
    assert over_column("sum", rows, where=GOOD) == known("6", UNSURE)
    unused = "size: {value: 2, unsure: yes}, good: no; size: 4, good: yes"
    assert over_column("sum", unused, where=GOOD) == known("4")


def test_a_weighted_mean_is_as_certain_as_values_and_weights() -> None:
    rows = "size: 10, weight: {value: 1, unsure: yes}; size: 2, weight: 1"
    assert over_column("weighted_mean", rows, weight="weight") == known("6", UNSURE)


FORMULAS = ["sum", "mean", "min", "max", "count", "weighted_mean"]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize(
    ("things", "reading"),
    [("", OPEN), ("things: don't know", OPEN), ("things: does not apply", DOES_NOT_APPLY)],
)
def test_a_measure_over_a_table_is_as_unknown_as_the_table(
    formula: str, things: str, reading: Reading
) -> None:
    operands = OverColumn("things", "size", "weight")
    memory = remembered(BASE, things)
    assert compute(measure(formula, operands), memory, BASE.parameters) == reading


@pytest.mark.parametrize("formula", FORMULAS)
def test_an_empty_table_has_nothing_but_a_count(formula: str) -> None:
    operands = OverColumn("things", "size", "weight")
    memory = remembered(BASE, "things: []")
    found = compute(measure(formula, operands), memory, BASE.parameters)
    assert found == (known("0") if formula == "count" else OPEN)


NUMBERS = st.lists(st.decimals(-99, 99, places=2), min_size=1, max_size=6)


@given(numbers=NUMBERS)
def test_a_formula_says_the_same_of_names_and_of_a_column(numbers: list[Decimal]) -> None:
    names = [f"n{place}" for place in range(len(numbers))]
    rows = tuple(f"R{place}" for place in range(len(numbers)))
    readings = {cell(n): Reading(State.KNOWN, x) for n, x in zip(names, numbers, strict=True)}
    readings |= {
        cell("things.size", row): Reading(State.KNOWN, x)
        for row, x in zip(rows, numbers, strict=True)
    }
    memory = WorkingMemory(readings, {"things": TableReading(State.KNOWN, rows)})
    for formula in ("sum", "mean", "min", "max"):
        by_name = compute(measure(formula, OverNames(tuple(names))), memory, {})
        by_row = compute(measure(formula, OverColumn("things", "size")), memory, {})
        assert by_name == by_row
