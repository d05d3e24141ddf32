"""The four runs of a comparison: old and new answers, each under the old and the new base."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from advisor.advice.assess import assess
from advisor.explain.compare.fitted import Unused
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.knowledge.digest import answers_digest
from advisor.model.assessment import Assessment
from advisor.model.case import Profile
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace

Side = Literal["old", "new"]
NO_DAY = dt.date(1970, 1, 1)
"""What an assessment is stamped with that is only compared."""


class Asked(Struct, frozen=True):
    """A profile fitted to a base, and what was left out of it."""

    profile: Profile
    unused: tuple[Unused, ...] = ()


class Corner(Struct, frozen=True):
    """One of the runs, with what it was made from."""

    knowledge: Knowledge
    profile: Profile
    trace: Trace
    assessment: Assessment


class Corners(Struct, frozen=True):
    """The runs, named by their answers and then their base; equal ones are one and the same."""

    old_old: Corner
    new_old: Corner
    old_new: Corner
    new_new: Corner


class Inputs(Struct, frozen=True):
    """What is compared: each profile fitted to each base, named as the corners are."""

    old_base: Knowledge
    new_base: Knowledge
    old_old: Asked
    new_old: Asked
    old_new: Asked
    new_new: Asked

    def each(self) -> Iterator[tuple[Side, Side, Asked]]:
        """Yield profile, base and what one is for the other."""
        yield "old", "old", self.old_old
        yield "new", "old", self.new_old
        yield "old", "new", self.old_new
        yield "new", "new", self.new_new


def run_corners(inputs: Inputs) -> Corners:
    """Run the engine for each corner that is not the same as one before."""
    runs = _Runs()
    old, new = inputs.old_base, inputs.new_base
    return Corners(
        runs.of(old, inputs.old_old.profile),
        runs.of(old, inputs.new_old.profile),
        runs.of(new, inputs.old_new.profile),
        runs.of(new, inputs.new_new.profile),
    )


class _Runs:
    """Runs each profile under each base once, with one engine for each base."""

    def __init__(self) -> None:
        self.engines: dict[str, InferenceEngine] = {}
        self.made: dict[tuple[str, str], Corner] = {}

    def of(self, knowledge: Knowledge, profile: Profile) -> Corner:
        name = knowledge.digest, answers_digest(profile)
        if name not in self.made:
            if knowledge.digest not in self.engines:
                self.engines[knowledge.digest] = InferenceEngine(knowledge)
            trace = self.engines[knowledge.digest].run(make_case(knowledge, profile))
            assessment = assess(knowledge, profile, trace, NO_DAY)
            self.made[name] = Corner(knowledge, profile, trace, assessment)
        return self.made[name]
