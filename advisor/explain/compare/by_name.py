"""Entries with the names of parameters in place of their values.

A rule that asks for ``at least load.high`` has not changed because the value
of ``load.high`` has: that is a change of the parameter, and told as such.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import zip_longest
from typing import TypeVar

from msgspec.structs import replace

from advisor.model.condition import Condition, Leaf, Not, Rows
from advisor.model.knowledge import Advice, Measure, OverColumn, Question, Rule

Entry = TypeVar("Entry")


def by_name(entry: Entry) -> Entry:
    """Return an entry that is equal for every value of the parameters it names."""
    if isinstance(entry, Question):
        return replace(entry, ask_when=_condition(entry.ask_when))
    if isinstance(entry, Measure) and isinstance(entry.operands, OverColumn):
        operands = replace(entry.operands, where=_condition(entry.operands.where))
        return replace(entry, operands=operands)
    if isinstance(entry, (Rule, Advice)):
        condition = _condition(entry.condition)
        strength = Decimal(0) if entry.strength_parameter else entry.strength
        return replace(entry, condition=condition, strength=strength)
    return entry


def _condition(condition: Condition) -> Condition:
    if isinstance(condition, Leaf):
        return replace(condition, operands=_named(condition))
    if isinstance(condition, Rows):
        return replace(condition, operands=_named(condition), where=_condition(condition.where))
    if isinstance(condition, Not):
        return Not(_condition(condition.part))
    parts = tuple(map(_condition, condition.parts))
    return replace(condition, parts=parts)


def _named(compared: Leaf | Rows) -> tuple[object, ...]:
    pairs = zip_longest(compared.operands, compared.parameters, fillvalue="")
    return tuple(name or operand for operand, name in pairs)
