"""Find a company for which something is so, then leave out whatever it does not need."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from advisor.inference.facts import make_case
from advisor.model.condition import Condition
from benchmarks.building import Builder
from benchmarks.drafts import Draft
from benchmarks.lazily import Base, Lazy

Test = Callable[[Lazy, Draft], bool]
"""Whether a draft, and what is worked out from it, is what is sought."""

TRIES = 400


class Search:
    """Searches with one builder, so that the same seed finds the same companies."""

    def __init__(self, base: Base, seed: int = 1, tries: int = TRIES) -> None:
        """Take how often to try for each thing that is sought."""
        self.base = base
        self.builder = Builder(base, seed)
        self.tries = tries

    def find(self, targets: Iterable[tuple[Condition, str]], test: Test) -> Draft | None:
        """Return the smallest draft found for which the test holds, or None.

        ``targets`` are conditions that a draft is built for, each with its table.
        """
        aims = list(targets)
        for attempt in range(self.tries):
            condition, table = aims[attempt % len(aims)]
            draft = self.builder.build(condition, table)
            if self._holds(draft, test):
                return self._shrink(draft, test)
        return None

    def lazy(self, draft: Draft) -> Lazy:
        """Return a draft as a case."""
        knowledge = self.base.knowledge
        return Lazy(self.base, make_case(knowledge, draft.profile(knowledge)))

    def _holds(self, draft: Draft, test: Test) -> bool:
        return test(self.lazy(draft), draft)

    def _shrink(self, draft: Draft, test: Test) -> Draft:
        while True:
            smaller = next((d for d in draft.smaller() if self._holds(d, test)), None)
            if smaller is None:
                return draft
            draft = smaller
