"""What the reader gets: findings, scores, ranked advice, a plan, and how it all came about.

An assessment holds plain data in the reader's language, nothing that still has
to be looked up: templates, JSON and every later front end show the same one.
Texts may contain what the company typed; escaping them is the renderer's work.
"""

from __future__ import annotations

from msgspec import Struct

from advisor.model.advice import AdviceView, GaveWay, MayCome, OpenQuestion, PlanStep
from advisor.model.benchmark import Benchmark
from advisor.model.findings import FindingView, TopicView
from advisor.model.grounds import Cited, Derivation, Ground
from advisor.model.tables import MeasureView, TableView

FORMAT = "advisor-assessment/1"


class Stamp(Struct, frozen=True):
    """What the assessment was made from, so that it can be made again.

    ``answers`` and ``knowledge_digest`` are the first twelve hexadecimal digits
    of SHA-256 hashes; ``date`` is a day as 2026-11-21.
    """

    program: str
    knowledge: str
    knowledge_title: str
    knowledge_version: str
    knowledge_digest: str
    answers: str
    date: str


class Word(Struct, frozen=True):
    """A word of the field with its other forms and its meaning, for the document to explain."""

    id: str
    term: str
    means: str
    forms: tuple[str, ...]


class Assessment(Struct, frozen=True):
    """The whole result for one company; ``benchmark`` where it was held against others.

    ``possible`` is advice that may still come; of ``excluded`` pieces (counted
    once for each row) it is sure that they do not hold.
    """

    format: str
    language: str
    company: str
    stamp: Stamp
    about: tuple[Ground, ...]
    notes: str
    topics: tuple[TopicView, ...]
    tables: tuple[TableView, ...]
    measures: tuple[MeasureView, ...]
    findings: tuple[FindingView, ...]
    advice: tuple[AdviceView, ...]
    plan: tuple[PlanStep, ...]
    gave_way: tuple[GaveWay, ...]
    possible: tuple[MayCome, ...]
    excluded: int
    open_questions: tuple[OpenQuestion, ...]
    derivations: tuple[Derivation, ...]
    sources: tuple[Cited, ...]
    words: tuple[Word, ...]
    benchmark: Benchmark | None
