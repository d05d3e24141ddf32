"""A knowledge base as a graph: from what is asked, by the rules, to what is advised."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from msgspec import Struct

from advisor.explain.reference.blanks import with_blanks
from advisor.knowledge.checks.solver.computed import needs
from advisor.knowledge.checks.uses import comparisons
from advisor.knowledge.strata import measure_reads
from advisor.model.condition import Attribute, Condition, Leaf, Rows
from advisor.model.knowledge import Advice, Knowledge, Measure, OverColumn, Production, Rule


class Kind(str, enum.Enum):
    """What a node stands for, in the order in which they are written."""

    QUESTION = "question"
    TABLE = "table"
    COLUMN = "column"
    MEASURE = "measure"
    FINDING = "finding"
    RULE = "rule"
    ADVICE = "advice"


ORDER = {kind: place for place, kind in enumerate(Kind)}


class Node(Struct, frozen=True):
    """A thing of the base; a column's ``id`` is ``table.column``."""

    kind: Kind
    id: str
    label: str

    @property
    def key(self) -> tuple[int, str]:
        """Return what nodes are ordered by."""
        return ORDER[self.kind], self.id


class Way(str, enum.Enum):
    """What an edge says: that one thing leads to the other, or how two get on."""

    LEADS_TO = "leads to"
    OVERRIDES = "overrides"
    COMES_BEFORE = "comes before"


class Edge(Struct, frozen=True):
    """From one node to another; ``rule`` is set where an edge stands for a whole rule."""

    start: Node
    end: Node
    way: Way = Way.LEADS_TO
    rule: str = ""

    @property
    def key(self) -> tuple[object, ...]:
        """Return what edges are ordered by."""
        return self.start.key, self.end.key, self.way.value, self.rule


class Graph(Struct, frozen=True):
    """Nodes and edges, each once and in an order that depends on nothing but their content."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def graph_of(knowledge: Knowledge) -> Graph:
    """Return the graph of a whole base.

    A rule that draws one conclusion from one thing is an edge with its id; any
    other is a small node of its own.
    """
    nodes = Nodes(knowledge)
    edges = set(_given(nodes))
    drawn: set[Node] = set(nodes)
    crossed = _in_overrides(knowledge.rules.values())
    for rule in knowledge.rules.values():
        parts = tuple(_rule_edges(rule, nodes, alone=rule.id in crossed))
        edges.update(parts)
        drawn.update(node for edge in parts for node in (edge.start, edge.end))
    for advice in knowledge.advice.values():
        end = nodes.advice(advice)
        edges.update(Edge(start, end) for start in nodes.read_by(advice))
        edges.update(_among_advice(advice, nodes))
    return ordered(drawn, edges)


def ordered(nodes: Iterable[Node], edges: Iterable[Edge]) -> Graph:
    """Return a graph with its nodes and edges in their order."""
    return Graph(
        tuple(sorted(nodes, key=lambda node: node.key)),
        tuple(sorted(edges, key=lambda edge: edge.key)),
    )


class Nodes:
    """The nodes of a base, but for those of rules, and which of them a condition reads."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the base."""
        self.knowledge = knowledge

    def __iter__(self) -> Iterator[Node]:
        """Yield every node."""
        base = self.knowledge
        yield from (Node(Kind.QUESTION, q.id, q.label) for q in base.questions.values())
        for table in base.tables.values():
            yield Node(Kind.TABLE, table.id, table.label)
            yield from (self.of(Attribute(table.id, column)) for column in table.columns)
        yield from (Node(Kind.MEASURE, m.id, m.label) for m in base.measures.values())
        yield from (self.of(finding.attribute) for finding in base.findings.values())
        yield from (self.advice(advice) for advice in base.advice.values())

    def of(self, attribute: Attribute) -> Node:
        """Return the node of something that a condition can name."""
        base, name = self.knowledge, attribute.name
        finding = base.findings.get(name)
        if finding is not None and finding.attribute == attribute:
            return Node(Kind.FINDING, name, finding.label)
        if attribute.table:
            table = base.tables[attribute.table]
            label = f"{table.label}: {table.columns[name].label}"
            return Node(Kind.COLUMN, str(attribute), label)
        if name in base.measures:
            return Node(Kind.MEASURE, name, base.measures[name].label)
        if name in base.tables:
            return Node(Kind.TABLE, name, base.tables[name].label)
        return Node(Kind.QUESTION, name, base.questions[name].label)

    def advice(self, advice: Advice) -> Node:
        """Return the node of a piece of advice."""
        return Node(Kind.ADVICE, advice.id, with_blanks(advice.do, advice.table, self.knowledge))

    def read_by(self, production: Production) -> list[Node]:
        """Return what a rule, or a piece of advice, reads: each once, in order."""
        found = set(self.read_in(production.condition))
        table = production.table
        if table and not any(self._is_of(node, table) for node in found):
            found.add(self.of(Attribute("", table)))
        return sorted(found, key=lambda node: node.key)

    def read_in(self, condition: Condition) -> Iterator[Node]:
        """Yield what a condition reads; of a table, that is the table and the columns named."""
        for part in comparisons(condition):
            yield self.of(part.attribute if isinstance(part, Leaf) else Attribute("", part.table))

    def _is_of(self, node: Node, table: str) -> bool:
        """Tell whether a node is a table, a column of it or a finding about its rows."""
        if node.kind is Kind.FINDING:
            return self.knowledge.findings[node.id].table == table
        return node.id.partition(".")[0] == table


