"""Refuse what rests on itself: rules, the order of advice, overrides."""

from __future__ import annotations

import graphlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from advisor.edge.problems import Problems
from advisor.knowledge.strata import Node, dependencies, parts_of, reads
from advisor.language.messages import _
from advisor.model.condition import Attribute
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Advice, Finding, Measure, Question, Rule

T = TypeVar("T")


class Connected(Struct, frozen=True):
    """The entries that can rest on each other."""

    findings: Mapping[str, Finding]
    measures: Mapping[str, Measure]
    rules: Mapping[str, Rule]
    advice: Mapping[str, Advice]
    parameters: Iterable[str]
    questions: Mapping[str, Question]


def report_circles(entries: Connected, problems: Problems) -> None:
    """Report every circle, each once, at the place of its first member."""
    findings, measures = entries.findings, entries.measures
    rules, advice = entries.rules, entries.advice
    graph = dependencies(
        parts_of(findings, measures.values(), _concluding(rules, findings), (), entries.parameters)
    )
    places: dict[Node, Location] = {f.attribute: f.location for f in findings.values()}
    places |= {Attribute("", m.id): m.location for m in measures.values()}
    for circle in _circles(graph):
        named = [node for node in circle if isinstance(node, Attribute)]
        computed = [not node.table and node.name in measures for node in named]
        what = _("findings and measures") if any(computed) else _("findings")
        what = _("measures") if all(computed) else what
        _report(named, [places[node] for node in named if node in places], what, problems)
    _report_between(
        advice, {a.id: a.after for a in advice.values()}, _("advice by 'after'"), problems
    )
    asked = {q.id: tuple(str(n) for n in reads(q.ask_when)) for q in entries.questions.values()}
    _report_between(entries.questions, asked, _("questions by 'ask_when'"), problems)
    for productions in (rules, advice):
        overridden = {p.id: tuple(o.id for o in p.overrides) for p in productions.values()}
        _report_between(productions, overridden, _("overrides"), problems)


def _concluding(rules: Mapping[str, Rule], findings: Mapping[str, Finding]) -> list[Rule]:
    """Return the rules whose conclusions resolve; the others are reported already."""
    return [r for r in rules.values() if all(c.finding in findings for c in r.conclusions)]


def _report_between(
    productions: Mapping[str, Rule] | Mapping[str, Advice] | Mapping[str, Question],
    edges: Mapping[str, Sequence[str]],
    what: str,
    problems: Problems,
) -> None:
    graph = {name: {o for o in others if o in productions} for name, others in edges.items()}
    for circle in _circles(graph):
        _report(circle, [productions[name].location for name in circle], what, problems)


def _report(
    members: Sequence[object], places: Sequence[Location], what: str, problems: Problems
) -> None:
    names = [str(member) for member in members]
    first = names.index(min(names))
    turned = names[first:] + names[:first]
    problems.error(
        min(places),
        31,
        _("a circle of {what}: {path}").format(what=what, path=" ← ".join([*turned, turned[0]])),
        _("break it at one place"),
    )


def _circles(graph: Mapping[T, set[T]]) -> Iterator[list[T]]:
    """Yield circles until none is left, cutting each where it is found."""
    edges = {node: sorted(graph[node], key=repr) for node in sorted(graph, key=repr)}
    while True:
        try:
            tuple(graphlib.TopologicalSorter(edges).static_order())
        except graphlib.CycleError as error:
            around: list[T] = error.args[1]
            yield list(reversed(around[:-1]))
            # graphlib lists a circle so that each member is a predecessor of the next.
            edges[around[1]] = [node for node in edges[around[1]] if node != around[0]]
        else:
            return
