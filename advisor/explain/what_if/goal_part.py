"""The part of a knowledge base that has a say in a goal: running it is much quicker."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from advisor.inference.prior import Prior
from advisor.knowledge.strata import Node, dependencies, parts_of, reads
from advisor.model.condition import Attribute, Rows
from advisor.model.knowledge import Advice, Knowledge, OverColumn, Override, Rule


def part_for(knowledge: Knowledge, advice: Iterable[str], findings: Iterable[str]) -> Knowledge:
    """Return the base with these, with advice they may have to give way to, and all behind them.

    What it concludes of these is what the whole base concludes. It has no texts,
    for those may tell of what it leaves out.
    """
    prior = Prior.of(knowledge)
    kept = _with_rivals(advice, prior)
    names = set(findings)
    nodes: list[Node] = [knowledge.findings[name].attribute for name in names]
    for each in kept:
        nodes.extend(reads(prior.conditions[each]))
        nodes.append(Attribute("", knowledge.advice[each].table))
    seen = _closure(nodes, knowledge)
    by_name = {node.name for node in seen if isinstance(node, Attribute)}
    tables = {node.table for node in seen} | by_name
    findings_kept = {
        name: finding for name, finding in knowledge.findings.items() if finding.attribute in seen
    }
    return replace(
        knowledge,
        questions={n: q for n, q in knowledge.questions.items() if n in by_name},
        tables={n: t for n, t in knowledge.tables.items() if n in tables},
        measures={n: m for n, m in knowledge.measures.items() if n in by_name},
        findings=findings_kept,
        rules=dict(_rules(knowledge, findings_kept)),
        advice={n: _silent_advice(a) for n, a in knowledge.advice.items() if n in kept},
    )


def _with_rivals(advice: Iterable[str], prior: Prior) -> frozenset[str]:
    """Return advice with all that it, or what it competes with, may win or lose against."""
    found = set(advice)
    stack = list(found)
    while stack:
        for rival in prior.rivals[stack.pop()]:
            if rival not in found:
                found.add(rival)
                stack.append(rival)
    return frozenset(found)


def _closure(nodes: Iterable[Node], knowledge: Knowledge) -> frozenset[Node]:
    graph = dependencies(
        parts_of(
            knowledge.findings,
            knowledge.measures.values(),
            knowledge.rules.values(),
            knowledge.advice.values(),
            knowledge.parameters,
        )
    )
    seen: set[Node] = set()
    stack = list(nodes)
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack.extend(graph.get(node, ()))
            stack.extend(_beside(node, knowledge))
    return frozenset(seen)


def _beside(node: Node, knowledge: Knowledge) -> Iterator[Node]:
    """Yield what is needed beside what a thing is drawn from: tables, and when it is asked."""
    if isinstance(node, Rows):
        yield Attribute("", node.table)
        return
    if node.table:
        yield Attribute("", node.table)
    elif node.name in knowledge.questions:
        yield from reads(knowledge.questions[node.name].ask_when)
    elif node.name in knowledge.measures:
        operands = knowledge.measures[node.name].operands
        if isinstance(operands, OverColumn):
            yield Attribute("", operands.table)
    for rule in knowledge.rules.values():
        if rule.table and any(
            knowledge.findings[conclusion.finding].attribute == node
            for conclusion in rule.conclusions
        ):
            yield Attribute("", rule.table)


def _rules(knowledge: Knowledge, findings: Iterable[str]) -> Iterator[tuple[str, Rule]]:
    kept = set(findings)
    for name, rule in knowledge.rules.items():
        conclusions = tuple(each for each in rule.conclusions if each.finding in kept)
        if conclusions:
            overrides = _silent(rule.overrides)
            yield name, replace(rule, conclusions=conclusions, because="", overrides=overrides)


def _silent_advice(advice: Advice) -> Advice:
    texts = {"do": "", "why": "", "how": (), "measure": "", "not_when": ""}
    return replace(advice, **texts, overrides=_silent(advice.overrides))


def _silent(overrides: Iterable[Override]) -> tuple[Override, ...]:
    return tuple(replace(override, because="") for override in overrides)
