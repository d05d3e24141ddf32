"""A cell is read as an answer, and of one that is not understood nothing is repeated."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.model.case import NOT_ASKED, Answer, State
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Kind, Question
from advisor.profile.cells import DATE, ERROR, CellReader, NoAnswer, read_cell
from advisor.profile.typed import NotUnderstood, read_typed, typed_form
from tests.profile.small_base import small
from tests.strategies.profiles import answers

DONT_KNOW, DOES_NOT_APPLY = Answer(State.DONT_KNOW), Answer(State.DOES_NOT_APPLY)
SCALE = (Decimal(0), Decimal(10))
NONE_OF_THEM = "this is none of the answers"
ONE_OF = "one of: All are served; They wait; They leave"
WAYS = Question(
    "ways",
    Location(""),
    "Ways",
    Kind.CHOICES,
    options={
        "shop": "In the shop",
        "phone": "By phone, mail or letter",
        "mail": "mail",
        "none": "None",
        "sure": "What is it?",
        "roughly": "About half; the rest comes by itself",
    },
)
WAYS_IN_NORWEGIAN = replace(
    WAYS, options={**WAYS.options, "shop": "I butikken", "mail": "epost", "phone": "None"}
)


def known(value: object, *, unsure: bool = False) -> Answer:
    return Answer(State.KNOWN, value, unsure)  # type: ignore[arg-type]  # any value


def some(*options: str, unsure: bool = False) -> Answer:
    return known(frozenset(options), unsure=unsure)


def read(text: str, question: str, convention: str = "nb") -> Answer:
    return read_cell(text, small().questions[question], (), convention)


def refused(text: str, question: str) -> str:
    with pytest.raises(NoAnswer) as caught:
        read(text, question)
    return f"{caught.value.reason}; {caught.value.message}"


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        ("", "demand", NOT_ASKED),
        (" \N{NO-BREAK SPACE}\n", "mood", NOT_ASKED),
        ("lost", "demand", known("lost")),
        ("They  LEAVE.", "demand", known("lost")),
        ("They leave?", "demand", known("lost", unsure=True)),
        ("vet ikke", "demand", DONT_KNOW),
        ("n/a", "demand", DOES_NOT_APPLY),
        ("Don't know?", "mood", DONT_KNOW),
        ("ja", "open_late", known("yes")),
        ("FALSE", "open_late", known("no")),
        ("nej", "trusted", known("no")),
        ("unsure", "trusted", known("unsure")),
        ("wash", "offers", some("wash")),
        ("Washing; waxing", "offers", some("wash", "wax")),
        ("wash, wax\nRepairs?", "offers", some("wash", "wax", "repair", unsure=True)),
        ("ingen", "offers", some()),
        ("[]", "offers", some()),
        ("3,5", "mood", known(Decimal("3.5"))),
        ("ca 40 %", "load", known(Decimal(40), unsure=True)),
        ("1 500,50", "turnover", known(Decimal("1500.5"))),
        ("Up, down; left", "location", known("Up, down; left")),
        ("gäller inte", "location", DOES_NOT_APPLY),
    ],
)
def test_a_cell_is_an_answer(text: str, question: str, answer: Answer) -> None:
    assert read(text, question) == answer


@pytest.mark.parametrize(
    ("text", "question", "said"),
    [
        ("1", "demand", f"{NONE_OF_THEM}; one of: All are served; They wait; They leave"),
        ("They", "demand", f"{NONE_OF_THEM}; one of: All are served; They wait; They leave"),
        ("ja", "demand", f"{NONE_OF_THEM}; one of: All are served; They wait; They leave"),
        ("?", "demand", f"{NONE_OF_THEM}; one of: All are served; They wait; They leave"),
        ("wash; 2", "offers", f"{NONE_OF_THEM}; any of: Washing; Waxing; Repairs"),
        (";", "offers", f"{NONE_OF_THEM}; any of: Washing; Waxing; Repairs"),
        ("1", "open_late", f"{NONE_OF_THEM}; answered with yes or no"),
        ("many", "mood", "this is no answer to the question; a number from 1 to 5"),
        ("40 (guess)", "load", "this is no answer to the question; a number from 0 to 100"),
        ("1.500", "turnover", "this number can be read in two ways; a number of 0 or more"),
        (DATE, "turnover", "the cell holds a date; a number of 0 or more"),
        (
            ERROR,
            "demand",
            f"the cell holds an error of the spreadsheet; {ONE_OF}",
        ),
        (
            "x\x07",
            "demand",
            f"the cell holds a character that is no text; {ONE_OF}",
        ),
        ("9" * 4001, "load", "the cell holds more than 4000 characters; a number from 0 to 100"),
    ],
)
def test_what_is_no_answer_is_refused_without_repeating_it(
    text: str, question: str, said: str
) -> None:
    assert refused(text, question) == said


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("In the shop", some("shop")),
        ("I BUTIKKEN", some("shop")),
        ("By phone, mail or letter", some("phone")),
        ("By phone, mail or letter, mail", some("phone", "mail")),
        ("mail, epost", some("mail")),
        ("none", some("none")),
        ("What is it?", some("sure")),
        ("What is it??", some("sure", unsure=True)),
        ("About half; the rest comes by itself", some("roughly")),
        ("shop; About half; the rest comes by itself?", some("shop", "roughly", unsure=True)),
    ],
)
def test_options_are_their_ids_or_their_whole_words_in_any_language(
    text: str, answer: Answer
) -> None:
    assert read_cell(text, WAYS, [WAYS_IN_NORWEGIAN], "en") == answer


def test_words_that_mean_two_options_mean_neither() -> None:
    one = replace(WAYS, kind=Kind.CHOICE, options={"a": "Same", "b": "Same", "c": "Other"})
    other = replace(one, options={"a": "Lik", "b": "Annen", "c": "Ulik"})
    reader = CellReader(one, [replace(other, options={"a": "Lik", "b": "Other", "c": "X"})])
    for text in ("Same", "Other"):
        with pytest.raises(NoAnswer):
            reader.read(text, "en")
    assert reader.read("Lik", "en") == known("a")


def test_marks_are_read_on_the_scale_of_their_row() -> None:
    columns = small().tables["criteria"].columns
    mark, marks = CellReader(columns["own"]), CellReader(columns["competitors"])
    assert mark.read("7,5", "nb", SCALE) == known(Decimal("7.5"))
    expected = known((("Moa", Decimal(9)), ("Ulv", Decimal("3.5"))), unsure=True)
    assert marks.read("Ulv: 3,5; Moa: 9?", "nb", SCALE) == expected
    assert marks.mark("9?", "nb", SCALE) == known(Decimal(9), unsure=True)
    assert marks.mark("vet ikke", "nb", SCALE) == DONT_KNOW
    assert marks.mark(" ", "nb", SCALE) == NOT_ASKED


def test_marks_outside_the_scale_of_their_row_are_refused() -> None:
    columns = small().tables["criteria"].columns
    with pytest.raises(NoAnswer, match=r"^a number from 0 to 10$"):
        CellReader(columns["own"]).read("11", "nb", SCALE)
    with pytest.raises(NoAnswer, match=r"^for each competitor, a name and a number from 0 to 10$"):
        CellReader(columns["competitors"]).read("Moa: 11", "nb", SCALE)
    with pytest.raises(NoAnswer, match=r"^for each competitor, a name and a number from 0 to 10$"):
        CellReader(columns["competitors"]).mark("11", "nb", SCALE)


@given(data=st.data(), language=st.sampled_from(["en", "nb", "sv"]))
def test_what_would_be_typed_is_read_from_a_cell_too(data: st.DataObject, language: str) -> None:
    question = data.draw(st.sampled_from(sorted(small().questions)).map(small().questions.get))
    assert question is not None
    answer = data.draw(answers(question))
    if isinstance(answer.value, str) and not question.options:
        return  # random words may hold what no cell does
    form = typed_form(answer, question, language)
    assert read_cell(form, question, (), language) == answer


@given(text=st.text(max_size=30), question=st.sampled_from(sorted(small().questions)))
def test_a_cell_says_what_somebody_who_typed_it_would_have_said(text: str, question: str) -> None:
    asked = small().questions[question]
    try:
        answer = read_cell(text, asked, (), "nb")
    except NotUnderstood:
        return
    if answer != NOT_ASKED and text.strip() != "[]":
        assert read_typed(text, asked, "nb") == answer
