"""Whole interviews at a terminal, drawn or plain, wide or narrow."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.interview.whole import (
    ANSWERS,
    FILE,
    PROFILE,
    SETTLED,
    SITTING,
    answers_in,
    owner_at,
)

END_OF_80 = """\
Begin with this
1. Show your cakes where occasions are planned.
   Regular customers of Møllers Bakeri: 12%.
2. Open half an hour earlier.
   You are busy then: In the morning; In the evening.
3. Ask ten customers what they would change.
   How pleased they are: 2.5.
4 more pieces of advice stand in the document."""
SECOND_OF_40 = """\
What do you bake most of?
> Cakes

Customers
About 9 questions left.

How pleased are your customers?
>
a number from 1 to 5"""


def test_a_whole_interview_at_a_drawn_terminal(tmp_path: Path) -> None:
    with owner_at(tmp_path, FILE) as owner:
        for question, keys in SITTING:
            owner.comes_to(question, SETTLED)
            owner.types(*keys)
        assert owner.leaves_with() == 0
        assert END_OF_80 in owner.text
    assert (tmp_path / FILE).read_text(encoding="utf-8") == PROFILE
    assert (tmp_path / "bakery.md").exists()


def test_a_drawn_terminal_may_be_40_columns_wide(tmp_path: Path) -> None:
    with owner_at(tmp_path, FILE, columns=40) as owner:
        owner.answers(
            ("What is the company called?\n>", ("Bakst", "enter")),
            (
                "What do you bake most of?\n  1. Bread\n  2. Cakes\n"
                "  3. As much of the one as of the other",
                ("down", "down", "enter"),
            ),
        )
        owner.is_asked(SECOND_OF_40)
        assert max(len(line) for line in owner.text.split("\n")) <= 40


@pytest.mark.parametrize(
    ("words", "columns", "environment"),
    [
        (("--plain",), 80, {}),
        (("--plain",), 40, {}),
        ((), 80, {"NO_COLOR": "1"}),
        ((), 80, {"TERM": "dumb"}),
    ],
)
def test_a_whole_interview_at_a_plain_terminal(
    tmp_path: Path, words: tuple[str, ...], columns: int, environment: dict[str, str]
) -> None:
    lines = [*ANSWERS[:5], "1", *ANSWERS[5:]]
    with owner_at(tmp_path, FILE, *words, columns=columns, environment=environment) as owner:
        for number, line in enumerate(lines, start=1):
            owner.types_at_prompt(number, line)
        assert owner.leaves_with() == 0
        # Nothing is drawn again, moved or coloured.
        assert "\x1b" not in owner.sent
        assert max(len(line) for line in owner.text.split("\n")) <= columns
    assert (tmp_path / FILE).read_text(encoding="utf-8") == PROFILE


@pytest.mark.parametrize("words", [(), ("--plain",)])
def test_one_may_stop_when_the_leading_advice_is_settled(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    with owner_at(tmp_path, FILE, *words) as owner:
        if words:
            for number, line in enumerate([*ANSWERS[:5], "2"], start=1):
                owner.types_at_prompt(number, line)
        else:
            owner.answers(*SITTING[:5], (SETTLED, ("2", "enter")))
        assert owner.leaves_with() == 0
    assert answers_in(tmp_path / FILE)[-1] == "answers regulars: 12"
    assert (tmp_path / "bakery.md").exists()


def test_keys_at_a_drawn_terminal_are_a_letter_and_enter(tmp_path: Path) -> None:
    bread = "  1. Bread\n> 2. Cakes\n  3. As much of the one as of the other"
    with owner_at(tmp_path, FILE) as owner:
        owner.answers(*SITTING[:2], (SITTING[2][0], ("b", "enter")), (bread, ("b", "enter")))
        owner.answers(("What is the company called?\n> [Møllers Bakeri]", ("Bakst", "enter")))
        owner.answers((SITTING[2][0], ("9", "enter")))
        owner.answers(
            ("! expected a number from 1 to 5\n\n" + SITTING[2][0], ("d", "enter")),
            (SITTING[3][0], ("x", "enter")),
            (SITTING[4][0], ("u", "enter")),
            ("Your answer will be marked as a guess.\n\n" + SITTING[4][0], ("12", "enter")),
        )
        owner.answers((SITTING[5][0], ()))
        owner.types("ctrl-c")
        assert owner.leaves_with() == 130
    assert answers_in(tmp_path / FILE) == [
        "company name: Bakst",
        "company trade: cakes",
        "answers pleased: don't know",
        "answers busy: does not apply",
        "answers regulars value: 12",
        "answers regulars unsure: yes",
    ]


def test_words_at_a_drawn_terminal_are_an_answer_and_no_keys(tmp_path: Path) -> None:
    with owner_at(tmp_path, FILE) as owner:
        owner.answers(*SITTING[:2], (SITTING[2][0], ("twelve", "enter")))
        owner.answers(
            ("> twelve\n! expected a number from 1 to 5\n\n" + SITTING[2][0], ("3", "enter")),
            (SITTING[3][0], ("don't know", "enter")),
            (SITTING[4][0], ()),
        )
        assert "When are you busy?\n> don't know\n" in owner.text
        owner.types("ctrl-c")
        assert owner.leaves_with() == 130
    assert answers_in(tmp_path / FILE) == [
        "company name: Møllers Bakeri",
        "company trade: cakes",
        "answers pleased: 3",
        "answers busy: don't know",
    ]


def test_enter_answers_no_new_question_at_a_drawn_terminal(tmp_path: Path) -> None:
    with owner_at(tmp_path, FILE) as owner:
        owner.answers(SITTING[0], (SITTING[1][0], ("enter",)))
        owner.answers(SITTING[2], (SITTING[3][0], ("enter",)), (SITTING[5][0], ("ctrl-c",)))
        assert owner.leaves_with() == 130
    assert answers_in(tmp_path / FILE) == [
        "company name: Møllers Bakeri",
        "answers pleased value: 2.5",
        "answers pleased unsure: yes",
    ]
