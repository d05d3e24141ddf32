"""The part of a graph that leads to some of its nodes, or follows from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from advisor.explain.graph import Edge, Graph, Kind, Node, Way, ordered


def named(graph: Graph, name: str) -> tuple[Node, ...]:
    """Return the nodes with an id; a rule drawn as an edge is named by what it concludes."""
    found = tuple(node for node in graph.nodes if node.id == name)
    return found or tuple({edge.end: None for edge in graph.edges if edge.rule == name})


def names(graph: Graph) -> list[str]:
    """Return every id that ``named`` finds, sorted."""
    rules = {edge.rule for edge in graph.edges if edge.rule}
    return sorted(rules | {node.id for node in graph.nodes})


def leading_to(graph: Graph, ends: Iterable[Node]) -> Graph:
    """Return the part by which something is concluded, down to the answers."""
    return _part(graph, ends, backwards=True)


def following_from(graph: Graph, starts: Iterable[Node]) -> Graph:
    """Return the part that something has a say in, up to the advice.

    A rule or a piece of advice in it may read other things too; they are left out.
    """
    return _part(graph, starts, backwards=False)


def _part(graph: Graph, begin: Iterable[Node], *, backwards: bool) -> Graph:
    onward: dict[Node, list[Node]] = defaultdict(list)
    for edge in graph.edges:
        if edge.way is Way.LEADS_TO:
            here, there = (edge.end, edge.start) if backwards else (edge.start, edge.end)
            onward[here].append(there)
    kept = set(begin)
    waiting = list(kept)
    while waiting:
        for node in onward[waiting.pop()]:
            if node not in kept:
                kept.add(node)
                waiting.append(node)
    return _among(graph, kept)


def _among(graph: Graph, kept: set[Node]) -> Graph:
    """Return the kept nodes with the edges between them."""
    edges: list[Edge] = [e for e in graph.edges if e.start in kept and e.end in kept]
    return ordered(kept, edges)


def counts(graph: Graph) -> dict[Kind, int]:
    """Return how many nodes there are of each kind."""
    return {kind: sum(node.kind is kind for node in graph.nodes) for kind in Kind}
