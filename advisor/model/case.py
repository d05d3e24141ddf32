"""One company's case: what it answered, as given and as the engine reads it."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.model.condition import Attribute

Ratings = tuple[tuple[str, Decimal], ...]
Value = str | Decimal | frozenset[str] | Ratings

SURE = Decimal(1)


class State(str, enum.Enum):
    """What is known of something. ``OPEN`` is for what is derived and not yet decided.

    ``PENDING`` is met in cases that look ahead only: what may still be
    answered, and what may still be decided by such answers.
    """

    KNOWN = "known"
    DONT_KNOW = "dont_know"
    NOT_ASKED = "not_asked"
    DOES_NOT_APPLY = "does_not_apply"
    OPEN = "open"
    PENDING = "pending"


class Answer(Struct, frozen=True):
    """An answer as given: a value, *don't know* or *does not apply*, sure or unsure."""

    state: State
    value: Value | None = None
    unsure: bool = False


NOT_ASKED = Answer(State.NOT_ASKED)


class Row(Struct, frozen=True):
    """A row of a table: its name, its cells by column, and its scale of ratings."""

    name: str
    cells: Mapping[str, Answer]
    scale: tuple[Decimal, Decimal] = (Decimal(1), Decimal(5))


class TableAnswer(Struct, frozen=True):
    """A table as filled in; ``rows`` is empty unless ``state`` is known."""

    state: State
    rows: tuple[Row, ...] = ()


class CutLines(str, enum.Enum):
    """Where the importance–performance quadrants meet."""

    MEAN = "mean"
    MIDPOINT = "midpoint"


class Profile(Struct, frozen=True):
    """A company's profile, checked against a knowledge base.

    ``answers`` has every question of the base, ``tables`` every table.
    ``language`` is the one the company reads, if it has said so. ``unfinished``
    has the tables to which rows are still to come: an interview was broken off
    while they were filled in.
    """

    company: str
    answers: Mapping[str, Answer]
    tables: Mapping[str, TableAnswer]
    cut_lines: CutLines = CutLines.MEAN
    notes: str = ""
    language: str = ""
    unfinished: frozenset[str] = frozenset()


class Reading(Struct, frozen=True):
    """What the engine knows of an attribute: a state, a value, a certainty from 0 to 1.

    For several values at once, ``members`` gives each its certainty.
    ``possible`` is set for findings: the values that open rules might still
    conclude (for several: add). None means that anything is possible.
    """

    state: State
    value: Value | None = None
    certainty: Decimal = SURE
    members: tuple[tuple[str, Decimal], ...] = ()
    possible: frozenset[str] | None = None


UNKNOWN_ROW = ""
"""The name of the one row that stands for a table nobody has filled in."""

Cell = tuple[Attribute, str]
"""An attribute and, where it belongs to a table, the name of the row."""


class TableReading(Struct, frozen=True):
    """A table's state and the names of its rows, sorted; an unknown one has ``UNKNOWN_ROW``."""

    state: State
    rows: tuple[str, ...]


class Case(Struct, frozen=True):
    """What inference starts from: a reading for each question and each cell.

    A case that looks ``ahead`` keeps apart what is unknown for good from what
    may still be answered: what is true or false in it stays so whatever the
    answers to come.
    """

    readings: Mapping[Cell, Reading]
    tables: Mapping[str, TableReading]
    ahead: bool = False
