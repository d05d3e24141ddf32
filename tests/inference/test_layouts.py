"""The worlds of a layout: each combination once, and what goes together in the same place."""

from __future__ import annotations

from math import prod

from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.allowed import Kindred
from advisor.inference.layouts import (
    Layout,
    Split,
    Together,
    every_combination,
    one_by_one,
    sampled,
)
from advisor.model.case import Cell, Reading, State
from advisor.model.condition import Attribute


def cell(name: str) -> Cell:
    return Attribute("", name), ""


def kindreds(size: int) -> list[Kindred]:
    return [Kindred(Reading(State.KNOWN, str(number)), 1) for number in range(size)]


SPLITS = st.dictionaries(
    st.sampled_from([cell(name) for name in "abcd"]), st.integers(1, 4).map(kindreds), max_size=4
)
PAIR = Together(
    3,
    {
        cell("x"): [(each, way) for way, each in enumerate(kindreds(3))],
        cell("y"): [(each, way) for way, each in enumerate(kindreds(3))],
    },
)


def in_world(layout: Layout, world: int) -> dict[Cell, list[str]]:
    """What each answer may be in one world."""
    return {
        each: [
            str(kindred.reading.value)
            for kindred, place in zip(sides, layout.where[each], strict=True)
            if place >> world & 1
        ]
        for each, sides in layout.split.items()
    }


@given(SPLITS)
def test_every_combination_comes_once(split: Split) -> None:
    layout = every_combination(split, [PAIR])
    assert layout.worlds == 3 * prod(len(sides) for sides in split.values())
    worlds = [in_world(layout, world) for world in range(layout.worlds)]
    assert all(len(values) == 1 for each in worlds for values in each.values())
    assert all(each[cell("x")] == each[cell("y")] for each in worlds)
    assert len({repr(each) for each in worlds}) == layout.worlds


@given(SPLITS, st.integers(1, 40))
def test_in_a_sample_each_answer_is_one_thing_and_pairs_stay_together(
    split: Split, worlds: int
) -> None:
    layout = sampled(split, [PAIR], worlds)
    for world in range(worlds):
        found = in_world(layout, world)
        assert all(len(values) == 1 for values in found.values())
        assert found[cell("x")] == found[cell("y")]
    assert layout == sampled(split, [PAIR], worlds)


@given(SPLITS)
def test_one_by_one_an_answer_is_each_thing_once_while_the_others_are_free(split: Split) -> None:
    layout = one_by_one(split)
    worlds = [in_world(layout, world) for world in range(layout.worlds)]
    assert len(worlds) == sum(len(sides) for sides in split.values())
    fixed = [
        (each, values[0])
        for found in worlds
        for each, values in found.items()
        if len(values) < len(split[each])
    ]
    told_apart = {each: sides for each, sides in split.items() if len(sides) > 1}
    assert sorted(fixed) == sorted(
        (each, str(side.reading.value)) for each, sides in told_apart.items() for side in sides
    )
