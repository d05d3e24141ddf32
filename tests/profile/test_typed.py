"""What a person types becomes the answer that was meant, or one line says what is expected."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from advisor.edge.scalars import to_number
from advisor.language.messages import LANGUAGES
from advisor.model.case import NOT_ASKED, Answer, State
from advisor.model.knowledge import Kind, Question
from advisor.profile.answers import STATE_WORDS
from advisor.profile.typed import NotUnderstood, read_marks, read_typed, typed_form
from tests.profile.small_base import small
from tests.profile.typing_in import (
    ASKED,
    DOES_NOT_APPLY,
    DONT_KNOW,
    HABIT,
    MONEY,
    NUMBER,
    PERCENT,
    REASONS,
    SCALE,
    TEXT,
    YES_NO,
    asked,
    known,
    options,
)
from tests.strategies.profiles import values

# --- don't know, does not apply, perhaps ---


@pytest.mark.parametrize(
    "text",
    [
        "don't know",
        "don’t know",
        "Don't know.",
        "dont know",
        "dunno",
        "I don't know",
        "vet ikke",
        "Vet  Ikke",
        "veit ikke",
        "jeg vet ikke",
        "vet ej",
        "vet inte",
        "vet inte?",
    ],
)
@pytest.mark.parametrize("question", [MONEY, HABIT, REASONS, YES_NO, TEXT, PERCENT])
def test_not_knowing_is_understood_in_every_language(text: str, question: Question) -> None:
    assert read_typed(text, question, "en") == DONT_KNOW


@pytest.mark.parametrize(
    "text",
    [
        "does not apply",
        "doesn't apply",
        "not applicable",
        "n/a",
        "N/A",
        "n.a.",
        "gjelder ikke",
        "ikke aktuelt",
        "gäller inte",
        "ej aktuellt",
        "inte aktuellt",
    ],
)
@pytest.mark.parametrize("question", [MONEY, HABIT, REASONS, YES_NO, TEXT, PERCENT])
def test_not_applying_is_understood_in_every_language(text: str, question: Question) -> None:
    assert read_typed(text, question, "nb") == DOES_NOT_APPLY


@pytest.mark.parametrize(("text", "state"), STATE_WORDS.items())
def test_the_words_of_a_profile_are_understood(text: str, state: State) -> None:
    assert read_typed(text.upper(), MONEY, "sv") == Answer(state)


def test_a_letter_with_a_separate_accent_is_the_same_letter() -> None:
    assert read_typed("ga\N{COMBINING DIAERESIS}ller inte", MONEY, "sv") == DOES_NOT_APPLY


@pytest.mark.parametrize(
    "text",
    [
        "3?",
        "3 ?",
        "ca 3",
        "ca. 3",
        "ca.3",
        "about 3",
        "around 3",
        "roughly 3",
        "omtrent 3",
        "rundt 3",
        "Cirka 3",
        "ungefär 3",
        "kanskje 3",
        "kanske 3",
        "maybe 3",
        "~3",
        "~ 3",
        "maybe 3?",
    ],
)
@pytest.mark.parametrize("question", [MONEY, NUMBER, PERCENT])
def test_a_number_may_be_a_guess(text: str, question: Question) -> None:
    assert read_typed(text, question, "nb") == known(Decimal(3), unsure=True)


def test_any_other_answer_may_be_a_guess() -> None:
    assert read_typed("12 % ?", PERCENT, "en") == known(Decimal(12), unsure=True)
    assert read_typed("ja?", YES_NO, "nb") == known("yes", unsure=True)
    assert read_typed("kanske nej", YES_NO, "sv") == known("no", unsure=True)
    assert read_typed("3?", HABIT, "en") == known("option_3", unsure=True)
    assert read_typed("1, 3?", REASONS, "en") == known(
        frozenset({"option_1", "option_3"}), unsure=True
    )
    assert read_typed("none?", REASONS, "en") == known(frozenset(), unsure=True)


def test_a_guess_is_not_seen_in_the_words_of_an_option() -> None:
    assert read_typed("roughly; it depends", HABIT, "en") == known("option_4")
    assert read_typed("Why?", HABIT, "en") == known("option_5")
    assert read_typed("Why??", HABIT, "en") == known("option_5", unsure=True)


# --- how an answer is typed ---


@pytest.mark.parametrize(
    ("answer", "question", "language", "typed"),
    [
        (known(Decimal("1234567.5")), MONEY, "nb", "1234567,5"),
        (known(Decimal("1234567.5")), MONEY, "en", "1234567.5"),
        (known(Decimal("12.50"), unsure=True), PERCENT, "sv", "12,5?"),
        (known(Decimal("3.125")), NUMBER, "nb", "3,1250"),
        (known(Decimal("1E+5")), MONEY, "nb", "100000"),
        (known(Decimal("1E+15")), MONEY, "nb", "1E+15"),
        (known(Decimal("0E+3")), MONEY, "nb", "0"),
        (known("yes"), YES_NO, "sv", "Ja"),
        (known("option_1", unsure=True), HABIT, "en", "Yes, and we use it?"),
        (known(frozenset({"option_3", "option_1"})), REASONS, "en", "Price, and offers; Service"),
        (known(frozenset()), REASONS, "nb", "ingen"),
        (known(frozenset()), REASONS, "sv", "inga"),
        (known("A car wash"), TEXT, "en", "A car wash"),
        (known("A car wash", unsure=True), TEXT, "en", "A car wash??"),
        (known("vet ikke"), TEXT, "en", '"vet ikke"'),
        (known((("A;B", Decimal("3.5")), ("C", Decimal(4)))), asked(Kind.RATINGS), "nb",
         '"A;B": 3,5; C: 4'),
        (known(()), asked(Kind.RATINGS), "en", "none"),
        (DONT_KNOW, MONEY, "en", "don't know"),
        (DONT_KNOW, TEXT, "nb", "vet ikke"),
        (DONT_KNOW, HABIT, "sv", "vet inte"),
        (DOES_NOT_APPLY, MONEY, "en", "does not apply"),
        (DOES_NOT_APPLY, YES_NO, "nb", "gjelder ikke"),
        (NOT_ASKED, MONEY, "en", ""),
    ],
)  # fmt: skip
def test_an_answer_is_typed_as_a_person_would(
    answer: Answer, question: Question, language: str, typed: str
) -> None:
    assert typed_form(answer, question, language) == typed


def test_an_option_whose_words_mean_something_else_is_typed_as_its_number() -> None:
    twins = asked(Kind.CHOICE, options=options("Same", "same", "1", "Don't know"))
    forms = [typed_form(known(option), twins, "en") for option in twins.options]
    assert forms == ["1", "2", "3", "4"]


FLAT = st.text(max_size=40).map(lambda text: " ".join(text.split()))
NASTY = st.text("\"«»“”'?ca n/:;=,", min_size=1, max_size=12).map(
    lambda text: " ".join(text.split())
)
WORDS = st.one_of(FLAT, NASTY, st.sampled_from(["vet ikke", "ca 3", '""', '"vet ikke"'])).filter(
    lambda text: text and all(char.isprintable() for char in text)
)
NUMBERS = st.decimals(0, 100, allow_nan=False, places=4) | st.decimals(0, 100, places=3)


def answers(question: Question) -> st.SearchStrategy[Answer]:
    """Answers that a profile may hold, chosen to be hard to type."""
    known_values: st.SearchStrategy[Any] = values(question)
    if question.kind is Kind.TEXT:
        known_values = WORDS
    elif question.kind is Kind.RATINGS:
        known_values = st.dictionaries(WORDS, NUMBERS, max_size=3).map(
            lambda marks: tuple(sorted(marks.items()))
        )
    elif question.kind in {Kind.NUMBER, Kind.MONEY, Kind.PERCENT}:
        known_values = known_values | NUMBERS
    sure = st.builds(Answer, st.just(State.KNOWN), known_values, st.booleans())
    return st.one_of(sure, st.sampled_from([DONT_KNOW, DOES_NOT_APPLY]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", Kind)
@given(st.data())
def test_every_answer_is_read_as_it_is_typed(
    kind: Kind, language: str, data: st.DataObject
) -> None:
    fitting = [
        question for spoken, question in ASKED if (spoken, question.kind) == (language, kind)
    ]
    fitting += [question for question in small().questions.values() if question.kind is kind]
    question = data.draw(st.sampled_from(fitting))
    answer = data.draw(answers(question))
    assert read_typed(typed_form(answer, question, language), question, language) == answer


LIKE_ANSWERS = st.text("0123456789.,-–−kr%?mil 'og;:\"=ja\N{NO-BREAK SPACE}e+~", max_size=20)


def understood(read: Callable[[], Answer]) -> Answer | None:
    """The answer that was read, or None after a look at the line that says what is expected."""
    try:
        return read()
    except NotUnderstood as mistake:
        message = mistake.message
    assert message.isprintable()
    assert 0 < len(message) < 200
    return None


@given(st.sampled_from(ASKED), st.text() | LIKE_ANSWERS)
@example(("en", MONEY), "1" * 5000)
@example(("en", MONEY), "1-" * 5000)
@example(("en", REASONS), "1, " * 2000)
@example(("en", REASONS), "and " * 900)
@example(("en", HABIT), "(" * 5000)
def test_whatever_is_typed_is_an_answer_or_gets_one_line(
    asked_in: tuple[str, Question], text: str
) -> None:
    language, question = asked_in
    answer = understood(lambda: read_typed(text, question, language, SCALE))
    if answer is None:
        return
    if isinstance(answer.value, Decimal):
        assert to_number(str(answer.value)) == answer.value
    assert read_typed(typed_form(answer, question, language), question, language, SCALE) == answer


@given(
    st.text() | LIKE_ANSWERS,
    st.lists(st.text(min_size=1), max_size=3, unique=True),
    st.sampled_from(LANGUAGES),
)
@example('"a' * 3000, [], "en")
@example('""' * 3000, ["a"], "nb")
@example(", a" * 3000, ["a"], "sv")
def test_whatever_is_typed_for_rivals_is_an_answer_or_gets_one_line(
    text: str, rivals: list[str], language: str
) -> None:
    answer = understood(lambda: read_marks(text, rivals, language, SCALE))
    if answer is not None and rivals and isinstance(answer.value, tuple):
        assert {str(mark[0]) for mark in answer.value} <= set(rivals)
