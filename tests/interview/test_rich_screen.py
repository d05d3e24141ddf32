"""The screen for a real terminal, as a person at one sees it."""

from __future__ import annotations

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

from advisor.interview.prompt import EndOfInput
from advisor.interview.screens.reading import LONGEST
from advisor.interview.screens.terminal import RichScreen
from tests.interview.person import Person, somebody_at
from tests.interview.talk import QUESTIONS

TALK = "tests.interview.talk"
KEYS_SHOWN = "h: help, w: why this is asked, b: back"
LIST_IN_80 = """\
h: help, w: why this is asked, b: back

Do they say that you are dear?
  1. Yes
> 2. No
  3. Now and then, mostly while the weather is bad and they have time
Arrows move, Enter chooses
"""
LIST_IN_40 = """\
h: help, w: why this is asked, b: back

Do they say that you are dear?
  1. Yes
> 2. No
  3. Now and then, mostly while the
     weather is bad and they have time
Arrows move, Enter chooses
"""
QUESTION = """\
h: help, w: why this is asked, b: back

Do they say that you are dear?
"""
MARKING = "Arrows move, Space marks, 0 for none, Enter goes on"
DAYS = f"""\
h: help, w: why this is asked, b: back

When are you busy?
> 1. [ ] Friday
  2. [ ] Saturday
  3. [ ] Sunday
{MARKING}
"""
ANSWERED_IN_40 = """\
h: help, w: why this is asked, b: back

Do they say that you are dear?
> Now and then, mostly while the weather
  is bad and they have time
= '3'
"""


def answer_of(question: str, keys: str) -> str:
    """Return what comes back for a question when some keys are sent, and then no more."""
    with create_pipe_input() as input_:
        input_.send_text(keys)
        input_.close()
        return RichScreen(input_, DummyOutput()).ask(QUESTIONS[question])


# A list


@pytest.mark.parametrize(("columns", "seen"), [(80, LIST_IN_80), (40, LIST_IN_40)])
def test_a_list_begins_at_the_answer_there_is(columns: int, seen: str) -> None:
    with somebody_at(TALK, "dear", columns=columns, rows=10) as person:
        person.sees(seen)


def test_a_list_becomes_one_answer() -> None:
    with somebody_at(TALK, "dear", columns=40, rows=10) as person:
        person.sees(LIST_IN_40)
        person.types("down", "enter")
        person.sees(ANSWERED_IN_40)


@pytest.mark.parametrize("letter", ["h", "H"])
def test_a_key_is_a_letter_and_enter_and_the_list_stays_as_it_was(letter: str) -> None:
    with somebody_at(TALK, "dear") as person:
        person.sees(LIST_IN_80)
        person.types("home", letter)
        at_first = LIST_IN_80.replace("> 2", "  2").replace("  1", "> 1")
        typed = at_first.replace("Arrows move, Enter chooses", f"> {letter}")
        person.sees(typed)
        person.types("enter")
        helped = f"{QUESTION}> {letter}\nThis is the help.\n\n"
        person.sees(helped + at_first.removeprefix(f"{KEYS_SHOWN}\n\n"))
        person.types("enter")
        person.sees(f"{helped}Do they say that you are dear?\n> Yes\n= '1'")


def test_marks_and_the_pointer_stay_when_a_key_was_used() -> None:
    with somebody_at(TALK, "days", "days") as person:
        person.sees(DAYS)
        person.types("2", " ", "down", "h", "enter")
        marked = "\n  1. [ ] Friday\n  2. [x] Saturday\n> 3. [ ] Sunday\n"
        helped = f"{KEYS_SHOWN}\n\nWhen are you busy?\n> h\nThis is the help.\n\n"
        person.sees(f"{helped}When are you busy?{marked}{MARKING}")
        person.types("enter")
        answered = f"{helped}When are you busy?\n> Saturday\n= '2'\n\n"
        # A question that was answered begins anew.
        person.sees(f"{answered}{DAYS.removeprefix(KEYS_SHOWN).lstrip()}")


def test_a_list_left_by_a_key_is_forgotten_when_something_else_is_asked() -> None:
    with create_pipe_input() as input_:
        input_.send_text("3w\r40\r\r3w\r1\r\r")
        screen = RichScreen(input_, DummyOutput())
        asked = ["new", "share", "new", "new", "menu", "new"]
        assert [screen.ask(QUESTIONS[name]) for name in asked] == ["w", "40", "", "w", "1", ""]


def test_of_a_new_question_nothing_is_chosen_before_a_key_is_pressed() -> None:
    with somebody_at(TALK, "new", "new") as person:
        person.sees(LIST_IN_80.replace("> 2", "  2"))
        assert person.sees_in("1. Yes") == set()
        person.types("enter")
        again = f"{QUESTION}>\n= ''\n\n" + LIST_IN_80.replace("> 2", "  2").replace(
            f"{KEYS_SHOWN}\n\n", ""
        ).replace("Arrows move, Enter chooses\n", "")
        person.sees(again)
        person.types("down", "enter")
        person.sees(f"{QUESTION}>\n= ''\n\nDo they say that you are dear?\n> Yes\n= '1'")


