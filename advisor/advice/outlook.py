"""What the missing answers can still do to each piece of advice, exactly.

An answer is missing that nobody was asked for, or that was *don't know*. It may
come to be any value its question allows, or *does not apply*, or stay out. A
piece of advice is certain when its condition holds in every such completion of
the profile, excluded when it holds in none, and possible otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from advisor.advice.missing import Missing
from advisor.advice.prospects import Prospect
from advisor.advice.ranking import Key, key_of
from advisor.inference.allowed import Kindred, some_of
from advisor.inference.chances import Chances
from advisor.inference.cone import Cone, table_cell
from advisor.inference.layouts import (
    NOTHING_SPLIT,
    Layout,
    Scales,
    Split,
    combinations_of,
    every_combination,
    one_by_one,
    sampled,
)
from advisor.inference.prior import Prior
from advisor.inference.worlds import Outcomes, Worlds
from advisor.model.case import Answer, Cell, Profile, Row, State, TableAnswer
from advisor.model.condition import Leaf
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace

MOST_WORLDS = 1 << 15
"""So many combinations of answers are looked at for one piece of advice at most."""

FEW_WORLDS = 1 << 11
"""Up to so many, they are looked at without a search for an example before."""

SAMPLES = 256
"""So many completions are tried on all advice at once, since most are example enough."""


class Worth(Struct, frozen=True):
    """What an answer would settle: ``pieces`` by some of its values, ``expected`` on average."""

    pieces: int
    expected: float


class Outlook(Struct, frozen=True):
    """The prospect of every piece of advice, and what the missing answers have to do with it.

    ``waits`` has the missing answers on which each possible piece depends.
    ``loosely`` are those called possible because something behind them is not
    followed exactly, ``undecided`` those for which the budget ended. ``moving``
    is the advice that may come, go, or become more certain; ``beats`` and
    ``rivals`` say what that may set aside.
    """

    prospects: Mapping[Key, Prospect]
    waits: Mapping[Key, tuple[Cell, ...]]
    worths: Mapping[Cell, Worth]
    loosely: frozenset[Key] = frozenset()
    undecided: frozenset[Key] = frozenset()
    moving: frozenset[str] = frozenset()
    beats: Mapping[str, frozenset[str]] = {}
    rivals: Mapping[str, frozenset[str]] = {}


WORTHLESS = Worth(0, 0.0)
NOTHING_MISSING = Outlook({}, {}, {})
"""The outlook where none is asked for: what holds now is taken to be certain."""


def with_gaps(profile: Profile) -> Profile:
    """Return a profile in which *don't know* is as open as what was never asked."""
    tables = {}
    for name, table in profile.tables.items():
        if table.state is State.DONT_KNOW:
            tables[name] = TableAnswer(State.NOT_ASKED)
        elif any(_dont_know(cell) for row in table.rows for cell in row.cells.values()):
            tables[name] = replace(table, rows=tuple(_row_with_gaps(row) for row in table.rows))
        else:
            tables[name] = table
    answers = {n: answer for n, answer in profile.answers.items() if not _dont_know(answer)}
    return replace(profile, answers=answers, tables=tables)


def _row_with_gaps(row: Row) -> Row:
    return replace(row, cells={n: cell for n, cell in row.cells.items() if not _dont_know(cell)})


def _dont_know(answer: Answer) -> bool:
    return answer.state is State.DONT_KNOW


def nothing_missing(knowledge: Knowledge, now: Trace) -> Outlook:
    """Return the outlook of a company of which every answer is in: all is certain or excluded."""
    fired = {key_of(firing) for firing in now.firings}
    found = {
        (name, row): Prospect.CERTAIN if (name, row) in fired else Prospect.EXCLUDED
        for name, advice in knowledge.advice.items()
        for row in (now.tables[advice.table].rows if advice.table else ("",))
    }
    return Outlook(found, {}, {})


def look_out(prior: Prior, now: Trace, ahead: Trace, profile: Profile) -> Outlook:
    """Return the outlook, from a run and one that looks ahead on the profile with its gaps."""
    return _Looking(prior, now, ahead, _scales(profile)).outlook()


def _scales(profile: Profile) -> Scales:
    return {
        (name, row.name): row.scale for name, table in profile.tables.items() for row in table.rows
    }


