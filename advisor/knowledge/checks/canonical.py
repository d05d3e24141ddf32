"""Conditions written alike: the same form for conditions that ask the same."""

from __future__ import annotations

from collections.abc import Hashable

from advisor.knowledge.normal_form import normal_form
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Operator, Rows
from advisor.model.knowledge import Knowledge

_WORDS = frozenset({Operator.IS, Operator.IS_NOT, Operator.ONE_OF, Operator.NONE_OF})
_OPPOSITES = frozenset({Operator.IS_NOT, Operator.NONE_OF})
_OPPOSITE_NUMBERS = {
    Operator.AT_LEAST: Operator.LESS_THAN,
    Operator.MORE_THAN: Operator.AT_MOST,
    Operator.AT_MOST: Operator.MORE_THAN,
    Operator.LESS_THAN: Operator.AT_LEAST,
}


def canonical(condition: Condition, knowledge: Knowledge) -> Hashable:
    """Return a form that is equal for conditions that differ only in how they are written.

    Order and repetition do not count, nor does which of two opposite operators
    was used. Thresholds are told apart by the names of their parameters.
    """
    return _form(normal_form(condition), knowledge)


def _form(condition: Condition, knowledge: Knowledge) -> Hashable:
    if isinstance(condition, Leaf):
        return _leaf(condition, knowledge)
    if isinstance(condition, Rows):
        where = _form(condition.where, knowledge)
        operator, negated = _number_operator(condition.comparison, negated=condition.negated)
        return (
            condition.table,
            condition.quantifier,
            where,
            operator,
            condition.parameters,
            negated,
        )
    assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
    kind = "all" if isinstance(condition, All) else "any"
    parts = frozenset(_form(part, knowledge) for part in condition.parts)
    return next(iter(parts)) if len(parts) == 1 else (kind, parts)


def _leaf(leaf: Leaf, knowledge: Knowledge) -> Hashable:
    if leaf.operator in _WORDS:
        named = {str(word) for word in leaf.operands}
        opposite = (leaf.operator in _OPPOSITES) != leaf.negated
        return leaf.attribute, frozenset(
            _values(leaf.attribute, knowledge) - named if opposite else named
        )
    operator, negated = _number_operator(leaf.operator, negated=leaf.negated)
    return leaf.attribute, operator, leaf.parameters or leaf.operands, negated


def _number_operator(operator: Operator, *, negated: bool) -> tuple[Operator, bool]:
    if negated and operator in _OPPOSITE_NUMBERS:
        return _OPPOSITE_NUMBERS[operator], False
    return operator, negated


def _values(attribute: Attribute, knowledge: Knowledge) -> frozenset[str]:
    """Return the words that an answer or a finding can be."""
    finding = knowledge.findings.get(attribute.name)
    if finding is not None and finding.attribute == attribute:
        return frozenset(finding.domain)
    if attribute.table:
        return frozenset(knowledge.tables[attribute.table].columns[attribute.name].options)
    return frozenset(knowledge.questions[attribute.name].options)
