"""In which order things can be known: levels of findings, measures and row conditions.

A thing's level is above that of everything it is drawn from. Rules of one
level may fire in any order among themselves; a finding is settled after the
last rule that could conclude it.
"""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from advisor.knowledge.normal_form import normal_form
from advisor.model.condition import Attribute, Condition, Leaf, Not, Rows
from advisor.model.knowledge import Advice, Finding, Knowledge, Measure, OverNames, Rule

Node = Attribute | Rows


def reads(condition: Condition) -> Iterator[Node]:
    """Yield every attribute and every condition on rows that a condition looks at."""
    if isinstance(condition, Leaf):
        yield condition.attribute
    elif isinstance(condition, Rows):
        yield condition
    elif isinstance(condition, Not):
        yield from reads(condition.part)
    else:
        for part in condition.parts:
            yield from reads(part)


def measure_reads(measure: Measure, parameters: Iterable[str]) -> Iterator[Node]:
    """Yield what a measure is computed from, parameters aside."""
    operands = measure.operands
    if isinstance(operands, OverNames):
        known = set(parameters)
        yield from (Attribute("", name) for name in operands.names if name not in known)
        return
    for column in (operands.column, operands.weight):
        if column:
            yield Attribute(operands.table, column)
    yield from reads(operands.where)


class Strata(Struct, frozen=True):
    """The level of every derived thing, and an order in which to compute measures.

    ``levels`` has findings, measures and row conditions; anything else is an
    input and has level 0. ``computed`` lists measures and row conditions so
    that each comes after those it needs.
    """

    levels: Mapping[Node, int]
    computed: tuple[Node, ...]

    def level(self, node: Node) -> int:
        """Return a thing's level; inputs have 0."""
        return self.levels.get(node, 0)

    def rule_level(self, condition: Condition) -> int:
        """Return the level at which a rule with this condition can fire."""
        return 1 + max((self.level(node) for node in reads(condition)), default=0)


class Drawn(Struct, frozen=True):
    """A rule as the strata see it: its condition, and the findings it concludes."""

    condition: Condition
    findings: tuple[Attribute, ...]


class Parts(Struct, frozen=True):
    """What strata are made of. ``uses`` are the conditions of advice, which conclude nothing."""

    findings: tuple[Attribute, ...]
    measures: tuple[Measure, ...]
    rules: tuple[Drawn, ...]
    uses: tuple[Condition, ...]
    parameters: frozenset[str]


def parts_of(
    findings: Mapping[str, Finding],
    measures: Iterable[Measure],
    rules: Iterable[Rule],
    advice: Iterable[Advice],
    parameters: Iterable[str],
) -> Parts:
    """Return the parts of a knowledge base, every condition in normal form."""
    return Parts(
        findings=tuple(finding.attribute for finding in findings.values()),
        measures=tuple(measures),
        rules=tuple(
            Drawn(
                normal_form(rule.condition),
                tuple(findings[conclusion.finding].attribute for conclusion in rule.conclusions),
            )
            for rule in rules
        ),
        uses=tuple(normal_form(item.condition) for item in advice),
        parameters=frozenset(parameters),
    )


def strata_of(knowledge: Knowledge) -> Strata:
    """Return the strata of a knowledge base."""
    return stratify(
        parts_of(
            knowledge.findings,
            knowledge.measures.values(),
            knowledge.rules.values(),
            knowledge.advice.values(),
            knowledge.parameters,
        )
    )


def stratify(parts: Parts) -> Strata:
    """Return the strata; raises ``graphlib.CycleError`` when something rests on itself."""
    graph = dependencies(parts)
    order = tuple(graphlib.TopologicalSorter(_sorted(graph)).static_order())
    concluded = set(parts.findings)
    levels: dict[Node, int] = {}
    for node in order:
        below = max((levels.get(other, 0) for other in graph.get(node, ())), default=0)
        if node in concluded:
            levels[node] = below + 1
        elif node in graph:
            levels[node] = below
    computed = tuple(node for node in order if node in graph and node not in concluded)
    return Strata(levels, computed)


def dependencies(parts: Parts) -> dict[Node, set[Node]]:
    """Return, for every derived thing, what it is drawn from directly."""
    graph: dict[Node, set[Node]] = {attribute: set() for attribute in parts.findings}
    for measure in parts.measures:
        graph[Attribute("", measure.id)] = set(measure_reads(measure, parts.parameters))
    for rule in parts.rules:
        needed = set(reads(rule.condition))
        for attribute in rule.findings:
            graph[attribute] |= needed
    _add_rows(graph, (*(rule.condition for rule in parts.rules), *parts.uses))
    return graph


def _add_rows(graph: dict[Node, set[Node]], conditions: Iterable[Condition]) -> None:
    for condition in conditions:
        for node in reads(condition):
            if isinstance(node, Rows):
                graph[node] = set(reads(node.where))


def _sorted(graph: Mapping[Node, set[Node]]) -> dict[Node, list[Node]]:
    """Put nodes in an order that does not depend on hashes."""
    return {node: sorted(graph[node], key=repr) for node in sorted(graph, key=repr)}
