"""Sets of worlds in which a condition may fail, stay unknown or hold, and how they combine."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import TypeVar

from advisor.inference.quantify import decide
from advisor.inference.truth import Truth
from advisor.model.condition import Rows

Outcomes = tuple[int, int, int]
"""The worlds in which something may be false, unknown, and true."""

K = TypeVar("K", bound=Hashable)


def both(first: Outcomes, second: Outcomes) -> Outcomes:
    """Return the least of two: each outcome that is the least of some of theirs."""
    fails = first[0] | second[0]
    holds = first[2] & second[2]
    unknown = (first[1] & (second[1] | second[2])) | (first[2] & second[1])
    # What may fail may do so whatever the other does, for each has some outcome everywhere.
    return fails, unknown, holds


def either(first: Outcomes, second: Outcomes) -> Outcomes:
    """Return the greatest of two."""
    holds, unknown, fails = both(first[::-1], second[::-1])
    return fails, unknown, holds


def count(rows: Rows, each: Sequence[Outcomes], everywhere: int) -> Outcomes:
    """Return how a count of rows may turn out, from how many match and how many may."""
    counts = {(0, 0): everywhere}
    for fails, unknown, holds in each:
        grown: dict[tuple[int, int], int] = {}
        for (certain, open_), worlds in counts.items():
            add(grown, (certain, open_), worlds & fails)
            add(grown, (certain, open_ + 1), worlds & unknown)
            add(grown, (certain + 1, open_), worlds & holds)
        counts = grown
    found = [0, 0, 0]
    for (certain, open_), worlds in counts.items():
        held = decide(rows, [Truth.TRUE] * certain + [Truth.UNKNOWN] * open_)
        found[held] |= worlds
    return found[0], found[1], found[2]


def add(found: dict[K, int], key: K, worlds: int) -> None:
    """Add some worlds to those of a key."""
    if worlds:
        found[key] = found.get(key, 0) | worlds
