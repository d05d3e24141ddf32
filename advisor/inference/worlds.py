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

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import repeat
from operator import or_
from types import MappingProxyType

from advisor.inference.allowed import (
    A_TABLE,
    INAPPLICABLE,
    UNANSWERED,
    Kindred,
    allowed,
)
from advisor.inference.chances import Chances, Instance
from advisor.inference.conditions import truth
from advisor.inference.cone import is_settled, table_cell
from advisor.inference.drawn import Drawn, readings_when
from advisor.inference.gaps import Gaps
from advisor.inference.layouts import Layout
from advisor.inference.made_up import MadeUp
from advisor.inference.memory import WorkingMemory
from advisor.inference.outcomes import Outcomes, add, both, count, either
from advisor.inference.truth import Truth, leaf_truth
from advisor.model.case import UNKNOWN_ROW, Cell, Reading, State
from advisor.model.condition import ALWAYS, All, Condition, Leaf, Quantifier, Rows
from advisor.model.knowledge import Finding

Spread = list[tuple[Reading, int]]
"""Readings, each with the worlds in which something may have it."""

NOBODY: frozenset[str] = frozenset()
SILENT = Reading(State.OPEN, possible=NOBODY)

MOST_BALLOTS = 200
"""In how many ways the rules for a finding may turn out before only its values are looked at."""


