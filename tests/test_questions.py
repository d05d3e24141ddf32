"""A busy owner is asked few questions, in words that explain themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.inference.facts import make_case
from advisor.model.case import State
from advisor.model.condition import ALWAYS, Attribute
from advisor.model.knowledge import Kind
from advisor.profile.read import read_profile
from tests.shipped import shipped_base

TYPICAL = Path(__file__).parent / "typical.yaml"
PARAMETERS = (
    "product",
    "price",
    "distribution",
    "information",
    "reputation",
    "influence",
    "service",
)


def test_there_are_less_than_ninety_questions() -> None:
    assert len(shipped_base().questions) < 90


def test_a_typical_company_is_asked_less_than_forty_five() -> None:
    profile = read_profile(TYPICAL, shipped_base())
    readings = make_case(shipped_base(), profile).readings
    states = {name: readings[Attribute("", name), ""].state for name in shipped_base().questions}
    asked = [name for name, state in states.items() if state is not State.DOES_NOT_APPLY]
    assert {name for name, state in states.items() if state is State.NOT_ASKED} == set()
    assert len(asked) < 45


@pytest.mark.parametrize("parameter", PARAMETERS)
def test_each_of_the_seven_parameters_has_at_least_four_questions(parameter: str) -> None:
    assert sum(question.topic == parameter for question in shipped_base().questions.values()) >= 4


@pytest.mark.parametrize("name", sorted(shipped_base().questions))
def test_each_question_says_how_to_answer_it_and_why_it_is_asked(name: str) -> None:
    question = shipped_base().questions[name]
    assert question.help
    assert question.example
    assert question.why


def test_the_questions_that_matter_most_are_few_and_always_asked() -> None:
    first = [question for question in shipped_base().questions.values() if question.first]
    assert 10 <= len(first) <= 20
    assert [q.id for q in first if q.ask_when != ALWAYS and q.kind is not Kind.TEXT] == []


@pytest.mark.parametrize("name", sorted(shipped_base().advice))
def test_each_piece_of_advice_says_when_it_would_not_apply(name: str) -> None:
    assert shipped_base().advice[name].not_when
