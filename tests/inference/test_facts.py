"""A profile becomes readings: for every question, every table and every cell."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.facts import make_case
from advisor.model.case import Case, CutLines, Profile, Reading, State, TableReading
from tests.inference.small import cell, profile, small
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

UNSURE = Decimal("0.6")
BASE = small(
    """
    questions:
      - {id: queue, kind: choice, options: [served, lost]}
      - {id: offers, kind: choices, options: [wash, wax, repair]}
      - {id: load, kind: percent}
      - {id: words, kind: text}
    tables:
      - id: things
        columns:
          - {id: size, kind: number, unit: points}
          - {id: good, kind: yes_no}
    """
)


def case(text: str) -> Case:
    return make_case(BASE, profile(BASE, text))


def known(value: str, certainty: Decimal = Decimal(1)) -> Reading:
    return Reading(State.KNOWN, value, certainty)


NOT_ASKED = Reading(State.NOT_ASKED)
NO_THINGS = {
    cell("things"): NOT_ASKED,
    cell("things.size"): NOT_ASKED,
    cell("things.good"): NOT_ASKED,
}


def test_each_answer_becomes_a_reading() -> None:
    found = case(
        """
        answers:
          queue: lost
          offers: [wax, wash]
          load: {value: 85, unsure: yes}
        """
    )
    members = (("wash", Decimal(1)), ("wax", Decimal(1)))
    assert found == Case(
        {
            cell("queue"): known("lost"),
            cell("offers"): Reading(State.KNOWN, frozenset({"wax", "wash"}), Decimal(1), members),
            cell("load"): Reading(State.KNOWN, Decimal(85), UNSURE),
            cell("words"): NOT_ASKED,
            **NO_THINGS,
        },
        {"things": TableReading(State.NOT_ASKED, ("",))},
    )


def test_what_was_not_answered_keeps_its_state() -> None:
    found = case(
        """
        answers: {queue: don't know, offers: does not apply, load: 3}
        things: does not apply
        """
    )
    assert found == Case(
        {
            cell("queue"): Reading(State.DONT_KNOW),
            cell("offers"): Reading(State.DOES_NOT_APPLY),
            cell("load"): Reading(State.KNOWN, Decimal(3)),
            cell("words"): NOT_ASKED,
            cell("things"): Reading(State.DOES_NOT_APPLY),
        },
        {"things": TableReading(State.DOES_NOT_APPLY, ())},
    )


def test_each_of_several_unsure_values_is_unsure() -> None:
    found = case("answers: {offers: {value: [wax, wash], unsure: yes}}").readings[cell("offers")]
    members = (("wash", UNSURE), ("wax", UNSURE))
    assert found == Reading(State.KNOWN, frozenset({"wax", "wash"}), UNSURE, members)


def test_rows_are_readings_by_name_and_stand_in_order() -> None:
    found = case(
        """
        things:
          - {name: Beta, size: 2}
          - {name: Alpha, size: {value: 3, unsure: yes}, good: does not apply}
        """
    )
    assert found.tables == {"things": TableReading(State.KNOWN, ("Alpha", "Beta"))}
    rows = {at: reading for at, reading in found.readings.items() if at[0].table}
    assert rows == {
        cell("things.size", "Alpha"): Reading(State.KNOWN, Decimal(3), UNSURE),
        cell("things.good", "Alpha"): Reading(State.DOES_NOT_APPLY),
        cell("things.size", "Beta"): Reading(State.KNOWN, Decimal(2)),
        cell("things.good", "Beta"): NOT_ASKED,
    }
    assert found.readings[cell("things")] == Reading(State.KNOWN)


def test_an_empty_table_is_known_and_has_no_rows() -> None:
    found = case("things: []")
    assert found.tables == {"things": TableReading(State.KNOWN, ())}
    assert not [at for at in found.readings if at[0].table]


@pytest.mark.parametrize(
    ("said", "state"), [("", State.NOT_ASKED), ("things: don't know", State.DONT_KNOW)]
)
def test_a_table_nobody_filled_in_has_one_row_of_unknowns(said: str, state: State) -> None:
    found = case(said)
    assert found.tables == {"things": TableReading(state, ("",))}
    assert found.readings[cell("things")] == Reading(state)
    rows = {at: reading for at, reading in found.readings.items() if at[0].table}
    assert rows == {cell("things.size"): NOT_ASKED, cell("things.good"): NOT_ASKED}


def test_a_profile_that_says_nothing_at_all_is_a_case() -> None:
    found = make_case(BASE, Profile("Nobody", {}, {}))
    assert found == case("")


# ---- Columns that are worked out.

MARKS = small(
    """
    tables:
      - id: criteria
        columns:
          - {id: importance, kind: rating}
          - {id: own, kind: rating}
          - {id: expected, kind: rating}
          - {id: competitors, kind: ratings}
          - {id: kind_of_need, kind: choice, options: [basic, expressed]}
          - {id: quadrant, kind: choice, computed: importance_performance,
             options: [concentrate_here, keep_up, low_priority, possible_overkill]}
          - {id: weight, kind: number, unit: percent, computed: importance_performance}
          - {id: expectation_gap, kind: number, unit: points, computed: importance_performance}
          - {id: value_gap, kind: number, unit: points, computed: importance_performance}
          - {id: best_rival_name, kind: text, computed: importance_performance}
    """
)
COMPUTED = ["quadrant", "weight", "expectation_gap", "value_gap", "best_rival_name"]


def worked_out(criterion: str, cut_lines: CutLines = CutLines.MEAN) -> dict[str, Reading]:
    """The readings that are worked out for a criterion with these cells."""
    text = f"""
        criteria:
          - {{name: Wait, {criterion}}}
          - {{name: Zeta, importance: 1, own: 1}}
        cut_lines: {cut_lines.value}
        """
    readings = make_case(MARKS, profile(MARKS, text)).readings
    return {name: readings[cell(f"criteria.{name}", "Wait")] for name in COMPUTED}


OPEN = Reading(State.OPEN)
DOES_NOT_APPLY = Reading(State.DOES_NOT_APPLY)


def number(text: str, certainty: Decimal = Decimal(1)) -> Reading:
    return Reading(State.KNOWN, Decimal(text), certainty)


def test_computed_columns_are_worked_out_from_the_others() -> None:
    assert worked_out("importance: 3, own: 3, expected: 4.5, competitors: {Moa: 2}") == {
        "quadrant": known("keep_up"),
        "weight": number("75"),
        "expectation_gap": number("-1.5"),
        "value_gap": number("1"),
        "best_rival_name": known("Moa"),
    }


def test_the_profile_says_where_the_cut_lines_are() -> None:
    marks = "importance: 2.5, own: 2.5"
    assert worked_out(marks)["quadrant"] == known("keep_up")
    assert worked_out(marks, CutLines.MIDPOINT)["quadrant"] == known("low_priority")


def test_what_cannot_be_worked_out_is_open() -> None:
    assert worked_out("importance: 3, expected: don't know, competitors: {Moa: 2}") == {
        "quadrant": OPEN,
        "weight": number("75"),
        "expectation_gap": OPEN,
        "value_gap": OPEN,
        "best_rival_name": known("Moa"),
    }


def test_what_is_worked_out_from_something_that_does_not_apply_does_not_apply() -> None:
    marks = "importance: 3, own: 4, expected: don't know, competitors: does not apply"
    assert worked_out(marks) == {
        "quadrant": known("keep_up"),
        "weight": number("75"),
        "expectation_gap": OPEN,
        "value_gap": DOES_NOT_APPLY,
        "best_rival_name": DOES_NOT_APPLY,
    }


def test_what_is_worked_out_is_as_certain_as_the_cells_of_the_row_it_is_made_of() -> None:
    marks = "importance: 3, own: 4, expected: {value: 4, unsure: yes}, competitors: {Moa: 2}"
    assert worked_out(f"{marks}, kind_of_need: {{value: basic, unsure: yes}}") == {
        "quadrant": known("keep_up"),
        "weight": number("75"),
        "expectation_gap": number("0", UNSURE),
        "value_gap": number("2"),
        "best_rival_name": known("Moa"),
    }
    marks = (
        "importance: 3, own: {value: 4, unsure: yes}, competitors: {value: {Moa: 2}, unsure: yes}"
    )
    assert worked_out(marks) == {
        "quadrant": known("keep_up", UNSURE),
        "weight": number("75"),
        "expectation_gap": OPEN,
        "value_gap": number("2", UNSURE),
        "best_rival_name": known("Moa", UNSURE),
    }


def test_the_columns_of_a_table_nobody_filled_in_are_unknown_when_worked_out_too() -> None:
    readings = make_case(MARKS, profile(MARKS)).readings
    assert {readings[cell(f"criteria.{name}")] for name in COMPUTED} == {NOT_ASKED}


@given(st.data())
@one_in(4)
def test_a_case_has_a_reading_for_every_question_every_table_and_every_cell(
    data: st.DataObject,
) -> None:
    knowledge = load_base(data.draw(bases()))
    found = make_case(knowledge, data.draw(profiles(knowledge)))
    expected = {cell(name) for name in (*knowledge.questions, *knowledge.tables)}
    for name, table in knowledge.tables.items():
        rows = found.tables[name].rows
        expected |= {cell(f"{name}.{column}", row) for column in table.columns for row in rows}
    assert found.readings.keys() == expected
    assert found.tables.keys() == knowledge.tables.keys()