class Worlds:
    """All combinations of the answers that are told apart, and what follows in each."""

    def __init__(
        self,
        chances: Chances,
        layout: Layout,
        gaps: Gaps,
        made_up: Mapping[str, MadeUp] = MappingProxyType({}),
    ) -> None:
        """Take what is known, and what tells the worlds apart.

        ``made_up`` are tables that nobody has filled in, of which each world has one.
        """
        self._chances = chances
        self._prior = chances.prior
        self._memory = with_made_up(chances.memory, made_up.values())
        self._rows = {name: list(made.rows) for name, made in made_up.items()}
        self._only = {
            row: reduce(or_, (layout.where[table_cell(name)][way] for way in ways))
            for name, made in made_up.items()
            for row, ways in made.rows.items()
        }
        self._gaps = gaps
        self.made_up = made_up
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
        table = self._prior.production(name).table
        of_any = (name, UNKNOWN_ROW) if row in self._only else instance
        if of_any not in self._chances.open:
            held = self._chances.of_instance(of_any)[0]
            return self._constant(Truth.TRUE if held else Truth.FALSE)
        if row == UNKNOWN_ROW and table in self._rows:
            return reduce(either, [self.of_instance((name, each)) for each in self._rows[table]])
        outcomes = self.of_condition(self._prior.conditions[name], row)
        if row in self._only:
            return self._where_it_is(row, outcomes)
        if row == UNKNOWN_ROW and table:
            # There may be any rows, or none: it holds for some if it can hold for one.
            self.loose = True
            return self.all, self.all, outcomes[2]
        return outcomes

    def _where_it_is(self, row: str, outcomes: Outcomes, beside: Truth = Truth.FALSE) -> Outcomes:
        """Return the outcomes for a row made up; in the worlds without it there is another."""
        worlds = self._only[row]
        found = [each & worlds for each in outcomes]
        found[beside] |= self.all & ~worlds
        return found[0], found[1], found[2]

    def _constant(self, held: Truth) -> Outcomes:
        return tuple(self.all if held == each else 0 for each in range(3))  # type: ignore[return-value]

    def of_condition(self, condition: Condition, row: str) -> Outcomes:
        """Return how a condition on the company, or on a row, may turn out."""
        if isinstance(condition, Leaf) and not condition.attribute.table:
            row = ""
        key = (id(condition), row)
        found = self._conditions.get(key)
        if found is None:
            found = self._conditions[key] = self._of_condition(condition, row)
        return found

    def _of_condition(self, condition: Condition, row: str) -> Outcomes:
        if isinstance(condition, (Leaf, Rows)):
            held = truth(condition, self._memory.view(row))
            if held is not Truth.UNKNOWN:
                return self._constant(held)
            if isinstance(condition, Leaf):
                return self._of_leaf(condition, row)
            return self._of_rows(condition)
        parts = [self.of_condition(part, row) for part in condition.parts]  # type: ignore[union-attr]
        if not parts:
            return self._constant(Truth.TRUE if isinstance(condition, All) else Truth.FALSE)
        return reduce(both if isinstance(condition, All) else either, parts)

    def _of_rows(self, rows: Rows) -> Outcomes:
        table = self._memory.tables[rows.table]
        if rows.table in self._rows:
            return self._of_made_up(rows)
        if table.state is not State.KNOWN:
            self.loose = True
            holds = self.all
            if rows.quantifier is Quantifier.ANY_ROW and not rows.negated:
                holds = self.of_condition(rows.where, UNKNOWN_ROW)[2]
            return self.all, self.all, holds
        return self._together(rows, [self.of_condition(rows.where, row) for row in table.rows])

    def _of_made_up(self, rows: Rows) -> Outcomes:
        """Return how a condition on rows turns out; a row that is not there changes nothing."""
        beside = Truth.TRUE if rows.quantifier is Quantifier.EVERY_ROW else Truth.FALSE
        each = [
            self._where_it_is(row, self.of_condition(rows.where, row), beside)
            for row in self._rows[rows.table]
        ]
        return self._together(rows, each)

    def _together(self, rows: Rows, each: Sequence[Outcomes]) -> Outcomes:
        if rows.quantifier is Quantifier.ANY_ROW:
            return reduce(either, each)
        if rows.quantifier is Quantifier.EVERY_ROW:
            return reduce(both, each)
        return count(rows, each, self.all)

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
        attribute = cell[0]
        knowledge = self._prior.knowledge
        if not attribute.table and attribute.name in knowledge.tables:
            return A_TABLE
        question = self._prior.question(attribute)
        if question is not None:
            return allowed(question, leaves, self._gaps.scale(cell))
        self.loose = True
        if attribute.table:
            question = knowledge.tables[attribute.table].columns[attribute.name]
        return allowed(question, leaves, reach=self._gaps.reach(cell))

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
        instances = list(self._instances_for(finding, cell[1]))
        for instance, values in instances:
            fails, unknown, holds = self.of_instance(instance)
            if not unknown | holds:
                continue
            grown: dict[Drawn, int] = {}
            for (fired, open_values), worlds in ballots.items():
                add(grown, (fired, open_values), worlds & fails)
                add(grown, (fired, open_values | values), worlds & unknown)
                add(grown, (fired | {instance[0]}, open_values), worlds & holds)
            ballots = grown
            if len(ballots) > MOST_BALLOTS:
                return self._roughly(finding, instances)
        found: dict[Reading, int] = {}
        for drawn, worlds in ballots.items():
            readings, loose = readings_when(finding, drawn, self._prior)
            self.loose = self.loose or loose
            for reading in readings:
                add(found, reading, worlds)
        return list(found.items())

    def _instances_for(
        self, finding: Finding, row: str
    ) -> Iterator[tuple[Instance, frozenset[str]]]:
        """Yield the rules that could conclude a finding, row by row also for what is made up."""
        for instance, values in self._chances.instances_for(finding, row):
            table = self._prior.production(instance[0]).table
            if instance[1] == UNKNOWN_ROW and table in self._rows:
                yield from (((instance[0], each), values) for each in self._rows[table])
            else:
                yield instance, values

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


def with_made_up(memory: WorkingMemory, made_up: Iterable[MadeUp]) -> WorkingMemory:
    """Return working memory with the rows of some tables that were made up."""
    readings = memory.readings
    for made in made_up:
        readings = {**readings, **made.readings}
    return WorkingMemory(readings, memory.tables, memory.verdicts)
