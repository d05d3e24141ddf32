"""The smallest changes that bring a goal about, or the proof that there are none.

A set of answers may be enough only if a run that looks ahead, with these
answers open, does not exclude the goal. What is excluded for a set is excluded
for each part of it; so if the goal is excluded for a set, every change that
reaches it has to touch something outside that set. Such a set is made as large
as it can be while the goal stays excluded. What is left outside is a *core*:
few answers, one of which must change.

Candidates are taken in order of their cost. One that misses a core is grown by
each answer of that core; one that hits all of them is tried out: first with a
run that looks ahead, which excludes it or not, then with the values there are.
So a candidate is looked at only when everything cheaper has been, and what is
found first costs least. (Reiter's hitting-set tree, 1987, walked by cost.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from msgspec import Struct

from advisor.explain.what_if.goal_nearest import nearest_first
from advisor.explain.what_if.goal_trial import BudgetSpent, Trial
from advisor.explain.what_if.goal_values import Values
from advisor.explain.what_if.lever import Lever
from advisor.model.case import Answer, Cell

PATIENCE = 300
"""After so many runs, some more are spent on learning what need not be tried."""

MOST_SETS_A_RUN = 200
"""How many candidates may be laid aside for each run there is, before giving up."""

MOST_TIES = 12
"""When so many changes of one cost are found, no more are looked for."""

MOST_RUNS_FOR_TIES = 350
"""So many runs at most go into looking for changes that cost what the first one costs."""

Places = frozenset[int]
Candidate = tuple[int, int, tuple[int, ...]]
Excludes = Callable[[Places], bool]


class Outcome(Struct):
    """What a search has come to.

    ``found`` are the changes of least cost. ``finished`` tells whether the search
    came to its end; everything below the cost ``searched`` was looked at. One
    that has found a change is broken off where it looks for too many others of
    the same cost.
    ``doubtful`` is the least cost of what was tried with some values only, none
    if all that was not found was excluded or tried with all there are.
    """

    found: list[Mapping[Cell, Answer]] = []
    cost: int = 0
    finished: bool = False
    searched: int = 0
    doubtful: int | None = None

    @property
    def whole(self) -> bool:
        """Tell whether it is proved that nothing does it, or nothing that costs less."""
        return self.doubtful is None or bool(self.found and self.doubtful >= self.cost)


class Search:
    """One search; ``levers`` stand in order of their cost."""

    def __init__(
        self, trial: Trial, levers: Sequence[Lever], values: Mapping[Cell, Values]
    ) -> None:
        """Take what may be changed, and to what."""
        self.trial, self.levers, self.values = trial, levers, values
        self.outcome = Outcome()
        self._all: Places = frozenset(range(len(levers)))
        self._cores: list[Places] = []
        self._waiting: list[Candidate] = [(0, 0, ())]
        self._seen: set[tuple[int, ...]] = set()
        self._tried: list[Places] = []

    def run(self) -> Outcome:
        """Search until the goal is found at its least cost, excluded, or the budget is spent."""
        try:
            self._search()
            self.outcome.finished = True
        except BudgetSpent:
            pass
        return self.outcome

    def _search(self) -> None:
        # With everything open at once: most often this is the whole proof.
        if self.trial.excluded(self._cells(self._all)):
            return
        looked_at = 0
        while self._waiting:
            looked_at += 1
            if looked_at > MOST_SETS_A_RUN * self.trial.budget:
                raise BudgetSpent
            cost, _size, places = heappop(self._waiting)
            if self.outcome.found and cost > self.outcome.cost:
                return
            self.outcome.searched = cost
            chosen = frozenset(places)
            if len(self.outcome.found) >= MOST_TIES:
                raise BudgetSpent
            if self.trial.runs >= PATIENCE and not self.outcome.found:
                self._learn()
            core = next((core for core in self._cores if not core & chosen), None)
            if core is None:
                core = self._try(chosen, cost)
            if core is not None:
                self._grow(chosen, cost, core)

    def _try(self, chosen: Places, cost: int) -> Places | None:
        """Return a core that a candidate misses; none where it reaches the goal."""
        if self.trial.excluded(self._cells(chosen)):
            rest = sorted(self._all - chosen)
            return self._keep(self._all - self._largest(chosen, rest, self._open))
        found: list[Mapping[Cell, Answer]] = []
        try:
            found.extend(self._reaching(tuple(sorted(chosen)), {}))
        finally:
            # Also where the budget ends in the middle.
            if found:
                nearest = nearest_first(found, self.levers, self.values)
                if not self.outcome.found:
                    self.trial.at_most(MOST_RUNS_FOR_TIES)
                self.outcome.found.extend(nearest)
                self.outcome.cost = cost
        if found:
            return None
        if self.outcome.doubtful is None:
            some = (cell for cell in self._cells(chosen) if not self.values[cell].whole)
            self.outcome.doubtful = next((cost for _cell in some), None)
        if len(chosen) == 1:
            self._tried.append(chosen)
        return self._keep(self._all - chosen)

    def _keep(self, core: Places) -> Places:
        self._cores.append(core)
        self._cores.sort(key=lambda each: (len(each), sorted(each)))
        return core

    def _grow(self, chosen: Places, cost: int, core: Places) -> None:
        for place in sorted(core):
            places = tuple(sorted(chosen | {place}))
            if places not in self._seen:
                self._seen.add(places)
                more = cost + self.levers[place].cost
                heappush(self._waiting, (more, len(places), places))

    def _largest(self, excluded: Places, rest: Sequence[int], excludes: Excludes) -> Places:
        """Return a set, with as much of the rest as can be, for which the goal stays excluded."""
        if not rest:
            return excluded
        larger = excluded | frozenset(rest)
        if larger != self._all and excludes(larger):
            return larger
        if len(rest) == 1:
            return excluded
        half = len(rest) // 2
        # What is dear is taken in first, so that the core is what is cheap to change.
        excluded = self._largest(excluded, rest[half:], excludes)
        return self._largest(excluded, rest[:half], excludes)

    def _open(self, places: Places) -> bool:
        """Tell whether the goal is excluded while some answers may be any."""
        return self.trial.excluded(self._cells(places))

    def _learn(self) -> None:
        """Find smaller cores of single answers that were tried to no avail.

        This costs runs, and pays where very many sets with such an answer are waiting.
        """
        while self._tried:
            self._keep(self._all - self._with_values(self._tried.pop()))

    def _with_values(self, tried: Places) -> Places:
        """Return a set, as large as can be, without a change that reaches the goal.

        It is made round one answer that was tried at all its values. A run looking
        ahead tells little of a number that goes into others while it is open,
        and much more at each of its values.
        """
        [cell] = self._cells(tried)
        given = [{}, *({cell: answer} for answer in self.values[cell].answers)]

        def excludes(larger: Places) -> bool:
            free = self._cells(larger - tried)
            for place, each in enumerate(given):
                if not self.trial.excluded(free, each):
                    # What lets the goal be reached here is likely to do so for other sets.
                    given.insert(0, given.pop(place))
                    return False
            return True

        # Where looking ahead tells nothing even with all others as they are, it never will.
        return (
            self._largest(tried, sorted(self._all - tried), excludes) if excludes(tried) else tried
        )

    def _reaching(
        self, places: Sequence[int], given: Mapping[Cell, Answer]
    ) -> Iterator[Mapping[Cell, Answer]]:
        """Yield the changes of just these answers that reach the goal."""
        if not places:
            if self.trial.reached(given):
                yield given
            return
        first, rest = places[0], places[1:]
        cell = self.levers[first].cell
        for answer in self.values[cell].answers:
            tried = {**given, cell: answer}
            if rest and self.trial.excluded(self._cells(rest), tried):
                continue
            yield from self._reaching(rest, tried)

    def _cells(self, places: Sequence[int] | Places) -> tuple[Cell, ...]:
        return tuple(self.levers[place].cell for place in sorted(places))
