"""From a conclusion back to what the company said: the grounds it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from advisor.advice.wording import Wording
from advisor.model.case import SURE, Cell, State
from advisor.model.grounds import Ground, Origin
from advisor.model.outcome import Decision, Firing, Settlement, Trace


class Grounds:
    """Follows the trace of one run backwards."""

    def __init__(self, wording: Wording) -> None:
        """Take the trace and its words."""
        self.wording = wording
        self.trace: Trace = wording.trace
        self.knowledge = wording.knowledge
        self._grounds: dict[Cell, Ground] = {}

    @cached_property
    def settlements(self) -> dict[Cell, Settlement]:
        """Return every settlement by its cell."""
        return {settlement.cell: settlement for settlement in self.trace.settlements}

    @cached_property
    def _by_rule(self) -> dict[str, list[Firing]]:
        firings: dict[str, list[Firing]] = defaultdict(list)
        for firing in self.trace.firings:
            firings[firing.production].append(firing)
        return firings

    def firings_for(self, cell: Cell) -> list[Firing]:
        """Return the firings whose conclusion stands in a finding."""
        settlement = self.settlements[cell]
        attribute, row = cell
        return [
            firing
            for rule in settlement.by
            for firing in self._by_rule[rule]
            if not attribute.table or firing.row == row
        ]

    def reasons(self, cell: Cell) -> tuple[str, ...]:
        """Return the sentences behind a finding, each once, in order: of its rules or default."""
        default = self.knowledge.findings[cell[0].name].default
        if self.settlements[cell].decision is Decision.DEFAULT and default is not None:
            return (self.wording.fill(default.because),)
        said = [self.because(firing) for firing in self.firings_for(cell)]
        return tuple(dict.fromkeys(said))

    def because(self, firing: Firing) -> str:
        """Return the reason of the rule that fired, with the company's own numbers."""
        rule = self.knowledge.rules[firing.production]
        return self.wording.fill(rule.because, firing.row, rule.table)

    def inputs(self, cells: Iterable[Cell]) -> tuple[Cell, ...]:
        """Return the answers, measures and tables that cells come down to, each once, sorted."""
        return tuple(sorted(set(self._inputs(cells, set()))))

    def show(self, cells: Iterable[Cell]) -> tuple[Ground, ...]:
        """Return cells as grounds, in the order given."""
        return tuple([self.ground(cell) for cell in cells])

    def ground(self, cell: Cell) -> Ground:
        """Return one cell as a ground; much rests on the same few."""
        if cell not in self._grounds:
            self._grounds[cell] = self._ground(cell)
        return self._grounds[cell]

    def _ground(self, cell: Cell) -> Ground:
        attribute, row = cell
        reading = self.trace.readings[cell]
        origin = self.origin(cell)
        return Ground(
            id=str(attribute),
            row=row,
            origin=origin,
            label=self.wording.label(cell),
            text=self.wording.text(cell),
            state=reading.state.value,
            unsure=origin in {"answer", "computed"}
            and reading.state is State.KNOWN
            and reading.certainty < SURE,
        )

    def origin(self, cell: Cell) -> Origin:
        """Return where a cell's value comes from."""
        attribute, _ = cell
        if cell in self.settlements:
            return "finding"
        if not attribute.table and attribute.name in self.knowledge.measures:
            return "measure"
        if not attribute.table and attribute.name in self.knowledge.tables:
            return "table"
        column = attribute.table and self.knowledge.tables[attribute.table].columns[attribute.name]
        return "computed" if column and column.computed else "answer"

    def _inputs(self, cells: Iterable[Cell], seen: set[Cell]) -> Iterator[Cell]:
        for cell in cells:
            if cell in seen:
                continue
            seen.add(cell)
            if cell in self.settlements:
                for firing in self.firings_for(cell):
                    yield from self._inputs(firing.support, seen)
            else:
                yield cell
