"""What the reader is advised: what holds, in which order, what gave way and what may come."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from advisor.model.grounds import Ground


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
