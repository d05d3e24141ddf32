"""K101: what a company is asked and nothing reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import unused_question
from tests.knowledge.checks.bases import advice, load, rules, said

HINT = "use it in a condition, a measure or a text, or stop asking for it"
COMPANY = "{id: it, place: company, label: It, ask: What?, kind: number, unit: points, source: S1}"
QUESTION = "{id: it, label: It, ask: What?, kind: number, unit: points, source: S1}"
PARAMETER = "{id: it.limit, value: 1, unit: points, date: 2026-11-21, source: S1}"
FINDING = "id: last, label: Last, domain: {on: On}, source: S1"


def judged(folder: Path, vocabulary: str, *texts: str) -> list[str]:
    """Return what the check says about a base of this vocabulary."""
    return said(unused_question.check, load(folder, *texts, vocabulary=vocabulary), folder)


def asking(question: str = QUESTION, *entries: str) -> str:
    """Return a vocabulary of one question, a parameter, a finding, and what else is given."""
    return "\n".join(
        [
            f"questions:\n  - {question}",
            f"parameters:\n  - {PARAMETER}",
            f"findings:\n  - {{{FINDING}}}",
            *entries,
            "",
        ]
    )


def test_a_question_that_nothing_reads_is_said(tmp_path: Path) -> None:
    assert judged(tmp_path, asking(QUESTION)) == [
        f"vocabulary.yaml:2:5: warning K101: question 'it': nothing reads it; {HINT}"
    ]


def test_what_the_company_says_of_itself_stands_in_the_document_anyway(tmp_path: Path) -> None:
    assert judged(tmp_path, asking(COMPANY)) == []


def test_companies_are_grouped_by_a_question_that_nothing_else_reads(tmp_path: Path) -> None:
    grouping = QUESTION.replace("kind: number", "kind: number, group: it.limit")
    assert judged(tmp_path, asking(grouping)) == []


@pytest.mark.parametrize(
    "text",
    [
        rules("id: rule, when: {it: {at_least: it.limit}}, conclude: {last: on}"),
        advice("id: advice, unless: {any: [{not: {unknown: it}}]}"),
        rules('id: rule, conclude: {last: on}, because: "There are {it}."'),
        advice('id: advice, do: "Do {it|some}."'),
        advice('id: advice, why: "For {it}."'),
        advice('id: advice, how: ["One {it}.", Two., Three.]'),
        advice('id: advice, measure: "Count {it}"'),
        advice('id: advice, not_when: "There are {it}."'),
    ],
)
def test_a_question_that_a_condition_or_a_text_reads_is_not(text: str, tmp_path: Path) -> None:
    assert judged(tmp_path, asking(), text) == []


def test_a_question_that_a_measure_or_a_default_reads_is_not(tmp_path: Path) -> None:
    measures = "measures:\n  - {id: m, label: M, unit: points, sum: [it], source: S1}"
    assert judged(tmp_path, asking(QUESTION, measures)) == []
    default = "default: {value: on, because: 'Of {it}.'}"
    said_by_default = asking().replace("domain:", f"{default}, domain:")
    assert judged(tmp_path, said_by_default) == []


COLUMNS = """\
tables:
  - id: things
    label: Things
    row: thing
    ask: Which?
    columns:
      - {id: size, label: Size, kind: number, unit: points}
      - {id: weight, label: Weight, kind: number, unit: points}
    source: S1
parameters:
  - {id: limit.one, value: 1, unit: points, date: 2026-11-21, source: S1}
findings:
  - {id: last, label: Last, domain: {on: On}, source: S1}
  - {id: mine, of: things, label: Mine, domain: {on: On}, source: S1}
"""
UNUSED_WEIGHT = [
    f"vocabulary.yaml:8:9: warning K101: table 'things', column 'weight': nothing reads it; {HINT}"
]


@pytest.mark.parametrize(
    "text",
    [
        rules("id: rule, for_each: things, where: {known: size}, conclude: {mine: on}"),
        advice("id: advice, when: {any_row: {of: things, where: {known: size}}}"),
        advice('id: advice, for_each: things, do: "Do {row.size|it}."'),
        advice("id: advice, for_each: things, row_order: {highest: size}"),
        "measures:\n  - {id: m, label: M, unit: points, mean: {of: things.size}, source: S1}\n",
        "measures:\n  - {id: m, label: M, unit: rows, "
        "count: {of: things, where: {known: size}}, source: S1}\n",
    ],
)
def test_a_column_is_read_by_what_speaks_of_the_row(text: str, tmp_path: Path) -> None:
    assert judged(tmp_path, COLUMNS, text) == UNUSED_WEIGHT


def test_the_weights_of_a_mean_are_read(tmp_path: Path) -> None:
    mean = "weighted_mean: {of: things.size, by: things.weight}"
    text = f"measures:\n  - {{id: m, label: M, unit: points, {mean}, source: S1}}\n"
    assert judged(tmp_path, COLUMNS, text) == []


def test_a_table_that_nothing_reads_is_said_once(tmp_path: Path) -> None:
    assert judged(tmp_path, COLUMNS) == [
        f"vocabulary.yaml:2:5: warning K101: table 'things': nothing reads it; {HINT}"
    ]


def test_a_table_whose_rows_are_counted_is_read_but_not_its_columns(tmp_path: Path) -> None:
    text = "measures:\n  - {id: m, label: M, unit: rows, count: {of: things}, source: S1}\n"
    assert judged(tmp_path, COLUMNS, text) == [
        "vocabulary.yaml:7:9: warning K101: table 'things', column 'size': "
        f"nothing reads it; {HINT}",
        *UNUSED_WEIGHT,
    ]


def test_columns_that_a_method_works_with_are_read(tmp_path: Path) -> None:
    marks = COLUMNS.replace(
        "      - {id: weight, label: Weight, kind: number, unit: points}\n",
        "      - {id: own, label: Own, kind: rating}\n"
        "      - {id: expected, label: Expected, kind: rating}\n"
        "      - {id: expectation_gap, label: Gap, kind: number, unit: points, "
        "computed: importance_performance}\n",
    )
    text = rules("id: rule, for_each: things, where: {known: size}, conclude: {mine: on}")
    assert judged(tmp_path, marks, text) == []
