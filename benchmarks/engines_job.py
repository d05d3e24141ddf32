"""The job that all engines do: which rules fire, which stay open, what each finding becomes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from msgspec import Struct

from advisor.inference.engine import InferenceEngine
from advisor.inference.network import productions_of
from advisor.inference.plain import Plain, evaluate_plainly
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import strata_of
from advisor.model.case import Case, Reading, State
from advisor.model.condition import Condition
from advisor.model.knowledge import Finding, Knowledge, Production
from advisor.model.outcome import Trace

Value = tuple[str, float, frozenset[str]]
"""What a finding becomes: its value or nothing, how certain, and what it could still be."""


class Outcome(Struct, frozen=True):
    """What comes out for one company, certainties rounded to nine digits."""

    fired: Mapping[str, float]
    open: frozenset[str]
    findings: Mapping[str, Value]


Run = Callable[[Case], object]


class Contestant(Struct, frozen=True):
    """An engine of a base: ``run`` is what is timed, ``outcome`` brings it into one form."""

    name: str
    run: Run
    outcome: Callable[[object], Outcome]


class Step(Struct, frozen=True):
    """A rule with its condition in normal form and the level at which it can fire."""

    production: Production
    condition: Condition
    level: int


def steps(knowledge: Knowledge) -> list[Step]:
    """Return all rules and all advice."""
    strata = strata_of(knowledge)
    conditions = [(each, normal_form(each.condition)) for each in productions_of(knowledge)]
    return [Step(each, found, strata.rule_level(found)) for each, found in conditions]


def closings(knowledge: Knowledge) -> Iterator[tuple[int, Finding]]:
    """Yield each finding with the level after whose rules it is settled."""
    strata = strata_of(knowledge)
    for finding in knowledge.findings.values():
        yield strata.level(finding.attribute), finding


def rounded(certainty: Decimal | float) -> float:
    """Return a certainty in the form that is compared: engines add up in decimals or floats."""
    return round(float(certainty), 9)


def said(reading: Reading) -> Value:
    """Return what a finding's reading says."""
    if reading.state is State.KNOWN:
        return str(reading.value), rounded(reading.certainty), frozenset()
    return "", 0.0, reading.possible or frozenset()


def ours(knowledge: Knowledge) -> Contestant:
    """Return our engine: Experta with the compiled matcher, and the whole trace."""
    engine = InferenceEngine(knowledge)

    def outcome(trace: object) -> Outcome:
        assert isinstance(trace, Trace)  # noqa: S101 - it is what ``run`` returns
        return Outcome(
            {firing.production: rounded(firing.certainty) for firing in trace.firings},
            frozenset(record.production for record in trace.open_rules),
            {name: said(trace.readings[f.attribute, ""]) for name, f in knowledge.findings.items()},
        )

    # What an open rule waits for is asked of none of the others either.
    return Contestant("Advisor", partial(engine.run, missing=False), outcome)


def plain(knowledge: Knowledge) -> Contestant:
    """Return the plain evaluator, which the tests hold our engine against."""

    def outcome(found: object) -> Outcome:
        assert isinstance(found, Plain)  # noqa: S101 - as above
        return Outcome(
            {name: rounded(certainty) for (name, _), certainty in found.fired.items()},
            frozenset(name for name, _ in found.open),
            {name: said(found.readings[f.attribute, ""]) for name, f in knowledge.findings.items()},
        )

    return Contestant("plain evaluator", lambda case: evaluate_plainly(knowledge, case), outcome)


def disagreements(contestants: Sequence[Contestant], cases: Sequence[Case]) -> Iterator[str]:
    """Yield where an engine does not come to what the first one does."""
    first, *others = contestants
    for number, case in enumerate(cases):
        wanted = first.outcome(first.run(case))
        for other in others:
            found = other.outcome(other.run(case))
            if found != wanted:
                yield f"{other.name} differs from {first.name} on company {number}"
