"""The plain screen: what it shows, line by line, and what it makes of what is typed."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.interview.prompt import EndOfInput, Key, Option, Prompt, Style
from advisor.interview.screens.plain import PlainScreen
from advisor.interview.screens.reading import LONGEST
from advisor.language.messages import speaking

KEYS = (Key("h", "help"), Key("w", "why this is asked"))
DEAR = Prompt(
    "Do customers say that you are dear, compared with others nearby?",
    (Option("Yes"), Option("No"), Option("Now and then, mostly while the weather is bad")),
    keys=KEYS,
)
SHARE = Prompt("How many came back?", expects="a percentage", default="12 %", keys=KEYS)


def asked(prompt: Prompt, typed: str = "x\n", width: int = 80) -> tuple[str, str]:
    out = io.StringIO()
    return PlainScreen(out, io.StringIO(typed), lambda: width).ask(prompt), out.getvalue()


def typed_as_bytes(line: bytes, encoding: str = "utf-8") -> str:
    in_ = io.TextIOWrapper(io.BytesIO(line), encoding=encoding)
    return PlainScreen(io.StringIO(), in_, lambda: 80).ask(Prompt("Name?", is_text=True))


# What it shows


def test_a_question_with_options_in_80_columns() -> None:
    assert asked(DEAR, "2\n") == (
        "2",
        """\
Do customers say that you are dear, compared with others nearby?
 1. Yes
 2. No
 3. Now and then, mostly while the weather is bad
(h: help, w: why this is asked)
Answer: 2
""",
    )


def test_a_question_with_options_in_40_columns() -> None:
    assert asked(DEAR, "2\n", 40) == (
        "2",
        """\
Do customers say that you are dear,
compared with others nearby?
 1. Yes
 2. No
 3. Now and then, mostly while the
    weather is bad
(h: help, w: why this is asked)
Answer: 2
""",
    )


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, "Answer (a percentage; now: 12 %): 40\n"),
        (46, "Answer (a percentage; now: 12 %): 40\n"),
        (45, "(a percentage; now: 12 %)\nAnswer: 40\n"),
    ],
)
def test_hints_stand_before_the_answer_if_they_leave_room_for_it(width: int, shown: str) -> None:
    prompt = Prompt("How many?", expects="a percentage", default="12 %")
    assert asked(prompt, "40\n", width) == ("40", f"How many?\n{shown}")


def test_of_several_it_says_how_they_are_typed() -> None:
    options = (Option("Shop"), Option("Web"))
    prompt = Prompt("Where?", options, several=True, default="Shop; Web", keys=KEYS)
    assert asked(prompt, "1,2\n", 48) == (
        "1,2",
        """\
Where?
 1. Shop
 2. Web
(h: help, w: why this is asked)
(numbers with commas between, 0 for none; now:
Shop; Web)
Answer: 1,2
""",
    )


def test_a_menu_of_the_program_shows_no_answer_that_there_is_now() -> None:
    prompt = Prompt("Go on?", (Option("Go on"), Option("Stop here")), default="Stop here")
    assert asked(prompt, "\n") == ("", "Go on?\n 1. Go on\n 2. Stop here\nAnswer: \n")


def test_a_name_of_a_file_is_not_torn_apart() -> None:
    out = io.StringIO()
    PlainScreen(out, io.StringIO(), lambda: 40).say(
        "Your answers are in mollers-bakeri-og-sonn.yaml."
    )
    assert out.getvalue() == "Your answers are in\nmollers-bakeri-og-sonn.yaml.\n"


def test_a_whole_conversation_reads_well_and_shows_each_key_once() -> None:
    out = io.StringIO()
    screen = PlainScreen(out, io.StringIO("h\n40\n"), lambda: 60)
    screen.say("Your customers", Style.HEADING)
    screen.say("First a few words.\n  - about you")
    assert screen.ask(SHARE) == "h"
    screen.say("Of a hundred customers, count those who came back.", Style.NOTE)
    screen.say("Numbers only, that is: digits, and a comma where one is needed.", Style.TROUBLE)
    assert screen.ask(SHARE) == "40"
    screen.say("Your prices", Style.HEADING)
    with speaking("nb"):
        screen.say("Nok", Style.TEXT)
    assert (
        out.getvalue()
        == """\
Your customers
First a few words.
  - about you

