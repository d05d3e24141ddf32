"""The part of a knowledge base that one piece of advice rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from msgspec.structs import replace

from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import Node, measure_reads, reads
from advisor.model.condition import ALWAYS, Condition, Rows
from advisor.model.knowledge import Knowledge, Rule


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
            yield from _of_node(node)
        operands = knowledge.measures[name].operands
        yield getattr(operands, "table", "")
    elif name in knowledge.questions:
        yield from _names(knowledge.questions[name].ask_when)


def _names(condition: Condition) -> Iterator[str]:
    if condition == ALWAYS:
        return
    for node in reads(normal_form(condition)):
        yield from _of_node(node)


def _of_node(node: Node) -> Iterator[str]:
    if isinstance(node, Rows):
        yield node.table
        yield from _names(node.where)
    else:
        yield node.table
        # A column has the name of its table; a finding about rows has one of its own.
        yield node.name


def _rules(knowledge: Knowledge, findings: set[str]) -> Iterator[tuple[str, Rule]]:
    for name, rule in knowledge.rules.items():
        kept = tuple(c for c in rule.conclusions if c.finding in findings)
        if kept:
            yield name, replace(rule, conclusions=kept)
