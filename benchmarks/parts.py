"""The parts of the work, each in this process: loading the base, one run of the engine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import yaml

from advisor.advice.assess import assess
from advisor.advice.ranking import key_of
from advisor.explain.told.explanation import explain_how
from advisor.explain.told.run import Run
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.plain import evaluate_plainly
from advisor.knowledge.folder import shipped
from advisor.knowledge.load import load_knowledge
from advisor.model.knowledge import Knowledge
from advisor.pipeline import look
from advisor.profile.read import read_profile
from advisor.report.render import render
from benchmarks.processes import PROFILE
from benchmarks.timing import Comparison

EXAMPLES = PROFILE.parent


def comparisons(runs: int) -> Iterator[Comparison]:
    """Yield what is measured, on the shipped base and one of the example profiles."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(_files())]
    yield Comparison(
        "load the base",
        load_knowledge,
        partial(_compose, texts),
        against="PyYAML's C parser composing its files",
        runs=runs,
    )
    knowledge = load_knowledge()
    profile = read_profile(PROFILE, knowledge)
    case = make_case(knowledge, profile)
    engine = InferenceEngine(knowledge)
    yield Comparison(
        "one engine run",
        partial(engine.run, case),
        partial(evaluate_plainly, knowledge, case),
        against="the plain evaluator",
        runs=runs,
    )
    assessment = assess(knowledge, profile, engine.run(case), dt.date(2026, 11, 21))
    yield Comparison(
        "render a document",
        partial(render, assessment),
        lambda: engine.run(make_case(knowledge, profile)),
        against="inference (facts and engine run)",
        runs=runs,
        target=3,
    )
    yield from _explanations(runs, knowledge, engine)
    yield Comparison(
        "a new engine and its first run",
        lambda: InferenceEngine(knowledge).run(case),
        partial(evaluate_plainly, knowledge, case),
        against="the same",
        runs=runs,
    )


def _explanations(runs: int, knowledge: Knowledge, engine: InferenceEngine) -> Iterator[Comparison]:
    """Yield what explaining costs, over all example companies, against as many engine runs."""
    companies = [read_profile(path, knowledge) for path in sorted(EXAMPLES.glob("*.yaml"))]
    traces = [engine.run(make_case(knowledge, company)) for company in companies]

    def run_all() -> None:
        for company in companies:
            engine.run(make_case(knowledge, company))

    def look_all() -> None:
        for company, trace in zip(companies, traces, strict=True):
            look(engine, company, trace)

    yield Comparison(
        "what missing answers may change",
        look_all,
        run_all,
        against="as many engine runs",
        runs=runs,
        target=1,
    )
    asked = [
        (Run(knowledge, company, trace), key_of(firing))
        for company, trace in zip(companies, traces, strict=True)
        for firing in trace.firings
        if firing.production in knowledge.advice
    ]
    some = asked[::25]

    def explain_some() -> None:
        for run, key in some:
            explain_how([key], run, "adviser")

    def run_as_often() -> None:
        for run, _ in some:
            engine.run(make_case(knowledge, run.profile))

    yield Comparison(
        "explain a piece of advice",
        explain_some,
        run_as_often,
        against="an engine run for each",
        runs=runs,
        target=1,
    )


def _files() -> Iterator[Path]:
    return shipped("rules").rglob("*.yaml")


def _compose(texts: list[str]) -> None:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    for text in texts:
        yaml.compose(text, Loader=loader)
