"""K108: options that come down to the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import unused_option
from tests.knowledge.checks.bases import advice, load, rules, said

HINT = "make them one option, or say what follows from each"


def question(more: str = "kind: choice") -> str:
    """Return a vocabulary of one question with four options, not in the order of the alphabet."""
    options = "{north: N, east: E, south: S, west: W}"
    given = f"{more}, options: {options}"
    return f"questions:\n  - {{id: it, label: It, ask: Which?, {given}, source: S1}}\n"


def judged(folder: Path, *texts: str, vocabulary: str | None = None) -> list[str]:
    """Return what the check says about a base of one question."""
    knowledge = load(folder, *texts, vocabulary=vocabulary or question())
    return said(unused_option.check, knowledge, folder)


def same(options: str) -> list[str]:
    """Return what is said about options that no condition tells apart."""
    return [
        f"vocabulary.yaml:2:5: warning K108: question 'it': no condition tells {options} apart; "
        f"{HINT}"
    ]


@pytest.mark.parametrize(
    ("condition", "options"),
    [
        ("{it: south}", "'north', 'east' and 'west'"),
        ("{it: {one_of: [south, north]}}", "'east' and 'west'"),
        ("{it: {is_not: west}}", "'north', 'east' and 'south'"),
        ("{any: [{it: north}, {not: {it: east}}]}", "'south' and 'west'"),
    ],
)
def test_options_that_no_condition_names_are_said_together(
    condition: str, options: str, tmp_path: Path
) -> None:
    assert judged(tmp_path, advice(f"id: advice, when: {condition}")) == same(options)


def test_one_option_that_no_condition_names_is_what_is_left(tmp_path: Path) -> None:
    text = advice("id: one, when: {it: {one_of: [north, east]}}", "id: two, when: {it: west}")
    assert judged(tmp_path, text) == []


def test_options_are_named_in_rules_as_well(tmp_path: Path) -> None:
    findings = "findings:\n  - {id: f, label: F, domain: {on: On}, source: S1}\n"
    rule = rules("id: rule, when: {it: {none_of: [north, east, west]}}, conclude: {f: on}")
    assert judged(tmp_path, findings, rule) == []


def test_a_question_that_no_condition_compares_is_left_alone(tmp_path: Path) -> None:
    text = advice('id: advice, when: {known: it}, do: "Do {it}."')
    assert judged(tmp_path, text) == []


def test_a_fact_about_the_company_may_be_asked_in_more_detail(tmp_path: Path) -> None:
    text = advice("id: advice, when: {it: south}")
    assert judged(tmp_path, text, vocabulary=question("place: company, kind: choice")) == []


def test_several_answers_at_once_are_told_apart_by_what_they_include(tmp_path: Path) -> None:
    text = advice("id: advice, when: {it: {includes: south}}")
    several = question("kind: choices")
    assert judged(tmp_path, text, vocabulary=several) == same("'north', 'east' and 'west'")
