"""K106: numbers that nothing compares with, counts with or shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import unused_parameter
from tests.knowledge.checks.bases import advice, load, said

VOCABULARY = """\
parameters:
  - {id: limit.one, value: 1, unit: points, date: 2026-11-21, source: S1}
questions:
  - {id: speed, label: Speed, ask: How fast?, kind: number, unit: points, source: S1}
"""
ROWS = VOCABULARY.replace("value: 1, unit: points", "value: 1, unit: rows") + (
    "tables:\n  - {id: things, label: Things, row: thing, ask: Which?, source: S1, "
    "columns: [{id: shade, label: Shade, kind: text}]}\n"
)


def judged(folder: Path, *texts: str, vocabulary: str = VOCABULARY) -> list[str]:
    """Return what the check says about a base of one parameter beside the program's own."""
    return said(unused_parameter.check, load(folder, *texts, vocabulary=vocabulary), folder)


def test_a_parameter_that_nothing_reads_is_said(tmp_path: Path) -> None:
    assert judged(tmp_path) == [
        "vocabulary.yaml:2:5: warning K106: parameter 'limit.one': nothing reads it; "
        "compare something with it, or remove it"
    ]


@pytest.mark.parametrize(
    "reader",
    [
        advice("id: advice, when: {speed: {at_least: limit.one}}"),
        advice('id: advice, do: "Do {limit.one} of them."'),
        "measures:\n  - {id: m, label: M, unit: points, sum: [speed, limit.one], source: S1}\n",
        "findings:\n  - {id: f, label: F, domain: {on: On}, points: {on: limit.one}, source: S1}\n",
        "findings:\n  - {id: f, label: F, domain: {on: On}, source: S1, "
        "default: {value: on, because: 'Since {limit.one}.'}}\n",
        "questions:\n  - {id: q, place: company, label: Q, ask: How many?, kind: number, "
        "unit: points, group: limit.one, source: S1}\n",
    ],
)
def test_a_parameter_that_something_reads_is_not(reader: str, tmp_path: Path) -> None:
    assert judged(tmp_path, reader) == []


def test_a_parameter_that_rows_are_counted_against_is_read(tmp_path: Path) -> None:
    reader = advice("id: advice, when: {count: {of: things, at_least: limit.one}}")
    assert judged(tmp_path, reader, vocabulary=ROWS) == []
    assert len(judged(tmp_path, vocabulary=ROWS)) == 1