class _Looking:
    def __init__(
        self,
        prior: Prior,
        now: Trace,
        ahead: Trace,
        scales: Scales,
    ) -> None:
        self.prior = prior
        self.now = {key_of(firing) for firing in now.firings}
        self.ahead = ahead
        self.chances = Chances.of(prior, ahead)
        self.scales = scales
        self.missing = Missing(prior.knowledge, ahead)
        self.free = self.worlds(NOTHING_SPLIT)
        self.cones: dict[Key, Cone] = {}
        self.loosely: set[Key] = set()
        self.undecided: set[Key] = set()

    def outlook(self) -> Outlook:
        prospects = self.prospects()
        waits = {key: self.behind(cone) for key, cone in self.cones.items()}
        moving = {name for name, _ in self.cones}
        moving |= {name for name, _ in self.ahead.loose if name in self.prior.knowledge.advice}
        return Outlook(
            prospects,
            waits,
            self.worths(waits),
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
        mixed = self.worlds(sampled(self.some_answers(), SAMPLES))
        for key in left:
            if not self.proven(key, mixed):
                found[key] = self.prospect(key)
                if found[key] is not Prospect.POSSIBLE:
                    del self.cones[key]
        return found

    def some_answers(self) -> Split:
        """Return every missing answer behind what is open, with some of what it may be."""
        leaves: dict[Cell, set[Leaf]] = {}
        for cone in self.cones.values():
            for cell, some in cone.answers.items():
                leaves.setdefault(cell, set()).update(some)
        return {cell: some_of(self.free.allowed(cell, leaves[cell])) for cell in sorted(leaves)}

    def proven(self, key: Key, worlds: Worlds) -> bool:
        """Tell whether it is otherwise than now in some world, and cannot be as it is now there."""
        fails, unknown, holds = worlds.of_instance(key)
        return bool((fails | unknown) & ~holds if key in self.now else holds & ~(fails | unknown))

    def prospect(self, key: Key) -> Prospect:
        """Return the prospect of a piece for which no example was found at once.

        The answers that are read more than once are told apart.
        """
        cone = self.cones[key]
        repeated = {cell: self.free.allowed(cell, cone.answers[cell]) for cell in cone.repeated}
        if not repeated and (cone.derived or cone.rowless):
            self.loosely.add(key)
            return Prospect.POSSIBLE
        split: dict[Cell, Sequence[Kindred]] = repeated
        if combinations_of(repeated) > FEW_WORLDS:
            example = self.example(key, repeated)
            if example is not None:
                if not self.proven(key, example):
                    self.loosely.add(key)
                return Prospect.POSSIBLE
            split = {}
            for cell in sorted(repeated, key=lambda cell: len(repeated[cell])):
                if combinations_of({**split, cell: repeated[cell]}) <= MOST_WORLDS:
                    split[cell] = repeated[cell]
        left_out = len(split) < len(repeated)
        worlds = self.worlds(every_combination(split))
        found = _judge(worlds.of_instance(key))
        if found is Prospect.POSSIBLE and not self.proven(key, worlds):
            if left_out:
                self.undecided.add(key)
            elif worlds.loose:
                self.loosely.add(key)
        return found

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
        return Worlds(self.chances, layout, self.scales)

    def behind(self, cone: Cone) -> tuple[Cell, ...]:
        """Return the missing answers behind all that is undecided; for a row to come, the table."""
        cells = {*cone.answers, *self.missing.answers(sorted(cone.derived))}
        cells |= {table_cell(name) for name in cone.rowless}
        return tuple(sorted({_as_asked(cell) for cell in cells}))

    def worths(self, waits: Mapping[Key, tuple[Cell, ...]]) -> Mapping[Cell, Worth]:
        """Return for each missing answer what it would settle by itself.

        That is the share of its values, piece by piece. The one answer a piece
        waits for settles it in any case.
        """
        worlds = self.worlds(one_by_one(self.some_answers()))
        shares: dict[Cell, list[float]] = {}
        for key, cells in waits.items():
            if len(cells) == 1:
                shares.setdefault(cells[0], []).append(1.0)
                continue
            for cell in cells:
                share = self.share(key, cell, worlds)
                if share:
                    shares.setdefault(cell, []).append(share)
        return {cell: Worth(len(each), sum(each)) for cell, each in shares.items()}

    def share(self, key: Key, cell: Cell, worlds: Worlds) -> float:
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


def _judge(outcomes: Outcomes) -> Prospect:
    fails, unknown, holds = outcomes
    if not holds:
        return Prospect.EXCLUDED
    return Prospect.POSSIBLE if fails | unknown else Prospect.CERTAIN


def _as_asked(cell: Cell) -> Cell:
    """Return what is asked for: for a cell of a row that is not there yet, the table."""
    return table_cell(cell[0].table) if cell[0].table and not cell[1] else cell
