"""What the missing answers may still change: advice that may come, advice that may go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from advisor.advice.conflicts import Standing
from advisor.advice.items import key_text
from advisor.advice.outlook import Outlook
from advisor.advice.prospects import Prospect, with_what_comes_back
from advisor.advice.ranking import Key, key_of
from advisor.advice.wording import Wording
from advisor.model.advice import Awaited, MayCome
from advisor.model.case import Cell


def view_possible(outlook: Outlook, wording: Wording) -> tuple[MayCome, ...]:
    """Return the advice that does not hold now and may come, what waits for least first."""
    now = {key_of(firing) for firing in wording.trace.firings}
    keys = [
        key
        for key, prospect in outlook.prospects.items()
        if prospect is Prospect.POSSIBLE and key not in now
    ]
    return tuple(
        MayCome(key_text(key), *key, do_of(key, wording), view_awaited(outlook.waits[key], wording))
        for key in sorted(keys, key=lambda key: (len(outlook.waits[key]), key))
    )


def do_of(key: Key, wording: Wording) -> str:
    """Return what a piece of advice tells the reader to do, as far as it can be said now."""
    name, row = key
    advice = wording.knowledge.advice[name]
    return wording.fill(advice.do, row, advice.table)


def view_awaited(cells: Iterable[Cell], wording: Wording) -> tuple[Awaited, ...]:
    """Return missing answers with their labels."""
    return tuple(Awaited(str(cell[0]), cell[1], wording.label(cell)) for cell in cells)


def count_excluded(outlook: Outlook) -> int:
    """Return how much advice cannot hold, whatever the missing answers are."""
    return sum(each is Prospect.EXCLUDED for each in outlook.prospects.values())


def doubts(
    outlook: Outlook, standing: Standing, wording: Wording
) -> Mapping[Key, tuple[Cell, ...]]:
    """Return the advice that stands now and may not for good, with the answers that decide.

    Its condition may come to fail; or other advice that may come, or come to be
    more certain, may set it aside.
    """
    if not outlook.moving:
        return {}
    advice = wording.knowledge.advice
    stands = {key_of(firing) for firing in standing.firings}
    fired = {key_of(f) for f in wording.trace.firings if f.production in advice}
    gave_way = {name for name, _ in fired - stands}
    movers = with_what_comes_back(outlook.moving, gave_way, outlook.rivals)
    above: dict[str, set[str]] = {}
    for mover in movers:
        for name in outlook.beats[mover]:
            above.setdefault(name, set()).add(mover)
    found: dict[Key, tuple[Cell, ...]] = {}
    for key in sorted(stands):
        may_fail = outlook.prospects.get(key) is Prospect.POSSIBLE
        if may_fail or key[0] in above:
            waits = set(outlook.waits.get(key, ()))
            for (name, _), cells in outlook.waits.items():
                if name in above.get(key[0], ()):
                    waits.update(cells)
            found[key] = tuple(sorted(waits))
    return found
