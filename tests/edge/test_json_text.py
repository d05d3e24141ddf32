"""JSON becomes the same located data as YAML; whatever is no JSON is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.edge.json_text import parse_json
from advisor.edge.nodes import Mapping, Scalar, Sequence
from advisor.edge.yaml_text import MAX_DEPTH, parse_yaml
from advisor.model.diagnostic import Location
from tests.edge.reading import Came, mistakes_in, places, plain, read
from tests.strategies.scrambled import scrambled

MISTAKES = mistakes_in(Path(__file__).parent / "mistakes_in_json.txt")


def test_every_node_has_its_place() -> None:
    came = read(parse_json, '{\n  "a": ["b", 1.5],\n\t"e":{"f":null}}', "a.json")
    assert came.node == Mapping(
        Location("a.json", 1, 1),
        (
            (
                Scalar(Location("a.json", 2, 3), "a", quoted=True),
                Sequence(
                    Location("a.json", 2, 8),
                    (
                        Scalar(Location("a.json", 2, 9), "b", quoted=True),
                        Scalar(Location("a.json", 2, 14), "1.5"),
                    ),
                ),
            ),
            (
                Scalar(Location("a.json", 3, 2), "e", quoted=True),
                Mapping(
                    Location("a.json", 3, 6),
                    (
                        (
                            Scalar(Location("a.json", 3, 7), "f", quoted=True),
                            Scalar(Location("a.json", 3, 11), "null"),
                        ),
                    ),
                ),
            ),
        ),
    )


def test_places_stay_right_after_escapes_and_wide_characters() -> None:
    came = read(parse_json, r'["\/\ud83d\ude00\u00e6", "🙂", 1]')
    assert plain(came.node) == ["/😀æ", "🙂", "1"]
    assert [place.column for place in places(came.node)] == [1, 2, 26, 31]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("true", "true"),
        ("false", "false"),
        ("-0", "-0"),
        ("1E+2", "1E+2"),
        ("9" * 5000, "9" * 5000),
        ("1e999999", "1e999999"),
        ('"no"', "no"),
        (r'"a\tb\\c\"d\/e\b\f\r\n"', 'a\tb\\c"d/e\b\f\r\n'),
        (r'"\u0000\u001b"', "\0\x1b"),
        ('"\x7f\x85\u2028\ufeff"', "\x7f\x85\u2028\ufeff"),
    ],
)
def test_a_value_stays_what_was_written(written: str, text: str) -> None:
    assert plain(read(parse_json, f'{{"a": {written}}}').node) == {"a": text}


@pytest.mark.parametrize("nothing", ["null", '""', '" "', '"\\n"'])
def test_nothing_written_counts_as_nothing(nothing: str) -> None:
    assert plain(read(parse_json, f'{{"a": {nothing}}}').node) == {"a": None}


def test_the_word_null_in_quotation_marks_is_a_word() -> None:
    assert plain(read(parse_json, '["null", "~"]').node) == ["null", "~"]


@pytest.mark.parametrize("empty", ["", " \n\t", "\ufeff", "\ufeff\n"])
def test_a_text_without_content_is_none(empty: str) -> None:
    assert read(parse_json, empty) == Came(None, refused=False, said=[])


def test_a_byte_order_mark_moves_nothing() -> None:
    assert read(parse_json, '\ufeff{"a": 1}') == read(parse_json, '{"a": 1}')


@pytest.mark.parametrize("space", [" ", "\t", "\n", "\r\n", "\r", ""])
def test_space_may_stand_anywhere_between(space: str) -> None:
    text = space.join(
        ["", "{", '"a"', ":", "[", "1", ",", "{", "}", "]", ",", '"b"', ":", "2", "}", ""]
    )
    came = read(parse_json, text)
    assert plain(came.node) == {"a": ["1", {}], "b": "2"}


def test_a_key_may_be_as_long_as_it_likes() -> None:
    assert plain(read(parse_json, f'{{"{"k" * 5000}"\n: 1}}').node) == {"k" * 5000: "1"}


@pytest.mark.parametrize(("text", "said"), [pytest.param(t, s, id=n) for n, t, s in MISTAKES])
def test_a_mistake_is_said_in_full(text: str, said: list[str]) -> None:
    assert read(parse_json, text).said == said


@pytest.mark.parametrize(
    "text", ['{"a": "x\ud83d"}', '{"a": "x\\ud83d"}', '{"a": "\\ude00\\ud83d"}']
)
def test_half_a_character_is_refused(text: str) -> None:
    line = "f:1:7: error K002: not well-formed JSON: a text with half a character; "
    came = read(parse_json, text)
    assert came == Came(None, refused=True, said=[f"{line}write the character itself"])


def test_a_key_that_stands_twice_leaves_the_first() -> None:
    came = read(parse_json, '{"a": 1, "a": 2}')
    assert (plain(came.node), came.refused) == ({"a": "1"}, False)


def test_what_is_nested_as_deeply_as_allowed_is_read() -> None:
    inner = MAX_DEPTH - 1
    assert read(parse_json, "[" * inner + "1" + "]" * inner).said == []


@pytest.mark.parametrize("text", ["[" * 1_000_000, "[" * MAX_DEPTH + "1" + "]" * MAX_DEPTH])
def test_what_is_nested_more_deeply_is_refused(text: str) -> None:
    line = f"f:1:{MAX_DEPTH + 1}: error K009: nested deeper than 40 levels; "
    came = read(parse_json, text)
    assert came == Came(None, refused=True, said=[f"{line}close what is open, or flatten it"])


def test_more_entries_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.edge.json_text.MAX_NODES", 100)
    fits, too_many = (json.dumps(["a"] * count) for count in (99, 100))
    assert read(parse_json, fits).said == []
    line = "f:1:497: error K009: more than 100 entries; split the file"
    assert read(parse_json, too_many) == Came(None, refused=True, said=[line])


texts = st.text(st.characters(codec="utf-8"), max_size=10)
values = st.recursive(
    texts.filter(str.strip) | st.booleans() | st.integers() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=12,
)


def as_text(value: object) -> object:
    """Return a value with its numbers and truth values as JSON writes them."""
    if isinstance(value, list):
        return [as_text(item) for item in value]
    if isinstance(value, dict):
        return {key: as_text(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str) else json.dumps(value)


@given(
    value=values,
    form=st.sampled_from(["ascii", "unicode"]),
    indent=st.sampled_from([None, 0, 2, "\t"]),
)
def test_what_a_writer_of_json_wrote_is_read_back(
    value: object, form: str, indent: int | str | None
) -> None:
    text = json.dumps(value, ensure_ascii=form == "ascii", indent=indent)
    assert plain(read(parse_json, text).node) == as_text(value)


@given(value=values)
def test_what_python_refuses_is_refused_and_the_rest_is_read(value: object) -> None:
    text = scrambled(json.dumps(value, indent=1), len(repr(value)))
    came = read(parse_json, text)
    try:
        json.loads(text.removeprefix("\ufeff"))
    except ValueError:
        assert came.refused or not text.strip("\ufeff \t\r\n")
    else:
        assert not came.refused or "half a character" in came.said[0]


@given(text=st.text(max_size=100) | st.text('{}[]:,"\\u0d8ntf1-.eE \n\ud83d', max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    came = read(parse_json, text)
    assert came.refused == (came.node is None and bool(text.removeprefix("\ufeff").strip()))
    assert all(line.startswith("f:") and " error K00" in line for line in came.said)


plain_words = st.text("abcæ 1-", min_size=1, max_size=6).filter(lambda word: word == word.strip())
plain_data = st.recursive(
    plain_words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(plain_words, inner, max_size=3),
    max_leaves=12,
)


@given(value=plain_data)
def test_what_is_yaml_as_well_is_read_alike(value: object) -> None:
    text = json.dumps(value, ensure_ascii=False)
    assert read(parse_json, text).node == read(parse_yaml, text).node
