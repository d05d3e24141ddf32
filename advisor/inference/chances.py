"""How likely it is, before the answers are in, that something comes to hold, or to fail.

Every answer that may still come is taken to be as likely as any other, and
answers to be independent of each other. What is unknown for good holds with
chance 0 and fails with chance 0; so a chance of 0 to hold is a proof that
nothing to come can make it hold (the independence can only err the other way).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from advisor.inference.conditions import Verdict
from advisor.inference.memory import WorkingMemory
from advisor.inference.prior import Prior
from advisor.inference.quantify import quantify
from advisor.inference.truth import ABOUT_THE_STATE, Truth, leaf_truth
from advisor.model.case import UNKNOWN_ROW, Cell, Reading, State
from advisor.model.condition import All, Any_, Condition, Leaf, Operator, Rows
from advisor.model.knowledge import Finding
from advisor.model.outcome import Firing, OpenRule, Trace

HELD, FAILED, STUCK, EVEN = (1.0, 0.0), (0.0, 1.0), (0.0, 0.0), (0.5, 0.5)
Chance = tuple[float, float]
"""The chance to hold and the chance to fail; what is left of 1 is the chance to stay unknown."""

Instance = tuple[str, str]
"""A rule or a piece of advice, and its row."""


class _Verdicts(dict[Rows, Verdict]):
    """The verdicts on conditions over rows, each worked out when it is asked for."""

    def __init__(self, memory: WorkingMemory) -> None:
        super().__init__()
        self._memory = memory

    def __missing__(self, rows: Rows) -> Verdict:
        verdict = self[rows] = quantify(rows, self._memory)
        return verdict


class Chances:
    """The chances of everything that is open in one run that looks ahead."""

    @classmethod
    def of(cls, prior: Prior, trace: Trace) -> Chances:
        """Return the chances of a run that is over."""
        memory = WorkingMemory(dict(trace.readings), dict(trace.tables))
        memory.verdicts = _Verdicts(memory)
        return cls(prior, memory, trace.open_rules, trace.firings)

    def __init__(
        self,
        prior: Prior,
        memory: WorkingMemory,
        open_rules: Sequence[OpenRule],
        firings: Sequence[Firing],
    ) -> None:
        """Take what the run has found; nothing is worked out yet."""
        self.prior = prior
        self.memory = memory
        self.open = {(record.production, record.row) for record in open_rules}
        self._fired = {(firing.production, firing.row) for firing in firings}
        self._instances: dict[Instance, Chance] = {}
        self._conditions: dict[tuple[int, str], Chance] = {}
        self._values: dict[Cell, Mapping[str, Chance]] = {}

    def of_instance(self, instance: Instance) -> Chance:
        """Return the chance of a rule, or a piece of advice, for a row."""
        if instance in self._fired:
            return HELD
        if instance not in self.open:
            return FAILED
        if instance not in self._instances:
            self._instances[instance] = self._of_open(instance)
        return self._instances[instance]

    def _of_open(self, instance: Instance) -> Chance:
        name, row = instance
        holds, fails = self.of_condition(self.prior.conditions[name], row)
        table = self.prior.production(name).table
        if not table or row != UNKNOWN_ROW:
            return holds, fails
        if self.memory.tables[table].state is not State.PENDING:
            return 0.0, fails
        return holds * EVEN[0], 1 - (1 - fails) * EVEN[0]

    def of_condition(self, condition: Condition, row: str) -> Chance:
        """Return the chance of a condition on the company, or on a row."""
        if isinstance(condition, Leaf) and not condition.attribute.table:
            row = ""
        # By identity: the conditions live as long as the prior, in which equal ones are one.
        key = (id(condition), row)
        if key not in self._conditions:
            self._conditions[key] = self._of_condition(condition, row)
        return self._conditions[key]

    def _of_condition(self, condition: Condition, row: str) -> Chance:
        if isinstance(condition, Leaf):
            return self._of_leaf(condition, row)
        if isinstance(condition, Rows):
            return self._of_rows(condition)
        assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
        parts = [self.of_condition(part, row) for part in condition.parts]
        every = none = 1.0
        if isinstance(condition, All):
            for holds, fails in parts:
                every *= holds
                none *= 1 - fails
            return every, 1 - none
        for holds, fails in parts:
            every *= fails
            none *= 1 - holds
        return 1 - none, every

    def of_values(self, cell: Cell) -> Mapping[str, Chance]:
        """Return the chance of each value that a pending finding may come to have."""
        if cell not in self._values:
            finding = self.prior.finding(cell[0])
            assert finding is not None  # noqa: S101 - the callers have made sure
            self._values[cell] = self._of_finding(finding, cell)
        return self._values[cell]

    def instances_for(self, finding: Finding, row: str) -> list[tuple[Instance, frozenset[str]]]:
        """Return every rule, for every row, that could conclude a finding, with the values."""
        found: list[tuple[Instance, frozenset[str]]] = []
        for each in self.prior.rules_for[finding.id]:
            if finding.table or not each.table:
                found.append(((each.rule, row if finding.table else ""), each.values))
            else:
                rows = self.memory.tables[each.table].rows
                found.extend(((each.rule, name), each.values) for name in rows)
        return found

    def _of_finding(self, finding: Finding, cell: Cell) -> Mapping[str, Chance]:
        instances = [
            (self.of_instance(instance), values)
            for instance, values in self.instances_for(finding, cell[1])
        ]
        found: dict[str, Chance] = {}
        for value in finding.domain:
            for_it = [chance for chance, values in instances if value in values]
            holds = 1 - prod(1 - chance[0] for chance in for_it)
            fails = prod(chance[1] for chance in for_it)
            if finding.default is not None and finding.default.value == value:
                silent = prod(chance[1] for chance, _ in instances)
                holds, fails = max(holds, silent), min(fails, 1 - silent)
            found[value] = (holds, fails)
        return found

    def _of_leaf(self, leaf: Leaf, row: str) -> Chance:
        attribute = leaf.attribute
        cell = (attribute, row if attribute.table else "")
        reading = self.memory.readings[cell]
        held = leaf_truth(leaf, reading)
        if held is not Truth.UNKNOWN:
            return HELD if held is Truth.TRUE else FAILED
        if self.prior.finding(leaf.attribute) is not None:
            return self._of_finding_leaf(leaf, cell, reading)
        if reading.state is not State.PENDING:
            return STUCK
        if reading.possible is not None:
            return EVEN if leaf.operator in ABOUT_THE_STATE else (0.0, EVEN[1])
        share = self.prior.share(leaf)
        return share, 1 - share

    def _of_finding_leaf(self, leaf: Leaf, cell: Cell, reading: Reading) -> Chance:
        if reading.possible is None or (
            reading.state is not State.PENDING and leaf.operator is not Operator.INCLUDES
        ):
            return STUCK
        if leaf.operator in ABOUT_THE_STATE:
            return EVEN
        values = self.of_values(cell)
        if leaf.operator is Operator.INCLUDES:
            holds, fails = values[str(leaf.operands[0])]
            return (fails, holds) if leaf.negated else (holds, fails)
        fitting = [values[value] for value in fitting_values(leaf, reading)]
        return min(1.0, sum(holds for holds, _ in fitting)), prod(fails for _, fails in fitting)

    def _of_rows(self, rows: Rows) -> Chance:
        verdict = self.memory.verdicts[rows]
        if verdict.truth is not Truth.UNKNOWN:
            return HELD if verdict.truth is Truth.TRUE else FAILED
        pending = any(self.memory.readings[c].state is State.PENDING for c in verdict.missing)
        return EVEN if pending else STUCK


def fitting_values(leaf: Leaf, reading: Reading) -> list[str]:
    """Return the values a finding may come to have for which a comparison holds, sorted."""
    return [
        value
        for value in sorted(reading.possible or ())
        if leaf_truth(leaf, Reading(State.KNOWN, value)) is Truth.TRUE
    ]
