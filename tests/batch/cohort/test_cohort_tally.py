"""What is counted of a company, and what is not."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from advisor.batch.cohort.tally import Tally, band_of
from tests.batch.cohort.registers import knowledge, record, tallied


def test_a_company_is_counted_in_the_whole_and_in_its_group_of_each_question() -> None:
    tally = tallied(
        [
            record("Bank", "2", checks={"room": "badly", "proof": "unknown"}, scores={"price": 50}),
            record("Bank", "", checks={"room": "well", "proof": ""}, scores={"price": None}),
        ]
    )
    room, price = tally.checks["room"], tally.topics["price"]
    for figures in (tally.whole, tally.groups["trade"]["bank"]):
        assert (figures.companies, figures.decided[room], figures.failing[room]) == (2, 2, 1)
        assert figures.decided[tally.checks["proof"]] == 0
        assert (figures.scored[price], figures.below[price], figures.points[price]) == (
            1,
            1,
            Decimal(50),
        )
    assert {key: each.companies for key, each in tally.groups["people"].items()} == {"2": 1, "": 1}
    assert tally.bands[price] == [0, 0, 1, 0, 0]
    assert dict(tally.together["people", "trade"]) == {("2", "bank"): 1, ("", "bank"): 1}


def test_advice_given_for_several_rows_is_counted_once() -> None:
    tally = tallied([record(leading=["mend_row", "mend_row", "add_capacity"])])
    assert tally.whole.leading == [1, 1]


def test_what_the_knowledge_base_does_not_know_is_not_counted() -> None:
    stranger = record(checks={"zzz": "badly"}, scores={"zzz": 3}, leading=["zzz"])
    tally = tallied([replace(stranger, groups={})])
    assert tally.whole.decided == tally.whole.failing == tally.whole.leading == [0, 0]
    assert tally.whole.scored == [0, 0]
    assert list(tally.groups["trade"]) == list(tally.groups["people"]) == [""]


def test_nothing_that_could_tell_a_company_apart_is_kept() -> None:
    few, many = (tallied([record(leading=["mend_row"])] * number) for number in (1, 1000))
    assert [len(groups) for groups in few.groups.values()] == [1, 1]
    assert vars(many).keys() == vars(Tally(knowledge())).keys()
    assert many.typed == few.typed == {"people": {"0": "0"}, "trade": {"bakery": "Bakery"}}


@pytest.mark.parametrize(
    ("score", "band"), [("0", 0), ("19.9", 0), ("20", 1), ("79.99", 3), ("80", 4), ("100", 4)]
)
def test_a_band_begins_at_a_multiple_of_twenty_and_a_hundred_lies_in_the_last(
    score: str, band: int
) -> None:
    assert band_of(Decimal(score)) == band