def test_none_of_them_is_said_with_a_zero() -> None:
    with somebody_at(TALK, "days") as person:
        person.sees(DAYS)
        person.types("0")
        person.sees(DAYS.replace(MARKING, f"[none of them]\n{MARKING}"))
        person.types("enter")
        person.sees(f"{KEYS_SHOWN}\n\nWhen are you busy?\n> none of them\n= '0'")


def test_a_menu_of_the_program_may_be_taken_at_once() -> None:
    with somebody_at(TALK, "menu") as person:
        person.sees("Go on, or stop here?\n> 1. Go on\n  2. Stop here\nArrows move, Enter chooses")
        person.types("enter")
        person.sees("Go on, or stop here?\n> Go on\n= '1'")


def test_words_typed_in_a_list_stand_below_it_and_stay_as_they_were_typed() -> None:
    with somebody_at(TALK, "dear", columns=40, rows=10) as person:
        person.sees(LIST_IN_40)
        person.types("vet ikke, det er 3 ", "meninger", " om det her")
        typed = "> vet ikke, det er 3 meninger om det her"
        person.sees(LIST_IN_40.replace("Arrows move, Enter chooses", typed))
        person.types("s")
        typed = "> vet ikke, det er 3 meninger om det\n  hers"
        person.sees(LIST_IN_40.replace("Arrows move, Enter chooses", typed))
        person.types("enter")
        person.sees(f"{QUESTION}{typed}\n= 'vet ikke, det er 3 meninger om det\nhers'")


@pytest.mark.parametrize(("key", "pointed"), [("escape", 2), ("up", 1), ("end", 3)])
def test_words_typed_in_a_list_are_taken_back(key: str, pointed: int) -> None:
    with somebody_at(TALK, "dear") as person:
        person.sees(LIST_IN_80)
        person.types("help")
        person.sees(LIST_IN_80.replace("Arrows move, Enter chooses", "> help"))
        person.types(key)
        moved = LIST_IN_80.replace("> 2", "  2").replace(f"  {pointed}.", f"> {pointed}.")
        person.sees(moved)


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("\r", "2"),
        ("\n", "2"),
        ("\x1b[A\x1b[A\r", "1"),
        ("\x1bOB\r", "3"),
        ("\x1b[F\r", "3"),
        ("\x1b[F\x1b[H\r", "1"),
        ("3\r", "3"),
        ("39\r", "3"),
        ("\t\x1a\x12\r", "2"),
        ("w\r", "w"),
        ("B\n", "b"),
        (" w \r", "w"),
        ("3w\r", "w"),
        ("why\r", "why"),
        ("jæ 3\t\x1a\x12\x1b[D\r", "jæ 3"),
        ("3\x1b\r", "3"),
        ("w\x1b\r", "2"),
        ("whom\x7f\x7f\x7f\r", "w"),
        ("w\x7f3\r", "3"),
        ("w\x7f\x7f\r", "2"),
        ("w\x1b[A\r", "1"),
        ("w\x1b[B\r", "3"),
        ("w\x1b[H\r", "1"),
        ("w\x1b[F\r", "3"),
        ("1?\r", "1?"),
        ("\x1b[200~3h\r\x1b[201~\r", "3h"),
        ("\x1b[200~ \r\x1b[201~\r", "2"),
    ],
)
def test_keys_in_a_list(keys: str, answer: str) -> None:
    assert answer_of("dear", keys) == answer


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("\r", ""),
        ("\x1b[B\r", ""),
        (" \r", "1"),
        ("  \r", ""),
        ("3 1 \r", "1,3"),
        ("0\r", "0"),
        (" 0\r", "0"),
        ("0 \r", "1"),
        ("1, 3\r", "1, 3"),
        ("1,3\r", "1,3"),
        ("fri 0\r", "fri 0"),
        ("1 w\r", "w"),
    ],
)
def test_keys_in_a_new_list_of_several(keys: str, answer: str) -> None:
    assert answer_of("days", keys) == answer


def test_several_are_marked_and_shown_in_one_line() -> None:
    with somebody_at(TALK, "where", columns=40, rows=20) as person:
        person.sees(
            """\
Where do they buy from you?
   1. [ ] Shop 1
>  2. [x] Shop 2
   3. [ ] Shop 3
   4. [ ] Shop 4
   5. [ ] Shop 5
   6. [ ] Shop 6
   7. [ ] Shop 7
   8. [ ] Shop 8
   9. [ ] Shop 9
  10. [ ] Shop 10
  11. [x] Shop 11
  12. [ ] Shop 12
Arrows move, Space marks, 0 for none,
Enter goes on
"""
        )
        person.types(" ", "1", "2", " ", "enter")
        person.sees("Where do they buy from you?\n> Shop 11; Shop 12\n= '11,12'")


