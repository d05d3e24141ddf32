"""From rules to Experta: one Experta rule for each rule and each piece of advice.

What this module makes sure of, and why, since Experta forgives none of it:

* One fact class per attribute, with one field, ``reading``. A predicate then
  never meets another attribute's value, and two equal answers to different
  questions are never taken for one fact.
* No ``NOT``, ``OR`` or ``EXISTS``. The parts of a condition that must all hold
  become one pattern per attribute; an ``any`` becomes a ``TEST`` over readings
  bound by the patterns before it.
* Every rule has a salience of its own, in the order of the strata, so that
  nothing is left to the order in which Experta happens to find rules.

A rule matches as long as its condition is not false. Its action tells what
holds (a firing) from what is still unknown (an open rule).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from advisor.inference.asking import READING, ROW, Asking, ask_rules, need_classes
from advisor.inference.conditions import Verdict, truth
from advisor.inference.experta import (
    MATCH,
    Engine,
    Fact,
    Matcher,
    P,
    Rule,
    engine_class,
    fact_class,
    rule,
    where,
)
from advisor.inference.matcher import CompiledMatcher
from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import Node, Strata, reads, strata_of
from advisor.model.case import Cell, Reading
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Rows
from advisor.model.knowledge import Finding, Knowledge, Production

Bound = Mapping[Node, Reading | Verdict]


class Compiled(Struct, frozen=True):
    """A rule or a piece of advice, ready to match.

    ``condition`` is in normal form; ``names`` gives each thing it reads the
    name under which the patterns bind it.
    """

    production: Production
    condition: Condition
    names: Mapping[Node, str]
    level: int


class Network(Struct, frozen=True):
    """How to make an engine, the fact classes it matches, and what it runs."""

    engine: Callable[[], Engine]
    facts: Mapping[Node, type[Fact]]
    rows: Mapping[str, type[Fact]]
    needs: Mapping[Attribute, type[Fact]]
    productions: tuple[Compiled, ...]
    strata: Strata


class Stratum(Struct, frozen=True):
    """What is decided once every rule of a level has had its say.

    The findings of the level are settled; then what can be computed from them
    is: measures and conditions on rows, each after those it needs.
    """

    level: int
    findings: tuple[Finding, ...]
    computed: tuple[Node, ...]


class Actions(Struct, frozen=True):
    """What is done when something matches; ``asking`` is left out where nobody will be asked."""

    fire: Callable[[Compiled, Mapping[str, Any]], None]
    close: Callable[[Engine, Stratum], None]
    asking: Asking | None = None


class BoundView(Struct, frozen=True):
    """The readings that the patterns of one match have bound."""

    bound: Bound
    row: str

    def cell(self, attribute: Attribute) -> Cell:
        """Return the cell that an attribute names here."""
        return (attribute, self.row if attribute.table else "")

    def reading(self, attribute: Attribute) -> Reading:
        """Return what is known of an attribute."""
        found = self.bound[attribute]
        assert isinstance(found, Reading)  # noqa: S101 - attributes bind readings
        return found

    def verdict(self, rows: Rows) -> Verdict:
        """Return what was decided about a condition on a table."""
        found = self.bound[rows]
        assert isinstance(found, Verdict)  # noqa: S101 - conditions on rows bind verdicts
        return found


def build_network(
    knowledge: Knowledge, actions: Actions, matcher: type[Matcher] = CompiledMatcher
) -> Network:
    """Return the network of a knowledge base, for Experta's own matcher or for ours."""
    strata = strata_of(knowledge)
    compiled = tuple(_compile(p, strata) for p in productions_of(knowledge))
    facts = {node: _fact_class(node) for node in _nodes(knowledge, strata)}
    rows = {table: fact_class(f"Row:{table}", ROW) for table in knowledge.tables}
    steps = list(_steps(knowledge, compiled, strata))
    needs = need_classes(knowledge)
    rules = ask_rules(knowledge, facts, needs, actions.asking) if actions.asking else {}
    for salience, step in enumerate(reversed(steps), start=len(rules) + 1):
        name, made = _experta_rule(step, salience, (facts, rows), actions)
        rules[name] = made
    return Network(engine_class(rules, matcher), facts, rows, needs, compiled, strata)


Step = Compiled | Stratum


def productions_of(knowledge: Knowledge) -> tuple[Production, ...]:
    """Return all rules and all advice."""
    return (*knowledge.rules.values(), *knowledge.advice.values())


