"""Options are chosen by number or by their words, and nobody guesses between two."""

from __future__ import annotations

import pytest

from advisor.model.knowledge import Kind, Question
from advisor.profile.typed import NotUnderstood, read_typed, typed_form
from tests.profile.typing_in import (
    HABIT,
    OPTION_IDS,
    REASONS,
    WITH_OPTIONS,
    YES_NO,
    asked,
    known,
    options,
    picked,
    said,
)


@pytest.mark.parametrize(
    ("text", "option"),
    [
        ("1", 1),
        ("2.", 2),
        ("3)", 3),
        ("(3)", 3),
        ("option_2", 2),
        ("no", 3),
        ("NO.", 3),
        ("yes,  and WE use it.", 1),
        ("yes, b", 2),
        ("rou", 4),
    ],
)
def test_an_option_is_chosen_by_number_id_words_or_their_beginning(text: str, option: int) -> None:
    assert picked(text, HABIT) == {option}


@pytest.mark.parametrize("text", ["6", "0", "1-2", "-1", "", " ", "?", "ro", "-", "²", "9" * 5000])
def test_what_is_no_option_is_told_how_to_choose(text: str) -> None:
    assert said(text, HABIT) == "type a number from 1 to 5, or the words of an answer"


def test_a_slip_in_the_words_of_an_option_is_pointed_out() -> None:
    assert said("yes, and we used it", HABIT) == (
        "type a number from 1 to 5, or the words of an answer; did you mean 'Yes, and we use it'?"
    )


def test_a_yes_or_no_may_begin_an_option_only_as_a_whole_word() -> None:
    often = asked(Kind.CHOICE, options=options("Ja, alltid", "Nowhere"))
    assert picked("ja", often) == {1}
    assert said("no", often) == "type a number from 1 to 2, or the words of an answer"


def test_nobody_guesses_between_two_options() -> None:
    assert said("yes", HABIT) == (
        "'yes' begins several answers; type a number from 1 to 5, or the words of an answer"
    )
    twins = asked(Kind.CHOICE, options={"more": "Less", "less": "More or less", "x": "More, but"})
    assert said("more", twins) == (
        "'more' begins several answers; type a number from 1 to 3, or the words of an answer"
    )
    assert picked("less", twins) == {1}


def test_more_words_for_options_may_be_given() -> None:
    also = {"Ja, og vi bruker den": "option_1", "Nei": "option_3", "Borte": "gone"}
    assert read_typed("ja, og vi bruker den", HABIT, "en", also=also) == known("option_1")
    assert read_typed("NEI", HABIT, "en", also=also) == known("option_3")
    with pytest.raises(NotUnderstood):
        read_typed("borte", HABIT, "en", also=also)


@pytest.mark.parametrize(("language", "question"), WITH_OPTIONS, ids=OPTION_IDS)
def test_every_shipped_option_is_chosen_by_number_id_and_words(
    language: str, question: Question
) -> None:
    several = question.kind is Kind.CHOICES
    for place, (option, label) in enumerate(question.options.items(), 1):
        answer = known(frozenset({option}) if several else option)
        texts = [str(place), label, f"{label.upper()}."]
        others = [words.lower() for other, words in question.options.items() if other != option]
        # In English "good" may be meant for the beginning of "Good and bad" as well.
        texts += [] if any(words.startswith(option) for words in others) else [option]
        for text in texts:
            assert read_typed(text, question, language) == answer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2", {2}),
        ("1,3", {1, 3}),
        ("1, 3,", {1, 3}),
        ("1;3", {1, 3}),
        ("1 3", {1, 3}),
        ("1 and 3", {1, 3}),
        ("1 og 3", {1, 3}),
        ("1, 2 och 3", {1, 2, 3}),
        ("1-3", {1, 2, 3}),
        ("1 – 3, 5", {1, 2, 3, 5}),
        ("1-2 4-5", {1, 2, 4, 5}),
        ("1, 1", {1}),
        ("service", {3}),
        ("Service; price", {2, 3}),
        ("price, and offers", {1}),
        ("service, price, and offers", {1, 3}),
        ("price, service", {2, 3}),
        ("service and old and new", {3, 4}),
        ("Old and new, and it is near, 2", {2, 4, 5}),
        ("service\nnothing", {3, 6}),
        ("none", set()),
        ("ingen", set()),
        ("Inga.", set()),
        ("0", set()),
        ("nothing", {6}),
    ],
)
def test_several_options_are_chosen_with_anything_between_them(
    text: str, expected: set[int]
) -> None:
    assert picked(text) == expected


def test_none_may_be_the_word_of_an_option() -> None:
    question = asked(Kind.CHOICES, options=options("Some", "None of that"))
    assert picked("none", question) == {2}
    assert read_typed("0", question, "en") == known(frozenset())
    assert typed_form(known(frozenset()), question, "en") == "0"


@pytest.mark.parametrize("text", ["", "7", "0, 1", "1-7", "3-1", "1, 7", "1,x", ", ,", "x," * 500])
def test_what_is_not_several_options_is_told_how_to_choose(text: str) -> None:
    assert said(text, REASONS) == "type numbers from 1 to 6 with commas between them, or 'none'"


def test_the_one_of_several_options_that_is_wrong_is_pointed_out() -> None:
    assert said("3, it is nearby", REASONS) == (
        "type numbers from 1 to 6 with commas between them, or 'none'; did you mean 'It is near'?"
    )
    doubled = asked(Kind.CHOICES, options=options("Old times", "Old friends", "New"))
    assert said("new, old", doubled) == (
        "'old' begins several answers; type numbers from 1 to 3 with commas between them, or 'none'"
    )


@pytest.mark.parametrize("text", ["yes", "y", "Ja", "J", "yeah", "yep", "jo", "true", "YES.", "1"])
def test_yes_is_understood_in_every_language(text: str) -> None:
    assert read_typed(text, YES_NO, "en") == known("yes")


@pytest.mark.parametrize("text", ["no", "n", "Nei", "nej", "false", "NO.", "2"])
def test_no_is_understood_in_every_language(text: str) -> None:
    assert read_typed(text, YES_NO, "sv") == known("no")


@pytest.mark.parametrize("text", ["", "?", "maybe", "3", "yess", "x" * 9000])
def test_what_is_neither_yes_nor_no_is_asked_again(text: str) -> None:
    assert said(text, YES_NO) == "type yes or no"
