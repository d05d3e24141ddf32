"""Whatever somebody typed comes out as that text, in every place a template may put it."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.report.escape import _marked, code, code_in_cell, inline, plain, url
from tests.report.marked import FRAGMENTS, PARSERS, Elements, Parser, hostile_text

TABLE = ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"]
IN_A_CELL = ("| a | b |\n|---|---|\n| {} | x |", TABLE, "a\nb\n{}\nx")
PLACES = {
    "a paragraph": ("{}", ["p"], "{}"),
    "a sentence": ("before {} after", ["p"], "before {} after"),
    "a line of a paragraph": ("first\n{}\nlast", ["p"], "first\n{}\nlast"),
    "a heading": ("## {}", ["h2"], "{}"),
    "a list item": ("- {}", ["ul", "li"], "{}"),
    "a step": ("1. {}", ["ol", "li"], "{}"),
    "a quotation": ("> {}", ["blockquote", "p"], "{}"),
    "bold": ("**{}**", ["p", "strong"], "{}"),
    "bold in a list": ("- **{}**: x", ["ul", "li", "strong"], "{}: x"),
    "italics": ("*{}*", ["p", "em"], "{}"),
    "a cell": IN_A_CELL,
    "the head of a column": ("| {} | b |\n|---|---|\n| x | y |", TABLE, "{}\nb\nx\ny"),
}
READABLE = [
    "Strandhotellet Bjärehamn",
    "C# & C++, 5 < 6 > 4, 3.5 kg (about 10 %)!",
    'He said: "no" - really; it\'s #1, +47 22 33 44 55, -5 degrees = cold?',
    "snake_case and R&D, 1.5 or {{ braces }} and $5",
    "2024 was good. 1. was better / and/or ^ at 12:30",
]


def shown_everywhere(parse: Parser, text: str) -> dict[str, tuple[Elements, str]]:
    """Return what a reader sees of a text in each place."""
    return {
        place: parse(markdown.replace("{}", inline(text)) + "\n")
        for place, (markdown, _, _) in PLACES.items()
    }


def wanted_everywhere(text: str) -> dict[str, tuple[Elements, str]]:
    """Return what a reader should see of a text in each place: the place and the text."""
    return {
        place: (elements, wanted.replace("{}", plain(text)))
        for place, (_, elements, wanted) in PLACES.items()
    }


@pytest.mark.parametrize("parse", PARSERS)
@given(text=hostile_text)
def test_a_text_is_that_text_and_nothing_else_wherever_it_stands(parse: Parser, text: str) -> None:
    assume(plain(text))
    assert shown_everywhere(parse, text) == wanted_everywhere(text)


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("fragment", [fragment for fragment in FRAGMENTS if plain(fragment)])
def test_markup_is_text_alone_and_among_words(parse: Parser, fragment: str) -> None:
    for text in (fragment, f"{fragment}word", f"word{fragment}", f"a {fragment} b {fragment} c"):
        assert shown_everywhere(parse, text) == wanted_everywhere(text)


@pytest.mark.parametrize("text", READABLE)
def test_ordinary_text_is_not_changed_at_all(text: str) -> None:
    assert inline(text) == text


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("a|b*c`d[e]~f\\", r"a\|b\*c\`d\[e\]\~f\\"),
        ("_a_ b_c", r"\_a\_ b_c"),
        ("<b>x</b> <!-- y -->", r"\<b>x\</b> \<!-- y -->"),
        ("R&D &amp; &#65;", r"R&D \&amp; \&#65;"),
        ("https://a.no, www.a.no", r"https\://a.no, www\.a.no"),
        ("# 1", r"\# 1"),
        ("1. a", r"1\. a"),
        ("1) a", r"1\) a"),
        ("- a", r"\- a"),
        ("+", r"\+"),
        ("===", r"\==="),
        ("> a", r"\> a"),
        (":--", r"\:--"),
        ("a ##", r"a \##"),
    ],
)
def test_only_what_would_be_markup_gets_a_backslash(text: str, markdown: str) -> None:
    assert inline(text) == markdown


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a \t\n\r\n b\u2028c\u2029d\x0be\x85f  ", "a b c d e f"),
        ("1\u00a0234\u202f567 kr\u00a0", "1\u00a0234\u202f567 kr"),
        ("a\x00b\x07c\x1b[31md\x7fe\x9bf", "abc[31mdef"),
        ("a\u200bb\u2060c\ufeffd\u00ade", "abcde"),
        ("a\u202eb\u2066c\u2069d", "abcd"),
        ("a\U000e0041b\ud800c", "abc"),
        ("👩\u200d👩\u200d👧 שב\u200cא \u200fא", "👩\u200d👩\u200d👧 שב\u200cא \u200fא"),
        ("a \u200b b", "a b"),
        ("\u200b \x00", ""),
    ],
)
def test_a_text_becomes_one_line_without_invisible_controls(text: str, line: str) -> None:
    assert plain(text) == line


@given(st.text())
def test_making_a_text_plain_twice_changes_nothing_more(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(st.one_of(hostile_text, st.text(), st.text(alphabet="wW./:# \n1a-=+>)")))
def test_what_is_taken_for_harmless_at_a_glance_is_harmless(text: str) -> None:
    assert inline(text) == _marked(plain(text))


@pytest.mark.parametrize("parse", PARSERS)
@given(text=hostile_text)
def test_code_is_one_code_span_with_that_text(parse: Parser, text: str) -> None:
    assume(plain(text))
    assert parse(f"before {code(text)} after") == (["p", "code"], f"before {plain(text)} after")


@pytest.mark.parametrize("parse", PARSERS)
@given(text=hostile_text)
def test_code_in_a_cell_stays_in_its_cell(parse: Parser, text: str) -> None:
    assume(plain(text))
    markdown, elements, wanted = IN_A_CELL
    shown = parse(markdown.replace("{}", code_in_cell(text)))
    assert shown == ([*elements[:-1], "code", "td"], wanted.replace("{}", plain(text)))


def test_code_of_nothing_is_nothing() -> None:
    assert code(" \x00") == ""


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x_y*z?a=1&b=2#c",
        "http://example.org/k%2Fp:1/(a)/~b",
    ],
)
def test_a_web_address_links_to_itself(parse: Parser, address: str) -> None:
    assert parse(f"see {url(address)}.") == (["p", f"a {address}"], f"see {address}.")


@pytest.mark.parametrize("parse", PARSERS)
@given(text=hostile_text)
def test_anything_else_given_as_an_address_is_text(parse: Parser, text: str) -> None:
    assume(plain(text) and not plain(text).startswith("http"))
    assert parse(f"see {url(text)}.") == (["p"], f"see {plain(text)}.")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "https://a.no/>x",
        "https://a.no x",
        "https://a.no/<b>",
        "https://a.no/&lt;",
    ],
)
def test_an_unusual_address_is_no_link(address: str) -> None:
    assert url(address) == inline(address)
