"""Numbers in the reader's conventions: rounded once, zero without a sign, however large."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.language.numbers import fixed_text, number_text, quantity_text, signed_text
from advisor.language.units import is_our_own


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("0", "0"),
        ("3", "3"),
        ("3.10", "3.1"),
        ("3.14159", "3.14"),
        ("-1.5", "-1.5"),
        ("1234567.891", "1,234,567.89"),
    ],
)
def test_a_number_has_as_many_decimals_as_it_needs_and_no_more_than_two(
    number: str, text: str
) -> None:
    assert number_text(Decimal(number), "en") == text


def test_the_number_of_decimals_can_be_chosen() -> None:
    assert number_text(Decimal("66.666"), "en", 1) == "66.7"
    assert number_text(Decimal("66.666"), "en", 0) == "67"
    assert fixed_text(Decimal("66.666"), "en", 1) == "66.7"


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1,234.5"), ("nb", "1\xa0234,5"), ("sv", "1\xa0234,5")]
)
def test_each_language_writes_numbers_its_own_way(language: str, text: str) -> None:
    assert number_text(Decimal("1234.5"), language) == text


@pytest.mark.parametrize("language", ["en", "nb", "sv"])
@pytest.mark.parametrize("number", ["-0", "-0.001", "0.001", "0", "-0.0000000000000000000000001"])
def test_what_rounds_to_zero_has_no_sign(number: str, language: str) -> None:
    comma = "." if language == "en" else ","
    assert number_text(Decimal(number), language) == "0"
    assert fixed_text(Decimal(number), language) == f"0{comma}00"
    assert signed_text(Decimal(number), language) == "0"
    percent = "0%" if language == "en" else "0\xa0%"
    assert quantity_text(Decimal(number), "percent", language) == percent
    assert quantity_text(Decimal(number), "percent of scale", language).startswith(f"{percent} ")
    assert quantity_text(Decimal(number), "days", language) == "0 days"


def test_a_number_beyond_the_usual_precision_is_written_all_the_same() -> None:
    assert number_text(Decimal("1e30"), "en") == "1" + ",000" * 10
    assert fixed_text(Decimal("1e30"), "en") == "1" + ",000" * 10 + ".00"
    assert quantity_text(Decimal("1e32"), "percent", "en") == "100" + ",000" * 10 + "%"
    assert number_text(Decimal(2) / Decimal(3) * 10**25, "en").startswith("6,666,666,666")


@pytest.mark.parametrize(
    ("number", "text"), [("0.675", "0.68"), ("0.9", "0.90"), ("1", "1.00"), ("-3", "-3.00")]
)
def test_a_figure_for_arithmetic_has_two_decimals(number: str, text: str) -> None:
    assert fixed_text(Decimal(number), "en") == text


@pytest.mark.parametrize(
    ("number", "text"), [("1.5", "+1.5"), ("-1.5", "−1.5"), ("0.006", "+0.01"), ("-0.006", "−0.01")]
)
def test_a_difference_has_its_sign(number: str, text: str) -> None:
    assert signed_text(Decimal(number), "en") == text


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("12.5", "percent", "12.5%"),
        ("12.345", "percent", "12.34%"),
        ("-3", "percent", "-3%"),
        ("12.345", "percent of scale", "12.3% of scale"),
        ("-16.6666", "percent of scale", "-16.7% of scale"),
        ("30", "percent of total importance", "30% of total importance"),
        ("3.25", "points", "3.25"),
        ("3.25", "", "3.25"),
        ("4100000", "money", "4,100,000"),
        ("2", "rows", "2"),
        ("5", "pieces", "5"),
        ("0.6", "certainty", "0.6"),
        ("4", "employees", "4 employees"),
    ],
)
def test_a_quantity_has_its_unit(number: str, unit: str, text: str) -> None:
    assert quantity_text(Decimal(number), unit, "en") == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "-16.7% of scale"),
        ("nb", "−16,7\xa0% av skalaen"),
        ("sv", "−16,7\xa0% av skalan"),
    ],
)
def test_a_share_is_written_in_the_readers_language(language: str, text: str) -> None:
    assert quantity_text(Decimal("-16.6666"), "percent of scale", language) == text


@pytest.mark.parametrize(
    ("unit", "ours"),
    [
        ("percent", True),
        ("percent of scale", True),
        ("points", True),
        ("", True),
        ("percent of sales", False),
        ("employees", False),
    ],
)
def test_the_program_knows_its_own_units(unit: str, *, ours: bool) -> None:
    assert is_our_own(unit) is ours


NUMBERS = st.decimals(-(10**40), 10**40, places=3)


@given(number=NUMBERS, language=st.sampled_from(["en", "nb", "sv"]))
def test_a_number_read_back_is_within_half_a_hundredth(number: Decimal, language: str) -> None:
    text = number_text(number, language).replace("\xa0", "").replace("−", "-")
    plain = text.replace(",", "") if language == "en" else text.replace(",", ".")
    assert abs(Decimal(plain) - number) <= Decimal("0.005")
    assert text != "-0"


@given(number=NUMBERS)
def test_a_number_is_written_alike_however_it_came_about(number: Decimal) -> None:
    assert number_text(number + Decimal("0.0"), "en") == number_text(number, "en")


@pytest.mark.parametrize(
    ("language", "text"), [("en", "1,500.5"), ("nb", "1 500,5 kr"), ("sv", "1 500,5 kr")]
)
def test_an_amount_names_its_currency_where_the_language_tells_it(language: str, text: str) -> None:
    found = quantity_text(Decimal("1500.50"), "money", language)
    assert found.replace("\N{NO-BREAK SPACE}", " ") == text
