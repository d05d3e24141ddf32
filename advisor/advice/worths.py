"""What each missing answer would settle by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from advisor.advice.mixture import leaves_of, some_answers
from advisor.advice.outlook import Worth
from advisor.advice.ranking import Key
from advisor.inference.chances import Chances
from advisor.inference.cone import Cone
from advisor.inference.gaps import Gaps
from advisor.inference.layouts import one_by_one
from advisor.inference.worlds import Worlds
from advisor.model.case import Cell


def worths(
    waits: Mapping[Key, tuple[Cell, ...]],
    cones: Collection[Cone],
    chances: Chances,
    gaps: Gaps,
) -> Mapping[Cell, Worth]:
    """Return for each missing answer on how many pieces it would decide, and how often.

    That is the share of its values, piece by piece. The one answer a piece
    waits for settles it in any case.
    """
    layout = one_by_one(some_answers(leaves_of(cones), chances, gaps))
    worlds = Worlds(chances, layout, gaps)
    shares: dict[Cell, list[float]] = {}
    for key, cells in waits.items():
        if len(cells) == 1:
            shares.setdefault(cells[0], []).append(1.0)
            continue
        for cell in cells:
            share = _share(key, cell, worlds)
            if share:
                shares.setdefault(cell, []).append(share)
    return {cell: Worth(len(each), sum(each)) for cell, each in shares.items()}


def _share(key: Key, cell: Cell, worlds: Worlds) -> float:
    """Return for which share of its values one answer settles a piece."""
    if cell not in worlds.split:
        return 0.0
    fails, unknown, holds = worlds.of_instance(key)
    places = worlds.where[cell]
    others = places[0] & places[-1]
    tried = settled = 0
    for each, place in zip(worlds.split[cell], places, strict=True):
        own = place & ~others
        tried += each.values
        if not holds & own or not (fails | unknown) & own:
            settled += each.values
    return settled / tried if tried else 0.0
