"""From a run, and one that looks ahead, to the outlook: what the missing answers can still do.

One run ahead decides most. Of the rest, a mixture of completions shows for most
pieces that they are possible. What is left gets all combinations of the answers
that are read more than once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from advisor.advice.missing import Missing
from advisor.advice.mixture import mixture
from advisor.advice.outlook import Outlook
from advisor.advice.prospects import Prospect
from advisor.advice.ranking import Key, key_of
from advisor.advice.worths import worths
from advisor.inference.allowed import Kindred
from advisor.inference.chances import Chances
from advisor.inference.cone import Cone, table_cell
from advisor.inference.gaps import Gaps
from advisor.inference.layouts import (
    NOTHING_SPLIT,
    Layout,
    Split,
    Together,
    combinations_of,
    every_combination,
)
from advisor.inference.outcomes import Outcomes
from advisor.inference.prior import Prior
from advisor.inference.worlds import Worlds
from advisor.model.case import Cell, Profile
from advisor.model.outcome import Trace

MOST_WORLDS = 1 << 15
"""So many combinations of answers are looked at for one piece of advice at most."""

FEW_WORLDS = 1 << 11
"""Up to so many, they are looked at without a search for an example before."""


def look_out(prior: Prior, now: Trace, ahead: Trace, profile: Profile) -> Outlook:
    """Return the outlook, from a run and one that looks ahead on the profile with its gaps."""
    return Looking(prior, now, ahead, profile).outlook()


class Looking:
    """The prospects of one company's advice, worked out one after the other."""

    def __init__(
        self,
        prior: Prior,
        now: Trace,
        ahead: Trace,
        profile: Profile,
    ) -> None:
        """Take a run, and one that looks ahead on the profile with its gaps."""
        self.prior = prior
        self.now = {key_of(firing) for firing in now.firings}
        self.ahead = ahead
        self.chances = Chances.of(prior, ahead)
        self.profile = profile
        self.gaps = Gaps(prior.knowledge, profile, self.chances.memory)
        self.missing = Missing(prior.knowledge, ahead)
        self.free = self.worlds(NOTHING_SPLIT)
        self.cones: dict[Key, Cone] = {}
        self.loosely: set[Key] = set()
        self.undecided: set[Key] = set()

    def outlook(self) -> Outlook:
        """Return what the missing answers can still do."""
        prospects = self.prospects()
        waits = {key: self.behind(cone) for key, cone in self.cones.items()}
        moving = {name for name, _ in self.cones}
        moving |= {name for name, _ in self.ahead.loose if name in self.prior.knowledge.advice}
        return Outlook(
            prospects,
            waits,
            worths(waits, self.cones.values(), self.chances, self.gaps),
            frozenset(self.loosely),
            frozenset(self.undecided),
            frozenset(moving),
            self.prior.beats,
            self.prior.rivals,
        )

    def prospects(self) -> Mapping[Key, Prospect]:
        """Return all prospects, and keep the cones of what is possible."""
        fired = {key_of(firing) for firing in self.ahead.firings}
        found: dict[Key, Prospect] = {}
        left: list[Key] = []
        for name, advice in self.prior.knowledge.advice.items():
            for row in self.ahead.tables[advice.table].rows if advice.table else ("",):
                key = (name, row)
                found[key] = Prospect.CERTAIN if key in fired else Prospect.EXCLUDED
                if key in self.chances.open:
                    found[key] = _judge(self.free.of_instance(key))
                    if found[key] is Prospect.POSSIBLE:
                        left.append(key)
                        self.cones[key] = Cone(self.chances, key)
        self.examples = mixture(self.cones.values(), self.chances, self.gaps)
        for key in left:
            if not self.proven(key, self.examples):
                found[key] = self.prospect(key)
                if found[key] is not Prospect.POSSIBLE:
                    del self.cones[key]
        return found

    def proven(self, key: Key, worlds: Worlds) -> bool:
        """Tell whether it is otherwise than now in some world, and cannot be as it is now there."""
        fails, unknown, holds = worlds.of_instance(key)
        return bool((fails | unknown) & ~holds if key in self.now else holds & ~(fails | unknown))

    def prospect(self, key: Key) -> Prospect:
        """Return the prospect of a piece for which no example was found at once.

        The answers that are read more than once are told apart.
        """
        cone = self.cones[key]
        sectors = [] if cone.rowless else list(self.gaps.sectors(cone))
        repeated = self.repeated(cone, sectors)
        if not repeated and not sectors and (cone.derived or cone.rowless):
            self.loosely.add(key)
            return Prospect.POSSIBLE
        ways = prod(each.ways for each in sectors)
        split = repeated
        if ways * combinations_of(repeated) > FEW_WORLDS:
            example = self.example(key, repeated)
            if example is not None:
                if not self.proven(key, example):
                    self.loosely.add(key)
                return Prospect.POSSIBLE
            split = _some_of(repeated, MOST_WORLDS // ways)
        worlds = self.worlds(every_combination(split, sectors))
        found = _judge(worlds.of_instance(key))
        if found is Prospect.POSSIBLE and not self.proven(key, worlds):
            if len(split) < len(repeated):
                self.undecided.add(key)
            elif worlds.loose or sectors:
                self.loosely.add(key)
        return found

    def repeated(self, cone: Cone, sectors: Sequence[Together]) -> Split:
        """Return the answers that are read more than once and not told apart by sectors."""
        within = {cell for each in sectors for cell in each.cells}
        return {
            cell: self.free.allowed(cell, cone.answers[cell])
            for cell in cone.repeated
            if cell not in within
        }

    def example(self, key: Key, repeated: Split) -> Worlds | None:
        """Return worlds in which it may be otherwise than now, if the first try leads to some."""
        chosen: dict[Cell, Sequence[Kindred]] = {}
        worlds = self.free
        for cell, kindreds in repeated.items():
            worlds = self.worlds(every_combination({**chosen, cell: kindreds}))
            fails, unknown, holds = worlds.of_instance(key)
            otherwise = fails | unknown if key in self.now else holds
            way = next((n for n, place in enumerate(worlds.where[cell]) if otherwise & place), None)
            if way is None:
                return None
            chosen[cell] = kindreds[way : way + 1]
        return worlds

    def worlds(self, layout: Layout) -> Worlds:
        """Return the worlds of a layout."""
        return Worlds(self.chances, layout, self.gaps)

    def behind(self, cone: Cone) -> tuple[Cell, ...]:
        """Return the missing answers behind all that is undecided; for a row to come, the table."""
        cells = {*cone.answers, *self.missing.answers(sorted(cone.derived))}
        cells |= {table_cell(name) for name in cone.rowless}
        return tuple(sorted({_as_asked(cell) for cell in cells}))


def _judge(outcomes: Outcomes) -> Prospect:
    fails, unknown, holds = outcomes
    if not holds:
        return Prospect.EXCLUDED
    return Prospect.POSSIBLE if fails | unknown else Prospect.CERTAIN


def _some_of(split: Split, most: int) -> Split:
    """Return as many of the answers as have no more than so many combinations, the least first."""
    found: dict[Cell, Sequence[Kindred]] = {}
    for cell in sorted(split, key=lambda cell: len(split[cell])):
        if combinations_of({**found, cell: split[cell]}) <= most:
            found[cell] = split[cell]
    return found


def _as_asked(cell: Cell) -> Cell:
    """Return what is asked for: for a cell of a row that is not there yet, the table."""
    return table_cell(cell[0].table) if cell[0].table and not cell[1] else cell
