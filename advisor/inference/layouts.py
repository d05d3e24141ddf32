"""Which worlds there are, and what each answer is in each of them.

A set of worlds is a number, each bit of it a world.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from math import prod

from msgspec import Struct

from advisor.inference.allowed import Kindred, Scale
from advisor.model.case import Cell

Split = Mapping[Cell, Sequence[Kindred]]
"""The answers that tell worlds apart, with what each may turn out to be."""

Scales = Mapping[tuple[str, str], Scale]
"""The scale of ratings of each row, by table and row."""

SEED = 20


class Layout(Struct, frozen=True):
    """So many worlds, and where each answer turns out to be what."""

    split: Split
    where: Mapping[Cell, Sequence[int]]
    worlds: int


NOTHING_SPLIT = Layout({}, {}, 1)
"""One world, in which every answer is free."""


def every_combination(split: Split) -> Layout:
    """Return a world for each combination of what the answers may turn out to be."""
    total = combinations_of(split)
    where = {}
    stride = 1
    for cell, kindreds in split.items():
        size = len(kindreds)
        where[cell] = [_pattern(place, stride, size, total) for place in range(size)]
        stride *= size
    return Layout(split, where, total)


def combinations_of(split: Split) -> int:
    """Return how many combinations there are."""
    return prod(len(kindreds) for kindreds in split.values())


def one_by_one(split: Split) -> Layout:
    """Return a world for each thing that one answer may be; in it the others are free."""
    total = sum(len(kindreds) for kindreds in split.values())
    where = {}
    place = 0
    for cell, kindreds in split.items():
        others = ((1 << total) - 1) & ~(((1 << len(kindreds)) - 1) << place)
        where[cell] = [others | 1 << (place + number) for number in range(len(kindreds))]
        place += len(kindreds)
    return Layout(split, where, total)


def sampled(split: Split, worlds: int) -> Layout:
    """Return so many worlds in which each answer is one thing, in a mixture that never changes."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    where = {}
    for cell, kindreds in split.items():
        places = [0] * len(kindreds)
        for world in range(worlds):
            places[chance.randrange(len(kindreds))] |= 1 << world
        where[cell] = places
    return Layout(split, where, worlds)


def _pattern(place: int, stride: int, size: int, total: int) -> int:
    """Return every world whose digit of that weight, out of so many, is ``place``."""
    worlds = ((1 << stride) - 1) << (place * stride)
    period = stride * size
    while period < total:
        worlds |= worlds << period
        period *= 2
    return worlds & ((1 << total) - 1)
