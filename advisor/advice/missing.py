"""From something undecided back to the answers that would settle it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from advisor.inference.truth import UNANSWERED
from advisor.knowledge.strata import measure_reads
from advisor.model.case import Cell, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import OpenRule, Trace

GIVEN_STATES = frozenset({State.DONT_KNOW, State.NOT_ASKED})


class Missing:
    """Follows what is open in one run down to answers that were not given."""

    def __init__(self, knowledge: Knowledge, trace: Trace) -> None:
        """Take the trace and the knowledge it was made with."""
        self.knowledge = knowledge
        self.trace = trace

    @cached_property
    def _waiting(self) -> dict[str, list[OpenRule]]:
        """Return the open rules by the finding they could conclude."""
        waiting: dict[str, list[OpenRule]] = defaultdict(list)
        for record in self.trace.open_rules:
            rule = self.knowledge.rules.get(record.production)
            for conclusion in rule.conclusions if rule is not None else ():
                waiting[conclusion.finding].append(record)
        return waiting

    def answers(self, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """Return the unanswered questions, cells and tables behind undecided cells, sorted."""
        return tuple(sorted(set(self._answers(cells, set()))))

    def _answers(self, cells: Iterable[Cell], seen: set[Cell]) -> Iterator[Cell]:
        for cell in cells:
            if cell in seen or self.trace.readings[cell].state not in UNANSWERED:
                continue
            seen.add(cell)
            yield from self._behind(cell, seen)

    def _behind(self, cell: Cell, seen: set[Cell]) -> Iterator[Cell]:
        attribute, row = cell
        finding = self.knowledge.findings.get(attribute.name)
        if finding is not None and finding.attribute == attribute:
            for record in self._waiting[finding.id]:
                if not attribute.table or record.row == row:
                    yield from self._answers(record.missing, seen)
        elif not attribute.table and attribute.name in self.knowledge.measures:
            measure = self.knowledge.measures[attribute.name]
            for node in measure_reads(measure, self.knowledge.parameters):
                if isinstance(node, Attribute):
                    yield from self._operand(node, seen)
        elif self._is_computed(attribute):
            yield from self._answers(self._row(attribute, row), seen)
        elif self.trace.readings[cell].state in GIVEN_STATES:
            yield cell

    def _operand(self, attribute: Attribute, seen: set[Cell]) -> Iterator[Cell]:
        """Yield what is missing of a measure's operand; for a column, of all its rows."""
        if not attribute.table:
            yield from self._answers([(attribute, "")], seen)
            return
        table: Cell = (Attribute("", attribute.table), "")
        if self.trace.tables[attribute.table].state in GIVEN_STATES:
            yield from self._answers([table], seen)
            return
        rows = self.trace.tables[attribute.table].rows
        yield from self._answers([(attribute, row) for row in rows], seen)

    def _row(self, attribute: Attribute, row: str) -> list[Cell]:
        """Return the cells of a row that a computed column may wait for."""
        columns = self.knowledge.tables[attribute.table].columns.values()
        return [(Attribute(attribute.table, c.id), row) for c in columns if not c.computed]

    def _is_computed(self, attribute: Attribute) -> bool:
        if not attribute.table:
            return False
        column = self.knowledge.tables[attribute.table].columns.get(attribute.name)
        return column is not None and bool(column.computed)
