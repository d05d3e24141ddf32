"""What differs between two assessments: findings, scores, numbers, advice, plan, rules.

``before`` and ``after`` are the two sides everywhere. Only what differs is
listed; None stands for a side on which there is nothing.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from advisor.model.findings import Standing

Presence = Literal["comes", "goes", "stays"]


class FindingSide(Struct, frozen=True):
    """A finding on one side: its value (the id), its words, and how it counts."""

    state: str
    value: str
    text: str
    standing: Standing
    certainty: Decimal
    certainty_word: str


class FindingChange(Struct, frozen=True):
    """A finding, of the company or of a row, that is not the same on both sides.

    ``value`` tells whether more than its certainty differs.
    """

    id: str
    row: str
    label: str
    topic: str
    value: bool
    before: FindingSide | None
    after: FindingSide | None


class ScoreChange(Struct, frozen=True):
    """A topic whose score differs; None where it has none."""

    topic: str
    label: str
    before: Decimal | None
    after: Decimal | None


class MeasureChange(Struct, frozen=True):
    """A computed number that differs, in words with its unit; empty where it is not known."""

    id: str
    label: str
    before: str
    after: str


class AdviceSide(Struct, frozen=True):
    """A piece of advice on one side: its place, its certainty, and whether it leads."""

    rank: int
    lead: bool
    priority: Decimal
    certainty: Decimal
    certainty_word: str


class AdviceChange(Struct, frozen=True):
    """A piece of advice that comes, goes, or stays with another certainty or place.

    ``moved`` is set where its order among the advice that stays is another.
    That others came or went before it is no move. ``do`` is what it says after,
    or before where it goes.
    """

    key: str
    id: str
    row: str
    do: str
    presence: Presence
    moved: bool
    before: AdviceSide | None
    after: AdviceSide | None


class PlanChange(Struct, frozen=True):
    """A step of the plan that is added, removed, or in another order; numbers where it has one."""

    key: str
    do: str
    presence: Presence
    before: int | None
    after: int | None


class RuleChange(Struct, frozen=True):
    """A rule whose condition holds, or a piece of advice that stands, on one side only."""

    rule: str
    row: str
    kind: Literal["advice", "rule"]
    because: str
    presence: Presence


class Difference(Struct, frozen=True):
    """All that differs, each in the order of the document it stands in (after, then before)."""

    findings: tuple[FindingChange, ...]
    scores: tuple[ScoreChange, ...]
    measures: tuple[MeasureChange, ...]
    advice: tuple[AdviceChange, ...]
    plan: tuple[PlanChange, ...]
    rules: tuple[RuleChange, ...]
