"""What would be otherwise if a company answered otherwise; how to bring something about; margins.

Texts are in the language of ``language`` and may contain what the company typed.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from advisor.model.difference import Difference

FORMAT = "advisor-what-if/1"

Verdict = Literal["already", "found", "impossible", "none_tried", "budget"]
Aim = Literal["drop", "reach"]
LinkKind = Literal["answer", "measure", "table", "finding", "rule", "advice"]


class Change(Struct, frozen=True):
    """An answer that is another: its id (and row), its label, and its words on both sides."""

    id: str
    row: str
    label: str
    before: str
    after: str


class Link(Struct, frozen=True):
    """A step of a chain: something that is other than it was.

    Of an answer, a number or a finding ``before`` and ``after`` are its words.
    Of a rule or advice they are ``holds``, ``fails``, ``open`` or ``gives_way``
    (it holds, and other advice takes its place), and ``because`` is a rule's reason.
    """

    kind: LinkKind
    id: str
    row: str
    label: str
    before: str
    after: str
    because: str


class Chain(Struct, frozen=True):
    """A shortest way from a changed answer, its first link, to what changed by it, its last."""

    links: tuple[Link, ...]


class WhatIf(Struct, frozen=True):
    """Two runs side by side: what was changed, what differs, and through what."""

    format: str
    language: str
    company: str
    changes: tuple[Change, ...]
    difference: Difference
    chains: tuple[Chain, ...]


class Effect(Struct, frozen=True):
    """A change that brings the goal about, and what else comes of it.

    ``cost`` is the sum of what its answers cost to change; ``comes`` and
    ``goes`` are what further advice says that comes or goes with it. ``worse``
    are labels of findings that stand badly with it and did not before. Advice to
    be dropped whose condition holds all the same only ``gives_way_to`` other advice.
    """

    changes: tuple[Change, ...]
    cost: int
    comes: tuple[str, ...]
    goes: tuple[str, ...]
    worse: tuple[str, ...]
    gives_way_to: tuple[str, ...] = ()


class Ground(Struct, frozen=True):
    """An answer on which a goal rests, or waits: its id (and row), its label and its words."""

    id: str
    row: str
    label: str
    text: str


class Goal(Struct, frozen=True):
    """The smallest changes that bring something about, or that there are none.

    ``verdict`` is ``already`` (nothing has to change), ``found``, ``impossible``
    (proved: no change of what the company controls does it), ``none_tried``
    (nothing that was tried does it, but numbers that could not all be tried are
    among it) or ``budget`` (the search was stopped before it was done).
    ``searched`` is the cost up to which all changes were looked at, None for
    all; ``considered`` how many answers were, ``runs`` in how many runs.
    ``exact`` tells that nothing
    cheaper can do it (or nothing at all). ``more`` tells that there are more
    changes of this cost than are listed. ``rests_on`` is given where nothing
    can be done: what it rests on that the company does not control. ``awaits``
    are missing answers that could be the end of the advice as well.
    """

    format: str
    language: str
    company: str
    aim: Aim
    id: str
    row: str
    value: str
    words: str
    verdict: Verdict
    effects: tuple[Effect, ...]
    more: bool
    exact: bool
    considered: int
    searched: int | None
    runs: int
    budget: int
    rests_on: tuple[Ground, ...]
    awaits: tuple[Ground, ...] = ()


class Flip(Struct, frozen=True):
    """A number at which the leading advice becomes another.

    ``distance`` is how far that is from the number now, in the same unit, below
    zero downwards; ``share`` the same in percent of the number now (of the
    range of answers, where that is bounded). ``leads`` is the advice that leads
    then and does not now, ``no_more`` the other way round.
    """

    id: str
    row: str
    rival: str
    label: str
    now: str
    at: str
    number: Decimal
    flips_at: Decimal
    distance: Decimal
    share: Decimal
    leads: tuple[str, ...]
    no_more: tuple[str, ...]


class Margins(Struct, frozen=True):
    """How far numbers are from where the leading advice flips, the nearest first.

    ``steady`` counts numbers that flip nothing, ``unsearched`` those that were
    not looked at before the budget ended.
    """

    format: str
    language: str
    company: str
    leads: tuple[str, ...]
    flips: tuple[Flip, ...]
    steady: int
    unsearched: int
    runs: int
    budget: int
