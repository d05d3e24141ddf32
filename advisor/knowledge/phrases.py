"""A condition in words, by the names of the rules files, for messages and comments."""

from __future__ import annotations

from advisor.edge.nodes import shorten
from advisor.language.messages import N_, _
from advisor.model.condition import All, Any_, Condition, Leaf, Operator, Quantifier, Rows

LONGEST = 100
_OPPOSITES = frozenset({Operator.IS_NOT, Operator.NONE_OF})
_NUMBERS = {
    Operator.AT_LEAST: N_("at least"),
    Operator.MORE_THAN: N_("more than"),
    Operator.AT_MOST: N_("at most"),
    Operator.LESS_THAN: N_("less than"),
    Operator.BETWEEN: N_("between"),
}
_STATES = {
    (Operator.KNOWN, False): N_("is known"),
    (Operator.KNOWN, True): N_("is not known"),
    (Operator.UNKNOWN, False): N_("is unknown"),
    (Operator.UNKNOWN, True): N_("is not unknown"),
    (Operator.DOES_NOT_APPLY, False): N_("does not apply"),
    (Operator.DOES_NOT_APPLY, True): N_("does not say that it does not apply"),
}


def phrase(condition: Condition) -> str:
    """Return a condition in normal form in words, cut off where it is long.

    The words do not depend on the order in which its parts were written.
    """
    return shorten(_phrase(condition), LONGEST)


def in_full(condition: Condition) -> str:
    """Return a condition in normal form in words, however long that gets."""
    return _phrase(condition)


def listed(names: list[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return _(" and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _phrase(condition: Condition, within: str = "") -> str:
    """Return a condition in words; the columns of the table it speaks of go by their own name."""
    if isinstance(condition, Leaf):
        attribute = condition.attribute
        name = attribute.name if attribute.table == within else str(attribute)
        return f"{name} {_leaf(condition)}"
    if isinstance(condition, Rows):
        return _rows(condition)
    assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
    joint = _(" and ") if isinstance(condition, All) else _(" or ")
    inside = (
        f"({_phrase(part, within)})" if isinstance(part, (All, Any_)) else _phrase(part, within)
        for part in condition.parts
    )
    return joint.join(sorted(inside)) or _("always")


def _leaf(leaf: Leaf) -> str:
    operator = leaf.operator
    if (operator, leaf.negated) in _STATES:
        return _(_STATES[operator, leaf.negated])
    words = [str(word) for word in leaf.operands]
    if operator is Operator.INCLUDES:
        said = _("does not include {words}") if leaf.negated else _("includes {words}")
        return said.format(words=words[0])
    if operator in _NUMBERS:
        limits = list(leaf.parameters) or words
        said = _("is not {words}") if leaf.negated else _("is {words}")
        return said.format(words=_compared(operator, limits))
    if (operator in _OPPOSITES) == leaf.negated:
        return _("is {words}").format(words=_(" or ").join(words))
    said = _("is not {words}") if len(words) == 1 else _("is none of {words}")
    return said.format(words=", ".join(words))


def _compared(operator: Operator, limits: list[str]) -> str:
    return f"{_(_NUMBERS[operator])} {listed(limits)}"


def _rows(rows: Rows) -> str:
    where = ""
    if rows.where != All(()):
        where = _(" where {condition}").format(condition=_phrase(rows.where, rows.table))
    if rows.quantifier is Quantifier.ANY_ROW:
        return _("{table} has a row").format(table=rows.table) + where
    if rows.quantifier is Quantifier.EVERY_ROW:
        return _("{table} has only rows").format(table=rows.table) + where
    limits = list(rows.parameters) or [str(number) for number in rows.operands]
    compared = _compared(rows.comparison, limits)
    said = _("{table} has not {count} rows") if rows.negated else _("{table} has {count} rows")
    return said.format(table=rows.table, count=compared) + where
