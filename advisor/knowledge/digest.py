"""A hash of what a knowledge base, or a profile, says, whatever its files look like."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from advisor.model.case import Answer, CutLines, Profile, TableAnswer
from advisor.model.diagnostic import Location
from advisor.model.knowledge import (
    Advice,
    Finding,
    Knowledge,
    Measure,
    Parameter,
    Question,
    Rule,
    Source,
    Table,
    Term,
    Topic,
)

LENGTH = 12
NOWHERE = Location("")

Located = TypeVar(
    "Located", Advice, Finding, Measure, Parameter, Question, Rule, Source, Table, Term, Topic
)


def knowledge_digest(knowledge: Knowledge) -> str:
    """Return the hash of a knowledge base; places in files and the order of entries are out.

    The order of values and options counts: a document lists them so, and the
    first of a domain may win over the others.
    """
    orders = (
        {name: list(finding.domain) for name, finding in knowledge.findings.items()},
        {name: list(question.options) for name, question in knowledge.questions.items()},
        {
            table.id: {name: list(column.options) for name, column in table.columns.items()}
            for table in knowledge.tables.values()
        },
    )
    tables = {
        name: replace(table, columns=_nowhere(table.columns))
        for name, table in knowledge.tables.items()
    }
    return _hash(
        replace(
            knowledge,
            digest="",
            topics=_nowhere(knowledge.topics),
            sources=_nowhere(knowledge.sources),
            parameters=_nowhere(knowledge.parameters),
            questions=_nowhere(knowledge.questions),
            tables=_nowhere(tables),
            findings=_nowhere(knowledge.findings),
            measures=_nowhere(knowledge.measures),
            rules=_nowhere(knowledge.rules),
            advice=_nowhere(knowledge.advice),
            terms=_nowhere(knowledge.terms),
        ),
        orders,
    )


class _Said(Struct, frozen=True):
    """What a profile says of its company; in which language, and how far, is no part of it."""

    company: str
    answers: Mapping[str, Answer]
    tables: Mapping[str, TableAnswer]
    cut_lines: CutLines
    notes: str


def answers_digest(profile: Profile) -> str:
    """Return the hash of what a profile says of its company."""
    return _hash(
        _Said(profile.company, profile.answers, profile.tables, profile.cut_lines, profile.notes)
    )


def _nowhere(entries: Mapping[str, Located]) -> dict[str, Located]:
    return {name: replace(entry, location=NOWHERE) for name, entry in entries.items()}


def _hash(*values: object) -> str:
    """Return twelve hexadecimal digits of the SHA-256 of the values' canonical JSON."""
    data = msgspec.json.encode(values, order="deterministic")
    return hashlib.sha256(data).hexdigest()[:LENGTH]
