"""Criteria are analysed as the field does it, on whatever marks a company has."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.analysis.importance_performance import (
    NEEDS,
    cut_line,
    explain,
    importance_performance,
)
from advisor.analysis.methods import METHODS
from advisor.model.case import Answer, CutLines, Row, State, Value

MIDDLE = Fraction(1, 2)


def criterion(
    name: str,
    *marks: str | None,
    rivals: dict[str, str] | None = None,
    scale: tuple[int, int] = (1, 5),
) -> Row:
    """A criterion with the marks that are known: importance, own, expected."""
    cells = {
        column: Answer(State.KNOWN, Decimal(mark))
        for column, mark in zip(("importance", "own", "expected"), marks, strict=False)
        if mark is not None
    }
    if rivals is not None:
        found = tuple(sorted((rival, Decimal(mark)) for rival, mark in rivals.items()))
        cells["competitors"] = Answer(State.KNOWN, found)
    return Row(name, cells, (Decimal(scale[0]), Decimal(scale[1])))


def column(
    rows: list[Row], name: str, cut_lines: CutLines = CutLines.MEAN
) -> dict[str, Value | None]:
    """What one computed column holds, by criterion."""
    found = importance_performance(tuple(rows), cut_lines)
    return {row: cells.get(name) for row, cells in found.items()}


def numbers(rows: list[Row], name: str) -> list[Decimal]:
    return [value for value in column(rows, name).values() if isinstance(value, Decimal)]


def quadrants(*rows: Row, cut_lines: CutLines = CutLines.MEAN) -> dict[str, Value | None]:
    return column(list(rows), "quadrant", cut_lines)


def test_each_quadrant_is_a_corner_of_importance_and_performance() -> None:
    found = quadrants(
        criterion("wait", "5", "2"),
        criterion("clean car", "5", "4"),
        criterion("coffee", "2", "2"),
        criterion("music", "2", "4"),
    )
    assert found == {
        "wait": "concentrate_here",
        "clean car": "keep_up",
        "coffee": "low_priority",
        "music": "possible_overkill",
    }


def test_everything_that_marks_tell_is_worked_out() -> None:
    rows = (
        criterion("wait", "4.5", "2.7", "3.9", rivals={"Moa": "3.6", "Hall": "4.1"}),
        criterion("price", "1.5", "3.3", "3.3", rivals={"Moa": "3.3"}),
    )
    assert importance_performance(rows, CutLines.MEAN) == {
        "wait": {
            "weight": Decimal(75),
            "quadrant": "concentrate_here",
            "expectation_gap": Decimal("-1.2"),
            "expectation_gap_share": Decimal(-30),
            "best_rival": Decimal("4.1"),
            "best_rival_name": "Hall",
            "value_gap": Decimal("-1.4"),
            "value_gap_share": Decimal(-35),
        },
        "price": {
            "weight": Decimal(25),
            "quadrant": "possible_overkill",
            "expectation_gap": Decimal(0),
            "expectation_gap_share": Decimal(0),
            "best_rival": Decimal("3.3"),
            "best_rival_name": "Moa",
            "value_gap": Decimal(0),
            "value_gap_share": Decimal(0),
        },
    }


def test_a_gap_is_the_exact_difference_of_two_marks() -> None:
    (found,) = importance_performance(
        (criterion("clean car", None, "4.5", "2.7", rivals={"Moa": "4.4"}),), CutLines.MEAN
    ).values()
    gaps = [
        found[f"{kind}_gap{share}"] for kind in ("expectation", "value") for share in ("", "_share")
    ]
    assert [str(gap) for gap in gaps] == ["1.8", "45", "0.1", "2.5"]


def test_a_gap_in_percent_of_the_scale_compares_criteria_on_different_scales() -> None:
    rows = [
        criterion("wait", None, "4", "2"),
        criterion("price", None, "8", "3", scale=(0, 10)),
    ]
    assert column(rows, "expectation_gap") == {"wait": Decimal(2), "price": Decimal(5)}
    assert column(rows, "expectation_gap_share") == {"wait": Decimal(50), "price": Decimal(50)}


def test_a_mark_exactly_at_the_mean_counts_as_high() -> None:
    found = quadrants(
        criterion("below", "2", "2"),
        criterion("at the mean", "3", "3"),
        criterion("above", "4", "4"),
    )
    assert found == {"below": "low_priority", "at the mean": "keep_up", "above": "keep_up"}


def test_a_mark_just_below_the_mean_counts_as_low() -> None:
    found = quadrants(
        criterion("below", "2", "2"),
        criterion("nearly", "2.99999", "2.99999"),
        criterion("above", "4", "4"),
    )
    assert found == {"below": "low_priority", "nearly": "low_priority", "above": "keep_up"}


def test_a_mark_at_the_mean_is_high_on_a_scale_of_four_steps_too() -> None:
    found = quadrants(
        criterion("a", "1", "1", scale=(1, 4)),
        criterion("b", "3", "3", scale=(1, 4)),
        criterion("c", "4", "4", scale=(1, 4)),
        criterion("d", "4", "4", scale=(1, 4)),
    )
    assert found == {"a": "low_priority", "b": "keep_up", "c": "keep_up", "d": "keep_up"}


@given(
    marks=st.lists(st.integers(0, 12), min_size=2, max_size=8).filter(lambda m: len(set(m)) > 1),
    top=st.integers(12, 17),
)
def test_high_is_at_least_the_exact_mean_on_any_scale(marks: list[int], top: int) -> None:
    rows = [
        criterion(str(place), str(mark), "1", scale=(0, top)) for place, mark in enumerate(marks)
    ]
    high = {
        name: quadrant in {"concentrate_here", "keep_up"}
        for name, quadrant in quadrants(*rows).items()
    }
    assert high == {str(place): mark * len(marks) >= sum(marks) for place, mark in enumerate(marks)}


@pytest.mark.parametrize(
    ("importance", "quadrant"), [("3", "keep_up"), ("2.9", "possible_overkill")]
)
def test_equal_importances_are_held_against_the_middle_of_the_scale(
    importance: str, quadrant: str
) -> None:
    rows = [criterion("a", importance, "4"), criterion("b", importance, "4")]
    assert quadrants(*rows) == {"a": quadrant, "b": quadrant}


@pytest.mark.parametrize(("own", "quadrant"), [("3", "keep_up"), ("2.9", "concentrate_here")])
def test_equal_marks_are_held_against_the_middle_of_the_scale(own: str, quadrant: str) -> None:
    assert quadrants(criterion("a", "4", own), criterion("b", "4", own)) == {
        "a": quadrant,
        "b": quadrant,
    }


@pytest.mark.parametrize(
    ("importance", "own", "quadrant"),
    [
        ("3", "3", "keep_up"),
        ("3", "2.9", "concentrate_here"),
        ("2.9", "3", "possible_overkill"),
        ("2.9", "2.9", "low_priority"),
    ],
)
def test_a_single_criterion_is_held_against_the_middle_of_its_scale(
    importance: str, own: str, quadrant: str
) -> None:
    assert quadrants(criterion("only", importance, own)) == {"only": quadrant}


def test_each_axis_falls_back_to_the_middle_by_itself() -> None:
    found = quadrants(criterion("a", "5", "4"), criterion("b", "4", "4"))
    assert found == {"a": "keep_up", "b": "possible_overkill"}


def test_the_middle_of_the_scale_is_used_when_it_is_asked_for() -> None:
    rows = (criterion("wait", "3", "3"), criterion("price", "5", "5"))
    assert quadrants(*rows, cut_lines=CutLines.MEAN) == {"wait": "low_priority", "price": "keep_up"}
    assert quadrants(*rows, cut_lines=CutLines.MIDPOINT) == {"wait": "keep_up", "price": "keep_up"}


def test_marks_on_different_scales_meet_at_the_mean_of_their_places() -> None:
    found = quadrants(
        criterion("half way on one to five", "3", "3"),
        criterion("half way on nought to ten", "5", "5", scale=(0, 10)),
        criterion("at the top", "10", "10", scale=(0, 10)),
        criterion("at the bottom", "1", "1"),
    )
    assert found == {
        "half way on one to five": "keep_up",
        "half way on nought to ten": "keep_up",
        "at the top": "keep_up",
        "at the bottom": "low_priority",
    }


def test_a_criterion_without_its_importance_has_gaps_but_no_place() -> None:
    found = importance_performance(
        (criterion("wait", None, "2", "3", rivals={"Moa": "4"}),), CutLines.MEAN
    )
    assert found == {
        "wait": {
            "expectation_gap": Decimal(-1),
            "expectation_gap_share": Decimal(-25),
            "best_rival": Decimal(4),
            "best_rival_name": "Moa",
            "value_gap": Decimal(-2),
            "value_gap_share": Decimal(-50),
        }
    }


def test_a_criterion_without_the_companys_mark_has_a_weight_and_a_best_rival_only() -> None:
    found = importance_performance(
        (criterion("wait", "4", None, "3", rivals={"Moa": "4"}),), CutLines.MEAN
    )
    assert found == {
        "wait": {"weight": Decimal(100), "best_rival": Decimal(4), "best_rival_name": "Moa"}
    }


def test_an_answer_that_is_no_mark_is_as_good_as_none() -> None:
    cells = {
        "importance": Answer(State.DONT_KNOW),
        "own": Answer(State.NOT_ASKED),
        "expected": Answer(State.DOES_NOT_APPLY),
        "competitors": Answer(State.DONT_KNOW),
    }
    assert importance_performance((Row("wait", cells),), CutLines.MEAN) == {"wait": {}}


def test_a_criterion_without_a_place_does_not_move_the_cut_lines() -> None:
    found = quadrants(
        criterion("wait", "3", "3"),
        criterion("price", "5", "5"),
        criterion("no mark", "1"),
        criterion("no importance", None, "1"),
    )
    assert found == {
        "wait": "low_priority",
        "price": "keep_up",
        "no mark": None,
        "no importance": None,
    }


def test_a_criterion_without_a_place_still_counts_in_the_weights() -> None:
    rows = [criterion("wait", "3", "3"), criterion("no mark", "1")]
    assert column(rows, "weight") == {"wait": Decimal(75), "no mark": Decimal(25)}


def test_weights_compare_importances_by_the_highest_mark_possible() -> None:
    rows = [criterion("wait", "5"), criterion("price", "5", scale=(0, 10))]
    assert [f"{weight:.2f}" for weight in numbers(rows, "weight")] == ["66.67", "33.33"]


def test_importances_of_nought_have_no_weight() -> None:
    rows = [criterion("wait", "0", scale=(0, 10)), criterion("price", "0", scale=(0, 10))]
    assert column(rows, "weight") == {"wait": None, "price": None}


MARKS = st.decimals(0, 10, places=1)
SCALES = st.sampled_from([(0, 10), (0, 11), (0, 13)])


@given(st.lists(st.tuples(MARKS, SCALES), min_size=1, max_size=9))
def test_weights_sum_to_a_hundred(importances: list[tuple[Decimal, tuple[int, int]]]) -> None:
    rows = [
        criterion(str(place), str(mark), scale=scale)
        for place, (mark, scale) in enumerate(importances)
    ]
    weights = numbers(rows, "weight")
    if any(mark for mark, _ in importances):
        assert len(weights) == len(rows)
        assert abs(sum(weights, Decimal(-100))) < Decimal("1e-20")
    else:
        assert weights == []


def test_the_best_rival_is_the_one_with_the_highest_mark() -> None:
    rows = [criterion("wait", None, "3", rivals={"Hall": "2", "Moa": "4", "Zeta": "3"})]
    assert column(rows, "best_rival_name") == {"wait": "Moa"}
    assert column(rows, "value_gap") == {"wait": Decimal(-1)}


def test_among_equal_rivals_the_first_by_name_is_the_best() -> None:
    cells = {
        "competitors": Answer(
            State.KNOWN, (("Moa", Decimal(4)), ("Hall", Decimal("4.0")), ("Åse", Decimal(4)))
        )
    }
    (found,) = importance_performance((Row("wait", cells),), CutLines.MEAN).values()
    assert found == {"best_rival_name": "Hall", "best_rival": Decimal(4)}


def test_without_a_rivals_mark_there_is_no_value_gap() -> None:
    (found,) = importance_performance(
        (criterion("wait", None, "3", rivals={}),), CutLines.MEAN
    ).values()
    assert found == {}


def test_no_criteria_give_nothing() -> None:
    assert importance_performance((), CutLines.MEAN) == {}
    assert explain((), CutLines.MEAN, "en") == ()


@pytest.mark.parametrize("cut_lines", list(CutLines))
def test_no_marks_are_cut_in_the_middle(cut_lines: CutLines) -> None:
    assert cut_line([], cut_lines) == MIDDLE


OPTIONAL = st.one_of(st.none(), st.decimals(1, 5, places=1).map(str))
ROWS = st.lists(
    st.tuples(
        OPTIONAL,
        OPTIONAL,
        OPTIONAL,
        st.one_of(st.none(), st.dictionaries(st.sampled_from("xyz"), MARKS.map(str))),
        st.sampled_from([(1, 5), (0, 7), (0, 10)]),
    ),
    max_size=6,
).map(
    lambda drawn: [
        criterion(str(place), *marks, rivals=rivals, scale=scale)
        for place, (*marks, rivals, scale) in enumerate(drawn)
    ]
)


@given(rows=ROWS, cut_lines=st.sampled_from(CutLines), data=st.data())
def test_the_order_of_the_criteria_changes_nothing(
    rows: list[Row], cut_lines: CutLines, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rows))
    found = importance_performance(tuple(rows), cut_lines)
    again = importance_performance(tuple(shuffled), cut_lines)
    assert {row: repr(sorted(cells.items())) for row, cells in found.items()} == {
        row: repr(sorted(cells.items())) for row, cells in again.items()
    }
    assert explain(tuple(rows), cut_lines, "en") == explain(tuple(shuffled), cut_lines, "en")


@given(rows=ROWS, cut_lines=st.sampled_from(CutLines))
def test_a_column_is_worked_out_exactly_when_the_cells_it_needs_are_there(
    rows: list[Row], cut_lines: CutLines
) -> None:
    found = importance_performance(tuple(rows), cut_lines)
    for row in rows:
        there = {name for name, answer in row.cells.items() if answer.value != ()}
        expected = {name for name, needed in NEEDS.items() if there.issuperset(needed)}
        assert found[row.name].keys() == expected


def test_the_method_declares_the_columns_that_it_fills() -> None:
    rows = (criterion("wait", "4", "3", "2", rivals={"Moa": "1"}),)
    (found,) = importance_performance(rows, CutLines.MEAN).values()
    method = METHODS["importance_performance"]
    assert set(method.columns) == set(found)
    settings = method.settings({}, CutLines.MIDPOINT)
    assert method.compute(rows, settings) == importance_performance(rows, CutLines.MIDPOINT)
    assert method.notes(rows, settings, "en") == explain(rows, CutLines.MIDPOINT, "en")


def high_begins(importance: str, own: str) -> str:
    return f"High begins at: importance {importance}, your mark {own}."


def test_it_is_said_where_high_begins_when_that_is_the_mean() -> None:
    rows = (
        criterion("wait", "4", "2"),
        criterion("price", "3.5", "4"),
        criterion("coffee", "2", "1"),
    )
    assert explain(rows, CutLines.MEAN, "en") == (
        high_begins("3.17 (the mean of the criteria)", "2.33 (the mean of the criteria)"),
    )


def test_it_is_said_where_high_begins_when_that_is_the_middle() -> None:
    rows = (criterion("wait", "4", "2"), criterion("price", "3", "4"))
    assert explain(rows, CutLines.MIDPOINT, "en") == (
        high_begins("3 (the middle of the scale)", "3 (the middle of the scale)"),
    )


def test_it_is_said_for_each_axis_whether_the_mean_could_be_used() -> None:
    rows = (criterion("wait", "4", "2"), criterion("price", "4", "3"))
    assert explain(rows, CutLines.MEAN, "en") == (
        high_begins("3 (the middle of the scale)", "2.5 (the mean of the criteria)"),
    )


def test_on_different_scales_high_begins_at_a_share_of_the_scale() -> None:
    rows = (criterion("wait", "5", "2"), criterion("price", "2", "4", scale=(0, 10)))
    assert explain(rows, CutLines.MEAN, "en") == (
        high_begins(
            "60% of scale (the mean of the criteria)", "32.5% of scale (the mean of the criteria)"
        ),
        "Criteria are marked on different scales; they are compared by their share.",
    )


def test_it_is_said_how_many_criteria_have_no_place() -> None:
    placed = (criterion("wait", "5", "2"), criterion("price", "3", "4"))
    basis = high_begins("4 (the mean of the criteria)", "3 (the mean of the criteria)")
    one = (*placed, criterion("coffee", "2"))
    assert explain(one, CutLines.MEAN, "en") == (
        basis,
        "1 criterion has no place, for want of its importance or your mark.",
    )
    assert explain((*one, criterion("music", None, "2")), CutLines.MEAN, "en") == (
        basis,
        "2 criteria have no place, for want of their importance or your mark.",
    )


def test_nothing_is_said_of_criteria_of_which_none_has_a_place() -> None:
    assert (
        explain((criterion("wait", "5"), criterion("price", None, "3")), CutLines.MEAN, "en") == ()
    )
