"""Rows made up for a table that nobody has filled in, as examples of what it may hold."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from advisor.inference.allowed import A_TABLE, Kindred, allowed, bounds_of
from advisor.inference.facts import cells_of_table
from advisor.inference.layouts import Together
from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.model.case import (
    UNKNOWN_ROW,
    Answer,
    Cell,
    Profile,
    Reading,
    Row,
    State,
    TableReading,
    Value,
)
from advisor.model.condition import ALWAYS, Attribute, Leaf
from advisor.model.knowledge import (
    NUMBER_KINDS,
    WORD_KINDS,
    Kind,
    Knowledge,
    Measure,
    OverColumn,
    Question,
    Table,
)

FEWEST, MOST, COLUMNS = 24, 40, 320
"""So many tables are made up in place of one; the fewer columns it has, the more of them."""

ROWS = (1, 2, 3, 6)
SCALE = (Decimal(1), Decimal(5))
SEED = 13


class MadeUp(Struct, frozen=True):
    """Tables made up in place of one: which rows there are in which of the ways.

    The first row of all ways has one name, the second another, and so on.
    ``readings`` has what is pending of them; ``together`` what stands in their
    cells in each way, and in the measures over the table.
    """

    rows: Mapping[str, Sequence[int]]
    readings: Mapping[Cell, Reading]
    together: Together


def make_up(
    name: str,
    knowledge: Knowledge,
    profile: Profile,
    memory: WorkingMemory,
    leaves: Mapping[Cell, Collection[Leaf]],
) -> MadeUp:
    """Return tables in which numbers lie at, between and beyond what they are compared with."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    table = knowledge.tables[name]
    whole: Cell = (Attribute("", name), "")
    rows: dict[str, list[int]] = defaultdict(list)
    together: dict[Cell, list[tuple[Kindred, int]]] = defaultdict(list)
    measures = [m for m in knowledge.measures.values() if _is_over(m, name)]
    pools = {
        column.id: _pool(column, leaves.get((Attribute(name, column.id), UNKNOWN_ROW), ()))
        for column in table.columns.values()
        if not column.computed
    }
    ways = min(MOST, max(FEWEST, COLUMNS // len(table.columns)))
    for way in range(ways):
        made = _rows(table, way, pools, chance)
        cells = cells_of_table(table, made, knowledge, profile)
        names = tuple(sorted(row.name for row in made))
        with_rows = WorkingMemory(
            {**memory.readings, **cells},
            {**memory.tables, name: TableReading(State.KNOWN, names)},
        )
        found = {
            (Attribute("", m.id), ""): compute(m, with_rows, knowledge.parameters) for m in measures
        }
        for cell, reading in {**cells, **found, whole: A_TABLE[0].reading}.items():
            together[cell].append((Kindred(reading, 0), way))
        for row in names:
            rows[row].append(way)
    pending = {
        (cell[0], row): reading
        for cell, reading in memory.readings.items()
        if cell[0].table == name and cell[1] == UNKNOWN_ROW
        for row in rows
    }
    return MadeUp(rows, pending, Together(ways, together))


def _is_over(measure: Measure, table: str) -> bool:
    """Tell whether a measure is over a table, and over all its rows."""
    operands = measure.operands
    return isinstance(operands, OverColumn) and operands.table == table and operands.where == ALWAYS


def _pool(column: Question, leaves: Collection[Leaf]) -> Sequence[Value]:
    """Return what a cell of a column is chosen from."""
    if column.kind in WORD_KINDS:
        return list(column.options)
    values = [k.reading.value for k in allowed(column, leaves, SCALE)] if leaves else []
    found = [value for value in values if value is not None]
    if column.kind is Kind.RATINGS:
        return [(("", mark),) for mark in _numbers(*SCALE)]
    if column.kind in NUMBER_KINDS:
        return [*found, *_numbers(*bounds_of(column, SCALE))]
    return found or [k.reading.value for k in allowed(column, ()) if k.reading.value is not None]


def _numbers(low: Decimal | None, high: Decimal | None) -> Sequence[Decimal]:
    if low is not None and high is not None:
        return [low + (high - low) * part / 4 for part in range(5)]
    return [Decimal(10) ** power for power in range(1, 5)]


def _rows(
    table: Table, way: int, pools: Mapping[str, Sequence[Value]], chance: random.Random
) -> tuple[Row, ...]:
    count = ROWS[way % len(ROWS)]
    filled = {name: _values(table.columns[name], pools[name], count, chance) for name in pools}
    return tuple(
        Row(
            # No row that somebody names can be called so.
            f"\0{table.id} {number}",
            {name: Answer(State.KNOWN, values[number]) for name, values in filled.items()},
            SCALE,
        )
        for number in range(count)
    )


def _values(
    column: Question, pool: Sequence[Value], count: int, chance: random.Random
) -> Sequence[Value]:
    """Return a value for each row; words mostly go round, for each often stands for one row."""
    if column.kind not in WORD_KINDS:
        return chance.choices(pool, k=count)
    start, step = chance.randrange(len(pool)), chance.choice((0, 1, 1))
    return [pool[(start + number * step) % len(pool)] for number in range(count)]
