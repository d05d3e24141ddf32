"""Examples in words, for the messages of the checks."""

from __future__ import annotations

from decimal import Decimal

from advisor.knowledge.checks.solver.goals import Variable
from advisor.knowledge.checks.solver.intervals import some_number
from advisor.knowledge.checks.solver.readings import Readings
from advisor.knowledge.checks.solver.store import Store
from advisor.knowledge.phrases import listed
from advisor.language.messages import _

MOST_EXAMPLES = 4


def example_phrase(store: Store) -> str:
    """Return the answers of an example in words, the first few of them."""
    said = [
        _answer(variable, readings, store)
        for variable, readings in sorted(store.readings.items(), key=lambda item: item[0])
        if _says_something(variable, readings, store)
    ]
    more = ", …" if len(said) > MOST_EXAMPLES else ""
    return ", ".join(said[:MOST_EXAMPLES]) + more


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
    if len(rows) <= 1:
        return said
    return _("{said} in row {number}").format(said=said, number=rows.index(variable.row) + 1)


def _value(readings: Readings, domain: Readings) -> str:
    if readings.can_be_known and readings.known() == domain.known():
        return _("is known")
    if readings.words:
        return _("is {words}").format(words=min(readings.words))
    if readings.numbers:
        return _("is {words}").format(words=_number(some_number(readings.numbers)))
    if readings.several is not None:
        held, lacking = sorted(readings.several.held), sorted(readings.several.lacking)
        said = _("includes {words}") if held else _("does not include {words}")
        return said.format(words=listed(held or lacking))
    return _("is unknown") if readings.unanswered else _("does not apply")


def _number(number: Decimal) -> str:
    return format(number.normalize(), "f")
