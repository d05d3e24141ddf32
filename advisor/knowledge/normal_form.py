"""Conditions without ``not``: negation pushed down to the single comparisons.

Done once for each rule, before the engine sees it: Experta's own negation is
wrong over more than one plain fact, and three-valued logic with answers that do
not apply is only sound when the opposite is taken at the comparison.
"""

from __future__ import annotations

from msgspec.structs import replace

from advisor.model.condition import All, Any_, Condition, Leaf, Not, Quantifier, Rows

_OPPOSITE_ROWS = {
    Quantifier.ANY_ROW: Quantifier.EVERY_ROW,
    Quantifier.EVERY_ROW: Quantifier.ANY_ROW,
}


def normal_form(condition: Condition, *, negate: bool = False) -> Condition:
    """Return the same condition (or its opposite) with no ``Not`` in it.

    Nested ``All`` in ``All`` and ``Any_`` in ``Any_`` are flattened.
    """
    if isinstance(condition, Not):
        return normal_form(condition.part, negate=not negate)
    if isinstance(condition, Leaf):
        return replace(condition, negated=condition.negated != negate)
    if isinstance(condition, Rows):
        return _rows(condition, negate=negate)
    parts = tuple(normal_form(part, negate=negate) for part in condition.parts)
    if isinstance(condition, All) != negate:
        return All(_flat(parts, All))
    return Any_(_flat(parts, Any_))


def _rows(rows: Rows, *, negate: bool) -> Rows:
    if rows.quantifier is Quantifier.COUNT:
        return replace(rows, where=normal_form(rows.where), negated=rows.negated != negate)
    if not negate:
        return replace(rows, where=normal_form(rows.where))
    where = normal_form(rows.where, negate=True)
    return replace(rows, quantifier=_OPPOSITE_ROWS[rows.quantifier], where=where)


def _flat(parts: tuple[Condition, ...], kind: type[All | Any_]) -> tuple[Condition, ...]:
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, kind) else (part,))
    return tuple(flat)