def test_of_a_list_longer_than_the_screen_the_part_around_the_pointer_is_seen() -> None:
    with somebody_at(TALK, "say", "where", columns=40, rows=10) as person:
        bottom = "(2/12)\nArrows move, Space marks, 0 for none,\nEnter goes on"
        person.sees(
            f"""\
Where do they buy from you?
   1. [ ] Shop 1
>  2. [x] Shop 2
   3. [ ] Shop 3
   4. [ ] Shop 4
   5. [ ] Shop 5
{bottom}
"""
        )
        person.types("end")
        person.sees(
            f"""\
Where do they buy from you?
   8. [ ] Shop 8
   9. [ ] Shop 9
  10. [ ] Shop 10
  11. [x] Shop 11
> 12. [ ] Shop 12
{bottom.replace("2", "12", 1)}
"""
        )
        person.types("enter")
        person.sees("Where do they buy from you?\n> Shop 2; Shop 11\n= '2,11'")


def test_an_answer_that_is_not_in_the_list_is_shown_and_kept() -> None:
    with somebody_at(TALK, "unlisted") as person:
        person.sees(
            """\
h: help, w: why this is asked, b: back

Do they say that you are dear?
  1. Yes
  2. No
  3. Now and then, mostly while the weather is bad and they have time
[don't know]
Arrows move, Enter chooses
"""
        )
        person.types("enter")
        person.sees(f"{QUESTION}> don't know\n= ''")


def test_a_question_too_long_to_fit_above_its_list_is_left_to_scroll() -> None:
    with somebody_at(TALK, "long", columns=40, rows=10) as person:
        person.sees(
            """\
question. A long question. A long
question. A long question. A long
question. A long question. A long
question. A long question. A long
question. A long question.
> 1. Yes
  2. No
  3. Now and then, mostly while the
     weather is bad and they have time
Arrows move, Enter chooses
"""
        )


def test_a_window_that_is_resized_is_drawn_anew() -> None:
    with somebody_at(TALK, "dear", columns=80, rows=12) as person:
        person.sees(LIST_IN_80)
        person.resizes(40, 12)
        person.sees(LIST_IN_40)
        person.resizes(80, 12)
        person.sees(LIST_IN_80)


# A line


def at_a_line(person: Person) -> None:
    person.sees(
        """\
h: help, w: why this is asked, b: back

How many per cent of them came back?
> [12 %]
a percentage, 0 to 100
"""
    )


SHARE = f"{KEYS_SHOWN}\n\nHow many per cent of them came back?\n"


@pytest.mark.parametrize(
    ("keys", "answer"),
    [
        ("40 %\r", "40 %"),
        ("40\n", "40"),
        ("40\x1b[D1\x7f\x7f8\r", "80"),
        ("\r", ""),
        ("  4 0  \r", "4 0"),
        ("4\x1b[A\x12\x1a0\r", "40"),
        ("h\r", "h"),
        ("H\r", "h"),
        ("4h\r", "4h"),
        ("4\x7fh\r", "h"),
        ("tolv %\r", "tolv %"),
        ("hw\r", "hw"),
        ("\x1b[200~h\r\n\x1b[201~\r", "h"),
        ("øl\r", "øl"),
    ],
)
def test_keys_on_a_line(keys: str, answer: str) -> None:
    assert answer_of("share", keys) == answer


@pytest.mark.parametrize("question", ["dear", "where", "share", "name"])
@pytest.mark.parametrize(
    ("keys", "end"), [("\x03", KeyboardInterrupt), ("\x04", EndOfInput), ("", EndOfInput)]
)
def test_every_question_can_be_left(question: str, keys: str, end: type[BaseException]) -> None:
    with pytest.raises(end):
        answer_of(question, keys)


def test_an_answer_stays_below_its_question_and_the_default_if_it_was_kept() -> None:
    with somebody_at(TALK, "share", "share", columns=40, rows=12) as person:
        at_a_line(person)
        person.types("enter")
        person.sees(
            f"""\
{SHARE}> 12 %
= ''

How many per cent of them came back?
> [12 %]
a percentage, 0 to 100
"""
        )


def test_of_a_line_that_is_too_long_the_beginning_is_kept() -> None:
    line = "å" * (LONGEST + 1)
    assert answer_of("name", f"\x1b[200~{line}\x1b[201~\r") == "å" * LONGEST


