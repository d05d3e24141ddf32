"""docs/profile.md: its example is a profile, and its lists are those of the program."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from advisor.model.case import Profile, State
from advisor.model.knowledge import Kind, Knowledge
from advisor.profile.read import parse_profile, profile_record
from tests.docs.places import DOCS, read
from tests.shipped import shipped_base

TEXT = read(DOCS / "profile.md")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return shipped_base()


@pytest.fixture(scope="module")
def example(knowledge: Knowledge) -> Profile:
    match = re.search(r"<!-- example: profile -->\n```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert match is not None
    return parse_profile(match[1], "docs/profile.md", knowledge)


def first_column(heading: str) -> list[str]:
    """Return the words in the first column of the table below a heading."""
    section = TEXT.split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return [word for row in rows for word in re.findall(r"`(.*?)`", row)]


def test_the_example_says_what_it_says(example: Profile) -> None:
    answers = example.answers
    assert example.company == "Glans Bilvask"
    assert answers["peak_load"].value == Decimal("97.5")
    assert answers["gains"].value == frozenset({"time", "pleasure"})
    assert answers["profit_enough"].value == "yes"
    assert (answers["worth_it"].value, answers["worth_it"].unsure) == ("more", True)


@pytest.mark.parametrize(
    ("question", "state"),
    [
        ("peak_demand", State.KNOWN),
        ("return_shown", State.DONT_KNOW),
        ("help_to_start", State.DOES_NOT_APPLY),
        ("reviews", State.NOT_ASKED),
        ("discounts", State.NOT_ASKED),
    ],
)
def test_the_example_shows_each_state_of_an_answer(
    example: Profile, question: str, state: State
) -> None:
    assert example.answers[question].state is state


def test_the_example_shows_a_scale_and_a_rival_without_a_mark(example: Profile) -> None:
    clean, wait = example.tables["criteria"].rows
    assert clean.scale == (Decimal(0), Decimal(10))
    assert clean.cells["own"].unsure
    assert wait.cells["competitors"].value == (("Vaskehallen", Decimal("3.6")),)
    assert example.tables["segments"].state is State.DONT_KNOW


def test_every_key_of_a_profile_is_described(knowledge: Knowledge) -> None:
    assert first_column("What stands in it") == [
        "company",
        "answers",
        *sorted(knowledge.tables, key=first_column("What stands in it").index),
        "cut_lines",
        "notes",
        "language",
        "unfinished",
    ]
    fields: Any = profile_record(knowledge).fields
    assert set(first_column("What stands in it")) == set(fields)


def test_every_kind_of_question_is_described() -> None:
    assert set(first_column("How answers are written")) == {kind.value for kind in Kind}
