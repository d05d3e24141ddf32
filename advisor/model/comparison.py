"""What changed from an old assessment of a company to a new one, and what brought it about.

Two things may be different: what the company answers, and the knowledge base.
Besides the two assessments themselves there are the two in between, new
answers under the old base and old answers under the new one; by these, each
change has its cause.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from advisor.model.difference import AdviceChange, FindingChange, MeasureChange, ScoreChange

FORMAT = "advisor-comparison/1"

Cause = Literal["answers", "knowledge", "either", "together"]
"""What brings a change about: the answers alone, the knowledge alone, either of the two
alone, or only both together."""

Presence = Literal["added", "removed", "changed"]


class Base(Struct, frozen=True):
    """A knowledge base, as a document names it."""

    id: str
    title: str
    version: str
    digest: str


class LeftOut(Struct, frozen=True):
    """An answer of one profile that one base cannot use: it does not ask for it, or not so.

    ``id`` is a question, a table, or a column as ``table.column``; ``row`` names
    the row of a table.
    """

    profile: Literal["old", "new"]
    base: Literal["old", "new"]
    id: str
    row: str
    reason: Literal["not asked for", "not a possible answer"]


class AnswerChange(Struct, frozen=True):
    """An answer that is not the same in both profiles, in words; ``key`` is unique."""

    key: str
    id: str
    row: str
    label: str
    before: str
    after: str


class Part(Struct, frozen=True):
    """A part of an entry that is not the same in both bases; empty where there is none."""

    name: str
    before: str
    after: str


class EntryChange(Struct, frozen=True):
    """An entry of the rules files that is not the same in both bases.

    ``key`` is its kind and its id. Parts are told of what has changed; the
    places in files are none. ``words_only`` is set where nothing has changed
    but texts, which lead to nothing.
    """

    key: str
    kind: str
    id: str
    label: str
    presence: Presence
    words_only: bool
    parts: tuple[Part, ...]


class Caused(Struct, frozen=True):
    """What brought a change about: keys of the answers and of the entries that lead to it."""

    cause: Cause
    answers: tuple[str, ...]
    entries: tuple[str, ...]


class AdviceCaused(Struct, frozen=True):
    """A piece of advice that comes, goes or changes, and why."""

    change: AdviceChange
    caused: Caused


class FindingCaused(Struct, frozen=True):
    """A finding that changes, and why."""

    change: FindingChange
    caused: Caused


class ScoreCaused(Struct, frozen=True):
    """A score that changes, and why."""

    change: ScoreChange
    caused: Caused


class MeasureCaused(Struct, frozen=True):
    """A number worked out that changes, and why."""

    change: MeasureChange
    caused: Caused


class Comparison(Struct, frozen=True):
    """All that changed. ``old_base`` and ``new_base`` are equal where the base is one."""

    format: str
    language: str
    company: str
    old_base: Base
    new_base: Base
    left_out: tuple[LeftOut, ...]
    answers: tuple[AnswerChange, ...]
    entries: tuple[EntryChange, ...]
    advice: tuple[AdviceCaused, ...]
    findings: tuple[FindingCaused, ...]
    scores: tuple[ScoreCaused, ...]
    measures: tuple[MeasureCaused, ...]
