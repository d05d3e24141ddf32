"""Where a company stands among others, for the reader."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from advisor.model.cohort import Share


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