def _given(nodes: Nodes) -> Iterator[Edge]:
    """Yield what is so whatever the rules: rows have columns, numbers are worked out of others."""
    for table in nodes.knowledge.tables.values():
        needed = needs(table)
        for name, column in table.columns.items():
            end = nodes.of(Attribute(table.id, name))
            if not column.computed:
                yield Edge(nodes.of(Attribute("", table.id)), end)
            for other in needed.get(name, ()):
                yield Edge(nodes.of(Attribute(table.id, other)), end)
    for measure in nodes.knowledge.measures.values():
        end = nodes.of(Attribute("", measure.id))
        yield from (Edge(start, end) for start in _operands(measure, nodes))


def _operands(measure: Measure, nodes: Nodes) -> Iterator[Node]:
    for node in measure_reads(measure, nodes.knowledge.parameters):
        if isinstance(node, Rows):
            yield from nodes.read_in(node)
        else:
            yield nodes.of(node)
    if isinstance(measure.operands, OverColumn):
        yield nodes.of(Attribute("", measure.operands.table))


def _in_overrides(rules: Iterable[Rule]) -> frozenset[str]:
    """Return the rules that override another, or are overridden: they need a node."""
    return frozenset(
        name for rule in rules for other in rule.overrides for name in (rule.id, other.id)
    )


def _rule_edges(rule: Rule, nodes: Nodes, *, alone: bool) -> Iterator[Edge]:
    findings = nodes.knowledge.findings
    starts = nodes.read_by(rule)
    names = sorted({conclusion.finding for conclusion in rule.conclusions})
    ends = [nodes.of(findings[name].attribute) for name in names]
    if len(starts) == len(ends) == 1 and not alone:
        yield Edge(starts[0], ends[0], rule=rule.id)
        return
    middle = Node(Kind.RULE, rule.id, rule.id)
    yield from (Edge(start, middle) for start in starts)
    yield from (Edge(middle, end) for end in ends)
    for other in rule.overrides:
        yield Edge(middle, Node(Kind.RULE, other.id, other.id), Way.OVERRIDES)


def _among_advice(advice: Advice, nodes: Nodes) -> Iterator[Edge]:
    here, others = nodes.advice(advice), nodes.knowledge.advice
    for other in advice.overrides:
        yield Edge(here, nodes.advice(others[other.id]), Way.OVERRIDES)
    for name in advice.after:
        yield Edge(nodes.advice(others[name]), here, Way.COMES_BEFORE)
