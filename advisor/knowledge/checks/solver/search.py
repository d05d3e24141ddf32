"""Search for a company of which everything that is demanded is so."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from advisor.knowledge.checks.solver import deriving, settling
from advisor.knowledge.checks.solver.consistent import is_consistent, is_exact
from advisor.knowledge.checks.solver.goals import (
    Alternative,
    Choice,
    Counted,
    EachRow,
    Goal,
    OneOf,
    Slot,
    SomeRow,
    Variable,
)
from advisor.knowledge.checks.solver.intervals import contains, least_whole
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.prospects import is_ensured, is_possible
from advisor.knowledge.checks.solver.readings import FALSE, NOT_TRUE, TRUE
from advisor.knowledge.checks.solver.store import Store
from advisor.knowledge.checks.solver.telling import Contradiction, tell

BUDGET = 1_000
"""How often a choice is looked at before the search gives up without a verdict.

The shipped base needs a hundred looks at most, save for one search that would take millions.
"""

NOTHING = Alternative(())


class Found(Struct, frozen=True):
    """The verdict: True with an example, False if it is proved, None where that was not settled."""

    verdict: bool | None
    example: Store | None = None


def search(problem: Problem, goals: Iterable[Goal], budget: int = BUDGET) -> Found:
    """Return whether there can be a company for which all goals are met."""
    store = Store(problem)
    try:
        for goal in goals:
            tell(store, (goal,))
    except Contradiction:
        return Found(verdict=False)
    return _Search(problem, budget).run(store)


class _Search:
    """One search; ``nearly`` once an end was reached that may not be an example."""

    def __init__(self, problem: Problem, budget: int) -> None:
        self.problem = problem
        self.budget = budget
        self.nearly = False
        self.ways: dict[Slot | Variable, tuple[Alternative, ...]] = {}

    def run(self, store: Store) -> Found:
        """Go down the first alternatives first, and back up where they lead nowhere."""
        untried = [(store, NOTHING)]
        while untried and self.budget > 0:
            before, alternative = untried.pop()
            branch = before.copy()
            try:
                self.take(alternative, branch)
                left = self.narrow(branch)
            except Contradiction:
                continue
            untried.extend((branch, each) for each in reversed(left))
            if not left and self.is_example(branch):
                return Found(verdict=True, example=branch)
        return Found(verdict=None if untried or self.nearly else False)

    def take(self, alternative: Alternative, store: Store) -> None:
        """Follow an alternative, unless it can lead to nothing better than was found."""
        store.exact = store.exact and alternative.exact
        if self.nearly and not store.exact:
            raise Contradiction
        tell(store, alternative.goals)

    def is_example(self, store: Store) -> bool:
        """Tell whether a store with nothing left to choose is an example for sure."""
        if not is_consistent(store):
            return False
        exact = store.exact and is_exact(store)
        self.nearly = self.nearly or not exact
        return exact

    def narrow(self, store: Store) -> list[Alternative]:
        """Take every alternative that is the only one, and return those of the narrowest choice.

        There are none of them when nothing is left to choose.
        """
        while True:
            chosen, alternatives = self.narrowest(store)
            if chosen is None:
                return []
            if not alternatives:
                raise Contradiction
            store.choices = tuple(choice for choice in store.choices if choice is not chosen)
            if len(alternatives) > 1:
                return sorted(alternatives, key=lambda each: not each.exact)
            self.take(alternatives[0], store)

    def narrowest(self, store: Store) -> tuple[Choice | None, list[Alternative]]:
        """Return the choice with the fewest alternatives left, dropping those that are settled."""
        chosen: Choice | None = None
        fewest: list[Alternative] = []
        for choice in store.choices:
            self.budget -= 1
            alternatives = self.alternatives(choice, store)
            if any(is_ensured(each, store) for each in alternatives):
                store.choices = tuple(each for each in store.choices if each is not choice)
                continue
            possible = [each for each in alternatives if is_possible(each, store)]
            if chosen is None or len(possible) < len(fewest):
                chosen, fewest = choice, possible
            if len(fewest) <= 1:
                break
        return chosen, fewest

    def alternatives(self, choice: Choice, store: Store) -> tuple[Alternative, ...]:
        if isinstance(choice, OneOf):
            return choice.alternatives
        if isinstance(choice, Counted):
            return _count(choice, store)
        if choice not in self.ways:
            self.ways[choice] = (
                settling.ways(choice, self.problem)
                if isinstance(choice, Slot)
                else deriving.ways(choice, self.problem)
            )
        return self.ways[choice]


def _count(counted: Counted, store: Store) -> tuple[Alternative, ...]:
    """Return how so many rows come about: none, or the least number of rows alike."""
    table, condition = counted.table, counted.condition
    numbers = store.counts[counted]
    found = []
    if contains(numbers, Decimal(0)):
        if counted.strict:
            found.append(Alternative((EachRow(table, condition, FALSE),)))
        none = EachRow(table, condition, NOT_TRUE)
        found.append(Alternative((none,), exact=not counted.strict))
    some = least_whole(numbers, 1)
    if some is not None:
        found.append(Alternative((SomeRow(table, condition, TRUE, some),)))
    return tuple(found)
