"""Run the engine on one company's case and return the trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from advisor.inference.asking import READING, ROW, Asking, need
from advisor.inference.conditions import Verdict, missing, support, truth, unique
from advisor.inference.experta import Engine, Fact, Matcher
from advisor.inference.foresee import Waiting, foresee
from advisor.inference.matcher import CompiledMatcher
from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.inference.network import (
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
from advisor.knowledge.strata import Node, reads
from advisor.model.case import UNKNOWN_ROW, Case, Cell, Reading, State
from advisor.model.condition import Attribute, Rows
from advisor.model.knowledge import Finding, Knowledge, Production, Rule
from advisor.model.outcome import Ask, Firing, OpenRule, Settlement, Trace

Appraise = Callable[[WorkingMemory, Sequence[OpenRule], Sequence[Firing]], Mapping[Cell, float]]
"""Says of pending answers how much each is expected to move, from all that is known so far."""


class _Run(Struct):
    """What one run has found so far.

    ``proposals`` and ``open_for`` have the firings and the open rules once
    more, by the finding they speak for. In a run that looks ahead, ``loose``
    has the firings, findings and verdicts whose certainty may still rise.
    """

    memory: WorkingMemory
    ahead: bool = False
    missing: bool = True
    firings: list[Firing] = []
    open_rules: list[OpenRule] = []
    settlements: list[Settlement] = []
    proposals: dict[str, list[Proposal]] = {}
    open_for: dict[str, list[OpenRule]] = {}
    asks: list[Ask] = []
    loose: set[tuple[Node | str, str]] = set()


class InferenceEngine:
    """The Experta engine of one knowledge base, to be used from one thread.

    Building the network is the expensive part, so one instance serves many
    cases. After an exception its Experta engine may still hold activations of
    the case that failed, which ``reset`` does not clear; it is thrown away.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        matcher: type[Matcher] = CompiledMatcher,
        appraise: Appraise | None = None,
    ) -> None:
        """Build the network; the Experta engine follows with the first run.

        ``matcher`` is ours, or Experta's own ``ReteMatcher``, which fires the
        same rules with the same facts and takes longer. With ``appraise``, the
        engine also has ask-rules, for cases that look ahead.
        """
        self.knowledge = knowledge
        self._appraise = appraise
        asking = Asking(self._wonder, self._ask) if appraise is not None else None
        actions = Actions(self._fire, self._close, asking)
        self.network: Network = build_network(knowledge, actions, matcher)
        self._levels = {item.production.id: item.level for item in self.network.productions}
        self._engine: Engine | None = None
        self._run = _Run(WorkingMemory({}, {}))

    def run(self, case: Case, *, missing: bool = True) -> Trace:
        """Return the trace of a case; without ``missing``, open rules do not say what they lack."""
        engine, self._engine = self._engine or self.network.engine(), None
        self._run = _Run(WorkingMemory.of(case), case.ahead, missing)
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
            self._wait(production, view.row, ((Attribute("", production.table), ""),))
            return
        if truth(item.condition, view) is not Truth.TRUE:
            waits = missing(item.condition, view) if self._run.missing else ()
            self._wait(production, view.row, waits)
            return
        held = support(item.condition, view)
        if self._run.ahead and any(self._is_loose(node, view.row) for node in item.names):
            self._run.loose.add((production.id, view.row))
        firing = Firing(
            production=production.id,
            row=view.row,
            facts=unique(_cells_of(node, view.row) for node in item.names),
            support=held.cells,
            premise=held.certainty,
            strength=production.strength,
            certainty=held.certainty * production.strength,
            conclusions=production.conclusions if isinstance(production, Rule) else (),
        )
        self._run.firings.append(firing)
        for each in firing.conclusions:
            proposal = Proposal(firing.production, firing.row, each.value, firing.certainty)
            self._run.proposals.setdefault(each.finding, []).append(proposal)

    def _wait(self, production: Production, row: str, waits: tuple[Cell, ...]) -> None:
        record = OpenRule(production.id, row, waits)
        self._run.open_rules.append(record)
        if isinstance(production, Rule):
            for finding in {conclusion.finding for conclusion in production.conclusions}:
                self._run.open_for.setdefault(finding, []).append(record)

    def _close(self, engine: Engine, stratum: Stratum) -> None:
        """Settle the findings of a level and compute what now can be; declare it all."""
        settled = [fact for finding in stratum.findings for fact in self._settle(finding)]
        computed = [self._compute(node) for node in stratum.computed]
        engine.declare(*settled, *computed)

    def _wonder(self, engine: Engine) -> None:
        """Declare what it would be worth to know."""
        run = self._run
        if not run.ahead or self._appraise is None:
            return
        worths = self._appraise(run.memory, run.open_rules, run.firings)
        needs = (need(self.network.needs, cell, worths[cell]) for cell in sorted(worths))
        engine.declare(*needs)

    def _ask(self, ask: Ask) -> None:
        self._run.asks.append(ask)

    def _compute(self, node: Node) -> Fact:
        """Compute a measure, or decide a condition on rows, now that its parts are known."""
        memory = self._run.memory
        if isinstance(node, Rows):
            verdict = memory.verdicts[node] = quantify(node, memory)
            if self._run.ahead and self._rests_on_loose(node):
                self._run.loose.add((node, ""))
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
            ballot, rules = self._ballot(finding, row), self.knowledge.rules
            if run.ahead:
                waiting = self._waiting(finding, row, ballot)
                settlement = foresee(finding, cell, ballot, rules, certainty, waiting)
            else:
                settlement = settle(finding, cell, ballot, rules, certainty)
            run.settlements.append(settlement)
            run.memory.readings[cell] = settlement.reading
            yield self._fact(finding.attribute, row, settlement.reading)

    def _ballot(self, finding: Finding, row: str) -> Ballot:
        proposals = tuple(
            proposal
            for proposal in self._run.proposals.get(finding.id, ())
            if not finding.table or proposal.row == row
        )
        rules = self.knowledge.rules
        open_values = frozenset(
            conclusion.value
            for waiting in self._open_for(finding, row)
            for conclusion in rules[waiting.production].conclusions
            if conclusion.finding == finding.id
        )
        return Ballot(proposals, open_values)

    def _open_for(self, finding: Finding, row: str) -> Iterator[OpenRule]:
        """Yield the open rules that could conclude a finding, of the company or of a row."""
        for waiting in self._run.open_for.get(finding.id, ()):
            if not finding.table or waiting.row == row:
                yield waiting

    def _waiting(self, finding: Finding, row: str, ballot: Ballot) -> Waiting:
        """Return what may still change how a finding is settled, and note if anything does."""
        run = self._run
        may_fire = frozenset(waiting.production for waiting in self._open_for(finding, row))
        loose = any((proposal.rule, proposal.row) in run.loose for proposal in ballot.proposals)
        if loose or may_fire:
            run.loose.add((finding.attribute, row))
        return Waiting(may_fire, loose)

    def _is_loose(self, node: Node, row: str) -> bool:
        """Tell whether what was read there may yet become known, or more certain."""
        if isinstance(node, Rows):
            return (node, "") in self._run.loose
        cell = (node, row if node.table else "")
        return cell in self._run.loose or self._run.memory.readings[cell].state is State.PENDING

    def _rests_on_loose(self, rows: Rows) -> bool:
        table = self._run.memory.tables[rows.table]
        nodes = set(reads(rows.where))
        return table.state is State.PENDING or any(
            self._is_loose(node, row) for row in table.rows for node in nodes
        )

    def _trace(self) -> Trace:
        run = self._run
        readings = run.memory.readings
        return Trace(
            readings={cell: readings[cell] for cell in sorted(readings)},
            tables={name: run.memory.tables[name] for name in sorted(run.memory.tables)},
            firings=tuple(sorted(run.firings, key=self._place)),
            open_rules=tuple(sorted(run.open_rules, key=self._place)),
            settlements=tuple(run.settlements),
            loose=frozenset((name, row) for name, row in run.loose if isinstance(name, str)),
            asks=tuple(sorted(run.asks)),
        )

    def _place(self, record: Firing | OpenRule) -> tuple[int, str, str]:
        return (self._levels[record.production], record.production, record.row)


def _cells_of(node: Node, row: str) -> Cell:
    """Return the cell a pattern matched; for a condition on rows, that of the table."""
    if isinstance(node, Rows):
        return (Attribute("", node.table), "")
    return (node, row if node.table else "")
