"""Tell a store what is demanded: it narrows what is left, and notes what remains to choose."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from advisor.knowledge.checks.solver.deriving import counted_by, is_derived
from advisor.knowledge.checks.solver.goals import (
    Alternative,
    Choice,
    Counts,
    EachRow,
    Goal,
    Has,
    Holds,
    OneOf,
    Settles,
    SomeRow,
    Variable,
)
from advisor.knowledge.checks.solver.intervals import Interval, common, least_whole
from advisor.knowledge.checks.solver.readings import (
    FALSE,
    NOT_FALSE,
    NOT_TRUE,
    TRUE,
    UNKNOWN,
    Truths,
)
from advisor.knowledge.checks.solver.rows import filled, quantified
from advisor.knowledge.checks.solver.settling import demand
from advisor.knowledge.checks.solver.store import Store
from advisor.model.condition import All, Any_, Leaf, Rows
from advisor.profile.tables import MAX_ROWS

POSSIBLE_COUNTS = (Interval(Decimal(0), Decimal(MAX_ROWS)),)


class Contradiction(Exception):  # noqa: N818 - control flow inside the search
    """What is demanded cannot be."""


def tell(store: Store, goals: Iterable[Goal]) -> None:
    """Add goals to a store; raises ``Contradiction`` when they leave nothing possible."""
    todo = list(goals)
    while todo:
        todo.extend(_take(store, todo.pop()))


def _take(store: Store, goal: Goal) -> Iterable[Goal]:
    """Take one goal in, and return those that follow from it."""
    if isinstance(goal, Holds):
        return _holds(goal, store)
    if isinstance(goal, Has):
        return _has(goal, store)
    if isinstance(goal, Settles):
        return _settles(goal, store)
    if isinstance(goal, OneOf):
        return _one_of(goal, store)
    if isinstance(goal, Counts):
        return _counts(goal, store)
    return _rows(goal, store)


def _holds(goal: Holds, store: Store) -> Iterable[Goal]:
    condition, wanted = goal.condition, goal.truths
    if isinstance(condition, Leaf):
        variable = Variable.of(condition.attribute, goal.row)
        finding = store.problem.findings.get(condition.attribute)
        if finding is not None:
            return (demand(condition, wanted, variable, finding),)
        return (Has(variable, store.problem.admitted(condition, wanted)),)
    if isinstance(condition, Rows):
        return (quantified(condition, wanted),)
    assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
    return _parts(condition, wanted, goal.row)


_ALL_EACH = {TRUE: TRUE, NOT_FALSE: NOT_FALSE, UNKNOWN: NOT_FALSE}
_ALL_SOME = {FALSE: FALSE, NOT_TRUE: NOT_TRUE, UNKNOWN: UNKNOWN}
_ANY_EACH = {FALSE: FALSE, NOT_TRUE: NOT_TRUE, UNKNOWN: NOT_TRUE}
_ANY_SOME = {TRUE: TRUE, NOT_FALSE: NOT_FALSE, UNKNOWN: UNKNOWN}


def _parts(condition: All | Any_, wanted: Truths, row: int) -> list[Goal]:
    """Return what each part of an ``all`` or ``any`` must be, and what one of them must be."""
    parts = condition.parts
    is_all = isinstance(condition, All)
    each = (_ALL_EACH if is_all else _ANY_EACH).get(wanted)
    some = (_ALL_SOME if is_all else _ANY_SOME).get(wanted)
    goals: list[Goal] = [Holds(part, each, row) for part in parts] if each else []
    if some:
        goals.append(OneOf(tuple(Alternative((Holds(part, some, row),)) for part in parts)))
    return goals


def _has(goal: Has, store: Store) -> Iterable[Goal]:
    variable = goal.variable
    before = store.reading(variable)
    left = before & goal.readings
    if left.is_empty:
        raise Contradiction
    if variable not in store.readings and is_derived(variable.attribute, store.problem):
        _note(store, variable)
    store.readings[variable] = left
    measure = store.problem.measures.get(variable.attribute)
    counted = counted_by(measure) if measure and left == left.known() else None
    return (Counts(counted, left.numbers),) if counted else ()


def _settles(goal: Settles, store: Store) -> Iterable[Goal]:
    left = store.outcome(goal.slot) & goal.outcomes
    if not left:
        raise Contradiction
    if goal.slot not in store.outcomes:
        _note(store, goal.slot)
    store.outcomes[goal.slot] = left
    store.doubtful |= {(goal.slot, outcome) for outcome in goal.doubtful}
    return ()


def _one_of(goal: OneOf, store: Store) -> Iterable[Goal]:
    if len(goal.alternatives) == 1 and goal.alternatives[0].exact:
        return goal.alternatives[0].goals
    _note(store, goal)
    return ()


def _counts(goal: Counts, store: Store) -> Iterable[Goal]:
    before = store.counts.get(goal.counted)
    numbers = common(POSSIBLE_COUNTS if before is None else before, goal.numbers)
    if numbers != before:
        _note(store, goal.counted)
    if least_whole(numbers, 0) is None:
        raise Contradiction
    store.counts[goal.counted] = numbers
    return (filled(goal.counted.table),)


def _rows(goal: SomeRow | EachRow, store: Store) -> Iterable[Goal]:
    """Add a row and hold it to what is so everywhere, or hold every row to something new."""
    if goal in store.rows or goal in store.everywhere:
        return
    yield filled(goal.table)
    if isinstance(goal, EachRow):
        store.everywhere = (*store.everywhere, goal)
        for row in store.rows_of(goal.table):
            yield Holds(goal.condition, goal.truths, row)
        return
    store.rows = (*store.rows, goal)
    row = len(store.rows)
    yield Holds(goal.condition, goal.truths, row)
    for each in store.everywhere:
        if each.table == goal.table:
            yield Holds(each.condition, each.truths, row)


def _note(store: Store, choice: Choice) -> None:
    if choice not in store.choices:
        store.choices = (*store.choices, choice)
