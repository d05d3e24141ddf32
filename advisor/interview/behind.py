"""Which pending answers are behind something that is worked out from them."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.analysis.methods import METHODS
from advisor.inference.conditions import missing
from advisor.inference.memory import WorkingMemory
from advisor.model.case import Cell, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge, OverColumn


def pending_among(cells: Iterable[Cell], memory: WorkingMemory) -> list[Cell]:
    """Return the cells that are pending."""
    return [cell for cell in cells if memory.readings[cell].state is State.PENDING]


def behind(cell: Cell, knowledge: Knowledge, memory: WorkingMemory) -> list[Cell]:
    """Return the pending cells that a measure, or a computed column, is made of."""
    attribute, row = cell
    if attribute.table:
        method = knowledge.tables[attribute.table].columns[attribute.name].computed
        return _behind_computed(method, attribute, row, knowledge, memory) if method else []
    measure = knowledge.measures.get(attribute.name)
    if measure is None:
        return []
    operands = measure.operands
    if isinstance(operands, OverColumn):
        return _behind_column(operands, memory)
    names = (name for name in operands.names if name not in knowledge.parameters)
    return pending_among(((Attribute("", name), "") for name in names), memory)


def _behind_column(operands: OverColumn, memory: WorkingMemory) -> list[Cell]:
    table = memory.tables[operands.table]
    if table.state is State.PENDING:
        return [(Attribute("", operands.table), "")]
    columns = [Attribute(operands.table, c) for c in (operands.column, operands.weight) if c]
    cells = [(column, row) for row in table.rows for column in columns]
    for row in table.rows:
        cells.extend(missing(operands.where, memory.view(row)))
    return pending_among(cells, memory)


def _behind_computed(
    method: str, attribute: Attribute, row: str, knowledge: Knowledge, memory: WorkingMemory
) -> list[Cell]:
    """Return the cells of the row itself, or, once they are there, those of the other rows."""
    table = attribute.table
    declared = knowledge.tables[table].columns
    cells = [
        (Attribute(table, name), each)
        for name, each in METHODS[method].cells_behind(
            attribute.name, row, memory.tables[table].rows
        )
        if name in declared
    ]
    own = pending_among((cell for cell in cells if cell[1] == row), memory)
    return own or pending_among(cells, memory)
