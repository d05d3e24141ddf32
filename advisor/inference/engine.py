"""Run the engine on one company's case and return the trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from msgspec import Struct

from advisor.inference.asking import Asking
from advisor.inference.experta import Engine, Fact, Matcher
from advisor.inference.foresee import foresee
from advisor.inference.judges import Grounds
from advisor.inference.kept import Kept
from advisor.inference.kinds import ROW
from advisor.inference.matcher import CompiledMatcher
from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.inference.network import (
    Actions,
    Compiled,
    Network,
    Stratum,
    build_network,
)
from advisor.inference.quantify import quantify
from advisor.inference.records import MOST_KEPT, Fired
from advisor.inference.settle import settle
from advisor.inference.so_far import SoFar
from advisor.knowledge.needed import DEFAULT
from advisor.knowledge.strata import Node
from advisor.model.case import UNKNOWN_ROW, Case, Cell, TableReading
from advisor.model.condition import Attribute, Rows
from advisor.model.knowledge import Finding, Knowledge, Rule
from advisor.model.outcome import Ask, Firing, OpenRule, Settlement, Trace

Record = TypeVar("Record", Firing, OpenRule)

Appraise = Callable[[WorkingMemory, Sequence[OpenRule], Sequence[Firing]], Mapping[Cell, float]]
"""Says of pending answers how much each is expected to move, from all that is known so far."""


class Settled(Struct, frozen=True):
    """A finding settled: the fact of it, if any rule reads it, and the records it rests on.

    The records are there to be kept, so that no other can come to have the
    identity of one of them.
    """

    settlement: Settlement
    fact: Fact | None
    records: object


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
        self._concluded = {rule.id: _concluded(rule) for rule in knowledge.rules.values()}
        self._settled: dict[str, Kept[object, Settled]] = {
            name: Kept(MOST_KEPT) for name in knowledge.findings
        }
        self._engine: Engine | None = None
        self._run = SoFar(WorkingMemory({}, {}))

    def run(self, case: Case, *, missing: bool = True) -> Trace:
        """Return the trace of a case; without ``missing``, open rules do not say what they lack."""
        engine, self._engine = self._engine or self.network.engine(), None
        self._run = SoFar(WorkingMemory.of(case), case.ahead, missing)
        engine.reset()
        # All at once: Experta looks at its whole network after every call.
        engine.take(self._inputs(case))
        engine.run()
        self._engine = engine
        return self._trace()

    def _inputs(self, case: Case) -> Iterator[Fact]:
        """Yield a fact for each row and each reading, in an order that only depends on names."""
        kinds = self.network.kinds
        for table in sorted(case.tables):
            for row in case.tables[table].rows:
                yield kinds.row(table, row)
        yield from kinds.given(case.readings)
        # Rows come after the company, whose table has no name.
        for cell in self._sorted(kinds.columns, case.tables):
            fact = kinds.reading(cell, case.readings[cell])
            if fact is not None:
                yield fact

    def _sorted(
        self, attributes: Sequence[Attribute], tables: Mapping[str, TableReading]
    ) -> Iterator[Cell]:
        """Yield the cells of attributes that are sorted: also sorted, for so are rows."""
        for attribute in attributes:
            if not attribute.table:
                yield attribute, ""
            else:
                for row in tables[attribute.table].rows:
                    yield attribute, row

    def _fire(self, item: Compiled, _: Engine, bound: Mapping[str, Any]) -> None:
        """Record a match as a firing, or as an open rule while its condition is unknown."""
        row = bound.get(ROW, "")
        if item.production.table and row == UNKNOWN_ROW:
            whole: Cell = (Attribute("", item.production.table), "")
            waiting = OpenRule(item.production.id, row, (whole,))
            self._run.note_open(waiting, item.records.findings)
            return
        aspects = item.bound(bound)
        grounds = item.judge.support(aspects)
        if grounds is None:
            waits = item.judge.missing(aspects) if self._run.missing else 0
            self._run.note_open(self._open_rule(item, row, waits), item.records.findings)
            return
        run = self._run
        if run.ahead and any(run.is_loose(node, row) for node in item.names):
            run.loose.add((item.production.id, row))
        run.note_fired(self._fired(item, row, grounds))

    def _fired(self, item: Compiled, row: str, grounds: Grounds) -> Fired:
        premise, places = grounds
        records, cells = item.records, item.cells
        key = (places, id(premise))
        fired = records.fired.get(key) if cells.fixed and not row else None
        if fired is None:
            support = cells.support(places, row, self._run.memory.verdicts)
            fired = records.firing(row, cells.matched(row), support, premise)
            if cells.fixed and not row:
                records.fired.keep(key, fired)
        return fired

    def _open_rule(self, item: Compiled, row: str, waits: int) -> OpenRule:
        records, cells = item.records, item.cells
        found = records.open.get(waits) if cells.fixed and not row else None
        if found is None:
            missing = cells.missing(waits, row, self._run.memory.verdicts)
            found = OpenRule(item.production.id, row, missing)
            if cells.fixed and not row:
                records.open.keep(waits, found)
        return found

    def _close(self, engine: Engine, stratum: Stratum) -> None:
        """Settle the findings of a level and compute what now can be; declare it all."""
        run = self._run
        found: list[Fact | None] = []
        for finding in stratum.findings:
            attribute = finding.attribute
            for row in run.memory.tables[finding.table].rows if finding.table else ("",):
                cell = (attribute, row)
                settled = self._settled_before(finding) or self._settle(finding, cell)
                run.settlements.append(settled.settlement)
                run.memory.readings[cell] = settled.settlement.reading
                found.append(settled.fact)
        found.extend(self._compute(node) for node in stratum.computed)
        engine.take(filter(None, found))

    def _wonder(self, engine: Engine) -> None:
        """Declare what it would be worth to know."""
        run = self._run
        if not run.ahead or self._appraise is None:
            return
        worths = self._appraise(run.memory, run.open_rules, run.firings)
        engine.take(self.network.kinds.need(cell, worths[cell]) for cell in sorted(worths))

    def _ask(self, ask: Ask) -> None:
        self._run.asks.append(ask)

    def _compute(self, node: Node) -> Fact | None:
        """Compute a measure, or decide a condition on rows, now that its parts are known."""
        memory = self._run.memory
        if isinstance(node, Rows):
            verdict = memory.verdicts[node] = quantify(node, memory)
            if self._run.ahead and self._run.rests_on_loose(node):
                self._run.loose.add((node, ""))
            return self.network.kinds.verdict(node, verdict)
        measure = self.knowledge.measures[node.name]
        reading = compute(measure, memory, self.knowledge.parameters)
        memory.readings[node, ""] = reading
        return self.network.kinds.reading((node, ""), reading)

    def _settled_before(self, finding: Finding) -> Settled | None:
        """Return how a finding of the company was settled on just these records, if it was."""
        run = self._run
        if run.ahead or finding.table:
            return None
        return self._settled[finding.id].get(run.records_of(finding))

    def _settle(self, finding: Finding, cell: Cell) -> Settled:
        """Settle a finding, of the company or of a row."""
        run, row = self._run, cell[1]
        ballot = run.ballot(finding, row, self._concluded)
        rules, certainty = self.knowledge.rules, self.knowledge.parameter(DEFAULT)
        if run.ahead:
            waiting = run.waiting(finding, row, ballot)
            settlement = foresee(finding, cell, ballot, rules, certainty, waiting)
        else:
            settlement = settle(finding, cell, ballot, rules, certainty)
        fact = self.network.kinds.reading(cell, settlement.reading)
        records = (run.proposals.get(finding.id), run.open_for.get(finding.id))
        settled = Settled(settlement, fact, records)
        if not run.ahead and not finding.table:
            self._settled[finding.id].keep(run.records_of(finding), settled)
        return settled

    def _trace(self) -> Trace:
        run = self._run
        readings = run.memory.readings
        return Trace(
            readings={
                cell: readings[cell]
                for cell in self._sorted(self.network.kinds.known, run.memory.tables)
            },
            tables={name: run.memory.tables[name] for name in sorted(run.memory.tables)},
            firings=self._in_order(run.firings),
            open_rules=self._in_order(run.open_rules),
            settlements=tuple(run.settlements),
            loose=frozenset((name, row) for name, row in run.loose if isinstance(name, str)),
            asks=tuple(sorted(run.asks)),
        )

    def _in_order(self, records: list[Record]) -> tuple[Record, ...]:
        """Return records by level, id and row; only rows have not fired in that order."""
        if any([record.row for record in records]):  # noqa: C419 - a list is quicker
            records = sorted(records, key=self._place)
        return tuple(records)

    def _place(self, record: Firing | OpenRule) -> tuple[int, str, str]:
        return (self._levels[record.production], record.production, record.row)


def _concluded(rule: Rule) -> Mapping[str, frozenset[str]]:
    """Return the values that a rule concludes, by finding."""
    return {
        finding: frozenset(each.value for each in rule.conclusions if each.finding == finding)
        for finding in {conclusion.finding for conclusion in rule.conclusions}
    }
