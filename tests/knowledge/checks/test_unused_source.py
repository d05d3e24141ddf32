"""K109: sources that nothing cites."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import unused_source
from tests.knowledge.checks.bases import load, said

SOURCES = """\
sources:
  - {id: W, title: A work, grade: article}
  - {id: W-1, in: W, says: One thing.}
  - {id: W-1a, in: W-1, grade: article, says: One part of it.}
"""
CITED = "cite it where it is relied on, or remove it"


def judged(folder: Path, cited: str) -> list[str]:
    """Return what the check says where one question cites the source given."""
    question = f"{{id: it, label: It, ask: What?, kind: text, source: [S1, {cited}]}}"
    knowledge = load(folder, f"questions:\n  - {question}\n", vocabulary=SOURCES)
    return said(unused_source.check, knowledge, folder)


def unused(line: int, source: str) -> str:
    """Return what is said about a source."""
    return f"vocabulary.yaml:{line}:5: warning K109: source '{source}': nothing cites it; {CITED}"


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("W-1a", []),
        ("W-1", [unused(4, "W-1a")]),
        ("W", [unused(3, "W-1")]),
        ("S1", [unused(2, "W")]),
    ],
)
def test_a_source_is_cited_with_its_parts_and_without_it_only_it_is_said(
    cited: str, expected: list[str], tmp_path: Path
) -> None:
    assert judged(tmp_path, cited) == expected


@pytest.mark.parametrize(
    "text",
    [
        "parameters:\n  - {id: a.b, value: 1, unit: points, date: 2026-11-21, source: W}\n",
        "tables:\n  - {id: t, label: T, row: r, ask: What?, source: W, "
        "columns: [{id: c, label: C, kind: text}]}\n",
        "findings:\n  - {id: f, label: F, domain: {on: On}, source: W}\n",
        "measures:\n  - {id: m, label: M, unit: points, sum: [certainty.unsure], source: W}\n",
        "findings:\n  - {id: f, label: F, domain: {on: On}, source: S1}\n"
        "rules:\n  - {id: r, conclude: {f: on}, because: So., source: W}\n",
        "advice:\n  - {id: a, topic: topic, do: Do., why: So., how: [A, B, C], measure: Count, "
        "impact: 1, effort: 1, horizon: now, source: W}\n",
    ],
)
def test_everything_that_has_a_source_cites_it(text: str, tmp_path: Path) -> None:
    work = "sources:\n  - {id: W, title: A work, grade: article}\n"
    cited = "questions:\n  - {id: q, label: Q, ask: What?, kind: text, source: S1}\n"
    knowledge = load(tmp_path, cited + text, vocabulary=work)
    assert said(unused_source.check, knowledge, tmp_path) == []
