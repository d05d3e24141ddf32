"""Conditions as data: what a rule asks of the answers, the findings and the rows."""

from __future__ import annotations

import enum
from decimal import Decimal

from msgspec import Struct


class Operator(str, enum.Enum):
    """The comparisons a condition can make; see docs/writing-rules.md for what each means."""

    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    INCLUDES = "includes"
    KNOWN = "known"
    UNKNOWN = "unknown"
    DOES_NOT_APPLY = "does_not_apply"


class Quantifier(str, enum.Enum):
    """How many rows of a table must match."""

    ANY_ROW = "any_row"
    EVERY_ROW = "every_row"
    COUNT = "count"


class Attribute(Struct, frozen=True, order=True):
    """A name that has a reading: of the company (``table`` empty) or of a table's rows."""

    table: str
    name: str

    def __str__(self) -> str:
        """Return ``name``, or ``table.name`` for a row's."""
        return f"{self.table}.{self.name}" if self.table else self.name


Operand = str | Decimal


class Leaf(Struct, frozen=True, tag=True):
    """One comparison of one attribute; ``negated`` is set by the normal form only.

    ``operands`` are words (option or domain values) or exact numbers; where a
    number came from a parameter, ``parameters`` names it at the same position.
    """

    attribute: Attribute
    operator: Operator
    operands: tuple[Operand, ...] = ()
    parameters: tuple[str, ...] = ()
    negated: bool = False


class Rows(Struct, frozen=True, tag=True):
    """A condition on a whole table: any row, every row, or a number of them.

    For ``COUNT``, ``comparison`` and ``operands`` say which numbers will do.
    """

    table: str
    quantifier: Quantifier
    where: Condition
    comparison: Operator = Operator.AT_LEAST
    operands: tuple[Decimal, ...] = ()
    parameters: tuple[str, ...] = ()
    negated: bool = False


class All(Struct, frozen=True, tag=True):
    """Every part must hold; with no parts it holds."""

    parts: tuple[Condition, ...]


class Any_(Struct, frozen=True, tag=True):  # noqa: N801 - `Any` is typing's
    """At least one part must hold; with no parts it does not."""

    parts: tuple[Condition, ...]


class Not(Struct, frozen=True, tag=True):
    """The opposite of its part; gone in the normal form."""

    part: Condition


Condition = Leaf | Rows | All | Any_ | Not

ALWAYS = All(())
