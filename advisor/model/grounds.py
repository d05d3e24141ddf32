"""What a conclusion rests on, for the reader: answers, sources, and the rule that fired."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

Origin = Literal["answer", "computed", "measure", "finding", "table"]


class Ground(Struct, frozen=True):
    """Something a conclusion rests on: its id (and row), its label and what it is.

    What is ``computed`` is a column that a method works out from answers.

    ``state`` is ``known``, or says why there is no value: ``dont_know``,
    ``not_asked``, ``does_not_apply`` or ``open``.
    """

    id: str
    row: str
    origin: Origin
    label: str
    text: str
    state: str
    unsure: bool


class Cited(Struct, frozen=True):
    """A source as the document's list of sources shows it; ``grade`` is its evidence grade."""

    id: str
    title: str
    says: str
    url: str
    grade: str
    work: str


class Derivation(Struct, frozen=True):
    """One firing: the rule, what it rested on, what it concluded, and the arithmetic.

    ``stands_in`` has the keys of the findings in which its conclusion stands: a
    finding's id, or ``table.finding: row``.
    """

    number: int
    rule: str
    row: str
    kind: Literal["advice", "rule"]
    because: str
    concluded: tuple[str, ...]
    stands_in: tuple[str, ...]
    grounds: tuple[Ground, ...]
    certainty: Decimal
    arithmetic: str
    grade: str
    sources: tuple[str, ...]
