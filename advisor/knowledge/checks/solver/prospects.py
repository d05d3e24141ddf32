"""Look ahead: what a store already rules out, and what it already ensures."""

from __future__ import annotations

from advisor.inference.truth import Truth
from advisor.knowledge.checks.solver.goals import (
    Alternative,
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
from advisor.knowledge.checks.solver.readings import (
    FALSE,
    TRUE,
    UNKNOWN,
    Truths,
)
from advisor.knowledge.checks.solver.settling import slot_of, truths
from advisor.knowledge.checks.solver.store import Store
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Rows

EITHER = TRUE | FALSE | UNKNOWN


def is_possible(alternative: Alternative, store: Store) -> bool:
    """Tell whether nothing that was demanded so far rules out a goal by itself."""
    return all(_possible(goal, store) for goal in alternative.goals)


def is_ensured(alternative: Alternative, store: Store) -> bool:
    """Tell whether what was demanded so far already brings every goal with it."""
    return alternative.exact and all(_ensured(goal, store) for goal in alternative.goals)


def reach(condition: Condition, row: int, store: Store) -> Truths:
    """Return how true a condition can still be, or a little more than that."""
    if isinstance(condition, Leaf):
        return _reach_of_leaf(condition, row, store)
    if isinstance(condition, Rows):
        table = store.reading(Variable.of(Attribute("", condition.table), row))
        without = (FALSE if table.inapplicable else frozenset()) | (
            UNKNOWN if table.unanswered else frozenset()
        )
        return EITHER if table.can_be_known else without
    assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
    parts = [reach(part, row, store) for part in condition.parts]
    if isinstance(condition, All):
        return _joined(parts, Truth.FALSE, Truth.TRUE)
    return _joined(parts, Truth.TRUE, Truth.FALSE)


def _joined(parts: list[Truths], weak: Truth, strong: Truth) -> Truths:
    """Return what parts come to, when one ``weak`` part decides and else one unknown part does."""
    found = set()
    if all(strong in part for part in parts):
        found.add(strong)
    if any(weak in part for part in parts):
        found.add(weak)
    if any(Truth.UNKNOWN in part for part in parts) and all(part - {weak} for part in parts):
        found.add(Truth.UNKNOWN)
    return frozenset(found)


def _reach_of_leaf(leaf: Leaf, row: int, store: Store) -> Truths:
    variable = Variable.of(leaf.attribute, row)
    if leaf.attribute in store.problem.findings:
        outcomes = store.outcome(slot_of(leaf, variable))
        return frozenset(truth for outcome in outcomes for truth in truths(leaf, outcome))
    return store.problem.reach(leaf, store.reading(variable))


def _possible(goal: Goal, store: Store) -> bool:
    if isinstance(goal, Holds):
        return bool(reach(goal.condition, goal.row, store) & goal.truths)
    if isinstance(goal, Has):
        return not (store.reading(goal.variable) & goal.readings).is_empty
    if isinstance(goal, Settles):
        return bool(store.outcome(goal.slot) & goal.outcomes)
    if isinstance(goal, OneOf):
        return any(is_possible(alternative, store) for alternative in goal.alternatives)
    return _possible_rows(goal, store)


def _possible_rows(goal: SomeRow | EachRow | Counts, store: Store) -> bool:
    table = goal.counted.table if isinstance(goal, Counts) else goal.table
    if not store.reading(Variable.of(Attribute("", table), 0)).can_be_known:
        return False
    if isinstance(goal, SomeRow):
        new = len(store.rows) + 1
        return bool(reach(goal.condition, new, store) & goal.truths)
    if isinstance(goal, EachRow):
        return all(reach(goal.condition, r, store) & goal.truths for r in store.rows_of(table))
    return True


def _ensured(goal: Goal, store: Store) -> bool:
    if isinstance(goal, Holds):
        return reach(goal.condition, goal.row, store) <= goal.truths
    if isinstance(goal, Has):
        left = store.readings.get(goal.variable)
        return left is not None and left & goal.readings == left
    if isinstance(goal, Settles):
        return store.outcome(goal.slot) <= goal.outcomes
    if isinstance(goal, OneOf):
        return any(is_ensured(alternative, store) for alternative in goal.alternatives)
    return goal in store.rows or goal in store.everywhere
