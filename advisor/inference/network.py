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

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from operator import itemgetter
from typing import Any

from msgspec import Struct

from advisor.inference.asking import Asking, ask_rules
from advisor.inference.aspects import Aspect, Lens
from advisor.inference.cells import Cells
from advisor.inference.experta import MATCH, Engine, Fact, Matcher, P, Rule
from advisor.inference.experta_engine import engine_class
from advisor.inference.experta_rules import rule, where
from advisor.inference.judges import Judge, judge_of
from advisor.inference.kinds import READING, ROW, Kinds, kinds_of
from advisor.inference.matcher import CompiledMatcher
from advisor.inference.records import Records
from advisor.inference.truth import Truth
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import Node, Strata, reads, strata_of
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Rows
from advisor.model.knowledge import Finding, Knowledge, Production


class Compiled(Struct, frozen=True):
    """A rule or a piece of advice, ready to match.

    ``condition`` is in normal form; ``names`` gives each thing it reads the
    name under which the patterns bind it, and ``bound`` returns what they have
    bound. In that order ``judge`` takes it, and ``cells`` says where it is;
    ``records`` has what was recorded of it before.
    """

    production: Production
    condition: Condition
    names: Mapping[Node, str]
    bound: Callable[[Mapping[str, Any]], Sequence[Aspect]]
    level: int
    judge: Judge
    cells: Cells
    records: Records


class Network(Struct, frozen=True):
    """How to make an engine, the facts it matches, and what it runs."""

    engine: Callable[[], Engine]
    kinds: Kinds
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

    fire: Callable[[Compiled, Engine, Mapping[str, Any]], None]
    close: Callable[[Engine, Stratum], None]
    asking: Asking | None = None


def build_network(
    knowledge: Knowledge, actions: Actions, matcher: type[Matcher] = CompiledMatcher
) -> Network:
    """Return the network of a knowledge base, for Experta's own matcher or for ours."""
    strata = strata_of(knowledge)
    productions = productions_of(knowledge)
    conditions = [normal_form(production.condition) for production in productions]
    asked_when = [question.ask_when for question in knowledge.questions.values()]
    kinds = kinds_of(knowledge, strata, conditions, asked_when if actions.asking else None)
    compiled = tuple(
        _compile(production, condition, strata, kinds.lenses)
        for production, condition in zip(productions, conditions, strict=True)
    )
    steps = list(_steps(knowledge, compiled, strata))
    rules = ask_rules(knowledge, kinds, actions.asking) if actions.asking else {}
    for salience, step in enumerate(reversed(steps), start=len(rules) + 1):
        name, made = _experta_rule(step, salience, kinds, actions)
        rules[name] = made
    return Network(engine_class(rules, matcher), kinds, compiled, strata)


Step = Compiled | Stratum


def productions_of(knowledge: Knowledge) -> tuple[Production, ...]:
    """Return all rules and all advice."""
    return (*knowledge.rules.values(), *knowledge.advice.values())


def _compile(
    production: Production, condition: Condition, strata: Strata, lenses: Mapping[Node, Lens]
) -> Compiled:
    nodes = sorted(set(reads(condition)), key=repr)
    places = {node: place for place, node in enumerate(nodes)}
    names = {node: f"reading{place}" for node, place in places.items()}
    return Compiled(
        production,
        condition,
        names,
        _bound(list(names.values())),
        strata.rule_level(condition),
        judge_of(condition, places, lenses),
        Cells(nodes),
        Records(production),
    )


def _bound(names: Sequence[str]) -> Callable[[Mapping[str, Any]], Sequence[Aspect]]:
    """Return what returns the values of names, in their order."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda bound: [bound[name] for name in names]


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


def _experta_rule(step: Step, salience: int, kinds: Kinds, actions: Actions) -> tuple[str, Rule]:
    """Return the name and the Experta rule of one step."""
    if isinstance(step, Compiled):
        patterns, tests = _patterns(step, kinds), _tests(step, kinds.lenses)
        made = rule(partial(actions.fire, step), patterns, tests, salience=salience)
        return f"production {step.production.id}", made
    return f"close stratum {step.level}", rule(
        lambda engine, _: actions.close(engine, step), (), salience=salience
    )


def _patterns(item: Compiled, kinds: Kinds) -> list[Fact]:
    """Return the left-hand side: the row, then a pattern for each thing read."""
    table = item.production.table
    patterns = [kinds.rows[table](**{ROW: getattr(MATCH, ROW)})] if table else []
    for node, name in item.names.items():
        slots = _slots(node, conjuncts(item.condition), kinds.lenses[node])
        reading = P(_none_is_false(slots)) & getattr(MATCH, name)
        of_row = isinstance(node, Attribute) and node.table
        fields = {ROW: getattr(MATCH, ROW)} if of_row else {}
        patterns.append(kinds.readings[node](**{READING: reading}, **fields))
    return patterns


def _tests(item: Compiled, lenses: Mapping[Node, Lens]) -> list[Any]:
    """Return a test for each part of the condition that no single pattern can decide."""
    return [
        _test(part, item.names, lenses)
        for part in conjuncts(item.condition)
        if isinstance(part, Any_)
    ]


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """Return the parts of a condition that must all hold."""
    return condition.parts if isinstance(condition, All) else (condition,)


def _slots(node: Node, parts: tuple[Condition, ...], lens: Lens) -> list[int]:
    """Return where, in the aspects of a thing, the plain parts about it are found."""
    if isinstance(node, Rows):
        return [0] if node in parts else []
    return [lens.place(part) for part in parts if isinstance(part, Leaf) and part.attribute == node]


def _none_is_false(slots: list[int]) -> Callable[[Aspect], bool]:
    """Return what a single pattern can demand: that no plain part about its thing is false."""
    return lambda aspect: all(aspect.truths[slot] is not Truth.FALSE for slot in slots)


def _test(part: Any_, names: Mapping[Node, str], lenses: Mapping[Node, Lens]) -> Any:  # noqa: ANN401 - Experta's own type
    nodes = sorted(set(reads(part)), key=repr)
    judged = judge_of(part, {node: place for place, node in enumerate(nodes)}, lenses).truth
    return where(
        lambda *aspects: judged(aspects) is not Truth.FALSE, [names[node] for node in nodes]
    )
