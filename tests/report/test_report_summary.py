"""The dozen lines a terminal shows."""

from __future__ import annotations

import pytest
from hypothesis import given

from advisor.report.summary import WIDTH, shorten, summary
from tests.report.marked import hostile_text
from tests.report.samples import EMPTY, FULL, advice, changed, finding


def test_the_summary_names_failing_checks_leading_advice_and_what_is_open() -> None:
    assert summary(FULL) == (
        "Glans: 4 pieces of advice, this first\n"
        "1 check fails: Room for the demand\n"
        "1. Shorten the queue.\n"
        "   Why 1.\n"
        "3 answers could still change this; begin with: Taxis: Margin\n"
    )


def test_a_summary_of_nothing_says_so() -> None:
    assert summary(EMPTY) == (
        "Glans: no advice applies\nNothing is open: no further answer could change this.\n"
    )


def test_several_checks_and_pieces_of_advice_are_counted() -> None:
    checks = tuple(finding(label, "x", check=True, standing="badly") for label in ("One", "Two"))
    lead = tuple(advice(rank, f"Do {rank}.", lead=True, why="W.") for rank in (1, 2))
    shown = summary(
        changed(FULL, findings=checks, advice=lead, open_questions=FULL.open_questions[2:])
    )
    assert shown == (
        "Glans: 2 pieces of advice, these 2 first\n"
        "2 checks fail: One; Two\n"
        "1. Do 1.\n"
        "   W.\n"
        "2. Do 2.\n"
        "   W.\n"
        "1 answer could still change this: Price beside the alternative\n"
    )


@given(text=hostile_text)
def test_no_text_can_move_the_cursor_or_fill_the_screen(text: str) -> None:
    lead = (advice(1, text, lead=True, why=text * 50),)
    checks = (finding(text, "x", check=True, standing="badly"),)
    shown = summary(changed(FULL, company=text * 50, advice=lead, findings=checks))
    assert shown.count("\n") == 5
    assert all(len(line) <= WIDTH for line in shown.split("\n"))
    assert not set(shown) & set("\t\r\x07\x1b\u202e\u2066\u200b")


@pytest.mark.parametrize(
    ("line", "short"),
    [
        ("one two", "one two"),
        ("one two three", "one two…"),
        ("one two, three", "one two…"),
        ("   one two three", "   one two…"),
        ("onetwothreefour", "onetwothre…"),
        ("   onetwothreefour", "   onetwot…"),
    ],
)
def test_a_long_line_ends_at_a_word(line: str, short: str) -> None:
    assert shorten(line, 11) == short
