"""A last look at a store in which nothing is left to choose: numbers, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from advisor.knowledge.checks.solver.bounds import Bounds, answers_behind
from advisor.knowledge.checks.solver.goals import COMPANY, Counted, EachRow, Variable
from advisor.knowledge.checks.solver.intervals import Interval, common, contains, least_whole
from advisor.knowledge.checks.solver.readings import FALSE, NOT_TRUE
from advisor.knowledge.checks.solver.store import Store
from advisor.model.condition import Attribute
from advisor.model.knowledge import Measure, OverColumn
from advisor.profile.tables import MAX_ROWS


def is_consistent(store: Store) -> bool:
    """Tell whether every measure can be a number that is demanded of it."""
    return all(
        interval is not None and common(store.readings[variable].numbers, (interval,))
        for variable, _, interval in _known_measures(store)
    )


def is_exact(store: Store) -> bool:
    """Tell whether the store is sure to have an example.

    It is not where a finding settled in a doubtful way, where rows that are
    there for another reason may be counted too, or where a measure must be one
    of certain numbers while the answers behind it are not free.
    """
    settled = {(slot, o) for slot, left in store.outcomes.items() for o in left}
    return (
        not settled & store.doubtful
        and all(_counts_exactly(counted, store) for counted in store.counts)
        and _measures_are_free(store)
    )


def _known_measures(store: Store) -> Iterator[tuple[Variable, Measure, Interval | None]]:
    """Yield the measures that are known, each with the bounds of its number."""
    bounds = Bounds(store.readings, store.problem)
    for variable, readings in store.readings.items():
        measure = store.problem.measures.get(variable.attribute)
        if measure is not None and readings.can_be_known and readings == readings.known():
            yield variable, measure, bounds.of(measure)


def _counts_exactly(counted: Counted, store: Store) -> bool:
    """Tell whether the rows there are make up one of the numbers wanted.

    They do when none of them counts, when more of them would do as well, and
    when there is no other row than those that were added to be counted.
    """
    numbers = store.counts[counted]
    none = {EachRow(counted.table, counted.condition, truths) for truths in (FALSE, NOT_TRUE)}
    if contains(numbers, Decimal(0)) and not none.isdisjoint(store.everywhere):
        return True
    least = least_whole(numbers, 1)
    more = (Interval(Decimal(least or 0), Decimal(MAX_ROWS)),)
    return common(numbers, more) == more or len(store.rows_of(counted.table)) == 1


def _measures_are_free(store: Store) -> bool:
    """Tell whether each measure of which a certain number is wanted can have that number."""
    wanted = [
        measure
        for variable, measure, interval in _known_measures(store)
        if measure.formula != "count"
        and interval
        and common(store.readings[variable].numbers, (interval,)) != (interval,)
    ]
    behind = answers_behind(wanted, store.problem)
    return behind is not None and all(_is_free(answer, store) for answer in behind)


def _is_free(attribute: Attribute, store: Store) -> bool:
    """Tell whether an answer, or a measure over a column, can be any number."""
    measure = store.problem.measures.get(attribute)
    if measure is None:
        return _is_unlimited(Variable(COMPANY, attribute), store)
    operands = measure.operands
    if not isinstance(operands, OverColumn) or measure.formula == "count":
        return False
    rows = store.rows_of(operands.table)
    column = Attribute(operands.table, operands.column)
    return len(rows) == 1 and _is_unlimited(Variable(rows[0], column), store)


def _is_unlimited(variable: Variable, store: Store) -> bool:
    domain = store.problem.domains[variable.attribute]
    return store.reading(variable).numbers == domain.numbers
