"""The gaps of one table filled in, and what comes of what is worked out from them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise, product
from math import prod

from advisor.analysis.methods import METHODS
from advisor.inference.allowed import UNANSWERED, Kindred, Reach, allowed
from advisor.inference.conditions import truth
from advisor.inference.corners import HUGE, Corners, Filling, filled
from advisor.inference.facts import cells_of_table
from advisor.inference.layouts import Together
from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.inference.truth import Truth
from advisor.model.case import Answer, Cell, Profile, Reading, State
from advisor.model.condition import Attribute, Leaf
from advisor.model.knowledge import (
    NUMBER_KINDS,
    WORD_KINDS,
    Kind,
    Knowledge,
    Measure,
    OverColumn,
)

MOST_CORNERS = 3**4
"""So many ways to fill in the gaps are tried at most; with more gaps anything may come."""

EXAMPLES = 24
"""So many ways to fill them in serve as examples at most."""

MOST_SECTORS = 64
"""Into so many parts the numbers that may fill the gaps are divided at most."""

TYPICAL = Decimal(100)
SEED = 6

Draft = dict[Cell, Reading]
"""The cells of a table with some gaps filled in, and what is worked out from them."""


class TableGaps:
    """What is missing in the rows of one table that somebody has filled in."""

    def __init__(
        self, name: str, knowledge: Knowledge, profile: Profile, memory: WorkingMemory
    ) -> None:
        """Take the profile without its *don't knows*, and the memory of a run that looks ahead."""
        self._table = knowledge.tables[name]
        self._knowledge, self._profile, self._memory = knowledge, profile, memory
        self._rows = profile.tables[name].rows
        self._corners = Corners(name, knowledge, profile)
        self._kept: dict[tuple[tuple[Cell, ...], bool], list[Draft]] = {}

    def reach(self, cell: Cell) -> Reach | None:
        """Return what a computed cell or a measure may come to, or None for anything."""
        gaps, bundled = self._behind(cell), self._is_bundled(cell)
        drafts = self._kept.get((gaps, bundled))
        if drafts is None:
            corners = self._corners.of_all(gaps, MOST_CORNERS, bundled=bundled)
            drafts = self._kept[gaps, bundled] = [self._draft(filling) for filling in corners]
        return self._reach(cell, drafts) if drafts else None

    def _is_bundled(self, cell: Cell) -> bool:
        if not cell[0].table:
            return False
        column = self._table.columns[cell[0].name]
        return column.id not in METHODS[column.computed].alone

    def _reach(self, cell: Cell, drafts: Sequence[Draft]) -> Reach | None:
        """Return what a cell may come to between some drafts."""
        attribute = cell[0]
        if not attribute.table:
            measure = self._knowledge.measures[attribute.name]
            if not self._over(measure):
                return None
            return _spanned([self._measured(measure, draft) for draft in drafts])
        if attribute.name in self._turning:
            return None
        column = self._table.columns[attribute.name]
        found = _spanned([draft[cell] for draft in drafts])
        if column.kind in WORD_KINDS:
            return _with_all_between(found, list(column.options))
        method = METHODS[column.computed]
        own = [(Attribute(self._table.id, name), cell[1]) for name in method.needs[column.id]]
        made = [d for d in drafts if all(d[c].state is State.KNOWN for c in own if c in d)]
        # Worked out here and not there: on the way it may have grown beyond all limits.
        steady = column.kind in NUMBER_KINDS and all(d[cell].state is State.KNOWN for d in made)
        return found if steady or not found.values else None

    @cached_property
    def _turning(self) -> frozenset[str]:
        methods = [METHODS[name] for name in self._table.methods]
        return frozenset[str]().union(*(method.turning(self._rows) for method in methods))

    @cached_property
    def examples(self) -> Together | None:
        """Return some ways to fill the table in, with the measures over it."""
        drafts = [self._draft(filling) for filling in self._some(self.gaps)]
        if not self.gaps:
            return None
        return Together(
            len(drafts),
            {
                cell: [(Kindred(self._read(cell, draft), 0), n) for n, draft in enumerate(drafts)]
                for cell in [*self.gaps, *self._derived]
            },
        )

    def sectors(self, leaves: Mapping[Cell, Iterable[Leaf]]) -> Together | None:
        """Return what some cells may be while the gaps lie in one part of what they may be.

        The parts are all there is together, and within each the ends tell all.
        None where there are too many gaps, or something may turn back on the way.
        """
        parts = [self._parts(gap) for gap in self.gaps]
        ways = prod(len(each) for each in parts)
        if not self.gaps or ways > MOST_SECTORS or self._turning:
            return None
        found: dict[Cell, list[tuple[Kindred, int]]] = {cell: [] for cell in leaves}
        for way, chosen in enumerate(product(*parts)):
            ends = [dict(zip(self.gaps, each, strict=True)) for each in product(*chosen)]
            drafts = [self._draft(filling) for filling in ends]
            for cell, own in leaves.items():
                if cell in self.gaps:
                    reach: Reach | None = _spanned([draft[cell] for draft in drafts])
                else:
                    reach = self._reach(cell, drafts)
                question = self._table.columns.get(cell[0].name) if cell[0].table else None
                for kindred in allowed(question, tuple(own), reach=reach):
                    found[cell].append((kindred, way))
        return Together(ways, found)

    def _parts(self, gap: Cell) -> Sequence[Sequence[Answer]]:
        """Return what may fill a gap in parts, each as its ends; the last is that nothing does."""
        *ends, out = self._corners.of(gap)
        kind = self._table.columns[gap[0].name].kind
        if kind is Kind.RATINGS:
            return [ends, [Answer(State.KNOWN, ())], [out]]
        if kind not in NUMBER_KINDS:
            return [*([end] for end in ends), [out]]
        marks = [ends[0], *self._inside(gap), ends[1]]
        return [*pairwise(marks), [out]]

    @cached_property
    def _derived(self) -> tuple[Cell, ...]:
        """Return the pending cells that are worked out from the table, and the measures over it."""
        columns = [column for column in self._table.columns.values() if column.computed]
        cells = [(Attribute(self._table.id, c.id), r.name) for c in columns for r in self._rows]
        cells.extend(
            (Attribute("", m.id), "") for m in self._knowledge.measures.values() if self._over(m)
        )
        return self._pending(cells)

    def _over(self, measure: Measure) -> bool:
        """Tell whether a measure is over this table, and over rows that are certain."""
        operands = measure.operands
        if not isinstance(operands, OverColumn) or operands.table != self._table.id:
            return False
        rows = (self._memory.view(row.name) for row in self._rows)
        return all(truth(operands.where, view) is not Truth.UNKNOWN for view in rows)

    @cached_property
    def gaps(self) -> tuple[Cell, ...]:
        """Return the pending cells that others are worked out from."""
        return tuple(sorted({gap for cell in self._derived for gap in self._behind(cell)}))

    def _behind(self, cell: Cell) -> tuple[Cell, ...]:
        """Return the gaps behind a computed cell, or behind a measure."""
        attribute, row = cell
        if attribute.table:
            return self._pending(self._made_of(attribute.name, row))
        operands = self._knowledge.measures[attribute.name].operands
        assert isinstance(operands, OverColumn)  # noqa: S101 - it is over this table
        columns = [name for name in (operands.column, operands.weight) if name]
        return self._pending(
            made for row in self._rows for name in columns for made in self._made_of(name, row.name)
        )

    def _made_of(self, column: str, row: str) -> Iterator[Cell]:
        """Yield the cells of the table that a column of a row is, or is made of."""
        method = self._table.columns[column].computed
        if not method:
            yield Attribute(self._table.id, column), row
            return
        rows = [each.name for each in self._rows]
        for name, each in METHODS[method].cells_behind(column, row, rows):
            yield Attribute(self._table.id, name), each

    def _pending(self, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        readings = self._memory.readings
        return tuple(
            sorted({c for c in cells if c in readings and readings[c].state is State.PENDING})
        )

    def _inside(self, gap: Cell) -> Sequence[Answer]:
        """Return some numbers that are not at the ends, the least first."""
        if self._table.columns[gap[0].name].kind not in NUMBER_KINDS:
            return []
        low, high = self._corners.bounds(gap)
        if high < HUGE:
            inside = [low + (high - low) * part / 8 for part in range(1, 8)]
        else:
            known = [self._memory.readings[gap[0], row.name].value for row in self._rows]
            numbers = [value for value in known if isinstance(value, Decimal) and value]
            middle = sum(numbers, Decimal(0)) / len(numbers) if numbers else TYPICAL
            inside = [middle / 10, middle / 2, middle, middle * 2, middle * 10]
        return [Answer(State.KNOWN, number) for number in inside]

    def _some(self, gaps: Sequence[Cell]) -> Iterator[Filling]:
        options = [[*self._corners.of(gap), *self._inside(gap)] for gap in gaps]
        chosen: Iterable[Sequence[Answer]]
        if prod(len(each) for each in options) <= EXAMPLES:
            chosen = product(*options)
        else:
            chance = random.Random(SEED)  # noqa: S311 - no secret
            chosen = [[chance.choice(each) for each in options] for _ in range(EXAMPLES)]
        for each in chosen:
            yield dict(zip(gaps, each, strict=True))

    def _draft(self, filling: Filling) -> Draft:
        rows = tuple(filled(row, filling) for row in self._rows)
        return cells_of_table(self._table, rows, self._knowledge, self._profile)

    def _read(self, cell: Cell, draft: Draft) -> Reading:
        if not cell[0].table:
            return self._measured(self._knowledge.measures[cell[0].name], draft)
        reading = draft[cell]
        return UNANSWERED if reading.state is State.NOT_ASKED else reading

    def _measured(self, measure: Measure, draft: Draft) -> Reading:
        memory = WorkingMemory(
            {**self._memory.readings, **draft}, self._memory.tables, self._memory.verdicts
        )
        return compute(measure, memory, self._knowledge.parameters)


def _spanned(readings: Sequence[Reading]) -> Reach:
    return Reach(
        frozenset(reading.value for reading in readings if reading.value is not None),
        all(reading.state is State.KNOWN for reading in readings),
    )


def _with_all_between(reach: Reach, order: Sequence[str]) -> Reach:
    """Return words with those that stand between them: one may pass through it."""
    places = [order.index(str(word)) for word in reach.values]
    if not places:
        return reach
    return Reach(frozenset(order[min(places) : max(places) + 1]), reach.always)
