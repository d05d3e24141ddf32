"""Which groups are told of by themselves, and which together as others.

A group that is too small joins the others, and so does the next smallest where
the others would be too few: what the others are follows by subtraction from
the totals, so they are held to the same as every group. Two questions group
the same companies, and who belongs where may be known from a public register;
so no two sums of groups may differ by a few companies either (linked tables:
Hundepool et al., *Statistical Disclosure Control*, 2012, chapter 5).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from advisor.batch.cohort.tally import LATE, Figures, Tally

MOST_SHOWN = 8
"""How many groups of one question are told of by themselves: a table that can be read."""

OTHERS = "\1"
"""The key of all groups taken together that are not told of by themselves."""


class Row(Struct, frozen=True):
    """A group, or all others (``OTHERS``), with its counts."""

    key: str
    figures: Figures


def rows_of(tally: Tally, least: int) -> dict[str, tuple[Row, ...]]:
    """Return for each question the groups to tell of, the largest first, and the others last.

    A question is left out where nothing is told apart by it.
    """
    shown: dict[str, list[str]] = {}
    for question in tally.questions:
        keys = _large_enough(tally.groups[question], least)
        for other, told in shown.items():
            while _differ_by_few(tally, (other, told), (question, keys), least):
                keys = _joined(tally.groups[question], keys[:-1], least)
        shown[question] = keys
    rows = {question: _rows(tally, question, keys) for question, keys in shown.items()}
    return {question: found for question, found in rows.items() if len(found) > 1}


def _large_enough(groups: Mapping[str, Figures], least: int) -> list[str]:
    """Return the keys of the groups large enough to be told of, the largest first."""
    ordered = sorted(groups, key=lambda key: (-groups[key].companies, key))
    large = [key for key in ordered if groups[key].companies >= least and key != LATE]
    return _joined(groups, large[:MOST_SHOWN], least)


def _joined(groups: Mapping[str, Figures], keys: list[str], least: int) -> list[str]:
    """Return the keys without those that the others need to be two groups and large enough."""
    keys = list(keys)

    def others() -> list[int]:
        return [groups[key].companies for key in groups if key not in keys]

    while keys and others() and (len(others()) < 2 or sum(others()) < least):  # noqa: PLR2004 - one alone is the rest
        keys.pop()
    return keys


def _rows(tally: Tally, question: str, keys: list[str]) -> tuple[Row, ...]:
    groups = tally.groups[question]
    rows = [Row(key, groups[key]) for key in keys]
    if len(keys) < len(groups):
        others = tally.blank()
        for key in sorted(groups.keys() - set(keys)):
            others.add(groups[key])
        rows.append(Row(OTHERS, others))
    return tuple(rows)


def _differ_by_few(
    tally: Tally, one: tuple[str, list[str]], other: tuple[str, list[str]], least: int
) -> bool:
    """Tell whether sums of groups of one question and of another differ by a few companies."""
    (first, first_keys), (second, second_keys) = one, other
    cells: Counter[tuple[str, str]] = Counter()
    for (a, b), companies in tally.together[first, second].items():
        cells[a if a in first_keys else OTHERS, b if b in second_keys else OTHERS] += companies
    return smallest_difference(cells) < least


def smallest_difference(cells: Mapping[tuple[str, str], int]) -> float:
    """Return the size of the smallest set of companies that groups of both sides tell apart.

    Such a set is what is left when some groups of one side are taken away from
    groups of the other that hold them whole. For any groups of the second side,
    the fewest of the first that hold them, and the most that they hold, leave
    least. ``cells`` counts the companies for each pair of groups.
    """
    firsts, seconds = sorted({a for a, _ in cells}), sorted({b for _, b in cells})
    places = {key: 1 << place for place, key in enumerate(seconds)}
    sizes = {a: sum(n for (x, _), n in cells.items() if x == a) for a in firsts}
    touched = {a: sum(places[b] for (x, b) in cells if x == a) for a in firsts}
    weights = [sum(n for (_, y), n in cells.items() if y == b) for b in seconds]
    smallest = float("inf")
    for chosen in range(1, 1 << len(seconds)):
        held = sum(weight for place, weight in enumerate(weights) if chosen >> place & 1)
        around = sum(sizes[a] for a in firsts if touched[a] & chosen)
        within = sum(sizes[a] for a in firsts if not touched[a] & ~chosen)
        smallest = min([smallest, *(left for left in (around - held, held - within) if left)])
    return smallest
