"""A list to choose from: where the pointer is, what is marked, what comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.interview.prompt import Key, Option, Prompt
from advisor.interview.screens.option_list import OptionList

COLOURS = ("red", "green", "blue")
KEYS = (Key("h", "help"),)


def a_list(
    *labels: str,
    default: str = "",
    several: bool = False,
    keys: tuple[Key, ...] = KEYS,
    clock: Callable[[], float] = lambda: 0.0,
) -> OptionList:
    options = tuple(Option(label) for label in labels or COLOURS)
    prompt = Prompt("Which?", options, several=several, default=default, keys=keys)
    return OptionList(prompt, clock)


def lines(options: OptionList, width: int = 40) -> list[str]:
    return [row.lead + row.label for row in options.rows(width)]


def test_nothing_is_pointed_at_or_answered_before_a_key_is_pressed() -> None:
    options = a_list()
    assert lines(options) == ["  1. red", "  2. green", "  3. blue"]
    assert (options.answer(), options.shown(), options.unlisted) == ("", "", "")
    assert (options.pointed, options.place()) == (None, "(–/3)")


def test_a_menu_of_the_program_begins_at_the_first_option() -> None:
    options = a_list(keys=())
    assert (options.answer(), options.shown()) == ("1", "red")
    assert lines(options) == ["> 1. red", "  2. green", "  3. blue"]


def test_a_menu_of_the_program_begins_at_its_default() -> None:
    options = a_list(keys=(), default="green")
    assert (options.answer(), options.shown()) == ("2", "green")


def test_the_pointer_begins_at_what_the_answer_is_now() -> None:
    options = a_list(default="blue")
    assert (options.answer(), options.shown(), options.unlisted) == ("3", "blue", "")


@pytest.mark.parametrize(("steps", "answer"), [(1, "2"), (2, "3"), (9, "3"), (-1, "1")])
def test_the_pointer_stops_at_the_ends(steps: int, answer: str) -> None:
    options = a_list(default="red")
    options.move(steps)
    assert options.answer() == answer


def test_the_pointer_goes_to_an_end_at_once() -> None:
    options = a_list()
    options.move_to_end(first=False)
    assert options.answer() == "3"
    options.move_to_end(first=True)
    assert options.answer() == "1"


@pytest.mark.parametrize("several", [True, False])
def test_an_answer_that_is_none_of_the_options_is_kept(several: bool) -> None:  # noqa: FBT001 - given by pytest
    options = a_list(default="don't know", several=several)
    assert (options.answer(), options.shown(), options.unlisted) == ("", "don't know", "don't know")


@pytest.mark.parametrize("default", ["don't know", ""])
@pytest.mark.parametrize(("steps", "answer"), [(1, "1"), (-1, "3")])
def test_an_answer_that_is_none_of_the_options_is_left_by_moving(
    default: str, steps: int, answer: str
) -> None:
    options = a_list(default=default)
    assert lines(options) == ["  1. red", "  2. green", "  3. blue"]
    assert options.place() == "(–/3)"
    options.move(steps)
    assert (options.answer(), options.unlisted) == (answer, "")


def test_looking_around_in_a_list_of_marks_changes_no_answer_that_is_not_in_it() -> None:
    options = a_list(default="green; don't know", several=True)
    options.move(1)
    options.digit("1")
    assert options.answer() == ""
    options.toggle()
    assert (options.answer(), options.shown(), options.unlisted) == ("1,2", "red; green", "")


def test_several_are_marked_and_unmarked() -> None:
    options = a_list(several=True, default="red; blue")
    assert lines(options) == ["> 1. [x] red", "  2. [ ] green", "  3. [x] blue"]
    options.toggle()
    options.move(1)
    options.toggle()
    assert (options.answer(), options.shown()) == ("2,3", "green; blue")


def test_as_long_as_nothing_was_marked_there_is_no_new_answer() -> None:
    options = a_list(several=True)
    assert lines(options) == ["> 1. [ ] red", "  2. [ ] green", "  3. [ ] blue"]
    options.move(1)
    assert (options.answer(), options.shown(), options.unlisted) == ("", "", "")
    options.toggle()
    assert (options.answer(), options.shown()) == ("2", "green")
    options.toggle()
    assert (options.answer(), options.shown(), options.unlisted) == ("", "", "")


@pytest.mark.parametrize("default", ["", "red; blue", "green; don't know", "don't know"])
def test_a_zero_is_none_of_them_until_something_is_marked(default: str) -> None:
    options = a_list(several=True, default=default)
    options.digit("0")
    none = ("0", "none of them", "none of them")
    assert (options.answer(), options.shown(), options.unlisted) == none
    assert not any("x" in line for line in lines(options))
    options.digit("3")
    assert options.answer() == "0"
    options.toggle()
    assert (options.answer(), options.shown(), options.unlisted) == ("3", "blue", "")


def test_the_last_mark_taken_away_from_an_answer_leaves_none_of_them() -> None:
    options = a_list(several=True, default="red")
    options.toggle()
    assert (options.answer(), options.unlisted) == ("0", "none of them")


def test_a_zero_that_ends_a_number_takes_no_marks_away() -> None:
    options = a_list(*TWELVE, several=True, default="number 2")
    options.digit("1")
    options.digit("0")
    assert (options.pointed, options.answer()) == (9, "2")


def test_a_zero_after_a_mark_is_a_number_of_its_own() -> None:
    options = a_list(*TWELVE, several=True)
    options.digit("1")
    options.toggle()
    assert options.answer() == "1"
    options.digit("0")
    assert options.answer() == "0"


def test_the_number_typed_last_is_known_until_something_else_is_done() -> None:
    options = a_list(*TWELVE, several=True)
    options.digit("1")
    options.digit("2")
    assert options.digits == "12"
    options.move(-1)
    assert options.digits == ""


def test_there_is_nothing_to_mark_where_one_is_chosen() -> None:
    options = a_list(default="red")
    options.toggle()
    assert lines(options) == ["> 1. red", "  2. green", "  3. blue"]


def test_labels_that_hold_others_are_told_apart() -> None:
    labels = ("post", "e-post; post", "door to door")
    options = a_list(*labels, several=True, default="e-post; post; door to door")
    assert options.answer() == "2,3"


@given(st.lists(st.text("abc; "), min_size=1, max_size=6), st.data())
def test_what_is_shown_of_one_option_leads_back_to_it(
    labels: list[str], data: st.DataObject
) -> None:
    first = a_list(*labels)
    first.move(data.draw(st.integers(0, 6)))
    again = a_list(*labels, default=first.shown())
    assert again.shown() == first.shown()


TWELVE = tuple(f"number {number}" for number in range(1, 13))


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("7", "7"), ("0", ""), ("12", "12"), ("10", "10"), ("13", "3"), ("121", "1")],
)
def test_digits_move_to_their_number(typed: str, answer: str) -> None:
    options = a_list(*TWELVE)
    for digit in typed:
        options.digit(digit)
    assert options.answer() == answer


def test_a_digit_typed_later_is_a_number_of_its_own() -> None:
    times = iter([10.0, 11.5])
    options = a_list(*TWELVE, clock=lambda: next(times))
    options.digit("1")
    options.digit("2")
    assert options.answer() == "2"


def test_a_long_label_hangs_below_itself() -> None:
    options = a_list("a label of several words", "b", several=True)
    assert lines(options, 20) == [
        "> 1. [ ] a label of",
        "         several",
        "         words",
        "  2. [ ] b",
    ]
    assert [row.pointed for row in options.rows(20)] == [True, True, True, False]
    assert options.place() == "(1/2)"


def test_numbers_of_a_long_list_stand_below_each_other() -> None:
    assert lines(a_list(*TWELVE))[8:10] == ["   9. number 9", "  10. number 10"]
