"""Words are taken as they were typed, as far as a profile can hold them."""

from __future__ import annotations

import pytest

from advisor.edge.problems import Problems, Refused
from advisor.edge.yaml_text import parse_yaml
from advisor.model.case import State
from advisor.profile.answers import MAX_TEXT
from advisor.profile.typed import read_typed
from tests.profile.typing_in import (
    TEXT,
    known,
    said,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("  A  car\twash\n", "A car wash"),
        ("What?", "What?"),
        ('"n"', "n"),
        ("«n»", "n"),
        ("“n”", "n"),
        ("'n'", "n"),
        ('"don\'t know"', "don't know"),
        ('"really??"', "really??"),
        ('"one" and "two"', '"one" and "two"'),
        ('""a "word"??""', 'a "word"??'),
        ("3?", "3?"),
        ("ca 3", "ca 3"),
        ('"', '"'),
        ("-", "-"),
    ],
)
def test_words_are_taken_as_they_are_but_for_quotes_around_them(text: str, words: str) -> None:
    assert read_typed(text, TEXT, "en") == known(words)


def test_two_question_marks_make_words_a_guess() -> None:
    assert read_typed("A car wash??", TEXT, "en") == known("A car wash", unsure=True)
    assert read_typed('"n" ??', TEXT, "en") == known("n", unsure=True)
    assert read_typed("What???", TEXT, "en") == known("What?", unsure=True)


def test_words_that_a_profile_does_not_hold_are_refused() -> None:
    for nothing in ("", " ", "??", '""', '" "'):
        assert said(nothing, TEXT) == "type the answer in your own words"
    assert said("a\x07b", TEXT) == "the character U+0007 is not allowed in a text"
    assert read_typed("x" * MAX_TEXT, TEXT, "en") == known("x" * MAX_TEXT)
    assert said("x" * 2001, TEXT) == "expected at most 2000 characters, found 2001"


def test_the_characters_of_a_text_are_those_of_a_profile() -> None:
    for code in [*range(0x300), *range(0x2000, 0x2100), *range(0xD7F0, 0xE010), 0xFFFD, 0xFFFE]:
        problems = Problems("P")
        try:
            parse_yaml(f"'a{chr(code)}b'" if code != ord("'") else "a", "p.yaml", problems)
            allowed = True
        except Refused:
            allowed = False
        if allowed:
            assert read_typed(f"a{chr(code)}b", TEXT, "en").state is State.KNOWN
        else:
            assert said(f"a{chr(code)}b", TEXT).startswith("the character U+")
