"""Text for a terminal: cleaned, and wrapped to its width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.interview.screens.paragraphs import clean, hanging, one_line, wrapped

WORDS = st.lists(st.text("abcæøå,.", min_size=1, max_size=12), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("plain, æøå\nin two lines", "plain, æøå\nin two lines"),
        ("\x1b[1;31mred\x1b[0m", "red"),
        ("left\x1b[D\x1bOD and \x1bmore", "left and ore"),
        ("\x1b]0;a title\x07and \x1b]8;;http://x\x1b\\a link\x1b]8;;\x1b\\", "and a link"),
        ("\x1b]0;never ended\nnext line", "\nnext line"),
        ("\x9b31mred", "red"),
        ("a\tb\u2028c", "a b c"),
        ("bell\x07 back\x08 null\x00 return\r\ndelete\x7f", "bell back null return\ndelete"),
        ("\ufefffirst", "first"),
        ("half \ud83d a face", "half  a face"),
        ("turned \u202eround", "turned round"),
    ],
)
def test_nothing_is_left_that_a_terminal_would_obey(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(st.text())
def test_a_cleaned_text_has_no_control_characters_but_ends_of_lines(text: str) -> None:
    assert all(
        letter == "\n" or letter.isprintable() or ord(letter) > 0x9F for letter in clean(text)
    )


def test_several_lines_become_one() -> None:
    assert one_line(" first \r\n\n\tsecond   half\n") == "first second   half"


@given(WORDS, st.integers(20, 80))
def test_wrapping_loses_no_word_and_keeps_to_the_width(words: list[str], width: int) -> None:
    lines = wrapped(" ".join(words), width)
    assert " ".join(lines).split() == words
    assert all(len(line) <= width for line in lines)


def test_the_rest_of_a_line_hangs_where_its_text_began() -> None:
    text = (
        "The ways there are:\n  - by telephone and by letter\n  12. in person\n\n    far in it is\n"
    )
    assert wrapped(text, 20) == [
        "The ways there are:",
        "  - by telephone and",
        "    by letter",
        "  12. in person",
        "",
        "    far in it is",
    ]


def test_an_indentation_that_leaves_no_room_is_given_up() -> None:
    assert wrapped(" " * 30 + "some words", 20) == ["some words"]


def test_what_is_held_together_by_an_unbreakable_blank_is_not_torn_apart() -> None:
    assert wrapped("about 1\xa0500\xa0kr", 12) == ["about", "1 500 kr"]


def test_a_label_without_text_is_its_lead() -> None:
    assert hanging(" 1. ", "", 40) == [" 1."]
