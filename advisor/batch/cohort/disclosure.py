"""Which counts may be told, so that nobody can work out those that may not.

Tables of shares by group are guarded as frequency tables are in official
statistics: what rests on too few is held back first (primary suppression),
then as much besides as it takes that nothing follows by subtracting from the
totals (complementary suppression). See Hundepool et al., *Statistical
Disclosure Control* (Wiley, 2012), chapters 4 and 5. The work assumes a reader
who knows every count that is told exactly, and how this module decides.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Count(NamedTuple):
    """So many companies of which something is known, and so many of them for which it is so."""

    of: int
    hits: int

    @property
    def misses(self) -> int:
        """How many it is not so for."""
        return self.of - self.hits


class Told(enum.Enum):
    """How much of a count is told."""

    EXACTLY = enum.auto()
    FEW = enum.auto()
    ALL_BUT_FEW = enum.auto()
    NOTHING = enum.auto()


def told_alone(count: Count, least: int) -> Told:
    """Return how much of a count may be told if it stands alone.

    Neither the hits nor the misses told exactly are fewer than ``least``, and
    neither is told to be none: a share of 0 or 100 percent tells of every
    company. Below ``2 × least − 1`` companies nothing is told whatever the
    hits, since "few" would then mean fewer than it says.
    """
    if count.of < 2 * least - 1:
        return Told.NOTHING
    if count.hits < least:
        return Told.FEW
    return Told.ALL_BUT_FEW if count.misses < least else Told.EXACTLY


def hidden(sizes: Sequence[int], least: int) -> frozenset[int]:
    """Return the places of the sizes not to be told, where their sum is.

    Those below ``least``, and then the next smallest until there are ``least``
    companies in them, which one alone never has. Where there is nobody, nobody
    has to be hidden.
    """
    too_small = {place for place, size in enumerate(sizes) if 0 < size < least}
    if not too_small:
        return frozenset()
    others = sorted(
        (size, place) for place, size in enumerate(sizes) if size and place not in too_small
    )
    while others and sum(sizes[place] for place in too_small) < least:
        too_small.add(others.pop(0)[1])
    return frozenset(too_small)


def protect(total: Count, rows: Sequence[Count], least: int) -> tuple[Told, list[Told]]:
    """Return how much of the total, and of each row that adds to it, may be told.

    Whoever subtracts the rows told exactly from the total learns nothing that
    may not be told alone, and each row that is not told exactly can still have
    all the values that what is told of it allows, or at least ``least`` of them.
    """
    whole = told_alone(total, least) if total.of >= least else Told.NOTHING
    unknown = hidden([row.of for row in rows], least)
    told = [
        Told.NOTHING if place in unknown else told_alone(row, least)
        for place, row in enumerate(rows)
    ]
    if whole is not Told.EXACTLY:
        return whole, told

    def safe(told: Sequence[Told]) -> bool:
        return _rest_is_safe(rows, told, unknown, least)

    return whole, _held_back(told, [row.of for row in rows], safe, Told.EXACTLY, Told.NOTHING)


def _rest_is_safe(
    rows: Sequence[Count], told: Sequence[Told], unknown: frozenset[int], least: int
) -> bool:
    """Tell whether what is left of the total after the exact rows gives nothing away."""
    rest = [p for p, row in enumerate(rows) if row.of and told[p] is not Told.EXACTLY]
    if not rest:
        return True
    left = Count(sum(rows[p].of for p in rest), sum(rows[p].hits for p in rest))
    # What a reader knows of each: for the rows of unknown size only of all of them together.
    spans = [_span(rows[p], told[p], least) for p in rest if p not in unknown]
    if unknown:
        spans.append((0, sum(rows[p].of for p in unknown)))
    widest = max(
        [least - 1] + [rows[p].of for p in rest if p not in unknown and rows[p].of < 2 * least - 1]
    )
    above = sum(high for _, high in spans) - left.hits
    below = left.hits - sum(low for low, _ in spans)
    return len(rest) > 1 and min(left.hits, left.misses) >= least and min(above, below) >= widest


def _span(row: Count, told: Told, least: int) -> tuple[int, int]:
    if told is Told.FEW:
        return 0, least - 1
    return (row.of - least + 1, row.of) if told is Told.ALL_BUT_FEW else (0, row.of)


ROOM = 200
"""How far the sum of scores must stay from the least and the most it could be.

With two companies' worth of room, whoever takes one company's score out of the
sum cannot tell that all others have the lowest or the highest.
"""


class Sum(NamedTuple):
    """So many companies with a score from 0 to 100, and the sum of their scores."""

    of: int
    points: Decimal

    @property
    def has_room(self) -> bool:
        """Whether each score could still be anything."""
        return ROOM <= self.points <= 100 * self.of - ROOM


def protect_means(total: Sum, rows: Sequence[Sum], least: int) -> tuple[bool, list[bool]]:
    """Return whether the mean of the total, and of each row that adds to it, may be told."""

    def alone(of: Sum) -> bool:
        return of.of >= least and of.has_room

    unknown = hidden([row.of for row in rows], least)
    told = [place not in unknown and alone(row) for place, row in enumerate(rows)]
    if not alone(total):
        return False, told

    def safe(told: Sequence[bool]) -> bool:
        rest = [row for row, is_told in zip(rows, told, strict=True) if row.of and not is_told]
        left = Sum(sum(row.of for row in rest), sum((row.points for row in rest), Decimal(0)))
        return not rest or (len(rest) > 1 and alone(left))

    return True, _held_back(told, [row.of for row in rows], safe, True, False)  # noqa: FBT003


def _held_back(
    told: list[T], sizes: Sequence[int], safe: Callable[[Sequence[T]], bool], exact: T, nothing: T
) -> list[T]:
    """Hold back the smallest of the exact rows until what is left is safe, at the worst all."""
    told = list(told)
    by_size = sorted((size, place) for place, size in enumerate(sizes) if told[place] == exact)
    for _, place in by_size:
        if safe(told):
            return told
        told[place] = nothing
    return told if safe(told) else [nothing] * len(told)
