"""Trying changes out: each trial is a run of the engine, and there are only so many."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from advisor.explain.what_if.goal_aim import Aim
from advisor.explain.what_if.lever import always_asked, as_it_stands, undecided, with_changed
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.prior import Prior
from advisor.model.case import Answer, Cell, Profile
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace


class BudgetSpent(Exception):  # noqa: N818 - nothing went wrong
    """There is no run left."""


class Trial:
    """A company, a goal, and the runs spent on it so far.

    ``knowledge`` is the part of the base that has a say in the goal.
    """

    def __init__(self, knowledge: Knowledge, profile: Profile, aim: Aim, budget: int) -> None:
        """Build the engine of the part; nothing is run yet."""
        self.knowledge, self.profile, self.aim = knowledge, _cut(profile, knowledge), aim
        self.budget, self.runs = budget, 0
        self._limit = budget
        self._prior = Prior.of(knowledge)
        self._engine = InferenceEngine(knowledge)
        self._stands = as_it_stands(self.profile, knowledge)

    def excluded(self, free: Collection[Cell], given: Mapping[Cell, Answer] = {}) -> bool:
        """Tell whether no answers in the ``free`` cells bring it about, with those given elsewhere.

        One run that looks ahead: what it excludes is excluded for all of them.
        """
        self._spend()
        return self.aim.excluded(self._prior, self.ahead(free, given))

    def ahead(self, free: Collection[Cell], given: Mapping[Cell, Answer] = {}) -> Trace:
        """Return the run that looks ahead to any answers in the ``free`` cells."""
        profile = undecided(_with(self._stands, given), free)
        case = make_case(always_asked(self.knowledge, free), profile, ahead=True)
        return self._engine.run(case)

    def reached(self, given: Mapping[Cell, Answer]) -> bool:
        """Tell whether some changed answers bring it about: one run."""
        self._spend()
        case = make_case(self.knowledge, _with(self.profile, given))
        return self.aim.reached(self._prior, self._engine.run(case, missing=False))

    def at_most(self, runs: int) -> None:
        """Spend no more than so many further runs."""
        self._limit = min(self._limit, self.runs + runs)

    def _spend(self) -> None:
        if self.runs >= self._limit:
            raise BudgetSpent
        self.runs += 1


def _with(profile: Profile, given: Mapping[Cell, Answer]) -> Profile:
    for cell, answer in given.items():
        profile = with_changed(profile, cell, answer)
    return profile


def _cut(profile: Profile, knowledge: Knowledge) -> Profile:
    """Return what a profile says of the questions and tables of a part."""
    return replace(
        profile,
        answers={n: a for n, a in profile.answers.items() if n in knowledge.questions},
        tables={n: t for n, t in profile.tables.items() if n in knowledge.tables},
    )
