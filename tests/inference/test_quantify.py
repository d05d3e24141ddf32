"""Conditions on a whole table: any row, every row, how many; with rows that are not known."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.conditions import Support, Verdict
from advisor.inference.memory import WorkingMemory
from advisor.inference.quantify import quantify
from advisor.inference.truth import Truth
from advisor.knowledge.normal_form import normal_form
from advisor.model.case import Cell, Reading, State, TableReading
from advisor.model.condition import ALWAYS, All, Attribute, Leaf, Operator, Quantifier, Rows
from tests.inference.small import cell

FALSE, UNKNOWN, TRUE = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
SURE, UNSURE = Decimal(1), Decimal("0.6")
GOOD = Leaf(Attribute("things", "good"), Operator.IS, ("yes",))
ROUND = Leaf(Attribute("things", "round"), Operator.IS, ("yes",))
TABLE = cell("things")
NAMES = "ABCDEF"
MEANINGS = {
    "y": Reading(State.KNOWN, "yes"),
    "n": Reading(State.KNOWN, "no"),
    "Y": Reading(State.KNOWN, "yes", UNSURE),
    "N": Reading(State.KNOWN, "no", UNSURE),
    "?": Reading(State.NOT_ASKED),
    "-": Reading(State.DOES_NOT_APPLY),
}


def any_row(where: Leaf | All = GOOD) -> Rows:
    return Rows("things", Quantifier.ANY_ROW, where)


def every_row(where: Leaf | All = GOOD) -> Rows:
    return Rows("things", Quantifier.EVERY_ROW, where)


def count(comparison: Operator, *limits: int, negated: bool = False) -> Rows:
    operands = tuple(Decimal(limit) for limit in limits)
    return Rows("things", Quantifier.COUNT, GOOD, comparison, operands, negated=negated)


def table(good: str, state: State = State.KNOWN, **columns: str) -> WorkingMemory:
    """A table with a row for each letter: yes, no, unsure (Y, N), unknown, does not apply."""
    rows = tuple(NAMES[: len(good)])
    readings = {
        cell(f"things.{column}", row): MEANINGS[letter]
        for column, letters in {"good": good, **columns}.items()
        for row, letter in zip(rows, letters, strict=True)
    }
    return WorkingMemory(readings, {"things": TableReading(state, rows)})


def good(*rows: str) -> tuple[Cell, ...]:
    return tuple(cell("things.good", row) for row in rows)


def holds(certainty: Decimal, *rows: str) -> Verdict:
    return Verdict(TRUE, Support(certainty, good(*rows)), ())


def waits(*rows: str) -> Verdict:
    return Verdict(UNKNOWN, Support(SURE, ()), good(*rows))


FAILS = Verdict(FALSE, Support(SURE, (TABLE,)), ())


def test_any_row_rests_on_the_most_certain_row_that_matches() -> None:
    assert quantify(any_row(), table("nYy?y")) == holds(SURE, "C")
    assert quantify(any_row(), table("Yn")) == holds(UNSURE, "A")


def test_any_row_waits_for_the_rows_that_might_match() -> None:
    assert quantify(any_row(), table("n?n?")) == waits("B", "D")


def test_any_row_fails_when_no_row_can_match() -> None:
    assert quantify(any_row(), table("nN-")) == FAILS
    assert quantify(any_row(), table("")) == FAILS


def test_every_row_rests_on_all_rows_and_is_as_certain_as_the_weakest() -> None:
    assert quantify(every_row(), table("yYy")) == holds(UNSURE, "A", "B", "C")


def test_every_row_waits_for_the_rows_that_might_not_match() -> None:
    assert quantify(every_row(), table("y?y?")) == waits("B", "D")


@pytest.mark.parametrize("letters", ["yn?", "y-"])
def test_every_row_fails_with_one_row_that_does_not_match(letters: str) -> None:
    assert quantify(every_row(), table(letters)) == FAILS


def test_every_row_of_an_empty_table_holds_by_the_table_itself() -> None:
    assert quantify(every_row(), table("")) == Verdict(TRUE, Support(SURE, (TABLE,)), ())


def test_a_condition_on_no_column_rests_on_the_table_itself() -> None:
    memory = table("yn")
    assert quantify(any_row(ALWAYS), memory) == Verdict(TRUE, Support(SURE, (TABLE,)), ())
    assert quantify(every_row(ALWAYS), memory) == Verdict(TRUE, Support(SURE, (TABLE,)), ())


@pytest.mark.parametrize("rows", [any_row(), every_row(), count(Operator.AT_MOST, 9)])
def test_a_table_that_does_not_apply_fails_every_condition_on_its_rows(rows: Rows) -> None:
    memory = WorkingMemory({}, {"things": TableReading(State.DOES_NOT_APPLY, ())})
    assert quantify(rows, memory) == Verdict(FALSE, Support(SURE, ()), ())
    opposite = normal_form(rows, negate=True)
    assert isinstance(opposite, Rows)
    assert quantify(opposite, memory) == Verdict(FALSE, Support(SURE, ()), ())


@pytest.mark.parametrize("state", [State.NOT_ASKED, State.DONT_KNOW])
@pytest.mark.parametrize("rows", [any_row(), every_row(), count(Operator.AT_LEAST, 0)])
def test_a_table_nobody_filled_in_is_itself_what_is_missing(rows: Rows, state: State) -> None:
    memory = WorkingMemory({}, {"things": TableReading(state, ("",))})
    assert quantify(rows, memory) == Verdict(UNKNOWN, Support(SURE, ()), (TABLE,))


def test_a_row_waits_only_for_the_cells_that_can_still_decide_it() -> None:
    both = All((GOOD, ROUND))
    memory = table("y?n?", round="???y")
    assert quantify(any_row(both), memory) == Verdict(
        UNKNOWN,
        Support(SURE, ()),
        (*good("B", "D"), cell("things.round", "A"), cell("things.round", "B")),
    )


@pytest.mark.parametrize(
    ("comparison", "limits", "letters", "truth"),
    [
        (Operator.AT_LEAST, [2], "yyn", TRUE),
        (Operator.AT_LEAST, [2], "ynn", FALSE),
        (Operator.AT_LEAST, [2], "yn?", UNKNOWN),
        (Operator.AT_LEAST, [2], "yy?", TRUE),
        (Operator.AT_LEAST, [0], "n", TRUE),
        (Operator.MORE_THAN, [1], "yyn", TRUE),
        (Operator.MORE_THAN, [1], "yn-", FALSE),
        (Operator.MORE_THAN, [1], "yn?", UNKNOWN),
        (Operator.AT_MOST, [1], "ynn", TRUE),
        (Operator.AT_MOST, [1], "yyn", FALSE),
        (Operator.AT_MOST, [1], "yn?", UNKNOWN),
        (Operator.AT_MOST, [1], "nn?", TRUE),
        (Operator.LESS_THAN, [1], "nn", TRUE),
        (Operator.LESS_THAN, [1], "yn", FALSE),
        (Operator.LESS_THAN, [1], "n?", UNKNOWN),
        (Operator.BETWEEN, [1, 2], "yyn", TRUE),
        (Operator.BETWEEN, [1, 2], "yyy", FALSE),
        (Operator.BETWEEN, [1, 2], "nn", FALSE),
        (Operator.BETWEEN, [1, 2], "yy?", UNKNOWN),
        (Operator.BETWEEN, [1, 2], "y?", TRUE),
    ],
)
def test_a_count_compares_the_rows_that_match_for_sure_and_those_that_may(
    comparison: Operator, limits: list[int], letters: str, truth: Truth
) -> None:
    memory = table(letters)
    assert quantify(count(comparison, *limits), memory).truth is truth
    opposite = quantify(count(comparison, *limits, negated=True), memory).truth
    assert opposite is Truth(Truth.TRUE - truth)


def test_a_count_that_is_large_enough_rests_on_the_rows_that_match() -> None:
    assert quantify(count(Operator.AT_LEAST, 2), table("yNY?")) == holds(UNSURE, "A", "C")
    refused = count(Operator.AT_MOST, 1, negated=True)
    assert quantify(refused, table("yNy?")) == holds(SURE, "A", "C")


def test_a_count_that_is_small_enough_rests_on_the_rows_that_do_not_match() -> None:
    assert quantify(count(Operator.AT_MOST, 1), table("YnN")) == holds(UNSURE, "B", "C")
    refused = count(Operator.AT_LEAST, 2, negated=True)
    assert quantify(refused, table("Yn-")) == holds(SURE, "B", "C")


def test_a_count_between_two_numbers_rests_on_both_kinds_of_rows() -> None:
    between = count(Operator.BETWEEN, 1, 2)
    assert quantify(between, table("ynYN")) == holds(UNSURE, "A", "B", "C", "D")
    assert quantify(between, table("yn")) == holds(SURE, "A")
    assert quantify(between, table("yyn")) == holds(SURE, "A", "B", "C")


def test_a_count_that_no_row_can_change_rests_on_the_table() -> None:
    assert quantify(count(Operator.AT_LEAST, 0), table("nn")) == Verdict(
        TRUE, Support(SURE, (TABLE,)), ()
    )


def test_a_count_waits_for_every_row_that_may_match() -> None:
    assert quantify(count(Operator.AT_LEAST, 2), table("y?n?")) == waits("B", "D")


COMPARED = st.one_of(
    st.builds(
        count,
        st.sampled_from(
            [Operator.AT_LEAST, Operator.MORE_THAN, Operator.AT_MOST, Operator.LESS_THAN]
        ),
        st.integers(0, 4),
        negated=st.booleans(),
    ),
    st.builds(
        lambda ends, negated: count(Operator.BETWEEN, *sorted(ends), negated=negated),
        st.tuples(st.integers(0, 4), st.integers(0, 4)),
        st.booleans(),
    ),
    st.just(any_row()),
    st.just(every_row()),
)


@given(rows=COMPARED, letters=st.text("yn?", max_size=5))
def test_a_condition_on_rows_is_decided_exactly_when_unknown_rows_cannot_change_it(
    rows: Rows, letters: str
) -> None:
    choices = ["yn" if letter == "?" else letter for letter in letters]
    outcomes = {
        quantify(rows, table("".join(filled))).truth for filled in itertools.product(*choices)
    }
    truth = quantify(rows, table(letters)).truth
    assert truth is (outcomes.pop() if len(outcomes) == 1 else UNKNOWN)


@given(rows=COMPARED, letters=st.text("ynYN?-", max_size=5))
def test_blank_rows_outside_the_support_leave_a_condition_on_rows_true(
    rows: Rows, letters: str
) -> None:
    memory = table(letters)
    verdict = quantify(rows, memory)
    if verdict.truth is TRUE:
        readings = {
            at: reading if at in verdict.support.cells else MEANINGS["?"]
            for at, reading in memory.readings.items()
        }
        again = quantify(rows, WorkingMemory(readings, memory.tables))
        assert again == verdict
