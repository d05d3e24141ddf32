"""What must be so for a goal of coverage to be reached, and the search for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from advisor.cases.branches import ADVICE, ALONE, FALSE, OPTION, RULE, Branches, Goal
from advisor.inference.conditions import truth
from advisor.inference.truth import Truth
from advisor.knowledge.strata import reads
from advisor.model.condition import (
    All,
    Attribute,
    Condition,
    Leaf,
    Operator,
    Quantifier,
    Rows,
)
from advisor.model.knowledge import Kind
from benchmarks.drafts import Draft
from benchmarks.lazily import Base, Lazy
from benchmarks.replacing import opposite, replaced
from benchmarks.searching import Search, Test

Targets = list[tuple[Condition, str]]
Aim = tuple[Targets, Test, tuple[str, ...]]
"""What to build for, what to look at, and the rules or advice it is about."""


class Seeker:
    """Finds companies that reach goals."""

    def __init__(self, base: Base, search: Search) -> None:
        """Prepare what all goals need."""
        self.base = base
        self.search = search
        self.branches = Branches(base.knowledge)

    def seek(self, goal: Goal) -> tuple[Draft, tuple[str, ...]] | None:
        """Return a small company that reaches a goal, and what it is about, if one is found."""
        for targets, test, names in self._aims(goal):
            draft = self.search.find(targets, test)
            if draft is not None:
                return draft, names
        return None

    def reached(self, draft: Draft) -> Iterator[Goal]:
        """Yield everything that a company reaches, as coverage counts it."""
        lazy, branches = self.search.lazy(draft), self.branches
        for name in self.base.knowledge.rules:
            if _fires(lazy, name):
                yield Goal(RULE, name)
        for name in self.base.knowledge.advice:
            if lazy.given(name):
                yield Goal(ADVICE, name)
        yield from branches.reached(lazy.memory)
        yield from branches.chosen(draft.profile(self.base.knowledge))

    def _aims(self, goal: Goal) -> Iterator[Aim]:
        """Yield what to try: first what also shows a difference, then what will do."""
        if goal.kind == OPTION:
            yield from self._option(goal)
            return
        name = goal.owner
        condition, table = self.base.conditions[name], self.base.productions[name].table
        if goal.kind == RULE:
            yield [(condition, table)], lambda lazy, _: _fires(lazy, name), (name,)
        elif goal.kind == ADVICE:
            yield [(condition, table)], lambda lazy, _: bool(lazy.given(name)), (name,)
        else:
            yield from self._branch(goal, condition, table)

    def _branch(self, goal: Goal, condition: Condition, table: str) -> Iterator[Aim]:
        name = goal.owner
        part = next(p for p in self.branches.parts[name] if p.number == goal.number)
        reached = partial(self._takes, goal)
        if goal.way == FALSE:
            # Only this part stands in the way: were it the other way round, all would hold.
            changed = replaced(condition, goal.number, opposite)
            yield (
                [(changed, table)],
                lambda lazy, draft: (
                    reached(lazy, draft)
                    and not _fires(lazy, name)
                    and _would_hold(lazy, changed, table)
                ),
                (name,),
            )
            target = opposite(part.condition)
        else:
            others = tuple(opposite(other) for other in part.beside or ())
            target = All((part.condition, *others)) if goal.way == ALONE else part.condition
            yield (
                [(All((condition, target)), table)] if part.of == table else [(condition, table)],
                lambda lazy, draft: reached(lazy, draft) and _fires(lazy, name),
                (name,),
            )
        yield [(target, part.of)], reached, (name,)

    def _takes(self, goal: Goal, lazy: Lazy, draft: Draft) -> bool:
        del draft
        return goal in self.branches.reached_in(goal.owner, lazy.memory)

    def _option(self, goal: Goal) -> Iterator[Aim]:
        table, _dot, column = goal.owner.rpartition(".")
        attribute = Attribute(table, column)
        several = self.branches.options[goal.owner].kind is Kind.CHOICES
        leaf = Leaf(attribute, Operator.INCLUDES if several else Operator.IS, (goal.way,))
        chosen = partial(self._chooses, goal)
        readers = [n for n, c in self.base.conditions.items() if attribute in _leaves(c)]
        for name in readers:
            condition, of = self.base.conditions[name], self.base.productions[name].table
            there = leaf if of == table or not table else Rows(table, Quantifier.ANY_ROW, leaf)
            matters = partial(self._matters, goal, name)
            yield [(All((there, condition)), of)], partial(self._fires_by, goal, name), (name,)
            yield [(All((there, opposite(condition))), of)], matters, (name,)
        yield [(leaf, table)], chosen, ()

    def _chooses(self, goal: Goal, lazy: Lazy, draft: Draft) -> bool:
        del lazy
        return goal in self.branches.chosen(draft.profile(self.base.knowledge))

    def _fires_by(self, goal: Goal, name: str, lazy: Lazy, draft: Draft) -> bool:
        """Tell whether an option is chosen and a rule fires that would not without an answer."""
        return _fires(lazy, name) and self._matters(goal, name, lazy, draft)

    def _matters(self, goal: Goal, name: str, lazy: Lazy, draft: Draft) -> bool:
        """Tell whether an option is chosen and a rule ends otherwise than without an answer."""
        if not self._chooses(goal, lazy, draft):
            return False
        table, _dot, column = goal.owner.rpartition(".")
        silent = draft.copy()
        if table:
            for cells in silent.tables[table].values():
                cells.pop(column, None)
        else:
            silent.answers.pop(column, None)
        before, after = self.search.lazy(silent).fates_of(name), lazy.fates_of(name)
        return [held for held, _ in before] != [held for held, _ in after]


def _fires(lazy: Lazy, name: str) -> bool:
    return any(held is Truth.TRUE for held, _ in lazy.fates_of(name))


def _would_hold(lazy: Lazy, condition: Condition, table: str) -> bool:
    return any(truth(condition, lazy.memory.view(row)) is Truth.TRUE for row in lazy.rows(table))


def _leaves(condition: Condition) -> set[Attribute]:
    found: set[Attribute] = set()
    for node in reads(condition):
        found |= _leaves(node.where) if isinstance(node, Rows) else {node}
    return found
