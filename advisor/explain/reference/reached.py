"""Which worked cases reach what: rules that fire, advice given, what is expected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from advisor.cases.outcome import Outcome
from advisor.explain.reference.refs import Kind, Ref
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.case import Profile, State
from advisor.model.knowledge import Knowledge
from advisor.model.worked import Subject, WorkedCase


class CaseShown(Struct, frozen=True):
    """A case for its reader: its number from 1, its sentence, its file, and what it expects."""

    number: int
    name: str
    file: str
    expects: tuple[Ref, ...]


class Reached(Struct, frozen=True):
    """The cases, and for each thing the numbers of those that reach it, in order."""

    cases: tuple[CaseShown, ...] = ()
    by: Mapping[Ref, tuple[int, ...]] = {}


def reached_by(engine: InferenceEngine, cases: Iterable[WorkedCase]) -> Reached:
    """Return what cases reach; each is run once.

    A finding or a measure is reached by the cases that expect something of it, a
    question by those that answer it.
    """
    shown: list[CaseShown] = []
    by: dict[Ref, list[int]] = defaultdict(list)
    for number, case in enumerate(cases, 1):
        expects = tuple(dict.fromkeys(_expected(case, engine.knowledge)))
        shown.append(CaseShown(number, case.name, Path(case.location.file).name, expects))
        concluded = (ref for ref in expects if ref.kind is not Kind.ADVICE)
        for ref in dict.fromkeys((*_found(engine, case), *concluded)):
            by[ref].append(number)
    return Reached(tuple(shown), {ref: tuple(numbers) for ref, numbers in by.items()})


def _found(engine: InferenceEngine, case: WorkedCase) -> Iterator[Ref]:
    knowledge = engine.knowledge
    trace = engine.run(make_case(knowledge, case.profile))
    for firing in trace.firings:
        if firing.production in knowledge.rules:
            yield Ref(Kind.RULE, firing.production)
    for name in Outcome(knowledge, trace, case.profile.company).given:
        yield Ref(Kind.ADVICE, name.id)
    yield from _answered(case.profile)


def _answered(profile: Profile) -> Iterator[Ref]:
    for name, answer in profile.answers.items():
        if answer.state is State.KNOWN:
            yield Ref(Kind.QUESTION, name)
    for name, table in profile.tables.items():
        if table.state is State.KNOWN:
            yield Ref(Kind.TABLE, name)


def _expected(case: WorkedCase, knowledge: Knowledge) -> Iterator[Ref]:
    for expectation in case.expectations:
        name = expectation.name.id
        if name in knowledge.findings:
            yield Ref(Kind.FINDING, name)
        elif name in knowledge.measures:
            yield Ref(Kind.MEASURE, name)
        elif expectation.subject is Subject.ADVICE:
            yield Ref(Kind.ADVICE, name)