def _compile(production: Production, strata: Strata) -> Compiled:
    condition = normal_form(production.condition)
    nodes = sorted(set(reads(condition)), key=repr)
    names = {node: f"reading{number}" for number, node in enumerate(nodes)}
    return Compiled(production, condition, names, strata.rule_level(condition))


def _nodes(knowledge: Knowledge, strata: Strata) -> Iterator[Node]:
    yield from (Attribute("", name) for name in knowledge.questions)
    for table in knowledge.tables.values():
        yield Attribute("", table.id)
        yield from (Attribute(table.id, column) for column in table.columns)
    yield from strata.levels


def _steps(knowledge: Knowledge, compiled: tuple[Compiled, ...], strata: Strata) -> Iterator[Step]:
    """Yield everything the engine does, in the order in which it may."""
    top = max((item.level for item in compiled), default=0)
    top = max([top, *strata.levels.values()])
    for level in range(top + 1):
        yield from sorted(
            (item for item in compiled if item.level == level), key=lambda item: item.production.id
        )
        findings = knowledge.findings.values()
        yield Stratum(
            level,
            tuple(finding for finding in findings if strata.level(finding.attribute) == level),
            tuple(node for node in strata.computed if strata.level(node) == level),
        )


def _fact_class(node: Node) -> type[Fact]:
    fields = (ROW, READING) if isinstance(node, Attribute) and node.table else (READING,)
    return fact_class(f"Fact:{node}", *fields)


Classes = tuple[Mapping[Node, type[Fact]], Mapping[str, type[Fact]]]


def _experta_rule(
    step: Step, salience: int, classes: Classes, actions: Actions
) -> tuple[str, Rule]:
    """Return the name and the Experta rule of one step."""
    if isinstance(step, Compiled):
        patterns, tests = _patterns(step, classes), _tests(step)
        made = rule(lambda _, bound: actions.fire(step, bound), patterns, tests, salience=salience)
        return f"production {step.production.id}", made
    return f"close stratum {step.level}", rule(
        lambda engine, _: actions.close(engine, step), (), salience=salience
    )


def _patterns(item: Compiled, classes: Classes) -> list[Fact]:
    """Return the left-hand side: the row, then a pattern for each thing read."""
    facts, rows = classes
    table = item.production.table
    patterns = [rows[table](**{ROW: getattr(MATCH, ROW)})] if table else []
    for node, name in item.names.items():
        reading = _constraint(node, conjuncts(item.condition)) & getattr(MATCH, name)
        of_row = isinstance(node, Attribute) and node.table
        fields = {ROW: getattr(MATCH, ROW)} if of_row else {}
        patterns.append(facts[node](**{READING: reading}, **fields))
    return patterns


def _tests(item: Compiled) -> list[Any]:
    """Return a test for each part of the condition that no single pattern can decide."""
    return [_test(p, item.names) for p in conjuncts(item.condition) if isinstance(p, Any_)]


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """Return the parts of a condition that must all hold."""
    return condition.parts if isinstance(condition, All) else (condition,)


def _constraint(node: Node, parts: tuple[Condition, ...]) -> Any:  # noqa: ANN401 - Experta's own type
    """Return what a single pattern can demand: that no plain part about it is false."""
    if isinstance(node, Rows):
        demanded = node in parts
        return P(lambda verdict: not demanded or verdict.truth is not Truth.FALSE)
    leaves = [part for part in parts if isinstance(part, Leaf) and part.attribute == node]
    if len(leaves) == 1:
        [leaf] = leaves
        return P(lambda reading: leaf_truth(leaf, reading) is not Truth.FALSE)
    return P(lambda reading: all(leaf_truth(leaf, reading) is not Truth.FALSE for leaf in leaves))


def _test(part: Any_, names: Mapping[Node, str]) -> Any:  # noqa: ANN401 - as above
    nodes = sorted(set(reads(part)), key=repr)

    def not_false(*values: Reading | Verdict) -> bool:
        view = BoundView(dict(zip(nodes, values, strict=True)), "")
        return truth(part, view) is not Truth.FALSE

    return where(not_false, [names[node] for node in nodes])


def matched(item: Compiled, bound: Mapping[str, Any]) -> BoundView:
    """Return the view of what a match has bound."""
    row = bound.get(ROW, "")
    return BoundView({node: bound[name] for node, name in item.names.items()}, row)
