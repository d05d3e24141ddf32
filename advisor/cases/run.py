"""Run worked cases: one engine for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from advisor.cases.judge import Judged, judge
from advisor.cases.outcome import Outcome
from advisor.cases.why import why
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.outcome import Trace
from advisor.model.worked import WorkedCase


class Unmet(Struct, frozen=True):
    """An expectation that is not met, with how it came to what came out."""

    judged: Judged
    why: tuple[str, ...]


class CaseResult(Struct, frozen=True):
    """A case with its trace, and the expectations that are not met."""

    case: WorkedCase
    trace: Trace
    given: frozenset[str]
    unmet: tuple[Unmet, ...]


def run_cases(engine: InferenceEngine, cases: Iterable[WorkedCase]) -> Iterator[CaseResult]:
    """Yield the result of each case, in order."""
    for case in cases:
        trace = engine.run(make_case(engine.knowledge, case.profile))
        outcome = Outcome(engine.knowledge, trace, case.profile.company)
        judged = [judge(expectation, outcome) for expectation in case.expectations]
        unmet = tuple(Unmet(j, why(j.expectation, outcome)) for j in judged if not j.met)
        given = frozenset(name.id for name in outcome.given)
        yield CaseResult(case, trace, given, unmet)
