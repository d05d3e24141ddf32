"""By which rules a changed answer leads to something that changed: a shortest chain.

Two traces are laid side by side. A reading that is another, and a rule that
holds in one and not in the other (or is open, or more certain), can have been
brought about only by something it reads that is another too. So the changes
are a graph, and a walk through it from the changed answers, the nearest first,
finds the shortest chain to each.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from advisor.advice.conflicts import resolve_conflicts
from advisor.advice.ranking import Key, key_of
from advisor.advice.wording import Wording
from advisor.analysis.methods import METHODS
from advisor.inference.prior import Prior
from advisor.knowledge.strata import Node, measure_reads, reads
from advisor.model.case import Cell, Reading
from advisor.model.condition import Attribute, Condition, Rows
from advisor.model.knowledge import Advice, Knowledge, OverColumn, Rule
from advisor.model.outcome import Trace
from advisor.model.what_if import Chain, Link, LinkKind

HOLDS, OPEN, FAILS, GIVES_WAY = "holds", "open", "fails", "gives_way"


class Step(Struct, frozen=True, order=True):
    """Something that changed: a cell, or a rule or advice (``name``) for a row."""

    table: str
    name: str
    row: str
    is_rule: bool = False

    @classmethod
    def of(cls, cell: Cell) -> Step:
        """Return the step that a cell is."""
        return cls(cell[0].table, cell[0].name, cell[1])

    @property
    def cell(self) -> Cell:
        """Return the cell that the step is."""
        return Attribute(self.table, self.name), self.row


class Chains:
    """The changes between two runs of one knowledge base, and what each came by."""

    def __init__(self, prior: Prior, before: Wording, after: Wording) -> None:
        """Take both runs, in words; nothing is followed yet."""
        self.prior, self.knowledge = prior, prior.knowledge
        self._sides = before, after
        self._status = _status(before), _status(after)
        self._cells = frozenset(_changed_cells(before.trace, after.trace))
        self._rules = frozenset(_changed_rules(*self._status))
        self._standing = tuple(
            frozenset(map(key_of, resolve_conflicts(side).firings)) for side in self._sides
        )
        self._set_aside = (self._standing[0] ^ self._standing[1]) - self._rules
        self._came_by: dict[Step, Step | None] = {}

    def from_answers(self, changed: Iterable[Cell]) -> None:
        """Follow the changes of some answers as far as they lead."""
        leads_to = self._edges()
        waiting = deque(Step.of(cell) for cell in sorted(changed))
        self._came_by = dict.fromkeys(waiting, None)
        while waiting:
            step = waiting.popleft()
            for further in sorted(leads_to[step], key=self._preference):
                if further not in self._came_by:
                    self._came_by[further] = step
                    waiting.append(further)

    def to_advice(self, name: str, row: str) -> Chain | None:
        """Return the chain to a piece of advice, if its changed conditions lead to it."""
        return self._chain(Step("", name, row, is_rule=True))

    def to_finding(self, attribute: Attribute, row: str) -> Chain | None:
        """Return the chain to a finding."""
        return self._chain(Step(attribute.table, attribute.name, row))

    def _preference(self, step: Step) -> tuple[bool, Step]:
        """Return what steps equally near are ordered by: what holds now explains most."""
        return not (step.is_rule and self._word(step, 1) == HOLDS), step

    def _word(self, step: Step, side: int) -> str:
        """Return whether a rule or advice holds on a side, or gives way though it does."""
        key = (step.name, step.row)
        status = self._status[side].get(key, (FAILS, None))[0]
        gives_way = key in self._set_aside and key not in self._standing[side]
        return GIVES_WAY if status == HOLDS and gives_way else status

    def _chain(self, last: Step) -> Chain | None:
        if last not in self._came_by:
            return None
        steps: list[Step] = []
        step: Step | None = last
        while step is not None:
            steps.append(step)
            step = self._came_by[step]
        return Chain(tuple(self._link(each) for each in reversed(steps)))

    def _edges(self) -> Mapping[Step, set[Step]]:
        found: dict[Step, set[Step]] = defaultdict(set)
        for name, row in self._rules:
            rule = Step("", name, row, is_rule=True)
            for cell in self._read(self.prior.conditions[name], row):
                found[Step.of(cell)].add(rule)
            production = self.prior.production(name)
            if isinstance(production, Rule):
                for cell in self._concluded(production, row):
                    found[rule].add(Step.of(cell))
            else:
                for rival in self._given_way_to(name):
                    found[rule].add(rival)
        for cell in self._cells:
            for source in self._made_of(cell):
                if source in self._cells and source != cell:
                    found[Step.of(source)].add(Step.of(cell))
        return found

    def _read(self, condition: Condition, row: str) -> Iterator[Cell]:
        """Yield the changed cells that a condition looks at."""
        for node in reads(condition):
            yield from (cell for cell in self._cells_of(node, row) if cell in self._cells)

    def _cells_of(self, node: Node, row: str) -> Iterator[Cell]:
        if isinstance(node, Rows):
            yield (Attribute("", node.table), "")
            for name in self._rows(node.table):
                for inner in reads(node.where):
                    yield from self._cells_of(inner, name)
        else:
            yield (node, row if node.table else "")

    def _rows(self, table: str) -> list[str]:
        return sorted({row for side in self._sides for row in side.trace.tables[table].rows})

    def _concluded(self, rule: Rule, row: str) -> Iterator[Cell]:
        for name in {conclusion.finding for conclusion in rule.conclusions}:
            attribute = self.knowledge.findings[name].attribute
            cell = (attribute, row if attribute.table else "")
            if cell in self._cells:
                yield cell

    def _given_way_to(self, name: str) -> Iterator[Step]:
        """Yield advice that stands on one side only, though its own condition is as it was."""
        for rival, row in self._set_aside:
            if rival in self.prior.rivals[name]:
                yield Step("", rival, row, is_rule=True)

    def _made_of(self, cell: Cell) -> Iterator[Cell]:
        """Yield what a measure, a computed column or a question that may not apply comes from."""
        attribute, row = cell
        if attribute.table:
            column = self.knowledge.tables[attribute.table].columns.get(attribute.name)
            if column is not None and column.computed:
                behind = METHODS[column.computed].cells_behind(
                    column.id, row, self._rows(attribute.table)
                )
                yield from ((Attribute(attribute.table, name), each) for name, each in behind)
        elif attribute.name in self.knowledge.measures:
            measure = self.knowledge.measures[attribute.name]
            if isinstance(measure.operands, OverColumn):
                yield (Attribute("", measure.operands.table), "")
            for node in measure_reads(measure, self.knowledge.parameters):
                for name in self._rows(node.table) if node.table else [row]:
                    yield from self._cells_of(node, name)
        elif attribute.name in self.knowledge.questions:
            for node in reads(self.knowledge.questions[attribute.name].ask_when):
                yield from self._cells_of(node, "")

    def _link(self, step: Step) -> Link:
        before, after = self._sides
        if not step.is_rule:
            was, is_now = (_text(side, step.cell) for side in self._sides)
            kind = _kind(step.cell, self.knowledge)
            return Link(kind, str(step.cell[0]), step.row, after.label(step.cell), was, is_now, "")
        production = self.prior.production(step.name)
        was, is_now = self._word(step, 0), self._word(step, 1)
        side = before if was == HOLDS and is_now != HOLDS else after
        if isinstance(production, Advice):
            label = side.fill(production.do, step.row, production.table)
            return Link("advice", step.name, step.row, label, was, is_now, "")
        because = side.fill(production.because, step.row, production.table)
        return Link("rule", step.name, step.row, step.name, was, is_now, because)


def _text(side: Wording, cell: Cell) -> str:
    return side.text(cell) if cell in side.trace.readings else ""


def _kind(cell: Cell, knowledge: Knowledge) -> LinkKind:
    attribute = cell[0]
    if attribute.name in knowledge.findings and (
        knowledge.findings[attribute.name].attribute == attribute
    ):
        return "finding"
    if attribute.table:
        column = knowledge.tables[attribute.table].columns[attribute.name]
        return "measure" if column.computed else "answer"
    if attribute.name in knowledge.measures:
        return "measure"
    return "table" if attribute.name in knowledge.tables else "answer"


Status = Mapping[Key, tuple[str, object]]


def _status(side: Wording) -> Status:
    """Return of each rule and row whether it holds (and how certain) or is open; others fail."""
    trace = side.trace
    found: dict[Key, tuple[str, object]] = {
        (record.production, record.row): (OPEN, None) for record in trace.open_rules
    }
    found |= {key_of(firing): (HOLDS, firing.certainty) for firing in trace.firings}
    return found


def _changed_rules(before: Status, after: Status) -> Iterator[Key]:
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key):
            yield key


def _changed_cells(before: Trace, after: Trace) -> Iterator[Cell]:
    for cell in before.readings.keys() | after.readings.keys():
        if _shown(before.readings.get(cell)) != _shown(after.readings.get(cell)):
            yield cell


def _shown(reading: Reading | None) -> tuple[object, ...]:
    return (
        ()
        if reading is None
        else (reading.state, reading.value, reading.certainty, reading.members)
    )
