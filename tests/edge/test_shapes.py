"""A shape reads a node or says everything that is wrong with it, and its schema agrees."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.edge.containers import Field, ListOf, MapOf, Record, keep
from advisor.edge.json_text import parse_json
from advisor.edge.nodes import Scalar, describe, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.scalars import (
    Date,
    Number,
    OneOf,
    Pattern,
    Text,
    YesNo,
    as_json_number,
    to_date,
    to_number,
)
from advisor.edge.shape import Shape
from advisor.edge.suggest import did_you_mean, expected_or_near
from advisor.edge.yaml_text import parse_yaml
from advisor.model.diagnostic import InputError, Location, Severity
from tests.strategies.effort import one_in

ID = Pattern("[a-z][a-z_]*", "an id (peak_demand)", frozenset({"all"}))
ONE_TO_FIVE = Number(Decimal(1), Decimal(5))
QUOTE_IT = "put a text that begins with '[' or '{' in quotation marks"
WHOLE = Number(Decimal(1), Decimal(5), whole=True)


def read(shape: Shape[Any], text: str) -> tuple[Any, list[str]]:
    """Return what a shape makes of a text, or None, and what it says, without the file."""
    problems = Problems("P")
    node = parse_yaml(text, "f", problems)
    assert node is not None
    try:
        value = shape.read(node, problems, "it")
    except Refused:
        value = None
    return value, [str(found).removeprefix("f:") for found in problems.found]


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        (Text(), "some words", "some words"),
        (Text(), "  'a \t b'", "a b"),
        (Text(), ">\n  one\n  two\n\n  three\n", "one two three"),
        (Text(), "no", "no"),
        (Text(), "12:30", "12:30"),
        (Text(at_most=5), "' abc  d'", "abc d"),
        (ID, "peak_demand", "peak_demand"),
        (OneOf(("no", "yes", "slowly")), "no", "no"),
        (YesNo(), "yes", True),
        (YesNo(), "YES", True),
        (YesNo(), "true", True),
        (YesNo(), "No", False),
        (YesNo(), "'false'", False),
        (Number(), "1", Decimal(1)),
        (Number(), "-0.5", Decimal("-0.5")),
        (Number(), "+.5", Decimal("0.5")),
        (Number(), "5.", Decimal(5)),
        (Number(), "1e3", Decimal(1000)),
        (Number(), "'85'", Decimal(85)),
        (Number(), "000", Decimal(0)),
        (Number(), "0.1", Decimal("0.1")),
        (Number(), "123456789012345", Decimal(123456789012345)),
        (ONE_TO_FIVE, "1", Decimal(1)),
        (ONE_TO_FIVE, "5.0", Decimal(5)),
        (WHOLE, "3.0", Decimal(3)),
        (Date(), "2024-02-29", dt.date(2024, 2, 29)),
        (ListOf(Number()), "[]", ()),
        (ListOf(Number()), "[1, 2]", (Decimal(1), Decimal(2))),
        (ListOf(Number(), lone=True), "1", (Decimal(1),)),
        (ListOf(Number(), at_least=2, at_most=2), "[1, 2]", (Decimal(1), Decimal(2))),
        (MapOf(ID, Text()), "{b: x, a: y}", {"b": "x", "a": "y"}),
    ],
)
def test_a_shape_reads_what_fits(shape: Shape[Any], text: str, value: object) -> None:
    found, said = read(shape, text)
    assert (found, said) == (value, [])
    assert type(found) is type(value)


def test_a_mapping_keeps_the_order_written() -> None:
    found, _ = read(MapOf(ID, Text()), "{b: x, c: z, a: y}")
    assert list(found) == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("shape", "text", "said"),
    [
        (Text(), "~", "5: it: expected a text, found nothing"),
        (Text(), "''", "5: it: expected a text, found nothing"),
        (Text("a name"), "' \t '", "5: it: expected a name, found nothing"),
        (
            Text(),
            "[a]",
            f"5: it: expected a text, found a list; {QUOTE_IT}",
        ),
        (
            Text(),
            "{a}",
            f"5: it: expected a text, found keys with values; {QUOTE_IT}",
        ),
        (Text(at_most=5), "abc def", "7: it: expected at most 5 characters, found 7; shorten it"),
        (ID, "[a]", "5: it: expected an id (peak_demand), found a list"),
        (
            ID,
            "Peak Demand!",
            "8: it: expected an id (peak_demand), found 'Peak Demand!'; write 'peak_demand'",
        ),
        (ID, "7", "8: it: expected an id (peak_demand), found '7'"),
        (ID, "All!", "8: it: expected an id (peak_demand), found 'All!'"),
        (ID, "all", "8: it: 'all' has a meaning of its own; choose another id"),
        (OneOf(("red", "blue")), "rde", "6: it: 'rde' is not possible here; did you mean 'red'?"),
        (
            OneOf(("red", "blue")),
            "green",
            "6: it: 'green' is not possible here; expected one of: blue, red",
        ),
        (OneOf(("red", "blue")), "~", "5: it: expected one of: red, blue, found nothing"),
        (YesNo(), "maybe", "6: it: expected yes or no, found 'maybe'"),
        (YesNo(), "[yes]", "5: it: expected yes or no, found a list"),
        (ONE_TO_FIVE, "0.9", "7: it: expected a number from 1 to 5, found 0.9"),
        (ONE_TO_FIVE, "5.1", "7: it: expected a number from 1 to 5, found 5.1"),
        (Number(Decimal(0)), "-1", "7: it: expected a number of 0 or more, found -1"),
        (Number(None, Decimal(0)), "1", "7: it: expected a number of 0 or less, found 1"),
        (WHOLE, "2.5", "7: it: expected a whole number from 1 to 5, found '2.5'"),
        (Date(), "2026-02-30", "7: it: expected a date such as 2026-11-21, found '2026-02-30'"),
        (Date(), "20261121", "7: it: expected a date such as 2026-11-21, found '20261121'"),
        (ListOf(Text()), "a", "5: it: expected a list, found 'a'; begin each entry with '- '"),
        (ListOf(Text()), "~", "5: it: expected a list, found nothing; begin each entry with '- '"),
        (
            ListOf(Text(), lone=True),
            "~",
            "5: it: expected a list, found nothing; begin each entry with '- '",
        ),
        (ListOf(Text(), at_least=1), "[]", "7: it: expected 1 or more entries, found 0"),
        (
            ListOf(Text(), at_least=3, at_most=5),
            "[a, b]",
            "7: it: expected 3 to 5 entries, found 2",
        ),
        (
            MapOf(ID, Text()),
            "[a]",
            "5: it: expected keys with values, found a list; write each as 'name: value'",
        ),
        (MapOf(ID, Text(), at_least=1), "{}", "7: it: expected 1 or more entries, found 0"),
    ],
)
def test_a_shape_says_what_does_not_fit(shape: Shape[Any], text: str, said: str) -> None:
    assert read(shape, text) == (None, [f"1:1: error P00{said}"])


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("1,5", "write 1.5, with a decimal point"),
        ("12 345,6", "write 12345.6, with a decimal point"),
        ("1 000", "write 1000, without unit or spaces"),
        ("1\u00a0000", "write 1000, without unit or spaces"),
        ("85%", "write 85, without unit or spaces"),
        ("85 %", "write 85, without unit or spaces"),
        ("500 kr", "write 500, without unit or spaces"),
        ("kr. 500,-", "write 500, without unit or spaces"),
        ("500 NOK", "write 500, without unit or spaces"),
        ("€ 99.90", "write 99.90, without unit or spaces"),
        ("1,500", "write 1500 for thousands, or 1.500 if the comma is a decimal one"),
        ("1,500 kr", "write 1500 for thousands, or 1.500 if the comma is a decimal one"),
        ("1,500,000", "write 1500000 for thousands"),
        ("1,500.50", "write 1500.50 for thousands"),
        ("1.500.000", "write digits, with a decimal point if need be"),
        ("3-5", "write digits, with a decimal point if need be"),
        ("about 80", "write digits, with a decimal point if need be"),
        ("five", "write digits, with a decimal point if need be"),
        (".inf", "write digits, with a decimal point if need be"),
        ("NaN", "write digits, with a decimal point if need be"),
        ("0x10", "write digits, with a decimal point if need be"),
        ("1_000", "write digits, with a decimal point if need be"),
        ("१२", "write digits, with a decimal point if need be"),
        ("1234567890123456", "use at most 15 digits"),
        ("0.1234567890123456", "use at most 15 digits"),
        ("1e16", "use at most 15 digits"),
        ("1e-16", "use at most 15 digits"),
    ],
)
def test_a_number_that_is_written_otherwise_is_written_out(written: str, hint: str) -> None:
    line = f"1:1: error P007: it: expected a number, found '{written}'; {hint}"
    assert read(Number(), f"'{written}'") == (None, [line.replace("\u00a0", " ")])


def test_a_number_is_exact() -> None:
    assert to_number("0.1") == Decimal("0.1")
    assert str(to_number("1.10")) == "1.10"


@pytest.mark.parametrize(
    "text", ["", " ", "1 ", "\n1", "1\n", "e5", ".", "-", "1e", "1e100", "--1"]
)
def test_what_is_no_number_is_none(text: str) -> None:
    assert to_number(text) is None


@given(st.text() | st.text("0123456789.eE+-", max_size=40))
def test_any_text_is_an_ordinary_number_or_none(text: str) -> None:
    number = to_number(text)
    assert number is None or (number.is_finite() and abs(number) < 10**16)


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**6), max_value=10**6
    )
)
def test_a_number_in_a_schema_is_the_number(number: Decimal) -> None:
    assert Decimal(str(as_json_number(number))) == number


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_a_day_is_read_as_it_is_written(day: dt.date) -> None:
    assert to_date(day.isoformat()) == day


@given(st.text() | st.text("0123456789-W", max_size=12))
def test_any_text_is_a_day_or_none(text: str) -> None:
    day = to_date(text)
    assert day is None or day.isoformat() == text


# --- lists and mappings: everything is said ---


def test_a_list_says_what_is_wrong_with_each_entry() -> None:
    found, said = read(ListOf(ONE_TO_FIVE), "[0, 1, x, 6]")
    assert found is None
    assert said == [
        "1:2: error P007: it: expected a number from 1 to 5, found 0",
        (
            "1:8: error P007: it: expected a number from 1 to 5, found 'x'; "
            "write digits, with a decimal point if need be"
        ),
        "1:11: error P007: it: expected a number from 1 to 5, found 6",
    ]


def test_a_list_that_keeps_going_returns_the_good_entries() -> None:
    found, said = read(ListOf(ONE_TO_FIVE, keep_going=True), "[0, 1, 6, 2]")
    assert found == (Decimal(1), Decimal(2))
    assert len(said) == 2


def test_a_mapping_says_what_is_wrong_with_each_key_and_value() -> None:
    found, said = read(MapOf(ID, ONE_TO_FIVE), "{a: 0, B: 1, c: 2, D: x}")
    assert found is None
    assert said == [
        "1:5: error P007: it, 'a': expected a number from 1 to 5, found 0",
        "1:8: error P008: it: expected an id (peak_demand), found 'B'; write 'b'",
        "1:20: error P008: it: expected an id (peak_demand), found 'D'; write 'd'",
    ]


# --- records ---

CAR = Record(
    "car",
    {
        "id": Field(ID, "its name", required=True),
        "doors": Field(WHOLE, "how many doors it has", default=Decimal(4)),
        "colours": Field(ListOf(OneOf(("red", "blue"))), "what it is painted", default=()),
        "in": Field(Text(), "where it stands", into="place"),
    },
    keep,
)


def test_a_record_has_every_key_and_its_place() -> None:
    found, said = read(CAR, "id: mini\nin: the garage\n")
    assert said == []
    assert found == {
        "location": Location("f", 1, 1),
        "id": "mini",
        "doors": Decimal(4),
        "colours": (),
        "place": "the garage",
    }


def test_a_key_with_nothing_after_it_counts_as_left_out() -> None:
    found, said = read(CAR, "id: mini\ndoors:\ncolours: ~\nin: ''\n")
    assert said == []
    assert (found["doors"], found["colours"], found["place"]) == (Decimal(4), (), None)


def test_a_record_says_everything_that_is_wrong_with_it() -> None:
    text = "dors: 3\nwheels: 4\ndoors: 9\ncolours: [rde, green]\nin: [a]\n"
    found, said = read(CAR, text)
    assert found is None
    assert said == [
        "1:1: error P004: car: unknown key 'dors'; did you mean 'doors'?",
        "2:1: error P004: car: unknown key 'wheels'; a car has: id, doors, colours, in",
        "1:1: error P010: car: the key 'id' is missing; its name",
        "3:8: error P007: car, 'doors': expected a whole number from 1 to 5, found 9",
        "4:11: error P006: car, 'colours': 'rde' is not possible here; did you mean 'red'?",
        (
            "4:16: error P006: car, 'colours': 'green' is not possible here; "
            "expected one of: blue, red"
        ),
        f"5:5: error P005: car, 'in': expected a text, found a list; {QUOTE_IT}",
    ]


def test_a_record_is_called_by_its_label() -> None:
    _, said = read(CAR, "{id: mini, doors: 0}")
    assert said == [
        "1:19: error P007: car 'mini', 'doors': expected a whole number from 1 to 5, found 0"
    ]


@pytest.mark.parametrize(
    ("noun", "text", "said"),
    [
        ("car", "mini", "it: expected a car (keys with values), found 'mini'"),
        ("owner", "[a]", "it: expected an owner (keys with values), found a list"),
        ("advice", "~", "it: expected advice (keys with values), found nothing"),
    ],
)
def test_what_is_no_record_is_said_to_be_none(noun: str, text: str, said: str) -> None:
    record = Record(noun, CAR.fields, keep)
    line = f"1:1: error P005: {said}; write each key as 'key: value'"
    assert read(record, text) == (None, [line])


def test_a_record_says_where_a_key_belongs() -> None:
    record = Record(
        "car",
        CAR.fields,
        keep,
        elsewhere={"door": "it belongs to the house"},
        others="ask the dealer",
    )
    _, said = read(record, "{id: mini, door: 1, idd: 2, wheels: 4}")
    assert said == [
        "1:12: error P004: car 'mini': unknown key 'door'; it belongs to the house",
        "1:21: error P004: car 'mini': unknown key 'idd'; did you mean 'id'?",
        "1:29: error P004: car 'mini': unknown key 'wheels'; ask the dealer",
    ]


def test_a_key_may_be_called_location() -> None:
    record = Record("firm", {"location": Field(Text())}, keep)
    found, _ = read(record, "location: Ålesund")
    assert found == {"location": "Ålesund"}


# --- schemas ---


def valid(shape: Shape[Any], value: object) -> bool:
    schema = shape.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return bool(jsonschema.Draft202012Validator(schema).is_valid(value))


SHAPES: list[Shape[Any]] = [
    Text(),
    ID,
    OneOf(("red", "blue")),
    YesNo(),
    ONE_TO_FIVE,
    WHOLE,
    Number(None, Decimal("2.5")),
    ListOf(ONE_TO_FIVE),
    ListOf(WHOLE, lone=True),
    ListOf(Text(), at_least=1, at_most=2),
    MapOf(ID, ONE_TO_FIVE),
    MapOf(ID, Text(), at_least=1),
    CAR,
]

leaves = (
    st.sampled_from(["red", "blue", "a", "A", "all", "yes", "no", "x y"])
    | st.booleans()
    | st.integers(-1, 7)
    | st.sampled_from([0.5, 2.5, 4.75])
)
keys = st.sampled_from(["id", "doors", "colours", "in", "a", "b_c", "B"])
json_values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: type(shape).__name__)
@one_in(2)
@given(value=json_values)
def test_what_a_shape_reads_fits_its_schema(shape: Shape[Any], value: object) -> None:
    problems = Problems("P")
    node = parse_json(json.dumps(value), "f.json", problems)
    assert node is not None
    try:
        shape.read(node, problems, "it")
    except Refused:
        assert problems.has_errors
    else:
        assert valid(shape, value), (shape.schema(), value)


# --- what messages are made of ---


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a b", "a b"),
        (" a\n\tb ", "a b"),
        ("a\x1b[31m\x00", "a?[31m?"),
        ("a\u202eb\u200b", "a?b?"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("\ud83d", "?"),
        ("🙂", "🙂"),
    ],
)
def test_what_was_typed_is_shown_on_one_short_line(text: str, shown: str) -> None:
    assert shorten(text) == shown


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_is_shown_on_one_short_printable_line(text: str) -> None:
    shown = shorten(text)
    assert shown.isprintable()
    assert len(shown) <= 60


def test_a_word_is_described_in_quotes() -> None:
    assert describe(Scalar(Location("f"), "a\nb")) == "'a b'"


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("pirce", "did you mean 'price'?"),
        ("PRICE", "did you mean 'price'?"),
        ("Product", "did you mean 'product'?"),
        ("weather", ""),
        ("", ""),
    ],
)
def test_the_nearest_word_is_meant(word: str, said: str) -> None:
    assert did_you_mean(word, ["product", "price", "place"]) == said


def test_the_nearest_word_does_not_depend_on_the_order() -> None:
    assert did_you_mean("a1", ["a3", "a2"]) == did_you_mean("a1", ["a2", "a3"])


def test_what_is_like_no_word_is_met_with_them_all() -> None:
    assert expected_or_near("weather", ["b", "a"]) == "expected one of: a, b"


def test_what_is_like_no_word_is_met_with_the_first_twelve_of_many() -> None:
    many = [f"{letter}{letter}" for letter in "nmlkjihgfedcba"]
    assert expected_or_near("weather", many) == (
        "expected one of: aa, bb, cc, dd, ee, ff, gg, hh, ii, jj, kk, ll, …"
    )


def test_where_there_is_no_word_nothing_is_said() -> None:
    assert expected_or_near("weather", []) == ""


# --- problems ---


def test_diagnostics_are_sorted_and_stand_once() -> None:
    problems = Problems("K")
    problems.error(Location("b.yaml", 1, 1), 2, "third")
    problems.warning(Location("a.yaml", 10, 1), 40, "second", "mend it")
    problems.error(Location("a.yaml", 9, 20), 1, "first")
    problems.error(Location("b.yaml", 1, 1), 2, "third")
    error = InputError(problems.found)
    assert str(error).splitlines() == [
        "a.yaml:9:20: error K001: first",
        "a.yaml:10:1: warning K040: second; mend it",
        "b.yaml:1:1: error K002: third",
    ]
    assert [found.severity for found in error.diagnostics] == [
        Severity.ERROR,
        Severity.WARNING,
        Severity.ERROR,
    ]


def test_warnings_alone_raise_nothing() -> None:
    problems = Problems("K")
    problems.warning(Location("a.yaml"), 40, "perhaps")
    problems.raise_errors()
    assert not problems.has_errors


def test_an_error_raises_the_warnings_as_well() -> None:
    problems = Problems("K")
    problems.warning(Location("a.yaml"), 40, "perhaps")
    assert isinstance(problems.refuse(Location("a.yaml"), 1, "surely"), Refused)
    with pytest.raises(InputError) as raised:
        problems.raise_errors()
    assert len(raised.value.diagnostics) == 2
