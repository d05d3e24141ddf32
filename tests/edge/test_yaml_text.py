"""YAML becomes located data and nothing else; whatever is no YAML is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from advisor.edge import yaml_text
from advisor.edge.nodes import Mapping, Scalar, Sequence
from advisor.edge.yaml_text import MAX_DEPTH, MAX_NODES, parse_yaml
from advisor.model.diagnostic import Location
from tests.edge.reading import Came, mistakes_in, places, plain, read
from tests.strategies.scrambled import PROFILES, RULES, scrambled_files

HERE = Path(__file__).parent
SHIPPED = [*RULES, *PROFILES]
MISTAKES = mistakes_in(HERE / "mistakes_in_yaml.txt")

# Where the two parsers of PyYAML see the same mistake in another place, or with other words.
ONLY_IN_C = {
    "an unknown escape",
    "a bracket that is never closed at the end",
    "an unknown directive",
}


def test_every_node_has_its_place() -> None:
    came = read(parse_yaml, "# first\na:\n  - b\n  - 'c d'\ne: {f: [g]}\n", "rules/a.yaml")
    assert came.node == Mapping(
        Location("rules/a.yaml", 2, 1),
        (
            (
                Scalar(Location("rules/a.yaml", 2, 1), "a"),
                Sequence(
                    Location("rules/a.yaml", 3, 3),
                    (
                        Scalar(Location("rules/a.yaml", 3, 5), "b"),
                        Scalar(Location("rules/a.yaml", 4, 5), "c d", quoted=True),
                    ),
                ),
            ),
            (
                Scalar(Location("rules/a.yaml", 5, 1), "e"),
                Mapping(
                    Location("rules/a.yaml", 5, 4),
                    (
                        (
                            Scalar(Location("rules/a.yaml", 5, 5), "f"),
                            Sequence(
                                Location("rules/a.yaml", 5, 8),
                                (Scalar(Location("rules/a.yaml", 5, 9), "g"),),
                            ),
                        ),
                    ),
                ),
            ),
        ),
    )


def test_columns_count_characters_and_not_bytes() -> None:
    came = read(parse_yaml, "æøå: {🙂: x}")
    assert [place.column for place in places(came.node)] == [1, 1, 6, 7, 10]


@pytest.mark.parametrize(
    "word",
    [
        "no",
        "on",
        "y",
        "true",
        "12:30",
        "1_000",
        "0o14",
        "0x1F",
        ".inf",
        ".nan",
        "2026-11-21",
        "1e3",
    ],
)
def test_a_word_stays_what_was_written(word: str) -> None:
    assert plain(read(parse_yaml, f"a: {word}").node) == {"a": word}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL", "''", '"  "', "|\n", '"\\n"'])
def test_nothing_written_counts_as_nothing(nothing: str) -> None:
    assert plain(read(parse_yaml, f"a: {nothing}").node) == {"a": None}


@pytest.mark.parametrize("word", ["'null'", '"~"', "nULL", "none", "nil"])
def test_a_word_about_nothing_is_a_word(word: str) -> None:
    assert plain(read(parse_yaml, f"a: {word}").node) == {"a": word.strip("'\"")}


@pytest.mark.parametrize(
    "empty", ["", "\n\n", "# a comment\n", "---\n", "\ufeff", "--- # nothing\n...\n"]
)
def test_a_text_without_content_is_none(empty: str) -> None:
    came = read(parse_yaml, empty)
    assert (plain(came.node), came.said) == (None, [])


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    came = read(parse_yaml, "\ufeffa: 1")
    assert plain(came.node) == {"a": "1"}


def test_lines_may_end_as_on_any_system() -> None:
    texts = {end: f"a: 1{end}b:{end}  - c{end}  - d{end}" for end in ("\n", "\r\n", "\r")}
    came = {end: read(parse_yaml, text) for end, text in texts.items()}
    assert came["\r\n"] == came["\n"]
    assert came["\r"] == came["\n"]


def test_a_mark_may_be_repeated() -> None:
    came = read(parse_yaml, "a: &same {b: [1, 2]}\nc: *same\nd: &same x\ne: *same\n")
    assert plain(came.node) == {
        "a": {"b": ["1", "2"]},
        "c": {"b": ["1", "2"]},
        "d": "x",
        "e": "x",
    }
    assert came.said == []


def test_a_merge_key_is_a_key_like_any_other() -> None:
    came = read(parse_yaml, "a: &same {b: 1}\nc: {<<: *same}\n")
    assert plain(came.node) == {"a": {"b": "1"}, "c": {"<<": {"b": "1"}}}


@pytest.mark.parametrize(("text", "said"), [pytest.param(t, s, id=n) for n, t, s in MISTAKES])
def test_a_mistake_is_said_in_full(text: str, said: list[str]) -> None:
    assert read(parse_yaml, text).said == said


@pytest.mark.parametrize(
    ("text", "said"), [pytest.param(t, s, id=n) for n, t, s in MISTAKES if n not in ONLY_IN_C]
)
def test_a_mistake_is_said_in_the_same_words_without_the_parser_in_c(
    text: str, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_text, "_LOADER", yaml.SafeLoader)
    assert read(parse_yaml, text).said == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: \0", "f:1:4: error K002: the character U+0000 is not allowed in a text; "),
        ("æ:\nø: \x1b[31m", "f:2:4: error K002: the character U+001B is not allowed in a text; "),
        ("a: x\ud83d", "f:1:5: error K002: the character U+D83D is not allowed in a text; "),
        ("a: \ufffe", "f:1:4: error K002: the character U+FFFE is not allowed in a text; "),
    ],
)
def test_a_character_that_does_not_show_is_named_with_its_place(text: str, said: str) -> None:
    came = read(parse_yaml, text)
    assert came == Came(None, refused=True, said=[f"{said}delete it; most editors do not show it"])


def test_mistakes_that_leave_the_rest_readable_are_all_said() -> None:
    came = read(parse_yaml, "a: 1\na: 2\n[b]: 3\nc: !d e\nf: &g h\n")
    assert plain(came.node) == {"a": "1", "c": "e", "f": "h"}
    assert not came.refused
    assert came.said == [
        "f:2:1: error K003: the key 'a' stands twice; the first is in line 1; keep one of them",
        "f:3:1: error K002: a key must be a word; write a word before ':'",
        (
            "f:4:4: error K002: '!d' is read as a mark, not as text; "
            "put a text that begins with '!' in quotation marks"
        ),
        (
            "f:5:4: error K002: '&g' is read as a mark, not as text; "
            "put a text that begins with '&' in quotation marks"
        ),
    ]


def test_a_key_stands_twice_however_it_is_written() -> None:
    came = read(parse_yaml, "ab: 1\n'ab': 2\n\"a\\x62\": 3\n")
    assert [line.split(";")[0] for line in came.said] == [
        "f:2:1: error K003: the key 'ab' stands twice",
        "f:3:1: error K003: the key 'ab' stands twice",
    ]


# --- limits ---


def nested(levels: int) -> str:
    """Return a word inside so many lists; the word is a level too."""
    return "[" * (levels - 1) + "x" + "]" * (levels - 1)


def test_what_is_nested_as_deeply_as_allowed_is_read() -> None:
    assert read(parse_yaml, nested(MAX_DEPTH)).said == []


def test_what_is_nested_more_deeply_is_refused() -> None:
    line = f"f:1:{MAX_DEPTH + 1}: error K009: nested deeper than 40 levels; "
    came = read(parse_yaml, nested(MAX_DEPTH + 1))
    assert came == Came(None, refused=True, said=[f"{line}close what is open, or flatten it"])


def test_what_is_nested_beyond_all_measure_is_refused_as_early() -> None:
    line = f"f:1:{MAX_DEPTH + 1}: error K009: nested deeper than 40 levels; "
    came = read(parse_yaml, "[" * 1_000_000)
    assert came.said == [f"{line}close what is open, or flatten it"]


def test_repeating_does_not_lead_deeper_than_writing_out() -> None:
    half = "[" * 30 + "x" + "]" * 30
    doubled = f"- &a {half}\n- " + "[" * 30 + "*a" + "]" * 30
    came = read(parse_yaml, doubled)
    line = "f:2:33: error K009: nested deeper than 40 levels; close what is open, or flatten it"
    assert came.said == [line]


def test_more_entries_than_allowed_are_refused() -> None:
    came = read(parse_yaml, "[" + "a," * MAX_NODES + "]")
    line = f"f:1:{2 * MAX_NODES}: error K009: more than 200000 entries; split the file"
    assert came == Came(None, refused=True, said=[line])


def test_as_many_entries_as_allowed_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "MAX_NODES", 100)
    assert read(parse_yaml, "[" + "a," * 99 + "]").said == []
    assert read(parse_yaml, "[" + "a," * 100 + "]").refused


def test_a_billion_laughs_are_refused() -> None:
    lines = ["a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    came = read(parse_yaml, "\n".join(lines))
    line = "f:6:10: error K009: more than 200000 entries; split the file"
    assert came == Came(None, refused=True, said=[line])


# --- the two parsers ---


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_both_parsers_read_the_shipped_files_alike(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = path.read_text(encoding="utf-8")
    in_c = read(parse_yaml, text)
    monkeypatch.setattr(yaml_text, "_LOADER", yaml.SafeLoader)
    assert read(parse_yaml, text) == in_c
    assert in_c.said == []


def test_the_parser_in_c_is_used_where_there_is_one() -> None:
    assert yaml_text._LOADER is yaml.CSafeLoader  # noqa: SLF001 - which of the two is in use


# --- any text at all ---


def check(came: Came, file: str) -> None:
    """Whatever came of a text: data, or an error, and every line has its place."""
    assert came.refused or came.node is not None or not came.said
    assert not came.refused or came.said
    for line in came.said:
        assert line.startswith(f"{file}:")
        assert " error K0" in line
        assert line.isprintable()


@given(text=st.text(st.characters(codec=None, exclude_categories=()), max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    check(read(parse_yaml, text), "f")


@given(text=st.text("ab:-[]{}'\"&*!|>%@`#?,~ \n\t\\", max_size=60))
def test_any_text_of_signs_is_read_or_refused(text: str) -> None:
    check(read(parse_yaml, text), "f")


@given(text=scrambled_files(SHIPPED))
def test_any_scrambled_file_is_read_or_refused(text: str) -> None:
    check(read(parse_yaml, text), "f")


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8)
data = st.recursive(
    words.filter(str.strip),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=10,
)


@given(data=data)
def test_what_a_writer_of_yaml_wrote_is_read_back(data: object) -> None:
    text = yaml.safe_dump(data, allow_unicode=True, default_style='"', width=1000)
    assert plain(read(parse_yaml, text).node) == data
