"""Make up a company for which a condition holds, or does not.

Works backwards from the condition, as far as the answers, choosing at random
among the ways there are. What it makes is a guess: whether the condition holds
is for the evaluator to say.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import measure_reads
from advisor.model.case import Answer, Reading, State, Value
from advisor.model.condition import (
    ALWAYS,
    All,
    Any_,
    Attribute,
    Condition,
    Leaf,
    Operator,
    Quantifier,
    Rows,
)
from advisor.model.knowledge import Finding, Kind, OverColumn, Question, Rule
from advisor.profile.answers import number_shape
from benchmarks.drafts import Draft
from benchmarks.lazily import Base

ROWS = ("A", "B", "C", "D", "E", "F")
RIVAL = "Rival"
MAX_DEPTH = 14
MARKS = tuple(Decimal(mark) / 10 for mark in range(10, 51))
NUMBERS = tuple(Decimal(n) for n in (0, 1, 2, 3, 5, 8, 10, 20, 30, 50, 70, 90, 100, 1000, 100000))
KEEP = 0.7
LEAVE_OTHERS = 0.5


class Builder:
    """Makes drafts; the same seed makes the same ones."""

    def __init__(self, base: Base, seed: int = 1) -> None:
        """Collect the thresholds that rules compare with."""
        self.base = base
        self.knowledge = base.knowledge
        self.random = random.Random(seed)  # noqa: S311 - nothing is kept secret here
        self.draft = Draft()
        self.beside: set[Decimal] = set()
        self.also: set[Decimal] = set()
        self.thresholds: dict[Attribute, set[Decimal]] = defaultdict(set)
        for condition in base.conditions.values():
            self._collect(condition)

    def build(self, condition: Condition, table: str, draft: Draft | None = None) -> Draft:
        """Return a draft for which a condition in normal form may well hold."""
        self.draft = draft.copy() if draft is not None else Draft()
        row = ""
        if table:
            row = self._row(table)
            self.draft.row(table, row)
        self._make(condition, row, wanted=True, depth=0)
        return self.draft

    def aim_at(self, condition: Condition) -> None:
        """Also try numbers at the thresholds of another condition, and beside them."""
        self.beside = set(_limits(condition))

    def _collect(self, condition: Condition) -> None:
        if isinstance(condition, Leaf):
            numbers = (operand for operand in condition.operands if isinstance(operand, Decimal))
            self.thresholds[condition.attribute].update(numbers)
        elif isinstance(condition, Rows):
            self._collect(condition.where)
        elif isinstance(condition, (All, Any_)):
            for part in condition.parts:
                self._collect(part)

    def _make(self, condition: Condition, row: str, *, wanted: bool, depth: int) -> None:
        if depth > MAX_DEPTH:
            return
        if isinstance(condition, Leaf):
            self._leaf(condition, row, wanted=wanted, depth=depth)
        elif isinstance(condition, Rows):
            self._rows(condition, wanted=wanted, depth=depth)
        elif isinstance(condition, (All, Any_)):
            parts = list(condition.parts)
            self.random.shuffle(parts)
            if isinstance(condition, All) != wanted:
                # One part is enough; the others follow only now and then.
                others = parts[1:] if self.random.random() > LEAVE_OTHERS else []
                for part in others:
                    self._make(part, row, wanted=self._flip(), depth=depth + 1)
                parts = parts[:1]
            for part in parts:
                self._make(part, row, wanted=wanted, depth=depth + 1)

    def _rows(self, rows: Rows, *, wanted: bool, depth: int) -> None:
        table = rows.table
        if rows.quantifier is Quantifier.COUNT:
            fitting, others = self.random.randint(0, 4), self.random.randint(0, 2)
            for name in ROWS[: fitting + others]:
                self.draft.row(table, name)
                holds = fitting > ROWS.index(name)
                self._make(rows.where, name, wanted=holds, depth=depth + 1)
            if not fitting + others:
                self.draft.tables[table] = {}
            return
        existing = sorted(self.draft.tables.get(table, {}))
        every = (rows.quantifier is Quantifier.EVERY_ROW) == wanted
        names = (existing or [self._row(table)]) if every else [self._row(table)]
        for name in names:
            self.draft.row(table, name)
            self._make(rows.where, name, wanted=wanted, depth=depth + 1)

    def _leaf(self, leaf: Leaf, row: str, *, wanted: bool, depth: int) -> None:
        attribute, knowledge = leaf.attribute, self.knowledge
        finding = knowledge.findings.get(attribute.name)
        if finding is not None and finding.attribute == attribute:
            self._finding(finding, leaf, row, wanted=wanted, depth=depth)
        elif attribute.table:
            column = knowledge.tables[attribute.table].columns[attribute.name]
            if column.computed:
                self._marks(attribute.table, row)
                return
            cells = self.draft.row(attribute.table, row or self._row(attribute.table))
            self._answer(cells, column, leaf, wanted=wanted)
        elif attribute.name in knowledge.measures:
            self._measure(attribute.name, leaf, wanted=wanted)
        elif attribute.name in knowledge.tables:
            self._table(attribute.name, leaf, wanted=wanted)
        else:
            question = knowledge.questions[attribute.name]
            if question.ask_when != ALWAYS:
                self._make(normal_form(question.ask_when), "", wanted=True, depth=depth + 1)
            self._answer(self.draft.answers, question, leaf, wanted=wanted)

    def _answer(
        self, into: dict[str, Answer], question: Question, leaf: Leaf, *, wanted: bool
    ) -> None:
        """Give an answer for which the comparison is as wanted; mostly keep one that is."""
        given = into.get(question.id)
        truth = Truth.TRUE if wanted else Truth.FALSE

        def fits(answer: Answer) -> bool:
            return leaf_truth(leaf, Reading(answer.state, answer.value)) is truth

        if given is not None and (fits(given) or self.random.random() < KEEP):
            return
        fitting = [answer for answer in self._answers(question, leaf) if fits(answer)]
        if fitting:
            known = [answer for answer in fitting if answer.state is State.KNOWN]
            into[question.id] = self.random.choice(known or fitting)
        elif given is not None:
            del into[question.id]

    def _answers(self, question: Question, leaf: Leaf) -> list[Answer]:
        answers = [Answer(State.KNOWN, value) for value in self._values(question, leaf.attribute)]
        if leaf.operator is Operator.INCLUDES:
            alone = frozenset({str(leaf.operands[0])})
            answers.append(Answer(State.KNOWN, alone))
        return [*answers, Answer(State.DONT_KNOW), Answer(State.DOES_NOT_APPLY)]

    def _values(self, question: Question, attribute: Attribute) -> Sequence[Value]:
        kind = question.kind
        if kind is Kind.CHOICES:
            options = sorted(question.options)
            some = frozenset(self.random.sample(options, self.random.randint(1, len(options))))
            return [*(frozenset({option}) for option in options), some]
        if question.options:
            return list(question.options)
        if kind is Kind.TEXT:
            return ["in our own words"]
        if kind is Kind.RATING:
            return list(MARKS)
        if kind is Kind.RATINGS:
            return [((RIVAL, mark),) for mark in MARKS]
        return list(self._numbers(question, attribute))

    def _numbers(self, question: Question, attribute: Attribute) -> Iterable[Decimal]:
        shape = number_shape(question)
        limits = self.thresholds[attribute]
        near = [limit + step for limit in limits for step in (-1, 0, 1)]
        between = [(limit + other) / 2 for limit in limits for other in self.beside]
        candidates = sorted(
            {
                *NUMBERS,
                *near,
                *self.beside,
                *between,
                *(n for n in (shape.minimum, shape.maximum) if n is not None),
            }
        )
        return [
            n
            for n in candidates
            if (shape.minimum is None or n >= shape.minimum)
            and (shape.maximum is None or n <= shape.maximum)
        ]

    def _marks(self, table: str, row: str) -> None:
        """Fill in everything of a row from which something is computed, and of some others."""
        names = {row, *ROWS[: self.random.randint(1, 4)]} - {""}
        for name in sorted(names):
            cells = self.draft.row(table, name)
            for column in self.knowledge.tables[table].columns.values():
                if column.computed or (column.id in cells and self.random.random() < KEEP):
                    continue
                if column.kind in {Kind.NUMBER, Kind.MONEY, Kind.PERCENT, Kind.SCALE}:
                    attribute = Attribute(table, column.id)
                    cells[column.id] = _known(self.random.choice(self._values(column, attribute)))
                elif column.kind in {Kind.RATING, Kind.RATINGS}:
                    mark = self._mark(table, cells)
                    rated = column.kind is Kind.RATINGS
                    cells[column.id] = _known(((RIVAL, mark),) if rated else mark)

    def _mark(self, table: str, cells: Mapping[str, Answer]) -> Decimal:
        """Return any mark, or one as far from another of the row as some rule asks."""
        marks = [m for cell in cells.values() for m in _marks_of(cell)]
        columns = self.knowledge.tables[table].columns.values()
        computed = [Attribute(table, column.id) for column in columns if column.computed]
        shares = {share for attribute in computed for share in self.thresholds[attribute]}
        measured = {
            share
            for name in self.knowledge.measures
            for share in self.thresholds[Attribute("", name)]
        }
        steps = {share for share in shares | measured | self.beside if abs(share) <= 100}  # noqa: PLR2004 - percent
        if not marks or self._flip():
            return self.random.choice(MARKS)
        between = {(step + other) / 2 for step in self.beside for other in steps}
        span = MARKS[-1] - MARKS[0]
        near = self.random.choice(marks) + span * self.random.choice(sorted(steps | between)) / 100
        return min(max(near, MARKS[0]), MARKS[-1])

    def _measure(self, name: str, leaf: Leaf, *, wanted: bool) -> None:
        measure = self.knowledge.measures[name]
        if (leaf.operator is Operator.UNKNOWN) == wanted and leaf.operator in _STATES:
            return
        operands = measure.operands
        limits = self.thresholds[Attribute("", name)]
        self.also = limits | self.beside | {(a + b) / 2 for a in limits for b in self.beside}
        if isinstance(operands, OverColumn):
            count = self.random.randint(0, len(ROWS))
            self.draft.states.pop(operands.table, None)
            self.draft.tables.setdefault(operands.table, {})
            for each in ROWS[:count]:
                self.draft.row(operands.table, each)
                self._make(normal_form(operands.where), each, wanted=True, depth=MAX_DEPTH)
        for node in measure_reads(measure, self.knowledge.parameters):
            if not isinstance(node, Attribute):
                continue
            if not node.table:
                self._operand(node)
                continue
            columns = self.knowledge.tables[node.table].columns
            for row in sorted(self.draft.tables.get(node.table, {})):
                cells = self.draft.row(node.table, row)
                column = columns.get(node.name)
                if column is None or column.computed:
                    self._marks(node.table, row)
                elif column.id not in cells or self.random.random() > KEEP:
                    cells[column.id] = _known(self.random.choice(self._values(column, node)))

    def _operand(self, node: Attribute) -> None:
        question = self.knowledge.questions.get(node.name)
        if question is None:
            if node.name in self.knowledge.measures:
                self._measure(node.name, Leaf(node, Operator.KNOWN), wanted=True)
        elif node.name not in self.draft.answers or self.random.random() > KEEP:
            value = self.random.choice(self._values(question, node))
            self.draft.answers[node.name] = _known(value)

    def _table(self, table: str, leaf: Leaf, *, wanted: bool) -> None:
        if leaf.operator is Operator.DOES_NOT_APPLY and wanted != leaf.negated:
            self.draft.tables.pop(table, None)
            self.draft.states[table] = State.DOES_NOT_APPLY
        elif (leaf.operator is Operator.KNOWN) == (wanted != leaf.negated):
            self.draft.row(table, self._row(table))

    def _finding(self, finding: Finding, leaf: Leaf, row: str, *, wanted: bool, depth: int) -> None:
        if leaf.operator is Operator.UNKNOWN and wanted != leaf.negated:
            return
        truth = Truth.TRUE if wanted else Truth.FALSE
        fitting = [v for v in finding.domain if leaf_truth(leaf, _concluded(finding, v)) is truth]
        if finding.several and leaf.operator is Operator.INCLUDES and wanted == leaf.negated:
            self._prevent(finding, row, depth, lambda value: value in leaf.operands)
            return
        rules = {
            value: [
                n for n in self.base.rules_for[finding.id] if self._concludes(n, finding, value)
            ]
            for value in fitting
        }
        value = self.random.choice(fitting) if fitting else ""
        assumed = finding.default is not None and finding.default.value == value
        if not rules.get(value) or (assumed and self._flip()):
            # Nothing concludes it; then nothing may conclude what does not fit, or anything.
            self._prevent(finding, row, depth, lambda other: assumed or other not in fitting)
            return
        if not finding.several and self._flip():
            self._prevent(finding, row, depth, lambda other: other != value)
        self._fire(self.random.choice(rules[value]), row, depth)

    def _fire(self, name: str, row: str, depth: int) -> None:
        rule = self.base.productions[name]
        where = ""
        if rule.table:
            where = row or self._row(rule.table)
            self.draft.row(rule.table, where)
        self._make(self.base.conditions[name], where, wanted=True, depth=depth + 1)

    def _prevent(
        self, finding: Finding, row: str, depth: int, values: Callable[[str], bool]
    ) -> None:
        """Keep the rules for some values from firing."""
        for name in self.base.rules_for[finding.id]:
            rule = self.base.productions[name]
            assert isinstance(rule, Rule)  # noqa: S101 - only rules conclude
            if not any(c.finding == finding.id and values(c.value) for c in rule.conclusions):
                continue
            rows: Sequence[str] = (
                [row] if row or not rule.table else sorted(self.draft.tables.get(rule.table, {}))
            )
            for each in rows:
                self._make(self.base.conditions[name], each, wanted=False, depth=depth + 2)

    def _concludes(self, name: str, finding: Finding, value: str) -> bool:
        rule = self.base.productions[name]
        assert isinstance(rule, Rule)  # noqa: S101 - as above
        return any(c.finding == finding.id and c.value == value for c in rule.conclusions)

    def _row(self, table: str) -> str:
        existing = sorted(self.draft.tables.get(table, {}))
        if existing and self.random.random() < KEEP:
            return self.random.choice(existing)
        return self.random.choice(ROWS[: len(existing) + 1])

    def _flip(self) -> bool:
        return self.random.random() < 0.5  # noqa: PLR2004 - a fair coin


_STATES = frozenset({Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY})


def _marks_of(answer: Answer) -> Iterator[Decimal]:
    if isinstance(answer.value, Decimal):
        yield answer.value
    elif isinstance(answer.value, tuple):
        yield from (mark for _, mark in answer.value)


def _limits(condition: Condition) -> Iterator[Decimal]:
    if isinstance(condition, Leaf):
        yield from (operand for operand in condition.operands if isinstance(operand, Decimal))
    elif isinstance(condition, Rows):
        yield from _limits(condition.where)
    elif isinstance(condition, (All, Any_)):
        for part in condition.parts:
            yield from _limits(part)


def _known(value: Value) -> Answer:
    return Answer(State.KNOWN, value)


def _concluded(finding: Finding, value: str) -> Reading:
    if finding.several:
        return Reading(State.KNOWN, frozenset({value}))
    return Reading(State.KNOWN, value)
