"""The figures of groups that add up to a whole, as far as they may be told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_HALF_UP

from msgspec import Struct

from advisor.batch.cohort.disclosure import Count, Sum, Told, protect, protect_means
from advisor.batch.cohort.tally import Figures, Tally
from advisor.model.cohort import Share

Shares = dict[str, Share]
Means = dict[str, int]


class Tellable(Struct, frozen=True):
    """What may be told of a group, by id."""

    checks: Shares
    means: Means
    well: Shares
    advice: Shares


def tellable(tally: Tally, rows: Sequence[Figures], least: int) -> tuple[Tellable, list[Tellable]]:
    """Return what may be told of the whole, and of each of the groups it falls into."""

    def shares(names: Mapping[str, int], count: Callable[[Figures, int], Count]) -> list[Shares]:
        found: list[Shares] = [{} for _ in (tally.whole, *rows)]
        for name, place in names.items():
            counts = [count(figures, place) for figures in (tally.whole, *rows)]
            whole, each = protect(counts[0], counts[1:], least)
            for mine, told, of in zip(found, (whole, *each), counts, strict=True):
                if told is not Told.NOTHING:
                    mine[name] = share(of, told, least)
        return found

    checks = shares(tally.checks, lambda of, place: Count(of.decided[place], of.failing[place]))
    well = shares(
        tally.topics, lambda of, place: Count(of.scored[place], of.scored[place] - of.below[place])
    )
    advice = shares(tally.advice, lambda of, place: Count(of.companies, of.leading[place]))
    frequent = [{name: held for name, held in of.items() if held.low} for of in advice]
    means = _means(tally, rows, least)
    whole, *each = (
        Tellable(*columns) for columns in zip(checks, means, well, frequent, strict=True)
    )
    return whole, each


def _means(tally: Tally, rows: Sequence[Figures], least: int) -> list[Means]:
    found: list[Means] = [{} for _ in (tally.whole, *rows)]
    for name, place in tally.topics.items():
        sums = [Sum(of.scored[place], of.points[place]) for of in (tally.whole, *rows)]
        whole, each = protect_means(sums[0], sums[1:], least)
        for mine, told, of in zip(found, (whole, *each), sums, strict=True):
            if told:
                mine[name] = int((of.points / of.of).to_integral_value(ROUND_HALF_UP))
    return found


def share(count: Count, told: Told, least: int) -> Share:
    """Return a share in whole percent, or what bounds it; nothing rounds to none or to all."""
    if told is Told.FEW:
        return Share(0, -(-100 * least // count.of))
    if told is Told.ALL_BUT_FEW:
        return Share(100 * (count.of - least) // count.of, 100)
    percent = (200 * count.hits + count.of) // (2 * count.of)
    return {0: Share(0, 1), 100: Share(99, 100)}.get(percent, Share(percent, percent))


def at_least(count: int, least: int) -> int:
    """Return how many there are at least, in steps of ``least``."""
    return count - count % least


def exact_share(count: int, of: int) -> Share:
    """Return the share of a count that may be told as it is."""
    return share(Count(of, count), Told.EXACTLY, 1)
