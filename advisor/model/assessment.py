"""What the reader gets: findings, scores, ranked advice, a plan, and how it all came about.

An assessment holds plain data in the reader's language, nothing that still has
to be looked up: templates, JSON and every later front end show the same one.
Texts may contain what the company typed; escaping them is the renderer's work.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from advisor.model.cohort import Share

FORMAT = "advisor-assessment/1"

Standing = Literal["well", "between", "badly", "unknown", ""]
Origin = Literal["answer", "computed", "measure", "finding", "table"]


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


class Ground(Struct, frozen=True):
    """Something a conclusion rests on: its id (and row), its label and what it is.

    What is ``computed`` is a column that a method works out from answers.

    ``state`` is ``known``, or says why there is no value: ``dont_know``,
    ``not_asked``, ``does_not_apply`` or ``open``.
    """

    id: str
    row: str
    origin: Origin
    label: str
    text: str
    state: str
    unsure: bool


class Cited(Struct, frozen=True):
    """A source as the document's list of sources shows it; ``grade`` is its evidence grade."""

    id: str
    title: str
    says: str
    url: str
    grade: str
    work: str


class Cell(Struct, frozen=True):
    """A cell of a table: its number where it has one, and its words."""

    column: str
    state: str
    number: Decimal | None
    word: str
    text: str


class TableRow(Struct, frozen=True):
    """A row of a table, by name; ``scale`` is the range of its ratings, as "1–5"."""

    name: str
    scale: str
    cells: tuple[Cell, ...]


class Column(Struct, frozen=True):
    """A column's id, label and unit."""

    id: str
    label: str
    unit: str


class TableView(Struct, frozen=True):
    """A table as filled in and worked out; ``notes`` say how (cut lines, scales)."""

    id: str
    label: str
    state: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...]


class MeasureView(Struct, frozen=True):
    """A number computed from answers; ``text`` has its unit and the reader's digits."""

    id: str
    label: str
    unit: str
    topic: str
    state: str
    number: Decimal | None
    text: str


class FindingView(Struct, frozen=True):
    """A finding, of the company or of a row.

    ``value`` is the id (several are joined by commas) and ``text`` its words.
    ``standing`` says how it counts: well, between or badly by its points, with
    ``holds`` well and ``fails`` badly; unknown while it has no value; empty
    where it does not count. ``reasons`` are the sentences of the rules behind
    it. ``missing`` are labels of answers that would settle an open one.
    """

    id: str
    row: str
    label: str
    topic: str
    check: bool
    state: str
    value: str
    text: str
    standing: Standing
    certainty: Decimal
    certainty_word: str
    decision: str
    reasons: tuple[str, ...]
    rests_on: tuple[Ground, ...]
    missing: tuple[str, ...]
    sources: tuple[str, ...]


class Score(Struct, frozen=True):
    """A topic's score: the mean of its known findings' points, with the sum written out."""

    points: Decimal
    known: int
    total: int
    arithmetic: str


class TopicView(Struct, frozen=True):
    """A topic, in the document's order, with its score where it has one."""

    id: str
    label: str
    section: str
    score: Score | None


class Awaited(Struct, frozen=True):
    """A missing answer: the id of its question, table or column, the row, and its label."""

    id: str
    row: str
    label: str


class AdviceView(Struct, frozen=True):
    """A piece of advice that holds for the company, or for one of its rows.

    ``key`` is unique: the id, and the row's name where there is one. ``rank``
    counts from 1 over all advice; ``lead`` marks the few to begin with.
    ``after`` has the keys of advice in this document that comes first.
    ``prospect`` is ``certain`` where it stands whatever the missing answers are,
    else ``possible``; ``awaits`` are then the answers that could change it.
    """

    key: str
    id: str
    row: str
    topic: str
    do: str
    why: str
    how: tuple[str, ...]
    measure: str
    impact: int
    effort: int
    horizon: str
    not_when: str
    certainty: Decimal
    certainty_word: str
    certainty_arithmetic: str
    priority: Decimal
    priority_arithmetic: str
    rank: int
    lead: bool
    prospect: Literal["certain", "possible"]
    awaits: tuple[Awaited, ...]
    after: tuple[str, ...]
    reasons: tuple[str, ...]
    rests_on: tuple[Ground, ...]
    grade: str
    sources: tuple[str, ...]


class PlanStep(Struct, frozen=True):
    """A step of the action plan; ``after`` are the numbers of steps that come first."""

    number: int
    key: str
    do: str
    horizon: str
    effort: int
    measure: str
    after: tuple[int, ...]


class GaveWay(Struct, frozen=True):
    """Advice, or a rule, that gave way to another, and the reason."""

    kind: Literal["advice", "rule"]
    what: str
    to: str
    because: str


class MayCome(Struct, frozen=True):
    """A piece of advice that does not hold now, but would for some of the answers it awaits.

    Where a table is not filled in, it is about any row of it, and ``row`` is empty.
    """

    key: str
    id: str
    row: str
    do: str
    awaits: tuple[Awaited, ...]


class OpenQuestion(Struct, frozen=True):
    """An answer that is missing and what it would settle: labels of checks, first words of advice.

    ``state`` is ``dont_know`` or ``not_asked``; ``row`` names a table's row.
    ``advice`` counts the pieces that some answer to it would settle by itself:
    they would be certain or excluded. Those that settle most on average come first.
    """

    id: str
    row: str
    label: str
    ask: str
    help: str
    state: str
    settles: tuple[str, ...]
    advice: int


class Derivation(Struct, frozen=True):
    """One firing: the rule, what it rested on, what it concluded, and the arithmetic.

    ``stands_in`` has the keys of the findings in which its conclusion stands: a
    finding's id, or ``table.finding: row``.
    """

    number: int
    rule: str
    row: str
    kind: Literal["advice", "rule"]
    because: str
    concluded: tuple[str, ...]
    stands_in: tuple[str, ...]
    grounds: tuple[Ground, ...]
    certainty: Decimal
    arithmetic: str
    grade: str
    sources: tuple[str, ...]


class Word(Struct, frozen=True):
    """A word of the field with its other forms and its meaning, for the document to explain."""

    id: str
    term: str
    means: str
    forms: tuple[str, ...]


class Beside(Struct, frozen=True):
    """A topic's score beside those of a group.

    ``mean`` is the group's; ``share`` the share of it with ``reach`` points or
    more, which this company has as well. None where it may not be told.
    """

    mean: int | None
    reach: int
    share: Share | None


class ComparedGroup(Struct, frozen=True):
    """A group this company is held against: the question it is a group of, its words and size.

    ``question`` is empty for all companies together.
    """

    question: str
    words: str
    companies: int


class ComparedScore(Struct, frozen=True):
    """A topic's score, with one ``beside`` for each group, in their order."""

    id: str
    label: str
    points: Decimal
    beside: tuple[Beside, ...]


class ComparedCheck(Struct, frozen=True):
    """A check that fails, with the share of each group that fails it as well."""

    id: str
    label: str
    shares: tuple[Share | None, ...]


class Benchmark(Struct, frozen=True):
    """Where this company stands among others; scores and checks without a figure are left out."""

    groups: tuple[ComparedGroup, ...]
    scores: tuple[ComparedScore, ...]
    checks: tuple[ComparedCheck, ...]


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
