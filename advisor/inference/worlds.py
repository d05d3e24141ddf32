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

from collections.abc import Collection, Hashable, Sequence
from functools import reduce
from itertools import repeat
from typing import TypeVar

from advisor.inference.allowed import (
    A_TABLE,
    INAPPLICABLE,
    UNANSWERED,
    Kindred,
    allowed,
)
from advisor.inference.chances import Chances, Instance
from advisor.inference.conditions import truth
from advisor.inference.cone import is_settled
from advisor.inference.layouts import Layout, Scales
from advisor.inference.quantify import decide
from advisor.inference.settle import Ballot, Proposal, overridden, settle
from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.needed import DEFAULT
from advisor.model.case import SURE, UNKNOWN_ROW, Cell, Reading, State
from advisor.model.condition import ALWAYS, All, Condition, Leaf, Quantifier, Rows
from advisor.model.knowledge import ConflictPolicy, Finding

Outcomes = tuple[int, int, int]
"""The worlds in which something may be false, unknown, and true."""

Spread = list[tuple[Reading, int]]
"""Readings, each with the worlds in which something may have it."""

Drawn = tuple[frozenset[str], frozenset[str]]
"""The rules that fire for a finding, and the values that open ones may still conclude."""

NOBODY: frozenset[str] = frozenset()
SILENT = Reading(State.OPEN, possible=NOBODY)

MOST_BALLOTS = 200
"""In how many ways the rules for a finding may turn out before only its values are looked at."""

K = TypeVar("K", bound=Hashable)


