"""The ways in which what does not hold could come to hold, and how long each is."""

from __future__ import annotations

from decimal import Decimal

from advisor.explain.told.nearness import NEVER, THERE, Distance, of_comparison
from advisor.explain.told.run import Run
from advisor.inference.conditions import truth
from advisor.inference.truth import Truth, leaf_truth
from advisor.model.case import Cell, Reading, State
from advisor.model.condition import All, Any_, Condition, Leaf, Quantifier, Rows
from advisor.model.knowledge import Finding, Rule


class Ways:
    """Measures how far conditions of one run are from holding."""

    def __init__(self, run: Run) -> None:
        """Take the run."""
        self.run = run
        self._found: dict[tuple[str, str], Distance] = {}

    def distance(self, name: str, row: str) -> Distance:
        """Return how far a rule or a piece of advice is from holding."""
        key = (name, row)
        if key not in self._found:
            self._found[key] = self.far(self.run.condition(name), row)
        return self._found[key]

    def far(self, condition: Condition, row: str) -> Distance:
        """Return how far a condition is from holding for a row."""
        view = self.run.memory.view(row)
        if truth(condition, view) is Truth.TRUE:
            return THERE
        if isinstance(condition, Leaf):
            return self._far_from(condition, view.cell(condition.attribute))
        if isinstance(condition, Rows):
            return self._far_from_rows(condition)
        assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
        each = [self.far(part, row) for part in condition.parts]
        if isinstance(condition, Any_):
            return min(each, default=NEVER)
        return sum(each, THERE)

    def _far_from(self, leaf: Leaf, cell: Cell) -> Distance:
        reading = self.run.trace.readings[cell]
        if cell not in self.run.grounds.settlements:
            return of_comparison(leaf, reading)
        ways = [self.distance(rule.id, row) for rule, row in self.concluding(leaf, cell)]
        # A rule that holds already was set aside by others: something must speak against those.
        # So it must against whatever keeps a default from being drawn.
        one = Distance(1, 1, Decimal(0))
        if self.is_default(leaf, cell):
            ways.append(one)
        return min((max(way, one) for way in ways), default=NEVER)

    def concluding(self, leaf: Leaf, cell: Cell) -> list[tuple[Rule, str]]:
        """Return the rules, each with its row, that would conclude what a comparison asks."""
        attribute, row = cell
        finding = self.run.knowledge.findings[attribute.name]
        return [
            (rule, each)
            for rule in self.run.knowledge.rules.values()
            if any(
                conclusion.finding == finding.id
                and leaf_truth(leaf, _would_be(finding, conclusion.value)) is Truth.TRUE
                for conclusion in rule.conclusions
            )
            for each in ((row,) if attribute.table else self.run.rows(rule.id))
        ]

    def _far_from_rows(self, rows: Rows) -> Distance:
        memory = self.run.memory
        if memory.tables[rows.table].state is not State.KNOWN:
            return Distance(1, 0, Decimal(0))
        each = sorted(self.far(rows.where, row) for row in memory.tables[rows.table].rows)
        if rows.quantifier is Quantifier.ANY_ROW:
            return min(each, default=NEVER)
        if rows.quantifier is Quantifier.EVERY_ROW:
            return sum(each, THERE)
        return Distance(1, 1, Decimal(0))

    def is_default(self, leaf: Leaf, cell: Cell) -> bool:
        """Tell whether a finding has by default what a comparison asks."""
        finding = self.run.knowledge.findings[cell[0].name]
        default = finding.default
        if default is None:
            return False
        return leaf_truth(leaf, _would_be(finding, default.value)) is Truth.TRUE


def _would_be(finding: Finding, value: str) -> Reading:
    if finding.several:
        return Reading(State.KNOWN, frozenset({value}))
    return Reading(State.KNOWN, value)
