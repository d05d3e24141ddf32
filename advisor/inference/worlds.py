"""Work out a condition in all worlds at once: one world for each way the answers may turn out.

A set of worlds is a number, each bit of it a world. What decides in a world is
the engine's own: ``leaf_truth`` for a comparison, ``settle`` for a finding,
``decide`` for a count of rows; but each is asked only once for all the worlds in
which it would be asked the same. In a world everything has the set of outcomes
it may have there. For what tells the worlds apart that is one outcome; what is
free in every world has several, and two things that are free are taken to be
independent. So an outcome that is not in the set is impossible. The other way
round it is possible too, unless ``loose`` says that something was passed over.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import reduce
from itertools import product

from advisor.inference.allowed import INAPPLICABLE, UNANSWERED, Kindred, Scale, allowed
from advisor.inference.chances import Chances, Instance
from advisor.inference.conditions import truth
from advisor.inference.cone import is_settled
from advisor.inference.quantify import decide
from advisor.inference.settle import Ballot, Proposal, overridden, settle
from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.needed import DEFAULT
from advisor.model.case import SURE, UNKNOWN_ROW, Cell, Reading, State
from advisor.model.condition import ALWAYS, All, Attribute, Condition, Leaf, Quantifier, Rows
from advisor.model.knowledge import ConflictPolicy, Finding

Outcomes = tuple[int, int, int]
"""The worlds in which something may be false, unknown, and true."""

Spread = list[tuple[Reading, int]]
"""Readings, each with the worlds in which something may have it."""

MOST_WAYS = 729
"""How many ways the rules for one finding may turn out before any of its values may come."""


class Worlds:
    """All combinations of the answers that are told apart, and what follows in each."""

    def __init__(
        self,
        chances: Chances,
        split: Mapping[Cell, Sequence[Kindred]],
        scales: Mapping[tuple[str, str], Scale],
    ) -> None:
        """Lay out a world for each combination; an answer may also stay as it is."""
        self._chances = chances
        self._prior = chances.prior
        self._memory = chances.memory
        self._scales = scales
        self.loose = False
        self.all = 1
        total = 1
        for kindreds in split.values():
            total *= len(kindreds) + 1
        self.all = (1 << total) - 1
        self.where: dict[Cell, list[int]] = {}
        stride = 1
        for cell, kindreds in split.items():
            size = len(kindreds) + 1
            self.where[cell] = [_pattern(place, stride, size, total) for place in range(size)]
            stride *= size
        self._split = split
        self._conditions: dict[tuple[int, str], Outcomes] = {}
        self._instances: dict[Instance, Outcomes] = {}
        self._findings: dict[Cell, Spread] = {}

    def of_instance(self, instance: Instance) -> Outcomes:
        """Return how a rule, or a piece of advice, may turn out for a row."""
        found = self._instances.get(instance)
        if found is None:
            found = self._instances[instance] = self._of_instance(instance)
        return found

    def _of_instance(self, instance: Instance) -> Outcomes:
        name, row = instance
        if instance not in self._chances.open:
            held = self._chances.of_instance(instance)[0]
            return self._constant(Truth.TRUE if held else Truth.FALSE)
        outcomes = self.of_condition(self._prior.conditions[name], row)
        if row == UNKNOWN_ROW and self._prior.production(name).table:
            # There may be any rows, or none: it holds for some if it can hold for one.
            self.loose = True
            return self.all, self.all, outcomes[2]
        return outcomes

    def _constant(self, held: Truth) -> Outcomes:
        return tuple(self.all if held == each else 0 for each in range(3))  # type: ignore[return-value]

    def of_condition(self, condition: Condition, row: str) -> Outcomes:
        """Return how a condition on the company, or on a row, may turn out."""
        key = (id(condition), row)
        found = self._conditions.get(key)
        if found is None:
            found = self._conditions[key] = self._of_condition(condition, row)
        return found

    def _of_condition(self, condition: Condition, row: str) -> Outcomes:
        held = truth(condition, self._memory.view(row))
        if isinstance(condition, Leaf):
            if held is Truth.UNKNOWN:
                return self._of_leaf(condition, row)
            return self._constant(held)
        if held is not Truth.UNKNOWN:
            return self._constant(held)
        if isinstance(condition, Rows):
            return self._of_rows(condition)
        parts = [self.of_condition(part, row) for part in condition.parts]  # type: ignore[union-attr]
        return reduce(_both if isinstance(condition, All) else _either, parts)

    def _of_rows(self, rows: Rows) -> Outcomes:
        table = self._memory.tables[rows.table]
        if table.state is not State.KNOWN:
            self.loose = True
            holds = self.all
            if rows.quantifier is Quantifier.ANY_ROW and not rows.negated:
                holds = self.of_condition(rows.where, UNKNOWN_ROW)[2]
            return self.all, self.all, holds
        each = [self.of_condition(rows.where, row) for row in table.rows]
        if rows.quantifier is Quantifier.ANY_ROW:
            return reduce(_either, each)
        if rows.quantifier is Quantifier.EVERY_ROW:
            return reduce(_both, each)
        found = [0, 0, 0]
        for ways, worlds in self._ways(each):
            if _number(ways) > MOST_WAYS:
                self.loose = True
                return self.all, self.all, self.all
            for held in {decide(rows, list(way)) for way in product(*ways)}:
                found[held] |= worlds
        return found[0], found[1], found[2]

    def _ways(self, each: Sequence[Outcomes]) -> list[tuple[tuple[tuple[Truth, ...], ...], int]]:
        """Return the sets of outcomes that several things have together, with their worlds."""
        found: list[tuple[tuple[tuple[Truth, ...], ...], int]] = [((), self.all)]
        for outcomes in each:
            grown = []
            for ways, worlds in found:
                grown.extend(
                    ((*ways, some), part) for some, part in _split(outcomes, worlds)
                )
            found = grown
        return found

    def _of_leaf(self, leaf: Leaf, row: str) -> Outcomes:
        attribute = leaf.attribute
        cell = (attribute, row if attribute.table else "")
        found = [0, 0, 0]
        for reading, worlds in self._spread(cell, leaf):
            found[leaf_truth(leaf, reading)] |= worlds
        return found[0], found[1], found[2]

    def _spread(self, cell: Cell, leaf: Leaf) -> Spread:
        """Return what a cell may read, as far as a comparison can tell."""
        reading = self._memory.readings[cell]
        if is_settled(reading):
            return [(reading, self.all)]
        finding = self._prior.finding(cell[0])
        if finding is not None:
            return self._of_finding(finding, cell)
        if cell in self._split:
            kindreds = self._split[cell]
            *places, stays = self.where[cell]
            pairs = zip(kindreds, places, strict=True)
            return [*((each.reading, worlds) for each, worlds in pairs), *self._stays(cell, stays)]
        question = self._prior.question(cell[0])
        if question is None:
            self.loose = True
            question = self._computed(cell[0])
        kindreds = allowed(question, [leaf], self._scales.get((cell[0].table, cell[1])))
        return [*((each.reading, self.all) for each in kindreds), *self._stays(cell, self.all)]

    def _computed(self, attribute: Attribute):  # noqa: ANN202
        raise NotImplementedError

    def _stays(self, cell: Cell, worlds: int) -> Spread:
        """Return what an answer reads that stays out: it may turn out not to apply."""
        question = self._prior.knowledge.questions.get(cell[0].name)
        if cell[0].table or question is None or question.ask_when == ALWAYS:
            return [(UNANSWERED, worlds)]
        fails, unknown, holds = self.of_condition(question.ask_when, "")
        return [(INAPPLICABLE, worlds & fails), (UNANSWERED, worlds & (unknown | holds))]

    def _of_finding(self, finding: Finding, cell: Cell) -> Spread:
        found = self._findings.get(cell)
        if found is None:
            found = self._findings[cell] = self._settled(finding, cell)
        return found

    def _settled(self, finding: Finding, cell: Cell) -> Spread:
        instances = self._chances.instances_for(finding, cell[1])
        each = [self.of_instance(instance) for instance, _ in instances]
        found: dict[Reading, int] = {}
        for ways, worlds in self._ways(each):
            if _number(ways) > MOST_WAYS:
                self.loose = True
                return [(reading, self.all) for reading in _anything(finding)]
            for way in product(*ways):
                for reading in self._readings(finding, cell, tuple(zip(instances, way, strict=True))):
                    found[reading] = found.get(reading, 0) | worlds
        return list(found.items())

    def _readings(self, finding, cell, way) -> tuple[Reading, ...]:  # noqa: ANN001
        proposals = tuple(
            Proposal(name, row, value, SURE)
            for ((name, row), values), held in way
            if held is Truth.TRUE
            for value in sorted(values)
        )
        open_values = frozenset(
            value for (_, values), held in way if held is Truth.UNKNOWN for value in values
        )
        knowledge = self._prior.knowledge
        rules = knowledge.rules
        policy = finding.conflict or ConflictPolicy.BEST_SUPPORTED
        if not finding.several and policy is ConflictPolicy.BEST_SUPPORTED and len(proposals) > 1:
            below = overridden({proposal.rule for proposal in proposals}, rules)
            standing = {p.value for p in proposals if p.rule not in below}
            if len(standing) > 1:
                # Which of them wins depends on how certain each is, and on how sure the answers are.
                self.loose = True
                could_be = open_values | standing if open_values else open_values
                known = (Reading(State.KNOWN, value) for value in sorted(standing))
                return (*known, Reading(State.OPEN, possible=frozenset(could_be)))
        ballot = Ballot(proposals, open_values)
        return (settle(finding, cell, ballot, rules, knowledge.parameter(DEFAULT)).reading,)
