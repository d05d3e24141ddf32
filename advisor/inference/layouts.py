"""Which worlds there are, and what each answer is in each of them.

A set of worlds is a number, each bit of it a world.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from math import prod

from msgspec import Struct

from advisor.inference.allowed import Kindred
from advisor.model.case import Cell

Split = Mapping[Cell, Sequence[Kindred]]
"""The answers that tell worlds apart, with what each may turn out to be."""

SEED = 20


class Together(Struct, frozen=True):
    """Answers that go together in so many ways: what each of them may be in which way."""

    ways: int
    cells: Mapping[Cell, Sequence[tuple[Kindred, int]]]


class Layout(Struct, frozen=True):
    """So many worlds, and where each answer turns out to be what."""

    split: Split
    where: Mapping[Cell, Sequence[int]]
    worlds: int


NOTHING_SPLIT = Layout({}, {}, 1)
"""One world, in which every answer is free."""


def every_combination(split: Split, together: Iterable[Together] = ()) -> Layout:
    """Return a world for each combination of what the answers may turn out to be."""
    groups = tuple(together)
    total = combinations_of(split) * prod(group.ways for group in groups)
    whole = dict(split)
    where: dict[Cell, Sequence[int]] = {}
    stride = 1
    for cell, kindreds in split.items():
        size = len(kindreds)
        where[cell] = [_pattern(place, stride, size, total) for place in range(size)]
        stride *= size
    for group in groups:
        places = [_pattern(way, stride, group.ways, total) for way in range(group.ways)]
        _place(group, places, whole, where)
        stride *= group.ways
    return Layout(whole, where, total)


def _place(
    group: Together,
    places: Sequence[int],
    split: dict[Cell, Sequence[Kindred]],
    where: dict[Cell, Sequence[int]],
) -> None:
    """Note what goes together, given the worlds of each way."""
    for cell, pairs in group.cells.items():
        split[cell] = [kindred for kindred, _ in pairs]
        where[cell] = [places[way] for _, way in pairs]


def combinations_of(split: Split) -> int:
    """Return how many combinations there are."""
    return prod(len(kindreds) for kindreds in split.values())


def one_by_one(split: Split) -> Layout:
    """Return a world for each thing that one answer may be; in it the others are free."""
    total = sum(len(kindreds) for kindreds in split.values())
    where: dict[Cell, Sequence[int]] = {}
    place = 0
    for cell, kindreds in split.items():
        others = ((1 << total) - 1) & ~(((1 << len(kindreds)) - 1) << place)
        where[cell] = [others | 1 << (place + number) for number in range(len(kindreds))]
        place += len(kindreds)
    return Layout(split, where, total)


def sampled(split: Split, together: Iterable[Together], worlds: int) -> Layout:
    """Return so many worlds in which each answer is one thing, in a mixture that never changes."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    whole = dict(split)
    where: dict[Cell, Sequence[int]] = {}
    for cell, kindreds in split.items():
        where[cell] = _scattered(len(kindreds), worlds, chance)
    for group in together:
        _place(group, _scattered(group.ways, worlds, chance), whole, where)
    return Layout(whole, where, worlds)


def _scattered(sides: int, worlds: int, chance: random.Random) -> list[int]:
    places = [0] * sides
    for world, side in enumerate(chance.choices(range(sides), k=worlds)):
        places[side] |= 1 << world
    return places


def _pattern(place: int, stride: int, size: int, total: int) -> int:
    """Return every world whose digit of that weight, out of so many, is ``place``."""
    worlds = ((1 << stride) - 1) << (place * stride)
    period = stride * size
    while period < total:
        worlds |= worlds << period
        period *= 2
    return worlds & ((1 << total) - 1)
