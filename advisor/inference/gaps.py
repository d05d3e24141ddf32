"""The gaps of a company's tables: what may come of what is worked out from them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property

from advisor.inference.allowed import Reach, Scale
from advisor.inference.cone import Cone
from advisor.inference.filling import TableGaps
from advisor.inference.layouts import Together
from advisor.inference.made_up import MadeUp, make_up
from advisor.inference.memory import WorkingMemory
from advisor.model.case import Cell, Profile, State
from advisor.model.condition import Leaf
from advisor.model.knowledge import Knowledge, OverColumn


class Gaps:
    """What is missing in the tables of one company."""

    def __init__(self, knowledge: Knowledge, profile: Profile, memory: WorkingMemory) -> None:
        """Take the profile without its *don't knows*, and the memory of a run that looks ahead."""
        self._knowledge, self._profile, self._memory = knowledge, profile, memory
        self._tables: dict[str, TableGaps] = {}

    @cached_property
    def _scales(self) -> Mapping[tuple[str, str], Scale]:
        return {
            (name, row.name): row.scale
            for name, table in self._profile.tables.items()
            for row in table.rows
        }

    def scale(self, cell: Cell) -> Scale | None:
        """Return the scale of ratings of a cell's row, if it is there yet."""
        return self._scales.get((cell[0].table, cell[1]))

    def reach(self, cell: Cell) -> Reach | None:
        """Return what a computed cell or a measure may come to, or None for anything."""
        table = self._table_of(cell)
        return table.reach(cell) if table is not None else None

    def examples(self, derived: Iterable[Cell]) -> Iterator[Together]:
        """Yield some ways to fill in each table behind cells that are worked out."""
        for table in dict.fromkeys(self._table_of(cell) for cell in sorted(derived)):
            if table is not None and table.examples is not None:
                yield table.examples

    def sectors(self, cone: Cone) -> Iterator[Together]:
        """Yield what is worked out in a cone and what it is made of, part by part of the gaps."""
        own: dict[TableGaps, dict[Cell, Collection[Leaf]]] = {}
        for cell in sorted(cone.derived):
            table = self._table_of(cell)
            if table is not None:
                own.setdefault(table, {})[cell] = cone.derived[cell]
        for table, leaves in own.items():
            leaves.update((cell, cone.answers[cell]) for cell in table.gaps if cell in cone.answers)
            sectors = table.sectors(leaves)
            if sectors is not None:
                yield sectors

    def make_up(self, name: str, leaves: Mapping[Cell, Collection[Leaf]]) -> MadeUp:
        """Return tables made up in place of one that nobody has filled in."""
        return make_up(name, self._knowledge, self._profile, self._memory, leaves)

    def _table_of(self, cell: Cell) -> TableGaps | None:
        """Return the table that something is worked out from, if it is filled in."""
        attribute = cell[0]
        name = attribute.table
        if not name:
            measure = self._knowledge.measures.get(attribute.name)
            over = measure is not None and isinstance(measure.operands, OverColumn)
            name = measure.operands.table if over else ""  # type: ignore[union-attr]
        if not name or self._memory.tables[name].state is not State.KNOWN:
            return None
        found = self._tables.get(name)
        if found is None:
            found = TableGaps(name, self._knowledge, self._profile, self._memory)
            self._tables[name] = found
        return found
