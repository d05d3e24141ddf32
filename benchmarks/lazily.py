"""Work out only what is asked for, and that again with one rule changed.

The engine works out everything for a case; whoever tries thousands of changes
wants one finding of it. What decides here is the engine's own: the truth of a
condition, the settling of a finding, the verdict on rows, the formula of a
measure. Only the order is another: on demand. A test holds it against the engine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from advisor.cases.judge import Judged, judge
from advisor.cases.outcome import Outcome
from advisor.inference.conditions import Verdict, support, truth
from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.inference.quantify import quantify
from advisor.inference.settle import Ballot, Proposal, settle
from advisor.inference.truth import Truth
from advisor.knowledge.needed import DEFAULT
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import Node, dependencies, parts_of, reads
from advisor.model.case import UNKNOWN_ROW, Case, Cell, Reading
from advisor.model.condition import Attribute, Condition, Rows
from advisor.model.knowledge import Advice, Finding, Knowledge, Production, Rule
from advisor.model.outcome import Firing, OpenRule, Settlement, Trace
from advisor.model.worked import Expectation, Name, Subject

Fate = tuple[Truth, Decimal]
"""Whether a condition holds for a row, and how certain its conclusion is."""


class Base:
    """A knowledge base with its conditions in normal form and who reads what."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Prepare what every run needs."""
        self.knowledge = knowledge
        self.productions: dict[str, Production] = {**knowledge.rules, **knowledge.advice}
        self.conditions = {n: normal_form(p.condition) for n, p in self.productions.items()}
        self.rules_for: dict[str, list[str]] = defaultdict(list)
        for rule in knowledge.rules.values():
            for finding in {conclusion.finding for conclusion in rule.conclusions}:
                self.rules_for[finding].append(rule.id)
        parts = parts_of(
            knowledge.findings,
            knowledge.measures.values(),
            knowledge.rules.values(),
            knowledge.advice.values(),
            knowledge.parameters,
        )
        self.graph = dependencies(parts)

    @cached_property
    def readers(self) -> Mapping[Node, set[Node]]:
        """Return, for each thing, what is drawn from it directly."""
        found: dict[Node, set[Node]] = defaultdict(set)
        for node, needs in self.graph.items():
            for need in needs:
                found[need].add(node)
        return found

    def concluded(self, name: str) -> tuple[Finding, ...]:
        """Return the findings that a rule concludes; advice concludes none."""
        production = self.productions[name]
        if not isinstance(production, Rule):
            return ()
        return tuple(
            {c.finding: self.knowledge.findings[c.finding] for c in production.conclusions}.values()
        )

    def downstream(self, name: str) -> set[Node]:
        """Return everything that may change with a rule."""
        found: set[Node] = set()
        stack: list[Node] = [finding.attribute for finding in self.concluded(name)]
        while stack:
            node = stack.pop()
            if node not in found:
                found.add(node)
                stack.extend(self.readers.get(node, ()))
        return found

    def upstream(self, condition: Condition) -> set[Node]:
        """Return everything that a condition rests on, down to the answers."""
        found: set[Node] = set()
        stack: list[Node] = list(reads(condition))
        while stack:
            node = stack.pop()
            if node in found:
                continue
            found.add(node)
            if isinstance(node, Rows):
                stack.append(Attribute("", node.table))
            stack.extend(self.graph.get(node, ()))
        return found

    @cached_property
    def groups(self) -> Mapping[str, frozenset[str]]:
        """Return, for each piece of advice, those whose standing its own depends on."""
        advice = self.knowledge.advice
        beside: dict[str, set[str]] = {name: {name} for name in advice}
        for item in advice.values():
            rivals = {o.id for o in item.overrides}
            rivals |= {
                o.id for o in advice.values() if o.exclusive and o.exclusive == item.exclusive
            }
            for rival in rivals:
                together = beside[item.id] | beside[rival]
                for name in together:
                    beside[name] = together
        return {name: frozenset(group) for name, group in beside.items()}


class _Readings(dict[Cell, Reading]):
    def __init__(self, lazy: Lazy, given: Mapping[Cell, Reading]) -> None:
        super().__init__(given)
        self.lazy = lazy

    def __missing__(self, cell: Cell) -> Reading:
        reading = self[cell] = self.lazy.work_out(cell)
        return reading


class _Verdicts(dict[Rows, Verdict]):
    def __init__(self, lazy: Lazy) -> None:
        super().__init__()
        self.lazy = lazy

    def __missing__(self, rows: Rows) -> Verdict:
        verdict = self[rows] = quantify(rows, self.lazy.memory)
        return verdict


