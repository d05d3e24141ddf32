"""Questions to type answers to, and what is made of what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from advisor.language.messages import LANGUAGES
from advisor.model.case import Answer, State
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Kind, Question
from advisor.profile.typed import NotUnderstood, read_typed
from tests.shipped import shipped_base

SHIPPED = {language: shipped_base(language) for language in LANGUAGES}
ASKED = [
    (language, question)
    for language, knowledge in SHIPPED.items()
    for question in [
        *knowledge.questions.values(),
        *(column for table in knowledge.tables.values() for column in table.columns.values()),
    ]
]
WITH_OPTIONS = [(language, question) for language, question in ASKED if question.options]
OPTION_IDS = [f"{language}-{question.id}" for language, question in WITH_OPTIONS]
SCALE = (Decimal(1), Decimal(5))
RIVALS = ("Vaskehallen", "Moa Bensin", "Moa Vask")
DONT_KNOW, DOES_NOT_APPLY = Answer(State.DONT_KNOW), Answer(State.DOES_NOT_APPLY)


def asked(kind: Kind, **fields: Any) -> Question:  # noqa: ANN401 - whatever a question has
    return Question(id="asked", location=Location("t"), label="Asked", kind=kind, **fields)


def options(*labels: str) -> Mapping[str, str]:
    return {f"option_{number}": label for number, label in enumerate(labels, 1)}


MONEY = asked(Kind.MONEY, unit="money")
NUMBER = asked(Kind.NUMBER, unit="purchases a year")
PERCENT = asked(Kind.PERCENT, unit="percent")
MARK = asked(Kind.RATING, unit="points")
TEXT = asked(Kind.TEXT)
YES_NO = asked(Kind.YES_NO, options={"yes": "Ja", "no": "Nej"})
HABIT = asked(
    Kind.CHOICE,
    options=options("Yes, and we use it", "Yes, but hardly", "No", "Roughly; it depends", "Why?"),
)
REASONS = asked(
    Kind.CHOICES,
    options=options(
        "Price, and offers", "Price", "Service", "Old and new", "It is near", "Nothing"
    ),
)


def known(value: Any, *, unsure: bool = False) -> Answer:  # noqa: ANN401 - a value of any kind
    return Answer(State.KNOWN, value, unsure)


def number(text: str, question: Question = MONEY, language: str = "nb") -> Decimal:
    answer = read_typed(text, question, language)
    assert isinstance(answer.value, Decimal)
    assert answer == known(answer.value)
    return answer.value


def said(
    text: str,
    question: Question,
    language: str = "en",
    scale: tuple[Decimal, Decimal] | None = None,
) -> str:
    with pytest.raises(NotUnderstood) as mistake:
        read_typed(text, question, language, scale)
    assert str(mistake.value) == mistake.value.message
    return mistake.value.message


def picked(text: str, question: Question = REASONS) -> set[int]:
    """The numbers of the options that were understood."""
    value = read_typed(text, question, "en").value
    chosen = value if isinstance(value, frozenset) else {value}
    return {list(question.options).index(str(option)) + 1 for option in chosen}
