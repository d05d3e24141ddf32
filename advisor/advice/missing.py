"""From something undecided back to the answers that would settle it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from advisor.analysis.methods import METHODS
from advisor.inference.conditions import missing, truth
from advisor.inference.memory import WorkingMemory
from advisor.inference.truth import UNANSWERED, Truth
from advisor.model.case import Cell, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge, Measure, OverColumn, Question
from advisor.model.outcome import OpenRule, Trace

GIVEN_STATES = frozenset({State.DONT_KNOW, State.NOT_ASKED, State.PENDING})


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
            yield from self._answers(self._operands(measure), seen)
        elif (column := self._computed(attribute)) is not None:
            declared = self.knowledge.tables[attribute.table].columns
            # What is unknown for good is so for want of its own row; what may come, by any row.
            pending = self.trace.readings[cell].state is State.PENDING
            rows = self.trace.tables[attribute.table].rows if pending else ()
            behind = METHODS[column.computed].cells_behind(column.id, row, rows)
            cells = ((Attribute(attribute.table, n), each) for n, each in behind if n in declared)
            yield from self._answers(cells, seen)
        elif self.trace.readings[cell].state in GIVEN_STATES:
            yield cell

    def _operands(self, measure: Measure) -> Iterator[Cell]:
        """Yield the cells that a measure is, or might be, made of."""
        operands = measure.operands
        if not isinstance(operands, OverColumn):
            parameters = self.knowledge.parameters
            yield from ((Attribute("", n), "") for n in operands.names if n not in parameters)
            return
        table = self.trace.tables[operands.table]
        if table.state is not State.KNOWN:
            yield (Attribute("", operands.table), "")
            return
        memory = WorkingMemory(dict(self.trace.readings), dict(self.trace.tables))
        columns = [column for column in (operands.column, operands.weight) if column]
        for row in table.rows:
            if truth(operands.where, memory.view(row)) is not Truth.FALSE:
                yield from missing(operands.where, memory.view(row))
                yield from ((Attribute(operands.table, column), row) for column in columns)

    def _computed(self, attribute: Attribute) -> Question | None:
        """Return the column that an attribute names, if it is a computed one."""
        if not attribute.table:
            return None
        column = self.knowledge.tables[attribute.table].columns.get(attribute.name)
        return column if column is not None and column.computed else None