def test_a_key_at_a_line_is_a_letter_and_enter() -> None:
    with somebody_at(TALK, "share") as person:
        at_a_line(person)
        person.types("W")
        person.sees(f"{SHARE}> W\na percentage, 0 to 100")
        person.types("ell", "backspace", "backspace", "backspace", "enter")
        person.sees(f"{SHARE}> W\n= 'w'")


def test_where_any_words_may_be_the_answer_a_letter_is_one() -> None:
    with somebody_at(TALK, "name", columns=40, rows=10) as person:
        question = f"{KEYS_SHOWN}\n\nWhat is the company called?\n>"
        person.sees(question)
        person.types("w", "enter")
        person.sees(f"{question} w\n= 'w'")


def test_lines_pasted_become_one_and_steer_nothing() -> None:
    with somebody_at(TALK, "name", columns=40, rows=10) as person:
        question = f"{KEYS_SHOWN}\n\nWhat is the company called?\n>"
        person.sees(question)
        person.pastes("Blåbær\r\n og \x1b[31mSønn,\x07\n\n bakere i Bærum siden 1912")
        person.sees(f"{question} Blåbær og Sønn, bakere i Bærum siden 1\n  912")
        person.types("enter")
        person.sees(
            f"""\
{question} Blåbær og Sønn, bakere i Bærum siden
  1912
= 'Blåbær og Sønn, bakere i Bærum siden
1912'
"""
        )


# Both


@pytest.mark.parametrize(
    ("key", "left"), [("ctrl-c", "KeyboardInterrupt"), ("ctrl-d", "EndOfInput")]
)
def test_a_list_is_left_without_a_trace(key: str, left: str) -> None:
    with somebody_at(TALK, "dear", columns=40, rows=10) as person:
        person.sees(LIST_IN_40)
        person.types(key)
        person.sees(f"{KEYS_SHOWN}\n{left}")


def test_what_is_said_is_set_off_by_more_than_colour() -> None:
    with somebody_at(TALK, "say", "dear") as person:
        person.sees(f"Prices\nIn a few words.\nBy the way.\n! That is no number.\n\n{LIST_IN_80}")
        assert person.sees_in("Prices") == {"bold", "underscore"}
        assert person.sees_in("In a few") == set()
        assert person.sees_in("! That") == {"red"}
        assert person.sees_in("Do they") == {"bold"}
        assert person.sees_in("1. Yes") == set()
        assert person.sees_in("No") == {"reverse"}


def test_what_is_typed_ahead_is_not_lost() -> None:
    with somebody_at(TALK, "dear", "share", "name", columns=40, rows=14) as person:
        person.sees(LIST_IN_40)
        person.types("1\r50 %\rwho\r")
        person.sees(
            f"""\
{KEYS_SHOWN}

Do they say that you are dear?
> Yes
= '1'

How many per cent of them came back?
> 50 %
= '50 %'

What is the company called?
> who
= 'who'
"""
        )


def test_the_terminal_is_left_as_it_was() -> None:
    with somebody_at(TALK, "dear") as person:
        person.sees(LIST_IN_80)
        assert not person.sees_the_cursor()
        person.types("enter")
        person.sees(f"{KEYS_SHOWN}\n\nDo they say that you are dear?\n> No\n= '2'")
        assert person.sees_the_cursor()
        where_the_cursor_is, another_screen, the_mouse = "\x1b[6n", "\x1b[?1049h", "\x1b[?1000h"
        assert where_the_cursor_is not in person.sent
        assert another_screen not in person.sent
        assert the_mouse not in person.sent


# The plain screen in a terminal


def test_the_plain_screen_edits_lines_too_and_sends_no_escape_codes() -> None:
    with somebody_at(TALK, "plain", "name", "share", columns=40, rows=20) as person:
        name = """\
What is the company called?
(h: help, w: why this is asked, b: back)
Answer:"""
        person.sees(name)
        assert "\x1b" not in person.sent
        person.types("Blåbær", "backspace", "backspace", "r", "enter")
        share = """\
= 'Blåbr'

How many per cent of them came back?
(a percentage, 0 to 100; now: 12 %)
Answer:"""
        person.sees(f"{name} Blåbr\n{share}")
        # What was typed before is not offered again.
        person.types("up", "40", "enter")
        person.sees(f"{name} Blåbr\n{share} 40\n= '40'")


@pytest.mark.parametrize(
    ("key", "left"), [("ctrl-c", "KeyboardInterrupt"), ("ctrl-d", "EndOfInput")]
)
def test_the_plain_screen_is_left_on_a_new_line(key: str, left: str) -> None:
    with somebody_at(TALK, "plain", "unlisted", columns=60, rows=11) as person:
        question = """\
Do they say that you are dear?
 1. Yes
 2. No
 3. Now and then, mostly while the weather is bad and they
    have time
(h: help, w: why this is asked, b: back)
Answer (now: don't know):"""
        person.sees(question)
        person.types(key)
        person.sees(f"{question}\n{left}")
