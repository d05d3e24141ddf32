"""What inference leaves behind: every firing, what stayed open, and what was settled."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.model.case import Cell, Reading, TableReading
from advisor.model.knowledge import Conclusion


class Firing(Struct, frozen=True):
    """A rule, or a piece of advice, whose condition held.

    ``facts`` are the cells that matched, ``support`` those among them (and the
    rows behind a condition on a table) that made the condition hold. The
    certainty of the conclusion is ``premise`` × ``strength``.
    """

    production: str
    row: str
    facts: tuple[Cell, ...]
    support: tuple[Cell, ...]
    premise: Decimal
    strength: Decimal
    certainty: Decimal
    conclusions: tuple[Conclusion, ...] = ()


class OpenRule(Struct, frozen=True):
    """A rule, or a piece of advice, that could still fire; ``missing`` cells decide it."""

    production: str
    row: str
    missing: tuple[Cell, ...]


class Decision(str, enum.Enum):
    """How a finding came by its value, or why it has none."""

    CONCLUDED = "concluded"
    DEFAULT = "default"
    OPEN = "open"
    SILENT = "silent"
    CONFLICT = "conflict"
    UNDECIDED = "undecided"


class Settlement(Struct, frozen=True):
    """A finding settled: its reading, the rules for it, and the rules that gave way.

    ``by`` names the rules whose conclusion stands. ``overridden`` pairs a rule
    that gave way with the one above it; ``outvoted`` lists rules that concluded
    a value which lost under the finding's policy.
    """

    cell: Cell
    reading: Reading
    decision: Decision
    by: tuple[str, ...] = ()
    overridden: tuple[tuple[str, str], ...] = ()
    outvoted: tuple[str, ...] = ()


class Ask(Struct, frozen=True, order=True):
    """Something the company may be asked, and how much the answer is expected to move.

    The cell is a question, a table, or a cell of a row; ``worth`` is in steps
    of priority, weighed by how likely each answer is to move it.
    """

    cell: Cell
    worth: float


class Trace(Struct, frozen=True):
    """A whole run of the engine, in an order that depends on nothing but its content.

    Two parts are empty unless the case looked ahead: ``loose`` has the firings
    (by production and row) whose certainty may still rise, ``asks`` what there
    is to ask.
    """

    readings: Mapping[Cell, Reading]
    tables: Mapping[str, TableReading]
    firings: tuple[Firing, ...]
    open_rules: tuple[OpenRule, ...]
    settlements: tuple[Settlement, ...]
    loose: frozenset[tuple[str, str]] = frozenset()
    asks: tuple[Ask, ...] = ()
