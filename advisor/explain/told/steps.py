"""The steps that conditions lead to: comparisons, rows, and the things that were read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from msgspec.structs import replace

from advisor.explain.told.nodes import node
from advisor.explain.told.run import Run
from advisor.explain.told.wanted import limits_of, rows_wanted, wanted
from advisor.inference.conditions import support, truth
from advisor.inference.truth import Truth
from advisor.model.case import Cell
from advisor.model.condition import (
    All,
    Any_,
    Attribute,
    Condition,
    Leaf,
    Operator,
    Quantifier,
    Rows,
)
from advisor.model.explanation import Holds, Node

HOLDS: dict[Truth, Holds] = {Truth.TRUE: "yes", Truth.FALSE: "no", Truth.UNKNOWN: "unknown"}


class Things(Protocol):
    """Explains what was read."""

    run: Run

    def thing(self, cell: Cell, only: str = "") -> Node:
        """Return the step of an answer, a finding, a measure or a table.

        Of a finding with several values at once, what is behind ``only`` that one.
        """

    def mention(self, cell: Cell) -> Node:
        """Return the same without what it rests on."""


class Steps:
    """Takes a condition apart into what makes it hold, or fail."""

    def __init__(self, things: Things) -> None:
        """Take what explains the things that conditions read."""
        self._things = things
        self._run = things.run

    def parts(self, condition: Condition, row: str) -> tuple[Node, ...]:
        """Return what decides a condition for a row; where it is unknown, all of its parts."""
        outcome = truth(condition, self._run.memory.view(row))
        if isinstance(condition, Leaf):
            asked = condition.operator is Operator.INCLUDES and not condition.negated
            only = str(condition.operands[0]) if asked else ""
            return (self.comparison(condition, row, partial(self._things.thing, only=only)),)
        if isinstance(condition, Rows):
            return (self._rows(condition),)
        assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
        if outcome is Truth.UNKNOWN or isinstance(condition, Any_) != (outcome is Truth.TRUE):
            return tuple(step for part in condition.parts for step in self.parts(part, row))
        return self._alternatives(condition, row, outcome)

    def comparison(self, leaf: Leaf, row: str, explain: Callable[[Cell], Node]) -> Node:
        """Return the step of one comparison: what was read, and what is asked of it."""
        view = self._run.memory.view(row)
        step = explain(view.cell(leaf.attribute))
        return replace(
            step,
            wanted=wanted(leaf, self._run),
            holds=HOLDS[truth(leaf, view)],
            limits=(*limits_of(leaf.parameters, self._run), *step.limits),
        )

    def _alternatives(self, condition: All | Any_, row: str, outcome: Truth) -> tuple[Node, ...]:
        """Return the part that decides, and, where there was a choice, the others in short."""
        view = self._run.memory.view(row)
        deciding = [part for part in condition.parts if truth(part, view) is outcome]
        chosen = deciding[0]
        if outcome is Truth.TRUE:
            chosen = max(deciding, key=lambda part: support(part, view).certainty)
        others = [part for part in condition.parts if part is not chosen]
        steps = self.parts(chosen, row)
        if outcome is Truth.FALSE or not steps:
            return steps
        told = {step.key for step in steps}
        short = tuple(
            step
            for part in others
            for step in self._in_short(part, row)
            if step.holds == "yes" or step.key not in told
        )
        if not short:
            return steps
        if len(steps) > 1:
            steps = (node("all", f"all: {steps[0].key}", holds="yes", parts=steps),)
        return (node("any", f"any: {steps[0].key}", holds="yes", parts=(*steps, *short)),)

    def _in_short(self, condition: Condition, row: str) -> tuple[Node, ...]:
        """Return a part of a condition without what is behind it."""
        if isinstance(condition, Leaf):
            return (self.comparison(condition, row, self._things.mention),)
        if isinstance(condition, Rows):
            return (self._of_table(condition),)
        assert isinstance(condition, (All, Any_))  # noqa: S101 - as above
        held = HOLDS[truth(condition, self._run.memory.view(row))]
        inside = tuple(step for part in condition.parts for step in self._in_short(part, row))
        if len(inside) == 1:
            return inside
        if isinstance(condition, All):
            return (node("all", f"all: {_key(inside)}", holds=held, parts=inside),)
        return (node("any", f"any: {_key(inside)}", holds=held, parts=inside),)

    def _of_table(self, rows: Rows) -> Node:
        cell: Cell = (Attribute("", rows.table), "")
        verdict = self._run.memory.verdicts[rows]
        return replace(
            self._things.mention(cell),
            kind="rows",
            wanted=rows_wanted(rows, self._run),
            holds=HOLDS[verdict.truth],
            limits=limits_of(rows.parameters, self._run),
        )

    def _rows(self, rows: Rows) -> Node:
        deciding = self._deciding_rows(rows)
        return replace(self._of_table(rows), parts=tuple(self._row(rows, row) for row in deciding))

    def _row(self, rows: Rows, row: str) -> Node:
        """Return the step of one row: whether it is one of those asked for, and by what."""
        held = truth(rows.where, self._run.memory.view(row))
        parts = self.parts(rows.where, row)
        key = f"{rows.table}: {row}"
        return node("row", key, row=row, title=row, holds=HOLDS[held], parts=parts)

    def _deciding_rows(self, rows: Rows) -> list[str]:
        """Return the rows that made a condition hold or fail."""
        memory = self._run.memory
        truths = {
            row: truth(rows.where, memory.view(row)) for row in memory.tables[rows.table].rows
        }
        matching = [row for row, held in truths.items() if held is Truth.TRUE]
        others = [row for row, held in truths.items() if held is Truth.FALSE]
        outcome = memory.verdicts[rows].truth
        if rows.quantifier is Quantifier.COUNT:
            # What is not among the rows shown is what they were counted against.
            return matching or others
        if outcome is Truth.UNKNOWN or not truths:
            return list(truths)
        if (rows.quantifier is Quantifier.ANY_ROW) != (outcome is Truth.TRUE):
            return list(truths)
        if outcome is Truth.TRUE:
            return [max(matching, key=lambda row: support(rows.where, memory.view(row)).certainty)]
        return others[:1]


def _key(steps: tuple[Node, ...]) -> str:
    return steps[0].key if steps else ""
