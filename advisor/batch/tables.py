"""The tables of a run: one row a company, one row a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from advisor.batch.cells_out import Cell
from advisor.batch.entry import place_of
from advisor.batch.journal import Done, Line, Lost
from advisor.batch.record import Record
from advisor.language.messages import _
from advisor.model.knowledge import Knowledge
from advisor.profile.heading_words import LABELS

LEADING = 5
DIGITS = Decimal("0.1")
CERTAINTY = Decimal("0.01")
ERRORS = ("source", "row", "field", "label", "reason", "expected")


def summary_table(lines: Iterable[Line], knowledge: Knowledge) -> Iterator[list[Cell]]:
    """Yield the heading and one row for each company.

    Scores go from 0 to 100, certainties from 0 to 1. Checks say ``well``,
    ``between``, ``badly`` or ``unknown``; nothing where one does not count.
    """
    scores = sorted_topics(knowledge)
    checks = [finding.id for finding in knowledge.findings.values() if finding.check]
    leading = [f"{name}_{n}" for n in range(1, LEADING + 1) for name in ("advice", "certainty")]
    yield [
        "company",
        "source",
        "row",
        "language",
        "documents",
        *(f"score.{topic}" for topic in scores),
        *(f"check.{check}" for check in checks),
        *leading,
        "pieces_of_advice",
        "open_questions",
        "open",
    ]
    for line in lines:
        if isinstance(line, Done):
            yield _company(line.record, scores, checks)


def sorted_topics(knowledge: Knowledge) -> list[str]:
    """Return the topics that can have a score, in the document's order."""
    scored = {f.topic for f in knowledge.findings.values() if f.points and not f.table}
    return [topic for topic in knowledge.topics if topic in scored]


def _company(record: Record, scores: list[str], checks: list[str]) -> list[Cell]:
    leading: list[Cell] = []
    for advice in record.leading[:LEADING]:
        leading += [advice.do, advice.certainty.quantize(CERTAINTY)]
    leading += [None] * (2 * LEADING - len(leading))
    return [
        record.company,
        record.source,
        record.row,
        record.language,
        " ".join(record.documents),
        *(_rounded(record.scores.get(topic)) for topic in scores),
        *(record.checks.get(check, "") for check in checks),
        *leading,
        record.advice,
        len(record.open),
        " ".join(record.open),
    ]


def _rounded(score: Decimal | None) -> Decimal | None:
    return None if score is None else score.quantize(DIGITS)


def error_table(lines: Iterable[Line], knowledge: Knowledge) -> Iterator[list[Cell]]:
    """Yield the heading and one row for each mistake."""
    yield list(ERRORS)
    for line in lines:
        if isinstance(line, Lost):
            for mistake in line.mistakes:
                source, row = place_of(line.source, line.row, mistake)
                label = label_of(mistake.field, knowledge)
                yield [source, row, mistake.field, label, mistake.reason, mistake.expected]


def label_of(field: str, knowledge: Knowledge) -> str:
    """Return the words over a field in a form, if it is a question or a table or in one."""
    table, _dot, column = field.rpartition(".")
    if table in knowledge.tables:
        columns = knowledge.tables[table].columns
        said = columns[column].label if column in columns else ""
        return ": ".join(part for part in (knowledge.tables[table].label, said) if part)
    if field in LABELS:
        return _(LABELS[field])
    if field in knowledge.questions:
        return knowledge.questions[field].label
    return knowledge.tables[field].label if field in knowledge.tables else ""
