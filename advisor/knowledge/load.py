"""Load a knowledge base: the one driver that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from advisor.edge.problems import Problems, Refused
from advisor.knowledge.circles import Connected, report_circles
from advisor.knowledge.declarations import (
    build_parameter,
    build_source,
    build_term,
    build_topic,
    source_grades,
)
from advisor.knowledge.digest import knowledge_digest
from advisor.knowledge.findings import build_finding
from advisor.knowledge.formulas import build_measure
from advisor.knowledge.gather import HEADER, Gathered, gather
from advisor.knowledge.grammar import Entry
from advisor.knowledge.needed import report_missing_parameters, report_parameters_of_methods
from advisor.knowledge.productions import ProductionBuilder
from advisor.knowledge.questions import build_question, build_table
from advisor.knowledge.references import References
from advisor.knowledge.vocabulary import build_vocabulary
from advisor.model.diagnostic import Diagnostic, InputError
from advisor.model.knowledge import Advice, Knowledge, Topic

T = TypeVar("T")


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Return the knowledge base of a folder, laid over the shipped one if it says so.

    Without a folder it is the shipped base. Raises ``InputError`` with every
    mistake found.
    """
    knowledge, problems = read_knowledge(folder)
    if knowledge is None:
        raise InputError(problems)
    return knowledge


def read_knowledge(folder: Path | None = None) -> tuple[Knowledge | None, list[Diagnostic]]:
    """Return the knowledge base, or None, and everything loading has to say about it."""
    problems = Problems("K")
    try:
        gathered = gather(folder, problems)
    except Refused:
        return None, sorted(set(problems.found))
    knowledge = _resolve(gathered, problems)
    return knowledge, sorted(set(problems.found))


def _resolve(gathered: Gathered, problems: Problems) -> Knowledge | None:
    entries, broken = gathered.entries, gathered.broken
    header = entries[HEADER][0]
    grades = source_grades(entries["sources"], broken, problems)
    vocabulary = build_vocabulary(entries, broken)
    references = References(vocabulary, problems, grades)
    parameters = _build(entries["parameters"], lambda e: build_parameter(e, references))
    findings = _build(entries["findings"], lambda e: build_finding(e, references))
    measures = _build(entries["measures"], lambda e: build_measure(e, references))
    report_missing_parameters(parameters, broken, header["location"], problems)
    builder = ProductionBuilder(references, findings, parameters)
    rules = _build(entries["rules"], builder.rule)
    advice = _with_before(_build(entries["advice"], builder.advice), entries["advice"])
    questions = _build(entries["questions"], lambda e: build_question(e, references))
    report_circles(Connected(findings, measures, rules, advice, parameters, questions), problems)
    tables = _build(entries["tables"], lambda e: build_table(e, references))
    report_parameters_of_methods(tables.values(), parameters, broken, problems)
    if problems.has_errors:
        return None
    knowledge = Knowledge(
        id=header["id"],
        title=header["title"],
        version=header["version"],
        language=header["language"],
        digest="",
        topics=_in_order(_build(entries["topics"], build_topic)),
        sources=_build(entries["sources"], lambda e: build_source(e, grades)),
        parameters=parameters,
        questions=questions,
        tables=tables,
        findings=findings,
        measures=measures,
        rules=rules,
        advice=advice,
        terms=_build(entries["terms"], lambda e: build_term(e, references)),
    )
    return replace(knowledge, digest=knowledge_digest(knowledge))


def _in_order(topics: dict[str, Topic]) -> dict[str, Topic]:
    return {t.id: t for t in sorted(topics.values(), key=lambda topic: (topic.order, topic.id))}


def _build(entries: Iterable[Entry], build: Callable[[Entry], T]) -> dict[str, T]:
    """Return what can be built, by id; the order of files and entries is gone."""
    built: dict[str, T] = {}
    for entry in sorted(entries, key=lambda entry: str(entry["id"])):
        try:
            built[entry["id"]] = build(entry)
        except Refused:
            continue
    return built


def _with_before(advice: dict[str, Advice], entries: Iterable[Entry]) -> dict[str, Advice]:
    """Turn ``before`` into the ``after`` of the other piece."""
    earlier: dict[str, set[str]] = {name: set(item.after) for name, item in advice.items()}
    for entry in entries:
        for later in entry["before"]:
            if entry["id"] in advice and later.text in earlier:
                earlier[later.text].add(entry["id"])
    return {
        name: replace(item, after=tuple(sorted(earlier[name]))) for name, item in advice.items()
    }
