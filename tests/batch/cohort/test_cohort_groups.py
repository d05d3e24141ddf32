"""Which groups a company belongs to, and what they are called."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from advisor.batch.cohort.groups import groups_of
from advisor.model.case import Answer, Profile, State, Value
from tests.batch.cohort.registers import knowledge
from tests.shipped import shipped_base


def said(**answers: Value) -> Profile:
    """Return the profile of a company that answers so, surely."""
    return Profile("Glans", {name: Answer(State.KNOWN, v) for name, v in answers.items()}, {})


@pytest.mark.parametrize(
    ("people", "group"),
    [
        ("0", ("0", "under 10 people")),
        ("9.5", ("0", "under 10 people")),
        ("10", ("1", "10 to under 50 people")),
        ("49.9", ("1", "10 to under 50 people")),
        ("50", ("2", "50 people or more")),
    ],
)
def test_a_number_belongs_to_the_band_that_begins_at_or_below_it(
    people: str, group: tuple[str, str]
) -> None:
    assert groups_of(said(people=Decimal(people)), knowledge())["people"] == group


def test_texts_that_differ_in_case_and_spaces_are_one_group() -> None:
    texts = ["Car wash", " car  WASH ", "CAR\tWASH"]
    groups = [groups_of(said(trade=text), knowledge())["trade"] for text in texts]
    assert groups == [
        ("car wash", "Car wash"),
        ("car wash", "car WASH"),
        ("car wash", "CAR WASH"),
    ]


@pytest.mark.parametrize("text", ["\0", "\1", " \u200b "])
def test_a_text_of_which_nothing_can_be_seen_states_nothing(text: str) -> None:
    assert groups_of(said(trade=text), knowledge())["trade"] == ("", "not stated")


@pytest.mark.parametrize(
    "answer",
    [Answer(state) for state in (State.DONT_KNOW, State.NOT_ASKED, State.DOES_NOT_APPLY)],
)
def test_whoever_has_not_answered_is_in_a_group_of_its_own(answer: Answer) -> None:
    profile = replace(said(), answers={"people": answer, "trade": answer})
    expected = {"people": ("", "not stated"), "trade": ("", "not stated")}
    assert groups_of(profile, knowledge()) == expected
    assert groups_of(said(), knowledge()) == expected


def test_an_answer_in_the_words_of_the_base_is_a_group_by_its_id() -> None:
    by_chain = knowledge("group: by_answer, ")
    assert groups_of(said(chain="yes"), by_chain)["chain"] == ("yes", "Yes")


def test_the_shipped_base_groups_by_line_of_business_and_the_size_classes_of_the_union() -> None:
    sizes = {
        number: groups_of(said(employees=Decimal(number)), shipped_base())["employees"]
        for number in (9, 10, 50, 250)
    }
    assert sizes == {
        9: ("0", "under 10 people"),
        10: ("1", "10 to under 50 people"),
        50: ("2", "50 to under 250 people"),
        250: ("3", "250 people or more"),
    }
    assert list(groups_of(said(), shipped_base())) == ["employees", "industry"]
