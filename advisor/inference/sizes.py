"""Measures that are worked out from a few answers: what comes of them for answers of some sizes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import product

from advisor.inference.allowed import Kindred, bounds_of
from advisor.inference.layouts import Together
from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.model.case import Cell, Reading, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge, Measure, OverNames

POWERS = range(1, 8)
"""Answers from ten to ten millions are tried."""


def in_some_sizes(
    derived: Iterable[Cell], knowledge: Knowledge, memory: WorkingMemory
) -> Iterator[Together]:
    """Yield the measures among some cells, with their missing answers in a few sizes.

    An answer that goes into several measures is only yielded with the first.
    """
    taken: set[Cell] = set()
    for cell in sorted(derived):
        measure = None if cell[0].table else knowledge.measures.get(cell[0].name)
        if measure is not None and isinstance(measure.operands, OverNames):
            pending = [c for c in _operands(measure.operands) if _is_missing(c, knowledge, memory)]
            if pending and not taken.intersection(pending):
                taken.update(pending)
                yield _sized(measure, pending, knowledge, memory)


def _operands(operands: OverNames) -> Iterator[Cell]:
    yield from ((Attribute("", name), "") for name in operands.names)


def _is_missing(cell: Cell, knowledge: Knowledge, memory: WorkingMemory) -> bool:
    return cell[0].name in knowledge.questions and memory.readings[cell].state is State.PENDING


def _sized(
    measure: Measure, pending: Sequence[Cell], knowledge: Knowledge, memory: WorkingMemory
) -> Together:
    own: Cell = (Attribute("", measure.id), "")
    found: dict[Cell, list[tuple[Kindred, int]]] = {cell: [] for cell in (*pending, own)}
    ways = list(product(*(_sizes(cell, knowledge) for cell in pending)))
    for way, numbers in enumerate(ways):
        given = {c: Reading(State.KNOWN, n) for c, n in zip(pending, numbers, strict=True)}
        filled = WorkingMemory({**memory.readings, **given}, memory.tables)
        given[own] = compute(measure, filled, knowledge.parameters)
        for cell, reading in given.items():
            found[cell].append((Kindred(reading, 0), way))
    return Together(len(ways), found)


def _sizes(cell: Cell, knowledge: Knowledge) -> Sequence[Decimal]:
    low, high = bounds_of(knowledge.questions[cell[0].name], None)
    sizes = [Decimal(10) ** power for power in POWERS]
    within = [n for n in sizes if (low is None or n >= low) and (high is None or n <= high)]
    ends = [end for end in (low, high) if end is not None]
    return within or ends or [Decimal(1)]