How many came back?
(h: help, w: why this is asked)
Answer (a percentage; now: 12 %): h
Of a hundred customers, count those who came back.
! Numbers only, that is: digits, and a comma where one is
  needed.

How many came back?
Answer (a percentage; now: 12 %): 40

Your prices
Nok
"""
    )


def test_a_key_that_means_something_new_is_shown_again() -> None:
    out = io.StringIO()
    screen = PlainScreen(out, io.StringIO("1\n2\n"), lambda: 60)
    screen.ask(Prompt("", keys=(Key("h", "help"), Key("w", "why"))))
    screen.ask(Prompt("", keys=(Key("h", "hjelp"), Key("w", "why"))))
    assert out.getvalue() == "(h: help, w: why)\nAnswer: 1\n(h: hjelp)\nAnswer: 2\n"


@given(st.text(), st.lists(st.text(), max_size=3), st.text(), st.integers(40, 80))
def test_nothing_that_it_shows_would_steer_a_terminal(
    text: str, labels: Sequence[str], default: str, width: int
) -> None:
    prompt = Prompt(text, tuple(Option(label) for label in labels), default=default)
    shown = asked(prompt, "\n", width)[1]
    assert not any(letter < " " and letter != "\n" for letter in shown)


def test_what_the_output_cannot_write_is_replaced() -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    PlainScreen(out, io.StringIO(), lambda: 80).say("blåbær")
    out.seek(0)
    assert out.read() == "bl?b?r\n"


# What it makes of what is typed


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("  40 \n", "40"),
        ("40\r\n", "40"),
        ("40", "40"),
        ("\n", ""),
        ("4\x1b[D\x1b[3~0\x07\n", "40"),
        ("1\t500\n", "1 500"),
        ("H\n", "h"),
        ("help\n", "help"),
    ],
)
def test_an_answer_comes_back_without_what_does_not_belong_to_it(typed: str, answer: str) -> None:
    assert asked(SHARE, typed)[0] == answer


def test_where_any_words_may_be_the_answer_a_letter_is_as_it_was_typed() -> None:
    assert asked(Prompt("Name?", keys=KEYS, is_text=True), "H\n")[0] == "H"


def test_each_line_answers_one_question_until_there_are_no_more() -> None:
    out = io.StringIO()
    screen = PlainScreen(out, io.StringIO("1\n2"), lambda: 80)
    assert [screen.ask(Prompt("")) for _ in range(2)] == ["1", "2"]
    with pytest.raises(EndOfInput):
        screen.ask(Prompt("More?"))
    screen.say("Goodbye.")
    assert out.getvalue() == "Answer: 1\nAnswer: 2\n\nMore?\nAnswer: \nGoodbye.\n"


@pytest.mark.parametrize(
    ("line", "encoding", "answer"),
    [
        ("Blåbær\n".encode(), "utf-8", "Blåbær"),
        ("Blåbær\n".encode("latin-1"), "latin-1", "Blåbær"),
        ("Blåbær\n".encode("latin-1"), "utf-8", "Bl�b�r"),
        ("\ufeffBlåbær\r\n".encode(), "utf-8", "Blåbær"),
    ],
)
def test_bytes_that_are_no_text_are_replaced(line: bytes, encoding: str, answer: str) -> None:
    assert typed_as_bytes(line, encoding) == answer


def test_a_line_as_long_as_may_be_is_kept_whole() -> None:
    line = "å" * LONGEST
    prompt = Prompt("Name?", is_text=True)
    assert asked(prompt, f"{line}\n") == (line, f"Name?\nAnswer: {line}\n")
    assert typed_as_bytes(line.encode()) == line


@pytest.mark.parametrize("more", [1, 100_000])
def test_of_a_line_that_is_too_long_the_beginning_is_kept_and_it_is_said(more: int) -> None:
    line = "å" * (LONGEST + more)
    out = io.StringIO()
    screen = PlainScreen(out, io.StringIO(f"{line}\nnext\n"), lambda: 80)
    assert screen.ask(Prompt("", is_text=True)) == "å" * LONGEST
    assert out.getvalue().endswith("å\n! Too long: only the first 10000 characters are kept.\n")
    assert screen.ask(Prompt("", is_text=True)) == "next"
    assert typed_as_bytes(line.encode()) == "å" * LONGEST