class Lazy:
    """A case of which only what is asked for is worked out.

    ``changed`` puts rules or advice in the place of those with the same id.
    """

    def __init__(
        self, base: Base, case: Case, changed: Mapping[str, Production] | None = None
    ) -> None:
        """Take the case; nothing is worked out yet."""
        self.base = base
        self.case = case
        self.changed = changed or {}
        self.conditions = {n: normal_form(p.condition) for n, p in self.changed.items()}
        self.memory = WorkingMemory(
            _Readings(self, case.readings), dict(case.tables), _Verdicts(self)
        )
        self.fates: dict[tuple[str, str], Fate] = {}
        self.settlements: dict[Cell, Settlement] = {}

    def production(self, name: str) -> Production:
        """Return a rule or a piece of advice as it is here."""
        return self.changed.get(name) or self.base.productions[name]

    def condition(self, name: str) -> Condition:
        """Return its condition in normal form."""
        return self.conditions.get(name) or self.base.conditions[name]

    def rows(self, table: str) -> tuple[str, ...]:
        """Return the rows of a table, or the company."""
        return self.memory.tables[table].rows if table else ("",)

    def fate(self, name: str, row: str) -> Fate:
        """Return what becomes of a rule or a piece of advice for a row."""
        key = (name, row)
        if key not in self.fates:
            self.fates[key] = self.fate_of(self.production(name), self.condition(name), row)
        return self.fates[key]

    def fates_of(self, name: str) -> tuple[Fate, ...]:
        """Return what becomes of it for each row."""
        return tuple(self.fate(name, row) for row in self.rows(self.production(name).table))

    def fate_of(self, production: Production, condition: Condition, row: str) -> Fate:
        """Return what becomes of a production with a condition, as things stand."""
        view = self.memory.view(row)
        held = truth(condition, view)
        if held is Truth.TRUE and production.table and row == UNKNOWN_ROW:
            held = Truth.UNKNOWN
        if held is not Truth.TRUE:
            return held, Decimal(0)
        return held, support(condition, view).certainty * production.strength

    def work_out(self, cell: Cell) -> Reading:
        """Return the reading of a finding or of a measure."""
        attribute = cell[0]
        knowledge = self.base.knowledge
        finding = knowledge.findings.get(attribute.name)
        if finding is not None and finding.attribute == attribute:
            return self.settlement(finding, cell[1]).reading
        return compute(knowledge.measures[attribute.name], self.memory, knowledge.parameters)

    def settlement(self, finding: Finding, row: str) -> Settlement:
        """Return how a finding is settled."""
        cell = (finding.attribute, row)
        if cell in self.settlements:
            return self.settlements[cell]
        proposals: list[Proposal] = []
        open_values: set[str] = set()
        for name in self.base.rules_for[finding.id]:
            rule = self.production(name)
            assert isinstance(rule, Rule)  # noqa: S101 - a rule is changed into a rule
            values = [c.value for c in rule.conclusions if c.finding == finding.id]
            for each in (row,) if finding.table else self.rows(rule.table):
                held, certainty = self.fate(name, each)
                if held is Truth.TRUE:
                    proposals.extend(Proposal(name, each, value, certainty) for value in values)
                elif held is Truth.UNKNOWN:
                    open_values.update(values)
        knowledge = self.base.knowledge
        ballot = Ballot(tuple(proposals), frozenset(open_values))
        settlement = settle(finding, cell, ballot, knowledge.rules, knowledge.parameter(DEFAULT))
        self.settlements[cell] = settlement
        return settlement

    def firings(self, names: Mapping[str, object] | frozenset[str]) -> Iterator[Firing]:
        """Yield the firings of some advice."""
        for name in sorted(names):
            production = self.production(name)
            for row in self.rows(production.table):
                held, certainty = self.fate(name, row)
                if held is Truth.TRUE:
                    strength = production.strength
                    yield Firing(name, row, (), (), certainty / strength, strength, certainty)

    def outcome(self, expectation: Expectation) -> Outcome:
        """Return as much of the outcome as an expectation asks for."""
        name, knowledge = expectation.name, self.base.knowledge
        firings: tuple[Firing, ...] = ()
        waiting: list[OpenRule] = []
        settlements: tuple[Settlement, ...] = ()
        if expectation.subject is Subject.FINDING:
            settlements = (self.settlement(knowledge.findings[name.id], name.row),)
        elif expectation.subject is Subject.LEADING:
            firings = tuple(self.firings(knowledge.advice))
        elif name.id in knowledge.advice:
            firings = tuple(self.firings(self.base.groups[name.id]))
        if expectation.subject is Subject.OPEN:
            production = self.production(name.id)
            waiting = [
                OpenRule(name.id, row, ())
                for row in self.rows(production.table)
                if self.fate(name.id, row)[0] is Truth.UNKNOWN
            ]
        if expectation.subject is Subject.MEASURE:
            _ = self.memory.readings[Attribute("", name.id), ""]
        trace = Trace(
            self.memory.readings, self.memory.tables, firings, tuple(waiting), settlements
        )
        return Outcome(knowledge, trace)

    def judge(self, expectation: Expectation) -> Judged:
        """Return whether an expectation is met here."""
        return judge(expectation, self.outcome(expectation))

    def given(self, name: str) -> frozenset[Name]:
        """Return for which rows a piece of advice is given."""
        firings = tuple(self.firings(self.base.groups[name]))
        if not any(firing.production == name for firing in firings):
            return frozenset()
        trace = Trace(self.memory.readings, self.memory.tables, firings, (), ())
        outcome = Outcome(self.base.knowledge, trace)
        return frozenset(given for given in outcome.given if given.id == name)


def is_about(expectation: Expectation, base: Base, name: str, downstream: set[Node]) -> bool:
    """Tell whether an expectation may change with a rule or a piece of advice."""
    knowledge, about = base.knowledge, expectation.name.id
    if expectation.subject is Subject.LEADING:
        return True
    if expectation.subject is Subject.FINDING:
        return knowledge.findings[about].attribute in downstream
    if expectation.subject is Subject.MEASURE:
        return Attribute("", about) in downstream
    names = base.groups[about] if about in knowledge.advice else {about}
    if name in names:
        return True
    return any(not downstream.isdisjoint(reads(base.conditions[other])) for other in names)


def advice_of(base: Base, name: str) -> Advice | None:
    """Return a piece of advice by its id, if it is one."""
    production = base.productions[name]
    return production if isinstance(production, Advice) else None
