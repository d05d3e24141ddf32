"""Completions of a profile, mixed at random but always alike, to find examples among."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from advisor.inference.allowed import some_of
from advisor.inference.chances import Chances
from advisor.inference.cone import Cone
from advisor.inference.gaps import Gaps
from advisor.inference.layouts import NOTHING_SPLIT, Split, sampled
from advisor.inference.sizes import in_some_sizes
from advisor.inference.worlds import Worlds
from advisor.model.case import Cell
from advisor.model.condition import Leaf

SAMPLES = 256
"""So many completions are tried on all advice at once, since most are example enough."""


def mixture(cones: Collection[Cone], chances: Chances, gaps: Gaps) -> Worlds:
    """Return worlds in which all that is missing behind some cones is filled in."""
    derived = {cell for cone in cones for cell in cone.derived}
    rowless = {name for cone in cones for name in cone.rowless}
    leaves = leaves_of(cones)
    made_up = {name: gaps.make_up(name, leaves) for name in sorted(rowless)}
    together = [
        *in_some_sizes(derived, chances.prior.knowledge, chances.memory),
        *gaps.examples(derived),
        *(made.together for made in made_up.values()),
    ]
    layout = sampled(some_answers(leaves, chances, gaps), together, SAMPLES)
    return Worlds(chances, layout, gaps, made_up)


def leaves_of(cones: Collection[Cone]) -> Mapping[Cell, Collection[Leaf]]:
    """Return the missing answers behind some cones, with what they are compared with."""
    leaves: dict[Cell, set[Leaf]] = {}
    for cone in cones:
        for cell, some in cone.answers.items():
            leaves.setdefault(cell, set()).update(some)
    return leaves


def some_answers(leaves: Mapping[Cell, Collection[Leaf]], chances: Chances, gaps: Gaps) -> Split:
    """Return missing answers with some of what each may be."""
    free = Worlds(chances, NOTHING_SPLIT, gaps)
    return {cell: some_of(free.allowed(cell, leaves[cell])) for cell in sorted(leaves)}
