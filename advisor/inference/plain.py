"""A plain evaluator: the same answers as the engine, by the shortest way to say them.

No Rete, no strata, no normal form: what is asked for is worked out on demand,
from the conditions as they are written. It is the oracle against which tests
hold the engine, so it shares none of the engine's ways of deciding, only the
arithmetic of measures. It is slow to explain itself: it keeps no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.inference.plain_settle import weigh
from advisor.inference.plain_truth import (
    MAYBE,
    NO,
    YES,
    Pair,
    both,
    compared,
    count_fits,
    either,
    sure,
)
from advisor.knowledge.needed import DEFAULT
from advisor.model.case import UNKNOWN_ROW, Case, Cell, Reading, State
from advisor.model.condition import (
    All,
    Any_,
    Attribute,
    Condition,
    Leaf,
    Not,
    Operator,
    Quantifier,
    Rows,
)
from advisor.model.knowledge import Finding, Knowledge, Production


class Plain(Struct, frozen=True):
    """What is found: what fired and how certain, what is open, what is known."""

    fired: Mapping[tuple[str, str], Decimal]
    open: frozenset[tuple[str, str]]
    readings: Mapping[Cell, Reading]


def evaluate_plainly(knowledge: Knowledge, case: Case) -> Plain:
    """Return everything that follows from a case."""
    evaluator = _Evaluator(knowledge, case)
    fired: dict[tuple[str, str], Decimal] = {}
    still_open = set()
    productions: tuple[Production, ...] = (*knowledge.rules.values(), *knowledge.advice.values())
    for production in productions:
        for row, truth in evaluator.matches(production):
            if truth == YES:
                fired[production.id, row] = evaluator.strength(production, row)
            else:
                still_open.add((production.id, row))
    for finding in knowledge.findings.values():
        for row in evaluator.rows(finding.table):
            evaluator.know((finding.attribute, row))
    for measure in knowledge.measures:
        evaluator.know((Attribute("", measure), ""))
    return Plain(fired, frozenset(still_open), dict(evaluator.known))


class _Known(dict[Cell, Reading]):
    """Readings that are worked out when they are first asked for."""

    def __init__(self, evaluator: _Evaluator, case: Case) -> None:
        super().__init__(case.readings)
        self.evaluator = evaluator

    def __missing__(self, cell: Cell) -> Reading:
        reading = self[cell] = self.evaluator.work_out(cell)
        return reading


class _Evaluator:
    def __init__(self, knowledge: Knowledge, case: Case) -> None:
        self.knowledge = knowledge
        self.tables = case.tables
        self.known = _Known(self, case)

    def know(self, cell: Cell) -> Reading:
        return self.known[cell]

    def rows(self, table: str) -> tuple[str, ...]:
        return self.tables[table].rows if table else ("",)

    def matches(self, production: Production) -> Iterator[tuple[str, int]]:
        """Yield the rows for which a production's condition is not false, with its truth."""
        for row in self.rows(production.table):
            holds, _ = self.pair(production.condition, row)
            if production.table and row == UNKNOWN_ROW:
                holds = min(holds, MAYBE)
            if holds:
                yield row, holds

    def strength(self, production: Production, row: str) -> Decimal:
        return self.certainty(production.condition, row, wanted=True) * production.strength

    def work_out(self, cell: Cell) -> Reading:
        attribute, row = cell
        finding = self.knowledge.findings.get(attribute.name)
        if finding is not None and finding.attribute == attribute:
            return self.conclude(finding, row)
        memory = WorkingMemory(self.known, dict(self.tables))
        return compute(self.knowledge.measures[attribute.name], memory, self.knowledge.parameters)

    def pair(self, condition: Condition, row: str) -> Pair:
        if isinstance(condition, Not):
            holds, fails = self.pair(condition.part, row)
            return fails, holds
        if isinstance(condition, Leaf):
            return compared(condition, self.know((condition.attribute, _row(condition, row))))
        if isinstance(condition, Rows):
            return self.quantified(condition)
        pairs = [self.pair(part, row) for part in condition.parts]
        return both(pairs) if isinstance(condition, All) else either(pairs)

    def quantified(self, rows: Rows) -> Pair:
        table = self.tables[rows.table]
        if table.state is State.DOES_NOT_APPLY:
            return NO, NO
        if table.state is not State.KNOWN:
            return MAYBE, MAYBE
        pairs = [self.pair(rows.where, row) for row in table.rows]
        if rows.quantifier is Quantifier.ANY_ROW:
            return either(pairs)
        if rows.quantifier is Quantifier.EVERY_ROW:
            return both(pairs)
        fits = count_fits(rows, [holds for holds, _ in pairs])
        return (MAYBE, MAYBE) if len(fits) > 1 else sure(fits.pop())

    def certainty(self, condition: Condition, row: str, *, wanted: bool) -> Decimal:
        """Return how certain a condition that is as wanted is: true, or false."""
        if isinstance(condition, Not):
            return self.certainty(condition.part, row, wanted=not wanted)
        if isinstance(condition, Leaf):
            reading = self.know((condition.attribute, _row(condition, row)))
            if condition.operator is Operator.INCLUDES and wanted:
                return dict(reading.members)[str(condition.operands[0])]
            return reading.certainty
        if isinstance(condition, Rows):
            return self.certainty_of_rows(condition, wanted=wanted)
        parts = [(part, row) for part in condition.parts]
        return self.joined(parts, wanted=wanted, needs_all=isinstance(condition, All) == wanted)

    def certainty_of_rows(self, rows: Rows, *, wanted: bool) -> Decimal:
        parts = [(rows.where, row) for row in self.tables[rows.table].rows]
        if rows.quantifier is Quantifier.COUNT:
            return self.certainty_of_count(rows, [row for _, row in parts])
        every = rows.quantifier is Quantifier.EVERY_ROW
        return self.joined(parts, wanted=wanted, needs_all=every == wanted)

    def certainty_of_count(self, rows: Rows, names: list[str]) -> Decimal:
        """Forget the rows that do not match, or else those that do, if the count holds still."""
        holds = {row: self.pair(rows.where, row)[0] for row in names}
        needed = [row for row in names if holds[row] != MAYBE]
        for idle in (NO, YES):
            if len(count_fits(rows, [MAYBE if h == idle else h for h in holds.values()])) == 1:
                needed = [row for row in needed if holds[row] != idle]
                break
        return min((self.why(rows.where, row, holds[row]) for row in needed), default=Decimal(1))

    def why(self, condition: Condition, row: str, holds: int) -> Decimal:
        """Return how certain it is that a condition on a row holds, or that it does not."""
        if holds == YES:
            return self.certainty(condition, row, wanted=True)
        return self.ruled_out(condition, row, side=0)

    def ruled_out(self, condition: Condition, row: str, *, side: int) -> Decimal:
        """Return how certain it is that a condition does not hold, or does not fail."""
        if isinstance(condition, Not):
            return self.ruled_out(condition.part, row, side=1 - side)
        if isinstance(condition, Leaf):
            reading = self.know((condition.attribute, row))
            word = condition.operands[0] if condition.operator is Operator.INCLUDES else ""
            return dict(reading.members).get(str(word), reading.certainty)
        assert isinstance(condition, (All, Any_))  # noqa: S101 - rows have no tables of their own
        found = [
            self.ruled_out(part, row, side=side)
            for part in condition.parts
            if self.pair(part, row)[side] == NO
        ]
        return (max if isinstance(condition, All) == (side == 0) else min)(found)

    def joined(
        self, parts: Iterable[tuple[Condition, str]], *, wanted: bool, needs_all: bool
    ) -> Decimal:
        side = 0 if wanted else 1
        found = [
            self.certainty(part, row, wanted=wanted)
            for part, row in parts
            if self.pair(part, row)[side] == YES
        ]
        return (min if needs_all else max)(found, default=Decimal(1))

    def conclude(self, finding: Finding, row: str) -> Reading:
        proposals: list[tuple[str, str, Decimal]] = []
        possible: set[str] = set()
        for rule in self.knowledge.rules.values():
            values = [c.value for c in rule.conclusions if c.finding == finding.id]
            for matched, truth in self.matches(rule) if values else ():
                if finding.table and matched != row:
                    continue
                if truth == YES:
                    certainty = self.strength(rule, matched)
                    proposals.extend((rule.id, value, certainty) for value in values)
                else:
                    possible.update(values)
        by_default = self.knowledge.parameter(DEFAULT)
        return weigh(finding, proposals, possible, self.knowledge.rules, by_default)


def _row(leaf: Leaf, row: str) -> str:
    return row if leaf.attribute.table else ""
