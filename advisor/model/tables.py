"""What the reader sees of numbers: tables as filled in and worked out, and measures."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct


class Cell(Struct, frozen=True):
    """A cell of a table: its number where it has one, and its words."""

    column: str
    state: str
    number: Decimal | None
    word: str
    text: str


class TableRow(Struct, frozen=True):
    """A row of a table, by name; ``scale`` is the range of its ratings, as "1–5"."""

    name: str
    scale: str
    cells: tuple[Cell, ...]


class Column(Struct, frozen=True):
    """A column's id, label and unit."""

    id: str
    label: str
    unit: str


class TableView(Struct, frozen=True):
    """A table as filled in and worked out; ``notes`` say how (cut lines, scales)."""

    id: str
    label: str
    state: str
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    notes: tuple[str, ...]


class MeasureView(Struct, frozen=True):
    """A number computed from answers; ``text`` has its unit and the reader's digits."""

    id: str
    label: str
    unit: str
    topic: str
    state: str
    number: Decimal | None
    text: str
