"""The part of a knowledge base that one piece of advice rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import Node, measure_reads, reads
from advisor.model.condition import ALWAYS, Attribute, Condition, Rows
from advisor.model.knowledge import Advice, Knowledge, Rule


def cut_down(knowledge: Knowledge, advice: str) -> Knowledge:
    """Return a knowledge base with this piece of advice alone and all that can bear on it."""
    item = knowledge.advice[advice]
    concluding = _by_finding(knowledge)
    seen: set[str] = set()
    stack = [item.table, *_names(item.condition)]
    while stack:
        name = stack.pop()
        if name and name not in seen:
            seen.add(name)
            stack.extend(_behind(name, knowledge, concluding))
    return replace(
        knowledge,
        questions={n: q for n, q in knowledge.questions.items() if n in seen},
        tables={n: t for n, t in knowledge.tables.items() if n in seen},
        measures={n: m for n, m in knowledge.measures.items() if n in seen},
        findings={n: f for n, f in knowledge.findings.items() if n in seen},
        rules=dict(_rules(knowledge, seen)),
        advice={advice: item},
    )


def read_in(knowledge: Knowledge) -> Iterator[Attribute]:
    """Yield everything that a condition or a measure reads."""
    productions: tuple[Rule | Advice, ...] = (*knowledge.rules.values(), *knowledge.advice.values())
    for production in productions:
        yield from _read_by(production.condition)
    for question in knowledge.questions.values():
        yield from _read_by(question.ask_when)
    for measure in knowledge.measures.values():
        for node in measure_reads(measure, knowledge.parameters):
            yield from _of(node)


def _read_by(condition: Condition) -> Iterator[Attribute]:
    if condition != ALWAYS:
        for node in reads(normal_form(condition)):
            yield from _of(node)


def _of(node: Node) -> Iterator[Attribute]:
    if isinstance(node, Rows):
        yield Attribute("", node.table)
        yield from _read_by(node.where)
    else:
        yield node


def _by_finding(knowledge: Knowledge) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in knowledge.rules.values():
        for finding in {conclusion.finding for conclusion in rule.conclusions}:
            found[finding].append(rule)
    return found


def _behind(name: str, knowledge: Knowledge, concluding: dict[str, list[Rule]]) -> Iterator[str]:
    """Yield the names of what something is drawn from directly."""
    for rule in concluding.get(name, ()):
        yield rule.table
        yield from _names(rule.condition)
    if name in knowledge.findings:
        yield knowledge.findings[name].table
    elif name in knowledge.measures:
        for node in measure_reads(knowledge.measures[name], knowledge.parameters):
            for attribute in _of(node):
                yield attribute.table
                yield attribute.name
        operands = knowledge.measures[name].operands
        yield getattr(operands, "table", "")
    elif name in knowledge.questions:
        yield from _names(knowledge.questions[name].ask_when)


def _names(condition: Condition) -> Iterator[str]:
    for attribute in _read_by(condition):
        # A column has the name of its table; a finding about rows has one of its own.
        yield attribute.table
        yield attribute.name


def _rules(knowledge: Knowledge, findings: set[str]) -> Iterator[tuple[str, Rule]]:
    for name, rule in knowledge.rules.items():
        kept = tuple(c for c in rule.conclusions if c.finding in findings)
        if kept:
            yield name, replace(rule, conclusions=kept)
