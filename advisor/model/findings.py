"""What the reader sees of findings: each with its standing, and the scores of the topics."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from advisor.model.grounds import Ground

Standing = Literal["well", "between", "badly", "unknown", ""]


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
