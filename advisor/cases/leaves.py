"""The single comparisons of a condition, and which of them make it fail."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.inference.conditions import truth
from advisor.inference.memory import WorkingMemory
from advisor.inference.quantify import quantify
from advisor.inference.truth import Truth
from advisor.model.case import Cell
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Rows


def decide_rows(condition: Condition, memory: WorkingMemory) -> None:
    """Decide every condition on rows in a condition, so that its truth can be asked."""
    if isinstance(condition, Rows):
        if condition not in memory.verdicts:
            memory.verdicts[condition] = quantify(condition, memory)
    elif isinstance(condition, (All, Any_)):
        for part in condition.parts:
            decide_rows(part, memory)


def failing(condition: Condition, memory: WorkingMemory, row: str) -> tuple[Cell, ...]:
    """Return the cells on which a condition in normal form fails for a row; none if it holds."""
    decide_rows(condition, memory)
    return tuple(dict.fromkeys(_failing(condition, memory, row)))


def _failing(condition: Condition, memory: WorkingMemory, row: str) -> Iterator[Cell]:
    view = memory.view(row)
    if truth(condition, view) is not Truth.FALSE:
        return
    if isinstance(condition, Leaf):
        yield view.cell(condition.attribute)
    elif isinstance(condition, Rows):
        yield (Attribute("", condition.table), "")
    elif isinstance(condition, (All, Any_)):
        for part in condition.parts:
            yield from _failing(part, memory, row)
