"""A number is read in the convention it was typed in, unless it could be another as well."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from advisor.language.messages import LANGUAGES
from advisor.model.knowledge import Kind
from advisor.profile.typed import read_typed
from tests.profile.typing_in import (
    MARK,
    MONEY,
    NUMBER,
    PERCENT,
    SCALE,
    asked,
    known,
    number,
    said,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1500", "1500"),
        ("1 500,50 kr", "1500.50"),
        ("1 500.50 kr", "1500.50"),
        ("kr 1500,-", "1500"),
        ("kr. 1500,–", "1500"),
        ("1.500,50", "1500.50"),
        ("1,500.50", "1500.50"),
        ("NOK 1500", "1500"),
        ("€ 12.50", "12.50"),
        ("$12.50", "12.50"),
        ("97.5", "97.5"),
        ("97,5", "97.5"),
        ("1,5", "1.5"),
        ("1.5", "1.5"),
        ("0,125", "0.125"),
        ("0.125", "0.125"),
        (".5", "0.5"),
        ("12.", "12"),
        ("1500:-", "1500"),
        ("50k", "50000"),
        ("50 tusen", "50000"),
        ("50 tkr", "50000"),
        ("1,5 mill", "1500000"),
        ("1,5 mill. kr", "1500000"),
        ("1.5 million", "1500000"),
        ("2 mnok", "2000000"),
        ("2 miljoner kronor", "2000000"),
        ("2 mkr", "2000000"),
        ("2 mrd", "2000000000"),
        ("1\N{NO-BREAK SPACE}500", "1500"),
        ("1\N{NARROW NO-BREAK SPACE}500\N{NARROW NO-BREAK SPACE}000,25", "1500000.25"),
        ("1\N{THIN SPACE}500", "1500"),
        ("1'500", "1500"),
        ("1’500’000", "1500000"),
        ("1.500.000", "1500000"),
        ("1,500,000", "1500000"),
        ("1 000 000", "1000000"),
        ("1e5", "100000"),
        ("+5", "5"),
        ("0", "0"),
        ("-0", "0"),
    ],
)
def test_an_amount_is_read_as_people_write_it(text: str, expected: str, language: str) -> None:
    assert number(text, MONEY, language) == Decimal(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12 %", "12"),
        ("12%", "12"),
        ("12,5 prosent", "12.5"),
        ("12 procent", "12"),
        ("12 percent", "12"),
        ("12 per cent", "12"),
        ("97.5", "97.5"),
        ("97.125", "97.125"),
        ("97,125", "97.125"),
    ],
)
def test_a_percentage_is_read_as_people_write_it(text: str, expected: str) -> None:
    assert number(text, PERCENT) == Decimal(expected)


@pytest.mark.parametrize("text", ["−12,5", "-12,5 %", "- 12,5"])
def test_a_number_may_be_negative_where_the_question_has_such(text: str) -> None:
    assert number(text, replace(PERCENT, minimum=Decimal(-100))) == Decimal("-12.5")


@pytest.mark.parametrize("text", ["-kr 50", "kr -50", "-50 kr"])
def test_the_sign_of_an_amount_may_stand_on_either_side_of_the_currency(text: str) -> None:
    assert number(text, replace(MONEY, minimum=Decimal(-100))) == -50


@pytest.mark.parametrize(
    "text", ["4 purchases a year", "4 Purchases", "4 purchase", "4 purchases a year."]
)
def test_the_unit_of_the_question_may_be_typed_after_the_number(text: str) -> None:
    assert number(text, NUMBER) == 4


def test_thousands_may_have_a_unit_as_well() -> None:
    assert number("2k purchases", NUMBER) == 2000


@pytest.mark.parametrize("language", ["nb", "sv"])
@pytest.mark.parametrize("text", ["1.500", "1,500", "kr 1.500,-", "1,500 kr"])
def test_what_nordic_readers_may_mean_in_two_ways_is_asked_again(text: str, language: str) -> None:
    assert said(text, MONEY, language) == ("this can be read in two ways: write 1500 or 1,5")


def test_english_groups_are_clear_in_english_and_three_decimals_are_not() -> None:
    assert number("1,500", MONEY, "en") == 1500
    assert said("1.500", MONEY, "en") == "this can be read in two ways: write 1500 or 1.5"
    assert said("3.125", NUMBER, "en") == "this can be read in two ways: write 3125 or 3.1250"
    assert number("3.1250", NUMBER, "en") == Decimal("3.125")


def test_three_decimals_are_clear_of_millions_and_groups_are_not() -> None:
    assert number("1,250 mill", MONEY, "nb") == 1_250_000
    assert number("1.250 million", MONEY, "en") == 1_250_000
    two_ways = "this can be read in two ways: write 1250000000 or 1250000"
    assert said("1.250 mill", MONEY, "nb") == two_ways
    assert said("1,250 million", MONEY, "en") == two_ways


def test_bounds_decide_between_two_ways_but_not_against_the_readers_own() -> None:
    assert number("1.500", PERCENT, "nb") == Decimal("1.5")
    assert said("1,500", PERCENT, "en") == "expected a number from 0 to 100"


@pytest.mark.parametrize(
    "text",
    [
        "abc",
        "kr",
        "1 50",
        "1,2,3",
        "1.2.3",
        "12 34",
        "5 5?",
        "--5",
        "+-5",
        "NaN",
        "inf",
        "٣",
        "½",
        "<10",
        "-",
        "?",
        "ca",
        "1 500 50",
        "15,00,5",
        "twelve",
    ],
)
def test_what_is_no_number_is_asked_again(text: str) -> None:
    assert said(text, MONEY) == "expected a number of 0 or more"


@pytest.mark.parametrize(
    "text",
    ["10-15", "10 – 15", "10–15 kr", "10 til 15", "10 till 15", "10 to 15", "10k-15k", "1..5"],
)
def test_a_range_is_no_number(text: str) -> None:
    assert said(text, MONEY) == "expected one number, not a range; give the middle of it"


def test_what_stands_after_a_number_must_belong_there() -> None:
    assert said("12 %", MONEY) == "expected a number of 0 or more, not a percentage"
    assert said("5k", PERCENT) == "expected a number from 0 to 100, without 'k'"
    assert said("2 mill", PERCENT) == "expected a number from 0 to 100, without 'mill'"
    assert said("12 kr", PERCENT) == "expected a number from 0 to 100, without 'kr'"
    assert said("50 tkr", NUMBER) == "expected a number of 0 or more, without 'tkr'"
    assert said("5 bananas and pears a week", NUMBER) == (
        "expected a number of 0 or more, without 'bananas and pears a…'"
    )
    assert said("1_000", NUMBER) == "expected a number of 0 or more, without '_000'"
    assert said("5²", NUMBER) == "expected a number of 0 or more, without '²'"
    assert said("kr 5", NUMBER) == "expected a number of 0 or more"


def test_a_number_outside_its_bounds_is_told_them() -> None:
    scale = asked(Kind.SCALE, minimum=Decimal(1), maximum=Decimal(5))
    growth = replace(MONEY, minimum=Decimal(-1_000_000))
    loss = replace(MONEY, minimum=None, maximum=Decimal("2.5"), kind=Kind.SCALE)
    assert said("101", PERCENT) == "expected a number from 0 to 100"
    assert said("−5", NUMBER) == "expected a number of 0 or more"
    assert said("0", scale) == "expected a number from 1 to 5"
    assert said("-1000001", growth) == "expected a number of -1,000,000 or more"
    assert said("3", loss, "nb") == "expected a number of 2,5 or less"
    assert said("six", asked(Kind.SCALE)) == "expected a number"


def test_a_mark_has_the_bounds_of_its_scale() -> None:
    assert read_typed("4,5", MARK, "nb", SCALE) == known(Decimal("4.5"))
    assert read_typed("4,125", MARK, "nb", SCALE) == known(Decimal("4.125"))
    assert said("6", MARK, scale=SCALE) == "expected a number from 1 to 5"
    assert read_typed("6", MARK, "en", (Decimal(0), Decimal(10))) == known(Decimal(6))


@pytest.mark.parametrize("text", ["1234567890123456", "1.23456789012345678", "9999999 mrd"])
def test_a_number_has_no_more_digits_than_a_profile_holds(text: str) -> None:
    assert said(text, MONEY) == "use at most 15 digits"
