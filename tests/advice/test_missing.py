"""From something undecided back to the answers that would settle it, and to no others."""

from __future__ import annotations

import pytest

from advisor.advice.missing import Missing
from advisor.model.case import Cell
from tests.inference.small import cell, small, traced

BASE = small(
    """
    parameters: [{id: limit.low, value: 1}]
    questions:
      - {id: open, kind: yes_no}
      - {id: full, kind: yes_no}
      - {id: late, kind: yes_no}
      - {id: speed, kind: number, unit: points}
      - {id: load, kind: number, unit: points}
    tables:
      - id: things
        columns:
          - {id: good, kind: yes_no}
          - {id: size, kind: number, unit: points}
          - {id: mass, kind: number, unit: points}
    measures:
      - {id: per, ratio: [speed, load]}
      - {id: beyond, difference: [per, limit.low]}
      - {id: middle, mean: {of: things.size}}
      - {id: good_middle, weighted_mean: {of: things.size, by: things.mass, where: {good: yes}}}
    findings:
      - {id: first, domain: [good, bad]}
      - {id: second, domain: [good, bad]}
      - {id: fit, of: things, domain: [good, bad]}
      - {id: silent, domain: [good, bad]}
    rules:
      - {id: r1, when: {open: yes, full: no}, conclude: {first: good}}
      - {id: r2, when: {first: good, per: {at_least: limit.low}}, conclude: {second: good}}
      - {id: r3, when: {open: no}, conclude: {second: bad}}
      - {id: r4, for_each: things, where: {size: {at_least: limit.low}}, when: {late: yes},
         conclude: {fit: good}}
    """
)


def answers(text: str, *names: str, row: str = "") -> tuple[Cell, ...]:
    """What would settle these cells of a company that said this."""
    missing = Missing(BASE, traced(BASE, text))
    return missing.answers([cell(name, row if "." in name else "") for name in names])


def cells(*names: str, row: str = "") -> tuple[Cell, ...]:
    return tuple(cell(name, row if "." in name else "") for name in names)


def test_a_question_that_was_not_answered_is_missing_itself() -> None:
    assert answers("", "open", "speed") == cells("open", "speed")
    assert answers("answers: {open: don't know}", "open", "open") == cells("open")


def test_what_is_known_or_does_not_apply_is_not_missing() -> None:
    assert answers("answers: {open: yes, full: does not apply}", "open", "full") == ()


def test_behind_an_open_finding_are_the_answers_its_rules_wait_for() -> None:
    assert answers("", "first") == cells("full", "open")
    assert answers("answers: {open: yes}", "first") == cells("full")


def test_a_rule_that_cannot_fire_any_more_waits_for_nothing() -> None:
    assert answers("answers: {open: no}", "first") == ()


def test_behind_a_chain_are_the_answers_at_its_end() -> None:
    assert answers("answers: {load: 2}", "second") == cells("full", "open", "speed")


def test_a_finding_that_no_rule_concludes_waits_for_nothing() -> None:
    assert answers("", "silent") == ()


def test_behind_a_measure_are_its_names_but_no_parameters() -> None:
    assert answers("", "per") == cells("load", "speed")
    assert answers("answers: {load: 2}", "beyond") == cells("speed")


def test_a_measure_that_divides_by_nought_waits_for_nothing() -> None:
    assert answers("answers: {load: 0, speed: 1}", "beyond") == ()


@pytest.mark.parametrize("table", ["", "things: don't know"])
@pytest.mark.parametrize("measure", ["middle", "good_middle"])
def test_behind_a_measure_over_a_table_nobody_filled_in_is_the_table(
    measure: str, table: str
) -> None:
    assert answers(table, measure) == cells("things")


def test_behind_a_measure_over_a_column_are_its_cells() -> None:
    rows = "things: [{name: A}, {name: B, size: don't know}]"
    assert answers(rows, "middle") == (cell("things.size", "A"), cell("things.size", "B"))


def test_a_measure_that_some_rows_decide_waits_for_nothing() -> None:
    assert answers("things: [{name: A}, {name: B, size: 2}]", "middle") == ()


def test_rows_that_a_measure_leaves_out_are_not_waited_for() -> None:
    rows = "things: [{name: A, good: no}, {name: B, good: yes, mass: 1}, {name: C, size: 1}]"
    assert answers(rows, "good_middle") == (
        cell("things.good", "C"),
        cell("things.mass", "C"),
        cell("things.size", "B"),
    )


def test_an_empty_table_and_one_that_does_not_apply_are_not_waited_for() -> None:
    assert answers("things: []", "middle") == ()
    assert answers("things: does not apply", "middle") == ()


def test_behind_a_finding_of_a_row_are_the_cells_of_that_row_and_the_companys_answers() -> None:
    rows = "things: [{name: A}, {name: B}, {name: C, size: 2}]"
    assert answers(rows, "things.fit", row="A") == (cell("late"), cell("things.size", "A"))
    assert answers(rows, "things.fit", row="C") == (cell("late"),)


def test_behind_a_finding_of_a_table_nobody_filled_in_is_the_table() -> None:
    assert answers("answers: {late: yes}", "things.fit") == cells("things")


MARKS = small(
    """
    tables:
      - id: criteria
        columns:
          - {id: importance, kind: rating}
          - {id: own, kind: rating}
          - {id: competitors, kind: ratings}
          - {id: kind_of_need, kind: yes_no}
          - {id: quadrant, kind: choice, computed: importance_performance,
             options: [concentrate_here, keep_up, low_priority, possible_overkill]}
          - {id: weight, kind: number, unit: percent, computed: importance_performance}
          - {id: expectation_gap, kind: number, unit: points, computed: importance_performance}
          - {id: value_gap, kind: number, unit: points, computed: importance_performance}
    """
)


@pytest.mark.parametrize(
    ("column", "needed"),
    [
        ("quadrant", ["importance", "own"]),
        ("weight", ["importance"]),
        # No column 'expected' is declared here, so nobody can be asked for it.
        ("expectation_gap", ["own"]),
        ("value_gap", ["competitors", "own"]),
    ],
)
def test_behind_a_computed_column_are_the_cells_it_is_made_of_and_no_others(
    column: str, needed: list[str]
) -> None:
    trace = traced(MARKS, "criteria: [{name: A}, {name: B, importance: 1, own: 1}]")
    found = Missing(MARKS, trace).answers([cell(f"criteria.{column}", "A")])
    assert found == tuple(cell(f"criteria.{name}", "A") for name in needed)


def test_a_computed_column_waits_only_for_what_is_not_there() -> None:
    trace = traced(MARKS, "criteria: [{name: A, own: 3, competitors: {}}]")
    missing = Missing(MARKS, trace)
    assert missing.answers([cell("criteria.quadrant", "A")]) == (cell("criteria.importance", "A"),)
    assert missing.answers([cell("criteria.value_gap", "A")]) == ()
