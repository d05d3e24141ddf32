"""Interviews through a pipe: what is asked, line by line, and what is written."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from advisor.interview.place import RowName
from advisor.interview.session import Session
from advisor.interview.taking import take, take_state
from advisor.model.case import Answer, State
from advisor.profile.file import ProfileFile
from advisor.profile.read import open_profile, parse_profile
from tests.cli.running import advisor, advisor_process
from tests.interview.whole import (
    ANSWERS,
    BASE,
    FILE,
    PROFILE,
    answers_in,
    bakery,
    interview,
    typed,
)
from tests.shipped import shipped_base

WHOLE = """\
About 10 questions, about 10 min in all. Each answer is kept in bakery.yaml at
once, so you can stop at any time.

What is the company called?
(h: help, w: why this is asked, b: back, r: review and change answers,
a: advice so far, l: language, s: save and stop)
Answer: Møllers Bakeri

Goods

What do you bake most of?
 1. Bread
 2. Cakes
 3. As much of the one as of the other
(d: don't know, x: does not apply, u: answer as a guess, t: leave for later)
Answer: 2

Customers
About 9 questions left.

How pleased are your customers?
Answer (a number from 1 to 5): 2.5?

When are you busy?
 1. In the morning
 2. At noon
 3. In the evening
Answer (numbers with commas between, 0 for none): 1, 3

How many of a hundred customers come every week?
Answer (a number from 0 to 100, in percent): 12 %
What to begin with is settled: none of the questions left (6 questions) can
change it, only what comes after it.
  1. Show your cakes where occasions are planned.
  2. Open half an hour earlier.
  3. Ask ten customers what they would change.

What do you promise your customers?
Answer (your own words): Warm bread at seven

Other bakeries
About 5 questions left.
Who else can they buy from?

The first bakery. Its name:
Answer (a name, or nothing to leave this for later): Smith

“Smith”: near. Could one walk there?
 1. Yes
 2. No
Answer: y

One more bakery? Its name:
Answer (nothing, if that is all): Jones

“Jones”: near. Could one walk there?
 1. Yes
 2. No
Answer: no

One more bakery? Its name:
Answer (nothing, if that is all):

Goods
About 4 questions left.

Do you deliver?
 1. Yes
 2. No
Answer: yes

How far do you drive with a delivery?
Answer (a number of 0 or more, in kilometres): 14

For how much do you sell in a day?
Answer (a number of 0 or more): 1 500.50

What customers decide by
About 1 question left.
By what do they decide where to buy?
Two or three things, in their words.

The first decision criterion. Its name:
Answer (a name, or nothing to leave this for later): Freshness

“Freshness”: importance. How much it weighs.
Answer (a number from 1 to 5): 5

“Freshness”: your mark?
Answer (a number from 1 to 5): 2

“Freshness”: their marks?
(a number from 1 to 5 for each, in this order: Jones, Smith)
Answer: 4; 4.5

One more decision criterion? Its name:
Answer (nothing, if that is all):
That is all: no other answer would change the advice.

Begin with this
1. Show your cakes where occasions are planned.
   Regular customers of Møllers Bakeri: 12%.
2. Open half an hour earlier.
   You are busy then: In the morning; In the evening.
3. Ask ten customers what they would change.
   How pleased they are: 2.5.
4 more pieces of advice stand in the document.
The whole advice is in bakery.md: with the reasons, the rules and the sources
behind every line. Your answers are in bakery.yaml; change them there, or with:
advisor interview bakery.yaml
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lines_of(text: str) -> list[str]:
    """Return the lines without the blanks at their ends."""
    return [line.rstrip() for line in text.splitlines()]


def said_after(answer: str, text: str) -> list[str]:
    """Return the lines from the last one on which something was answered."""
    lines = lines_of(text)
    return lines[max(n for n, line in enumerate(lines) if line.endswith(f": {answer}")) :]


def files() -> list[str]:
    """Return the names of the files in the folder."""
    return sorted(path.name for path in Path().iterdir())


# From the first question to the last


def test_a_whole_interview_is_read_and_written_line_by_line() -> None:
    ran = interview(FILE, answers=typed(*ANSWERS))
    assert (ran.code, ran.stderr) == (0, "")
    assert lines_of(ran.stdout) == WHOLE.splitlines()
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE
    assert files() == ["bakery.md", FILE]


def test_the_document_is_the_one_that_advise_makes_of_the_file() -> None:
    interview(FILE, answers=typed(*ANSWERS))
    advised = advisor("advise", FILE, "--rules", BASE)
    assert advised.code == 0
    assert Path("bakery.md").read_text(encoding="utf-8") == advised.stdout


def test_a_process_with_a_pipe_writes_the_same(folder: Path) -> None:
    in_process = interview(FILE, answers=typed(*ANSWERS))
    Path(FILE).unlink()
    command = ("interview", FILE, "--rules", BASE)
    ran = advisor_process(*command, cwd=folder, typed=typed(*ANSWERS), COLUMNS="80", LANGUAGE="en")
    assert ran == in_process
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE


@pytest.mark.parametrize("count", range(len(ANSWERS)))
def test_the_end_of_the_input_ends_with_the_advice_on_what_was_answered(count: int) -> None:
    ran = interview(FILE, answers=typed(*ANSWERS[:count]))
    assert (ran.code, ran.stderr) == (0, "")
    assert lines_of(ran.stdout)[-3:] == WHOLE.splitlines()[-3:]
    assert Path("bakery.md").read_text(encoding="utf-8").startswith("# Marketing advice for ")
    assert count == 0 or answers_in(Path(FILE))[0] == "company name: Møllers Bakeri"


def test_a_pipe_can_go_on_where_another_ended() -> None:
    for answer in ANSWERS:
        assert interview(FILE, answers=typed(answer)).code == 0
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE


def test_lines_that_end_as_on_windows_are_read_alike() -> None:
    interview(FILE, answers=typed(*ANSWERS).replace("\n", "\r\n"))
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE


def test_a_profile_may_be_json() -> None:
    ran = interview("bakery.json", answers=typed(*ANSWERS))
    assert (ran.code, ran.stderr) == (0, "")
    found = open_profile(Path("bakery.json"), bakery())[1]
    assert found == parse_profile(PROFILE, FILE, bakery())


# Each language

NUMBERS = ("ja", "14", "1 500,50 kr")


@pytest.mark.parametrize(
    ("language", "answers", "questions"),
    [
        (
            "nb",
            [
                "kaker",
                "2,5?",
                "om morgenen, om kvelden",
                "12 %",
                "Varmt brød klokka sju",
                "x",
                *NUMBERS,
            ],
            ["Hva baker dere mest av?", "Hvor mye selger dere for på en dag?"],
        ),
        (
            "sv",
            [
                "tårtor",
                "ca 2,5",
                "på morgonen, på kvällen",
                "12 %",
                "Varmt bröd klockan sju",
                "x",
                *NUMBERS,
            ],
            ["Vad bakar ni mest av?", "För hur mycket säljer ni på en dag?"],
        ),
    ],
)
def test_answers_are_written_as_people_write_them_in_their_language(
    language: str, answers: list[str], questions: list[str]
) -> None:
    ran = interview(FILE, "--lang", language, answers=typed("Møllers Bakeri", *answers))
    assert (ran.code, ran.stderr) == (0, "")
    assert [question for question in questions if question in lines_of(ran.stdout)] == questions
    assert answers_in(Path(FILE)) == [
        "company name: Møllers Bakeri",
        "company trade: cakes",
        "answers pleased value: 2.5",
        "answers pleased unsure: yes",
        "answers busy: ['morning', 'evening']",
        "answers regulars: 12",
        f"answers promise: {answers[4]}",
        "answers delivers: yes",
        "answers radius: 14",
        "answers sales: 1500.50",
        f"language: {language}",
        "competitors: does not apply",
    ]


@cache
def first_options() -> str:
    """Return what answers all shipped questions: 1 to each, and no table applies."""
    session = Session(ProfileFile(Path("nowhere.yaml"), shipped_base()))
    lines = []
    while (place := session.place()) is not None:
        if isinstance(place, RowName):
            lines.append("x")
            session.went_on(take_state(place, State.DOES_NOT_APPLY, session))
            continue
        lines.append("1")
        done = take(place, "1", session)
        assert done is not None
        session.went_on(done)
    return typed(*lines)


@pytest.mark.parametrize(("language", "questions"), [("en", 500), ("nb", 25), ("sv", 25)])
def test_the_shipped_questions_can_all_be_answered_by_number(language: str, questions: int) -> None:
    options = ("--lang", language, "--questions", questions)
    ran = interview(FILE, *options, answers=first_options(), rules=None)
    assert (ran.code, ran.stderr) == (0, "")
    knowledge = shipped_base(language)
    profile = open_profile(Path(FILE), knowledge)[1]
    answered = {name for name, answer in profile.answers.items() if answer.state is State.KNOWN}
    asked = {name for name in answered if knowledge.questions[name].ask in _joined(ran.stdout)}
    assert len(answered) > 20
    assert asked == answered
    advised = advisor("advise", FILE, "--lang", language)
    assert Path("bakery.md").read_text(encoding="utf-8") == advised.stdout


def _joined(text: str) -> str:
    return " ".join(text.split())


# Wrong answers, and answers that are none


@pytest.mark.parametrize(
    ("before", "wrong", "said"),
    [
        (1, "4", "! type a number from 1 to 3, or the words of an answer"),
        (1, "stones", "! type a number from 1 to 3, or the words of an answer"),
        (2, "6", "! expected a number from 1 to 5"),
        (3, "1, 4", "! type numbers from 1 to 3 with commas between them, or 'none'"),
        (4, "120 %", "! expected a number from 0 to 100"),
        (7, "maybe", "! type yes or no"),
        (8, "Smith", "! there is a row of that name already; give each its own name"),
        (12, "-1", "! expected a number of 0 or more"),
        (13, "a lot", "! expected a number of 0 or more"),
        (15, "6", "! expected a number from 1 to 5"),
        (17, "4 4 4", "! expected a mark for each, such as Jones: 3; Smith: 4"),
    ],
)
def test_a_wrong_answer_is_told_in_one_line_and_the_question_put_again(
    before: int, wrong: str, said: str
) -> None:
    answers = (*ANSWERS[:before], wrong, *ANSWERS[before:])
    ran = interview(FILE, answers=typed(*answers))
    # The line on which it was typed, what is said, and what was asked before, without the keys.
    _, first, blank, *again = said_after(wrong, ran.stdout)
    assert (first, blank) == (said, "")
    lines = WHOLE.splitlines()
    asked = next(n for n, line in enumerate(lines) if line == again[0])
    until = lines.index(_answer_line(before, lines), asked)
    without_keys = [line for line in lines[asked : until + 1] if not line.startswith("(d:")]
    assert again[: len(without_keys)] == without_keys
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE


def _answer_line(place: int, lines: list[str]) -> str:
    """Return the line of the whole interview on which an answer was typed."""
    return [line for line in lines if line.startswith("Answer")][place]


@pytest.mark.parametrize(
    ("typed_", "state", "unsure"),
    [
        ("d", State.DONT_KNOW, False),
        ("D", State.DONT_KNOW, False),
        ("don't know", State.DONT_KNOW, False),
        ("vet ikke", State.DONT_KNOW, False),
        ("x", State.DOES_NOT_APPLY, False),
        ("does not apply", State.DOES_NOT_APPLY, False),
        ("2", State.KNOWN, False),
        ("2?", State.KNOWN, True),
        ("u\n2", State.KNOWN, True),
        ("u\nu\n2", State.KNOWN, False),
        ("u\n9\n2", State.KNOWN, True),
        ("u\nd", State.DONT_KNOW, False),
        ("", State.NOT_ASKED, False),
        ("t", State.NOT_ASKED, False),
    ],
)
def test_what_is_not_known_does_not_apply_or_is_a_guess_can_be_said_anywhere(
    typed_: str,
    state: State,
    unsure: bool,  # noqa: FBT001 - what is expected
) -> None:
    interview(FILE, answers=typed("Møllers Bakeri", "1", typed_))
    answer = open_profile(Path(FILE), bakery())[1].answers["pleased"]
    value = Decimal(2) if state is State.KNOWN else None
    assert answer == Answer(state, value, unsure)


def test_what_was_left_for_later_is_asked_by_the_next_interview() -> None:
    skipped = interview(FILE, answers=typed("Møllers Bakeri", *[""] * 9))
    assert "9 questions are left for another time." in skipped.stdout.splitlines()
    assert answers_in(Path(FILE)) == ["company name: Møllers Bakeri"]
    interview(FILE, answers=typed(*ANSWERS[1:]))
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE


def test_a_table_as_a_whole_can_be_unknown_or_make_no_sense() -> None:
    answers = [*ANSWERS[:6], "x", "yes", "14", "1500.50", "d"]
    interview(FILE, answers=typed(*answers))
    assert answers_in(Path(FILE))[-2:] == ["competitors: does not apply", "criteria: don't know"]


# Looking back, and around


def test_one_can_go_back_as_far_as_the_start_and_the_other_answers_stay() -> None:
    back = ["b"] * 5
    answers = [*ANSWERS[:5], *back, "Bakst", *ANSWERS[5:]]
    interview(FILE, answers=typed(*answers))
    changed = PROFILE.replace("Møllers Bakeri", "Bakst")
    assert Path(FILE).read_text(encoding="utf-8") == changed


def test_before_the_first_question_there_is_none() -> None:
    ran = interview(FILE, answers=typed("b", *ANSWERS))
    assert said_after("b", ran.stdout)[1:4] == [
        "This is the first question.",
        "",
        "What is the company called?",
    ]
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE


def test_enter_keeps_an_answer_that_one_went_back_to() -> None:
    answers = [*ANSWERS[:3], "b", "", *ANSWERS[3:]]
    ran = interview(FILE, answers=typed(*answers))
    assert "Answer (a number from 1 to 5; now: 2.5?):" in lines_of(ran.stdout)
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE


def test_all_answers_can_be_reviewed_and_changed() -> None:
    answers = [*ANSWERS[:3], "r", "9", "2", "bread", "", *ANSWERS[3:]]
    ran = interview(FILE, answers=typed(*answers))
    assert said_after("r", ran.stdout)[1:22] == [
        "  1. Name of the company: Møllers Bakeri",
        "  2. What you bake: Cakes",
        "  3. How pleased they are: 2.5?",
        "",
        "Which answer do you want to change?",
        "Answer (its number, or nothing to go on): 9",
        "! type a number from 1 to 3",
        "",
        "Which answer do you want to change?",
        "Answer (its number, or nothing to go on): 2",
        "",
        "What do you bake most of?",
        " 1. Bread",
        " 2. Cakes",
        " 3. As much of the one as of the other",
        "Answer (now: Cakes): bread",
        "  2. What you bake: Bread",
        "",
        "Which answer do you want to change?",
        "Answer (its number, or nothing to go on):",
        "",
    ]
    assert "trade: bread" in Path(FILE).read_text(encoding="utf-8")


def test_in_review_an_answer_can_be_a_guess_unknown_or_left_as_it_is() -> None:
    answers = [*ANSWERS[:3], "r", "2", "u", "", "3", "d", "2", "b", ""]
    ran = interview(FILE, answers=typed(*answers))
    lines = said_after("r", ran.stdout)
    assert "Your answer will be marked as a guess." in lines
    assert [line for line in lines if line.startswith("  2. ")] == [
        "  2. What you bake: Cakes",
        "  2. What you bake: Cakes?",
        "  2. What you bake: Cakes?",
    ]
    assert "  3. How pleased they are: don't know" in lines
    text = Path(FILE).read_text(encoding="utf-8")
    assert "trade: {value: cakes, unsure: yes}" in text
    assert "pleased: don't know" in text


def test_a_row_can_be_taken_out_in_review() -> None:
    until = ANSWERS.index("Jones") + 3
    ran = interview(FILE, answers=typed(*ANSWERS[:until], "r", ""))
    [line] = [row for row in said_after("r", ran.stdout) if row.endswith(". Other bakeries: Jones")]
    number = line.partition(".")[0].strip()
    ran = interview(FILE, answers=typed("r", number, "-", ""))
    assert ran.code == 0
    found = open_profile(Path(FILE), bakery())[1]
    assert [row.name for row in found.tables["competitors"].rows] == ["Smith"]


def test_a_limit_holds_in_the_middle_of_a_table_too() -> None:
    until = ANSWERS.index("Jones")
    interview(FILE, answers=typed(*ANSWERS[:until], "s"))
    assert "unfinished: [competitors]" in Path(FILE).read_text(encoding="utf-8")
    ran = interview(FILE, "--questions", "1", answers=typed("Jones", "no", "Brown"))
    assert ran.code == 0
    found = open_profile(Path(FILE), bakery())[1]
    [jones, smith] = found.tables["competitors"].rows
    assert (jones.name, jones.cells, smith.name) == ("Jones", {}, "Smith")
    assert found.unfinished == {"competitors"}


def test_help_says_how_to_answer_with_an_example_and_names_the_keys() -> None:
    ran = interview(FILE, answers=typed("Møllers Bakeri", "h", "2"))
    assert said_after("h", ran.stdout)[1:7] == [
        "Choose what most of your income comes from.",
        "For example: A bakery that lives by its wedding cakes bakes cakes.",
        "Keys: h: help, w: why this is asked, d: don't know, x: does not apply, u: answer",
        "as a guess, t: leave for later, b: back, r: review and change answers, a: advice",
        "so far, l: language, s: save and stop.",
        "",
    ]


def test_why_names_the_advice_that_waits_for_the_answer_its_rule_and_its_source() -> None:
    ran = interview(FILE, answers=typed("Møllers Bakeri", "w", "2"))
    assert said_after("w", ran.stdout)[1:9] == [
        "Bread is bought every day, a cake is not.",
        "It decides whether you are advised to:",
        "  - Show your cakes where occasions are planned.",
        "  - Bake the same loaf at the same hour each day.",
        "The rule behind it (cakes_need_an_occasion) says, if it holds: A cake is bought",
        "for an occasion, and then from whom one knows. Source: baker, The baker's",
        "handbook; a public source says so.",
        "",
    ]


def test_the_advice_so_far_is_what_no_answer_takes_back() -> None:
    ran = interview(FILE, answers=typed("Møllers Bakeri", "bread", "a", "2.5"))
    assert said_after("a", ran.stdout)[1:8] == [
        "Your answers settle this already:",
        "- Bake the same loaf at the same hour each day.",
        "  Bread is bought out of habit.",
        "1 other piece of advice rests on questions that you have not answered yet.",
        "About 8 questions left: Customers 3, Goods 2, Other bakeries 1, What customers",
        "decide by 1.",
        "",
    ]


@pytest.mark.parametrize("choice", ["2", "norsk", "Norsk"])
def test_the_language_can_be_changed_midway(choice: str) -> None:
    ran = interview(FILE, answers=typed("Møllers Bakeri", "l", choice, "kaker"))
    assert "What do you bake most of?" in lines_of(ran.stdout)
    after = said_after(choice, ran.stdout)
    assert "Hva baker dere mest av?" in after
    assert "Hvor fornøyde er kundene?" in after
    assert answers_in(Path(FILE)) == [
        "company name: Møllers Bakeri",
        "company trade: cakes",
        "language: nb",
    ]
    again = interview(FILE, answers="")
    assert "Hvor fornøyde er kundene?" in lines_of(again.stdout)


def test_save_and_stop_tells_how_to_go_on_and_writes_no_document() -> None:
    ran = interview(FILE, answers=typed(*ANSWERS[:3], "s"))
    assert ran.code == 0
    assert said_after("s", ran.stdout)[1:] == [
        "Your answers are in bakery.yaml. To go on: advisor interview bakery.yaml. For",
        "the advice so far: advisor advise bakery.yaml.",
    ]
    assert files() == [FILE]
    again = interview(FILE, answers=typed(*ANSWERS[3:]))
    assert again.stdout.startswith("Going on with bakery.yaml: 2 answers are there.\n")
    assert Path(FILE).read_text(encoding="utf-8") == PROFILE
