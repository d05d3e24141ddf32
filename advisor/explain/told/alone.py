"""What leads to a piece of advice: a few answers that alone would do, and none to spare.

The engine itself decides it, on a knowledge base cut down to what the advice
rests on, so that trying an answer costs a fraction of a run.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from advisor.explain.told.cone import cut_down, read_in
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.truth import UNANSWERED
from advisor.model.case import Answer, Cell, Profile, Reading, State, TableAnswer
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Settlement, Trace

GIVEN = frozenset({State.KNOWN, State.DOES_NOT_APPLY})


def given(profile: Profile, knowledge: Knowledge) -> Iterator[Cell]:
    """Yield what a company has answered: questions, tables, and the cells of their rows."""
    for name in knowledge.questions:
        answer = profile.answers.get(name)
        if answer is not None and answer.state in GIVEN:
            yield Attribute("", name), ""
    for name in knowledge.tables:
        table = profile.tables.get(name)
        if table is None or table.state not in GIVEN:
            continue
        yield Attribute("", name), ""
        for row in table.rows:
            for column, answer in row.cells.items():
                if answer.state in GIVEN:
                    yield Attribute(name, column), row.name


def only(profile: Profile, cells: Collection[Cell]) -> Profile:
    """Return the profile of a company that has answered nothing but these cells.

    A table keeps all its rows as soon as it, or one of its cells, is among
    them: how many rows there are belongs to what was said. The cells that are
    not among them are empty.
    """
    return replace(
        profile,
        answers={n: a for n, a in profile.answers.items() if (Attribute("", n), "") in cells},
        tables=dict(_tables(profile, cells)),
    )


def _tables(profile: Profile, cells: Collection[Cell]) -> Iterator[tuple[str, TableAnswer]]:
    touched = {attribute.table or attribute.name for attribute, _ in cells}
    for name, table in profile.tables.items():
        if name in touched:
            rows = (
                replace(row, cells=dict(_kept(name, row.name, row.cells.items(), cells)))
                for row in table.rows
            )
            yield name, replace(table, rows=tuple(rows))


def _kept(
    table: str, row: str, answers: Iterable[tuple[str, Answer]], cells: Collection[Cell]
) -> Iterator[tuple[str, Answer]]:
    for column, answer in answers:
        if (Attribute(table, column), row) in cells:
            yield column, answer


class Led(enum.IntEnum):
    """Whether some answers lead to a piece of advice, and whether as all answers do."""

    NOWHERE = 0
    THERE = 1
    ALIKE = 2


class Citation(Struct, frozen=True):
    """The answers an explanation cites: what it takes, and what it takes to come about so.

    ``needed`` alone lead to the advice, and without any one of them they do not.
    ``shaping`` are those without which it would hold all the same, by something
    that is otherwise.
    """

    needed: tuple[Cell, ...]
    shaping: tuple[Cell, ...]


class Sufficient:
    """Tells whether some answers alone lead to a piece of advice, as the whole profile does."""

    def __init__(self, knowledge: Knowledge, profile: Profile, trace: Trace, advice: str) -> None:
        """Take the run of the whole profile."""
        self._knowledge = cut_down(knowledge, advice)
        self._engine = InferenceEngine(self._knowledge)
        self._profile = profile
        self._whole = trace
        self._advice = advice
        self._read = frozenset(read_in(self._knowledge))
        self._found: dict[tuple[object, ...], Led] = {}

    def cited(self, row: str, first: Iterable[Cell]) -> Citation:
        """Return the answers that lead to the advice, none of which can be left out, sorted.

        ``first`` are those that are likely to, the most important first; where
        they do not (what answers keep from happening counts as well), all that
        bear on it are tried. First only those are left out without which it comes
        about in the same way; of the rest, then, whatever it holds without.
        """
        said = list(given(self._profile, self._knowledge))
        cells = [cell for cell in dict.fromkeys(first) if cell in said]
        if self.leads(row, cells) is not Led.ALIKE:
            # Of those many can go at once, of the likely ones few.
            others = [cell for cell in said if cell not in cells]
            cells = self._thinned(row, cells, others)
        alike = self._without_any_to_spare(row, cells, Led.ALIKE)
        needed = self._without_any_to_spare(row, alike, Led.THERE)
        return Citation(
            tuple(sorted(needed)), tuple(sorted(cell for cell in alike if cell not in needed))
        )

    def _thinned(self, row: str, cells: list[Cell], others: list[Cell]) -> list[Cell]:
        """Return some cells and, of others, what is left when those not needed go by halves."""
        size = len(others)
        while size:
            for start in range((len(others) - 1) // size * size, -1, -size):
                left = others[:start] + others[start + size :]
                if self.leads(row, cells + left) is Led.ALIKE:
                    others = left
            size //= 2
        return cells + others

    def _without_any_to_spare(self, row: str, cells: list[Cell], at_least: Led) -> list[Cell]:
        """Return what is left when nothing more can be left out, the last of it tried first."""
        place, needed = len(cells) - 1, 0
        # Leaving one out can make another dispensable that was not before: so all are tried again.
        while needed < len(cells):
            left = cells[:place] + cells[place + 1 :]
            if self.leads(row, left) >= at_least:
                cells, needed = left, 0
            else:
                needed += 1
            place = place - 1 if place > 0 else len(cells) - 1
        return cells

    def leads(self, row: str, cells: Collection[Cell]) -> Led:
        """Tell whether these answers alone lead to the advice, as the whole profile does or not."""
        case = make_case(self._knowledge, only(self._profile, set(cells)))
        # Without one number of a row there is nothing to work out from it, whichever it is.
        told = (item for item in case.readings.items() if item[0][0] in self._read)
        key = (row, *case.tables.values(), *told)
        found = self._found.get(key)
        if found is None:
            trace = self._engine.run(case, missing=False)
            found = self._found[key] = how_it_leads(trace, self._whole, self._advice, row)
        return found


def how_it_leads(trace: Trace, whole: Trace, advice: str, row: str) -> Led:
    """Tell whether advice holds in one run, and by nothing that is otherwise in that of the whole.

    It may for a reason of its own, such as a mean of fewer rows, or a question
    that is only here unanswered.
    """
    firing = next((f for f in trace.firings if (f.production, f.row) == (advice, row)), None)
    if firing is None:
        return Led.NOWHERE
    alike = all(
        _alike(trace.readings[cell], whole.readings[cell]) for cell in behind(firing.support, trace)
    )
    return Led.ALIKE if alike else Led.THERE


def behind(cells: Iterable[Cell], trace: Trace) -> frozenset[Cell]:
    """Return cells with all that they were concluded from, however far back."""
    settlements: dict[Cell, Settlement] = {s.cell: s for s in trace.settlements}
    found: set[Cell] = set()
    stack = list(cells)
    while stack:
        cell = stack.pop()
        if cell in found:
            continue
        found.add(cell)
        if cell in settlements:
            by = settlements[cell].by
            of_row = cell[0].table
            stack.extend(
                other
                for firing in trace.firings
                if firing.production in by and (not of_row or firing.row == cell[1])
                for other in firing.support
            )
    return frozenset(found)


def _alike(reading: Reading, whole: Reading) -> bool:
    if reading.state is not State.KNOWN or whole.state is not State.KNOWN:
        return reading.state == whole.state or {reading.state, whole.state} <= UNANSWERED
    if isinstance(reading.value, frozenset) and isinstance(whole.value, frozenset):
        # What else holds may come from answers that are not looked at.
        return reading.value <= whole.value
    return reading.value == whole.value
