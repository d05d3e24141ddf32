"""Run the engine on one company's case and return the trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from advisor.inference.conditions import Verdict, missing, support, truth, unique
from advisor.inference.experta import Engine, Fact, Matcher
from advisor.inference.matcher import CompiledMatcher
from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.inference.network import (
    READING,
    ROW,
    Actions,
    Compiled,
    Network,
    Stratum,
    build_network,
    matched,
)
from advisor.inference.quantify import quantify
from advisor.inference.settle import Ballot, Proposal, settle
from advisor.inference.truth import Truth
from advisor.knowledge.needed import DEFAULT
from advisor.knowledge.strata import Node
from advisor.model.case import UNKNOWN_ROW, Case, Cell, Reading
from advisor.model.condition import Attribute, Rows
from advisor.model.knowledge import Finding, Knowledge, Rule
from advisor.model.outcome import Firing, OpenRule, Settlement, Trace


class _Run(Struct):
    """What one run has found so far."""

    memory: WorkingMemory
    firings: list[Firing] = []
    open_rules: list[OpenRule] = []
    settlements: list[Settlement] = []


class InferenceEngine:
    """The Experta engine of one knowledge base, to be used from one thread.

    Building the network is the expensive part, so one instance serves many
    cases. After an exception its Experta engine may still hold activations of
    the case that failed, which ``reset`` does not clear; it is thrown away.
    """

    def __init__(self, knowledge: Knowledge, matcher: type[Matcher] = CompiledMatcher) -> None:
        """Build the network; the Experta engine follows with the first run.

        ``matcher`` is ours, or Experta's own ``ReteMatcher``, which fires the
        same rules with the same facts and takes longer.
        """
        self.knowledge = knowledge
        actions = Actions(self._fire, self._close)
        self.network: Network = build_network(knowledge, actions, matcher)
        self._levels = {item.production.id: item.level for item in self.network.productions}
        self._engine: Engine | None = None
        self._run = _Run(WorkingMemory({}, {}))

    def run(self, case: Case) -> Trace:
        """Return the trace of a case."""
        engine, self._engine = self._engine or self.network.engine(), None
        self._run = _Run(WorkingMemory.of(case))
        engine.reset()
        # All at once: Experta looks at its whole network after every call.
        engine.declare(*self._inputs(case))
        engine.run()
        self._engine = engine
        return self._trace()

    def _inputs(self, case: Case) -> Iterator[Fact]:
        """Yield a fact for each row and each reading, in an order that only depends on names."""
        for table in sorted(case.tables):
            for row in case.tables[table].rows:
                yield self.network.rows[table](**{ROW: row})
        for (attribute, row), reading in sorted(case.readings.items(), key=lambda item: item[0]):
            yield self._fact(attribute, row, reading)

    def _fact(self, node: Node, row: str, reading: Reading | Verdict) -> Fact:
        of_row = isinstance(node, Attribute) and node.table
        fields = {ROW: row} if of_row else {}
        return self.network.facts[node](**{READING: reading}, **fields)

    def _fire(self, item: Compiled, bound: Mapping[str, Any]) -> None:
        """Record a match as a firing, or as an open rule while its condition is unknown."""
        view = matched(item, bound)
        production = item.production
        if production.table and view.row == UNKNOWN_ROW:
            waits: tuple[Cell, ...] = ((Attribute("", production.table), ""),)
            self._run.open_rules.append(OpenRule(production.id, view.row, waits))
            return
        if truth(item.condition, view) is not Truth.TRUE:
            waits = missing(item.condition, view)
            self._run.open_rules.append(OpenRule(production.id, view.row, waits))
            return
        held = support(item.condition, view)
        self._run.firings.append(
            Firing(
                production=production.id,
                row=view.row,
                facts=unique(_cells_of(node, view.row) for node in item.names),
                support=held.cells,
                premise=held.certainty,
                strength=production.strength,
                certainty=held.certainty * production.strength,
                conclusions=production.conclusions if isinstance(production, Rule) else (),
            )
        )

    def _close(self, engine: Engine, stratum: Stratum) -> None:
        """Settle the findings of a level and compute what now can be; declare it all."""
        settled = [fact for finding in stratum.findings for fact in self._settle(finding)]
        computed = [self._compute(node) for node in stratum.computed]
        engine.declare(*settled, *computed)

    def _compute(self, node: Node) -> Fact:
        """Compute a measure, or decide a condition on rows, now that its parts are known."""
        memory = self._run.memory
        if isinstance(node, Rows):
            verdict = memory.verdicts[node] = quantify(node, memory)
            return self._fact(node, "", verdict)
        measure = self.knowledge.measures[node.name]
        reading = compute(measure, memory, self.knowledge.parameters)
        memory.readings[node, ""] = reading
        return self._fact(node, "", reading)

    def _settle(self, finding: Finding) -> Iterator[Fact]:
        """Settle a finding, of the company or of every row."""
        run, certainty = self._run, self.knowledge.parameter(DEFAULT)
        rows = run.memory.tables[finding.table].rows if finding.table else ("",)
        for row in rows:
            cell = (finding.attribute, row)
            ballot = self._ballot(finding, row)
            settlement = settle(finding, cell, ballot, self.knowledge.rules, certainty)
            run.settlements.append(settlement)
            run.memory.readings[cell] = settlement.reading
            yield self._fact(finding.attribute, row, settlement.reading)

    def _ballot(self, finding: Finding, row: str) -> Ballot:
        proposals = tuple(
            Proposal(firing.production, firing.row, conclusion.value, firing.certainty)
            for firing in self._run.firings
            if not finding.table or firing.row == row
            for conclusion in firing.conclusions
            if conclusion.finding == finding.id
        )
        rules = self.knowledge.rules
        open_values = frozenset(
            conclusion.value
            for waiting in self._run.open_rules
            if waiting.production in rules and (not finding.table or waiting.row == row)
            for conclusion in rules[waiting.production].conclusions
            if conclusion.finding == finding.id
        )
        return Ballot(proposals, open_values)

    def _trace(self) -> Trace:
        run = self._run
        readings = run.memory.readings
        return Trace(
            readings={cell: readings[cell] for cell in sorted(readings)},
            tables={name: run.memory.tables[name] for name in sorted(run.memory.tables)},
            firings=tuple(sorted(run.firings, key=self._place)),
            open_rules=tuple(sorted(run.open_rules, key=self._place)),
            settlements=tuple(run.settlements),
        )

    def _place(self, record: Firing | OpenRule) -> tuple[int, str, str]:
        return (self._levels[record.production], record.production, record.row)


def _cells_of(node: Node, row: str) -> Cell:
    """Return the cell a pattern matched; for a condition on rows, that of the table."""
    if isinstance(node, Rows):
        return (Attribute("", node.table), "")
    return (node, row if node.table else "")