class Worlds:
    """All combinations of the answers that are told apart, and what follows in each."""

    def __init__(self, chances: Chances, layout: Layout, scales: Scales) -> None:
        """Take what is known, and what tells the worlds apart."""
        self._chances = chances
        self._prior = chances.prior
        self._memory = chances.memory
        self._scales = scales
        self.split = layout.split
        self.where = layout.where
        self.all = (1 << layout.worlds) - 1
        self.loose = False
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
        return self._of_count(rows, each)

    def _of_count(self, rows: Rows, each: Sequence[Outcomes]) -> Outcomes:
        """Return how a count may turn out, from how many rows match and how many may."""
        counts = {(0, 0): self.all}
        for fails, unknown, holds in each:
            grown: dict[tuple[int, int], int] = {}
            for (certain, open_), worlds in counts.items():
                _add(grown, (certain, open_), worlds & fails)
                _add(grown, (certain, open_ + 1), worlds & unknown)
                _add(grown, (certain + 1, open_), worlds & holds)
            counts = grown
        found = [0, 0, 0]
        for (certain, open_), worlds in counts.items():
            held = decide(rows, [Truth.TRUE] * certain + [Truth.UNKNOWN] * open_)
            found[held] |= worlds
        return found[0], found[1], found[2]

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
        if cell in self.split:
            pairs = zip(self.split[cell], self.where[cell], strict=True)
        else:
            pairs = zip(self.allowed(cell, [leaf]), repeat(self.all))
        found: Spread = []
        for kindred, worlds in pairs:
            if kindred.reading is UNANSWERED:
                found.extend(self._stays(cell, worlds))
            else:
                found.append((kindred.reading, worlds))
        return found

    def allowed(self, cell: Cell, leaves: Collection[Leaf]) -> Sequence[Kindred]:
        """Return the readings of a missing answer, or of a number that is worked out."""
        attribute, row = cell
        knowledge = self._prior.knowledge
        if not attribute.table and attribute.name in knowledge.tables:
            return A_TABLE
        question = self._prior.question(attribute)
        if question is None:
            self.loose = True
        if question is None and attribute.table:
            question = knowledge.tables[attribute.table].columns[attribute.name]
        return allowed(question, leaves, self._scales.get((attribute.table, row)))

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
        ballots: dict[Drawn, int] = {(NOBODY, NOBODY): self.all}
        instances = self._chances.instances_for(finding, cell[1])
        for instance, values in instances:
            fails, unknown, holds = self.of_instance(instance)
            if not unknown | holds:
                continue
            grown: dict[Drawn, int] = {}
            for (fired, open_values), worlds in ballots.items():
                _add(grown, (fired, open_values), worlds & fails)
                _add(grown, (fired, open_values | values), worlds & unknown)
                _add(grown, (fired | {instance[0]}, open_values), worlds & holds)
            ballots = grown
            if len(ballots) > MOST_BALLOTS:
                return self._roughly(finding, instances)
        found: dict[Reading, int] = {}
        for drawn, worlds in ballots.items():
            for reading in self._readings(finding, drawn):
                _add(found, reading, worlds)
        return list(found.items())

    def _roughly(
        self, finding: Finding, instances: Sequence[tuple[Instance, frozenset[str]]]
    ) -> Spread:
        """Return what a finding may read at most: any value that a rule for it may bring."""
        self.loose = True
        silent = self.all
        found: Spread = [(Reading(State.OPEN), self.all), (SILENT, self.all)]
        brings = dict.fromkeys(finding.domain, 0)
        for instance, values in instances:
            fails, _, holds = self.of_instance(instance)
            silent &= fails
            for value in values:
                brings[value] |= holds
        if finding.several:
            found.append((Reading(State.KNOWN, NOBODY), self.all))
        elif finding.default is not None:
            brings[finding.default.value] |= silent
        for value, worlds in brings.items():
            what = frozenset({value}) if finding.several else value
            found.append((Reading(State.KNOWN, what), worlds))
        return found

    def _readings(self, finding: Finding, drawn: Drawn) -> tuple[Reading, ...]:
        """Return what a finding reads when some rules fire and others are open.

        Where several values are left and the best supported wins, that is any of
        them, or none: it depends on how sure each answer is.
        """
        kept = self._prior.settled.get((finding.id, drawn))
        if kept is None:
            kept = self._prior.settled[finding.id, drawn] = self._settle(finding, drawn)
        readings, loose = kept
        self.loose = self.loose or loose
        return readings

    def _settle(self, finding: Finding, drawn: Drawn) -> tuple[tuple[Reading, ...], bool]:
        fired, open_values = drawn
        knowledge = self._prior.knowledge
        rules = knowledge.rules
        proposals = tuple(
            Proposal(name, "", conclusion.value, SURE)
            for name in sorted(fired)
            for conclusion in rules[name].conclusions
            if conclusion.finding == finding.id
        )
        policy = finding.conflict or ConflictPolicy.BEST_SUPPORTED
        if not finding.several and policy is ConflictPolicy.BEST_SUPPORTED and len(proposals) > 1:
            below = overridden(fired, rules)
            standing = sorted({p.value for p in proposals if p.rule not in below})
            if len(standing) > 1:
                could_be = open_values.union(standing) if open_values else open_values
                known = (Reading(State.KNOWN, value) for value in standing)
                return (*known, Reading(State.OPEN, possible=could_be)), True
        ballot = Ballot(proposals, open_values)
        cell = (finding.attribute, "")
        settled = settle(finding, cell, ballot, rules, knowledge.parameter(DEFAULT))
        return (settled.reading,), False


def _add(found: dict[K, int], key: K, worlds: int) -> None:
    if worlds:
        found[key] = found.get(key, 0) | worlds


def _both(first: Outcomes, second: Outcomes) -> Outcomes:
    """Return the least of two: each outcome that is the least of some of theirs."""
    fails = first[0] | second[0]
    holds = first[2] & second[2]
    unknown = (first[1] & (second[1] | second[2])) | (first[2] & second[1])
    # What may fail may do so whatever the other does, for each has some outcome everywhere.
    return fails, unknown, holds


def _either(first: Outcomes, second: Outcomes) -> Outcomes:
    holds, unknown, fails = _both(first[::-1], second[::-1])
    return fails, unknown, holds
