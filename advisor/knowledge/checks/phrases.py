"""Conditions and examples in words, for messages."""

from __future__ import annotations

from decimal import Decimal

from advisor.edge.nodes import shorten
from advisor.knowledge.checks.solver.goals import Variable
from advisor.knowledge.checks.solver.intervals import some_number
from advisor.knowledge.checks.solver.readings import Readings
from advisor.knowledge.checks.solver.store import Store
from advisor.knowledge.checks.warn import listed
from advisor.model.condition import All, Any_, Condition, Leaf, Operator, Quantifier, Rows

LONGEST = 100
MOST_EXAMPLES = 4
_OPPOSITES = frozenset({Operator.IS_NOT, Operator.NONE_OF})
_NUMBERS = {
    Operator.AT_LEAST: "at least",
    Operator.MORE_THAN: "more than",
    Operator.AT_MOST: "at most",
    Operator.LESS_THAN: "less than",
    Operator.BETWEEN: "between",
}
_STATES = {
    (Operator.KNOWN, False): "is known",
    (Operator.KNOWN, True): "is not known",
    (Operator.UNKNOWN, False): "is unknown",
    (Operator.UNKNOWN, True): "is not unknown",
    (Operator.DOES_NOT_APPLY, False): "does not apply",
    (Operator.DOES_NOT_APPLY, True): "does not say that it does not apply",
}


def phrase(condition: Condition) -> str:
    """Return a condition in normal form in words, cut off where it is long.

    The words do not depend on the order in which its parts were written.
    """
    return shorten(_phrase(condition), LONGEST)


def example_phrase(store: Store) -> str:
    """Return the answers of an example in words, the first few of them."""
    said = [
        _answer(variable, readings, store)
        for variable, readings in sorted(store.readings.items(), key=lambda item: item[0])
        if _says_something(variable, readings, store)
    ]
    more = ", …" if len(said) > MOST_EXAMPLES else ""
    return ", ".join(said[:MOST_EXAMPLES]) + more


def _phrase(condition: Condition, within: str = "") -> str:
    """Return a condition in words; the columns of the table it speaks of go by their own name."""
    if isinstance(condition, Leaf):
        attribute = condition.attribute
        name = attribute.name if attribute.table == within else str(attribute)
        return f"{name} {_leaf(condition)}"
    if isinstance(condition, Rows):
        return _rows(condition)
    assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
    joint = " and " if isinstance(condition, All) else " or "
    inside = (
        f"({_phrase(part, within)})" if isinstance(part, (All, Any_)) else _phrase(part, within)
        for part in condition.parts
    )
    return joint.join(sorted(inside)) or "always"


def _leaf(leaf: Leaf) -> str:
    operator = leaf.operator
    if (operator, leaf.negated) in _STATES:
        return _STATES[operator, leaf.negated]
    words = [str(word) for word in leaf.operands]
    if operator is Operator.INCLUDES:
        return f"{'does not include' if leaf.negated else 'includes'} {words[0]}"
    if operator in _NUMBERS:
        limits = list(leaf.parameters) or words
        return f"is {'not ' if leaf.negated else ''}{_compared(operator, limits)}"
    if (operator in _OPPOSITES) == leaf.negated:
        return f"is {' or '.join(words)}"
    return f"is {'not' if len(words) == 1 else 'none of'} {', '.join(words)}"


def _compared(operator: Operator, limits: list[str]) -> str:
    return f"{_NUMBERS[operator]} {listed(limits)}"


def _rows(rows: Rows) -> str:
    where = f" where {_phrase(rows.where, rows.table)}" if rows.where != All(()) else ""
    if rows.quantifier is Quantifier.ANY_ROW:
        return f"{rows.table} has a row{where}"
    if rows.quantifier is Quantifier.EVERY_ROW:
        return f"{rows.table} has only rows{where}"
    limits = list(rows.parameters) or [str(number) for number in rows.operands]
    compared = _compared(rows.comparison, limits)
    return f"{rows.table} has {'not ' if rows.negated else ''}{compared} rows{where}"


def _says_something(variable: Variable, readings: Readings, store: Store) -> bool:
    """Tell whether an answer matters, and is more than that a table is filled in."""
    attribute = variable.attribute
    if not attribute.table and attribute.name in store.problem.knowledge.tables:
        return not readings.can_be_known
    any_value = readings.known() == store.problem.domains[attribute].known()
    return not (any_value and readings.unanswered)


def _answer(variable: Variable, readings: Readings, store: Store) -> str:
    attribute = variable.attribute
    said = f"{attribute} {_value(readings, store.problem.domains[attribute])}"
    rows = store.rows_of(attribute.table)
    return f"{said} in row {rows.index(variable.row) + 1}" if len(rows) > 1 else said


def _value(readings: Readings, domain: Readings) -> str:
    if readings.can_be_known and readings.known() == domain.known():
        return "is known"
    if readings.words:
        return f"is {min(readings.words)}"
    if readings.numbers:
        return f"is {_number(some_number(readings.numbers))}"
    if readings.several is not None:
        held, lacking = sorted(readings.several.held), sorted(readings.several.lacking)
        return f"includes {listed(held)}" if held else f"does not include {listed(lacking)}"
    return "is unknown" if readings.unanswered else "does not apply"


def _number(number: Decimal) -> str:
    return format(number.normalize(), "f")
