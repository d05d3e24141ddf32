"""K102: what is concluded or computed, and neither read nor shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import unread_finding
from tests.knowledge.checks.bases import advice, load, rules, said

PARAMETERS = """\
parameters:
  - {id: limit.one, value: 1, unit: points, date: 2026-11-21, source: S1}
  - {id: limit.two, value: 2, unit: points, date: 2026-11-21, source: S1}
questions:
  - {id: speed, label: Speed, ask: How fast?, kind: number, unit: points, source: S1}
"""


def judged(folder: Path, *texts: str) -> list[str]:
    """Return what the check says about a base of these texts."""
    return said(unread_finding.check, load(folder, *texts, vocabulary=PARAMETERS), folder)


def finding(more: str = "conflict: undecided") -> str:
    """Return a finding, with nothing that shows it or with what is given instead."""
    domain = "{holds: It does, fails: It does not}"
    return f"findings:\n  - {{id: it, label: It, domain: {domain}, {more}, source: S1}}\n"


def measure(more: str = "sum: [speed]") -> str:
    """Return a measure."""
    return f"measures:\n  - {{id: it, label: It, unit: points, {more}, source: S1}}\n"


def test_a_finding_that_nothing_reads_is_said(tmp_path: Path) -> None:
    concluded = rules("id: rule, when: {known: speed}, conclude: {it: holds}")
    assert judged(tmp_path, finding(), concluded) == [
        "rules.yaml:2:5: warning K102: finding 'it': "
        "nothing reads it, and the document does not show it; "
        "use it in a condition or a text, give it a topic, or remove it"
    ]


@pytest.mark.parametrize(
    "shown",
    ["check: yes", "topic: topic", "topic: topic, points: {holds: limit.two, fails: limit.one}"],
)
def test_a_finding_that_the_document_shows_is_not(shown: str, tmp_path: Path) -> None:
    assert judged(tmp_path, finding(shown)) == []


@pytest.mark.parametrize(
    "reader",
    [
        advice("id: advice, when: {it: holds}"),
        advice("id: advice, unless: {it: holds}"),
        advice('id: advice, why: "Since {it|it is so}."'),
    ],
)
def test_a_finding_that_advice_reads_is_not(reader: str, tmp_path: Path) -> None:
    assert judged(tmp_path, finding(), reader) == []


def test_a_finding_about_rows_is_read_by_conditions_on_rows(tmp_path: Path) -> None:
    table = (
        "tables:\n  - {id: things, label: Things, row: thing, ask: Which?, source: S1, "
        "columns: [{id: size, label: Size, kind: number, unit: points}]}\n"
    )
    reader = advice("id: advice, when: {any_row: {of: things, where: {it: holds}}}")
    assert judged(tmp_path, table, finding("of: things"), reader) == []
    assert len(judged(tmp_path, table, finding("of: things"))) == 1


def test_a_measure_without_a_topic_that_nothing_reads_is_said(tmp_path: Path) -> None:
    assert judged(tmp_path, measure()) == [
        "rules.yaml:2:5: warning K102: measure 'it': "
        "nothing reads it, and the document does not show it; "
        "use it in a condition or a text, give it a topic, or remove it"
    ]


def test_a_measure_with_a_topic_is_shown(tmp_path: Path) -> None:
    assert judged(tmp_path, measure("topic: topic, sum: [speed]")) == []


def test_a_measure_that_another_measure_reads_is_read(tmp_path: Path) -> None:
    other = "  - {id: other, label: Other, unit: points, sum: [it], topic: topic, source: S1}\n"
    assert judged(tmp_path, measure(), other) == []
