"""What is demanded of a company: the goals that the search has to meet together."""

from __future__ import annotations

from msgspec import Struct

from advisor.knowledge.checks.solver.intervals import Numbers
from advisor.knowledge.checks.solver.readings import Readings, Truths
from advisor.model.condition import Attribute, Condition

COMPANY = 0
"""The number of the row on which the company itself is read."""


class Variable(Struct, frozen=True, order=True):
    """An attribute of the company, or of one row; rows are numbered from 1."""

    row: int
    attribute: Attribute

    @classmethod
    def of(cls, attribute: Attribute, row: int) -> Variable:
        """Return what an attribute names in a condition on a row."""
        return cls(row if attribute.table else COMPANY, attribute)


class Slot(Struct, frozen=True):
    """Something that is settled of a finding: its value, or whether it has this one of several."""

    variable: Variable
    value: str = ""


class Holds(Struct, frozen=True):
    """A condition in normal form is as true as wanted, read on a row."""

    condition: Condition
    truths: Truths
    row: int = COMPANY


class Has(Struct, frozen=True):
    """An answer, a cell or a measure has one of these readings."""

    variable: Variable
    readings: Readings


class Settles(Struct, frozen=True):
    """A finding settles in one of these ways; it is not sure that ``doubtful`` ones will do."""

    slot: Slot
    outcomes: frozenset[str]
    doubtful: frozenset[str] = frozenset()


class SomeRow(Struct, frozen=True):
    """A table is filled in and has so many rows on which a condition is as true as wanted."""

    table: str
    condition: Condition
    truths: Truths
    times: int = 1


class EachRow(Struct, frozen=True):
    """A table is filled in and on none of its rows a condition is other than wanted."""

    table: str
    condition: Condition
    truths: Truths


class Counted(Struct, frozen=True):
    """The rows of a table on which a condition holds; ``strict`` if none may be undecided."""

    table: str
    condition: Condition
    strict: bool


class Counts(Struct, frozen=True):
    """A table is filled in, and so many of its rows are counted."""

    counted: Counted
    numbers: Numbers


class Alternative(Struct, frozen=True):
    """Goals that together would do.

    One that is not ``exact`` is necessary, so that its failure proves something,
    but not sufficient, so that its success proves nothing.
    """

    goals: tuple[Goal, ...]
    exact: bool = True


class OneOf(Struct, frozen=True):
    """At least one of the alternatives is so."""

    alternatives: tuple[Alternative, ...]


Goal = Holds | Has | Settles | SomeRow | EachRow | Counts | OneOf
Choice = OneOf | Slot | Variable | Counted
"""What is left to choose: an alternative, how a finding settles, how a measure comes about."""
