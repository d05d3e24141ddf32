"""What everything in a base reads, and what is read by what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from advisor.analysis.methods import METHODS
from advisor.explain.reference.refs import Kind, Ref, of_attribute
from advisor.knowledge.checks.solver.computed import needs
from advisor.knowledge.checks.uses import comparisons, placeholders, texts
from advisor.knowledge.strata import measure_reads
from advisor.knowledge.texts import target
from advisor.model.condition import Attribute, Condition, Leaf
from advisor.model.knowledge import (
    Advice,
    Finding,
    Knowledge,
    Measure,
    OverColumn,
    OverNames,
    Parameter,
    Production,
    Question,
    Rule,
    Table,
    Term,
)

Refs = tuple[Ref, ...]
_Cites = Question | Table | Measure | Finding | Rule | Advice | Parameter | Term


class Readers(Struct, frozen=True):
    """For each thing what it reads, what reads it, and for each source what cites it."""

    reads: Mapping[Ref, Refs]
    read_by: Mapping[Ref, Refs]
    cited_by: Mapping[str, Refs]


def readers_of(knowledge: Knowledge) -> Readers:
    """Return who reads what in a base; every list is sorted and has everything once."""
    reads = {ref: _sorted(found) for ref, found in _all(knowledge)}
    read_by: dict[Ref, set[Ref]] = defaultdict(set)
    for reader, read in reads.items():
        for ref in read:
            read_by[ref].add(reader)
    cited: dict[str, set[Ref]] = defaultdict(set)
    for ref, sources in _cites(knowledge):
        for source in sources:
            cited[source].add(ref)
    return Readers(
        reads,
        {ref: _sorted(found) for ref, found in read_by.items()},
        {source: _sorted(found) for source, found in cited.items()},
    )


def _sorted(refs: Iterable[Ref]) -> Refs:
    return tuple(sorted(set(refs), key=lambda ref: ref.key))


def _all(base: Knowledge) -> Iterator[tuple[Ref, Iterable[Ref]]]:
    for question in base.questions.values():
        yield Ref(Kind.QUESTION, question.id), _question(question, base)
    for table in base.tables.values():
        yield Ref(Kind.TABLE, table.id), _methods(table, base)
        needed = needs(table)
        for name in table.columns:
            columns = (Ref(Kind.COLUMN, f"{table.id}.{other}") for other in needed.get(name, ()))
            yield Ref(Kind.COLUMN, f"{table.id}.{name}"), columns
    for measure in base.measures.values():
        yield Ref(Kind.MEASURE, measure.id), _measure(measure, base)
    for finding in base.findings.values():
        yield Ref(Kind.FINDING, finding.id), _finding(finding, base)
    for rule in base.rules.values():
        yield Ref(Kind.RULE, rule.id), _production(rule, base)
    for advice in base.advice.values():
        yield Ref(Kind.ADVICE, advice.id), _production(advice, base)


def _condition(condition: Condition, base: Knowledge) -> Iterator[Ref]:
    for part in comparisons(condition):
        if isinstance(part, Leaf):
            yield of_attribute(part.attribute, base)
        else:
            yield Ref(Kind.TABLE, part.table)
        yield from _parameters(part.parameters, base)


def _parameters(names: Iterable[str], base: Knowledge) -> Iterator[Ref]:
    return (Ref(Kind.PARAMETER, name) for name in names if name in base.parameters)


def _words(found: Iterable[str], table: str, base: Knowledge) -> Iterator[Ref]:
    for text in found:
        for name in (each.name for each in placeholders(text)):
            if name in base.parameters:
                yield Ref(Kind.PARAMETER, name)
            elif name not in {"company", "row"}:
                yield of_attribute(target(name, table), base)


def _question(question: Question, base: Knowledge) -> Iterator[Ref]:
    yield from _condition(question.ask_when, base)
    if question.group is not None:
        yield from _parameters(question.group.limits, base)


def _methods(table: Table, base: Knowledge) -> Iterator[Ref]:
    for method in table.methods & METHODS.keys():
        yield from _parameters(METHODS[method].parameters, base)


def _measure(measure: Measure, base: Knowledge) -> Iterator[Ref]:
    for node in measure_reads(measure, base.parameters):
        if isinstance(node, Attribute):
            yield of_attribute(node, base)
    operands = measure.operands
    if isinstance(operands, OverNames):
        yield from _parameters(operands.names, base)
    elif isinstance(operands, OverColumn):
        yield Ref(Kind.TABLE, operands.table)
        yield from _condition(operands.where, base)


def _finding(finding: Finding, base: Knowledge) -> Iterator[Ref]:
    yield from _parameters(finding.points.values(), base)
    if finding.default is not None:
        yield from _words((finding.default.because,), "", base)


def _production(production: Production, base: Knowledge) -> Iterator[Ref]:
    yield from _condition(production.condition, base)
    yield from _parameters((production.strength_parameter,), base)
    yield from _words(texts(production), production.table, base)
    if production.table:
        yield Ref(Kind.TABLE, production.table)
    if isinstance(production, Advice) and production.row_order is not None:
        order = Attribute(production.table, production.row_order.column)
        yield of_attribute(order, base)


def _cites(base: Knowledge) -> Iterator[tuple[Ref, tuple[str, ...]]]:
    kinds: tuple[tuple[Kind, Mapping[str, _Cites]], ...] = (
        (Kind.QUESTION, base.questions),
        (Kind.TABLE, base.tables),
        (Kind.MEASURE, base.measures),
        (Kind.FINDING, base.findings),
        (Kind.RULE, base.rules),
        (Kind.ADVICE, base.advice),
        (Kind.PARAMETER, base.parameters),
        (Kind.TERM, base.terms),
    )
    for kind, things in kinds:
        yield from ((Ref(kind, name), thing.sources) for name, thing in things.items())
