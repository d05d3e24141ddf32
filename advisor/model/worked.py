"""Worked cases: a company, and what must come out for it."""

from __future__ import annotations

import enum
from decimal import Decimal

from msgspec import Struct

from advisor.model.case import Profile
from advisor.model.diagnostic import Location


class Subject(str, enum.Enum):
    """What an expectation is about."""

    FINDING = "finding"
    MEASURE = "measure"
    ADVICE = "advice"
    NO_ADVICE = "no_advice"
    OPEN = "open"
    LEADING = "leading"


class Absent(str, enum.Enum):
    """What may be expected of something that has no value."""

    NOT_CONCLUDED = "not_concluded"
    UNDECIDED = "undecided"
    NOT_KNOWN = "not_known"
    DOES_NOT_APPLY = "does_not_apply"


class Name(Struct, frozen=True, order=True):
    """A rule or a piece of advice, of one row where ``row`` is set, else of any."""

    id: str
    row: str = ""

    def __str__(self) -> str:
        """Return the id, with the row where there is one."""
        return f"{self.id} of '{self.row}'" if self.row else self.id


Wanted = str | frozenset[str] | Decimal | Absent | tuple[Name, ...] | None


class Expectation(Struct, frozen=True):
    """One thing that must come out.

    ``wanted`` is a finding's value (several as a set), a measure's number, the
    reason why there is neither, or the leading advice in its order; None where
    naming the thing says it all.
    """

    location: Location
    subject: Subject
    name: Name
    wanted: Wanted = None


class WorkedCase(Struct, frozen=True):
    """A company and what is expected of it; ``name`` is a sentence that no other case has."""

    name: str
    location: Location
    profile: Profile
    expectations: tuple[Expectation, ...]
