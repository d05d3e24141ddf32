"""Why a piece of advice is not given: what is lacking, nearest first, down to the answers."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from msgspec.structs import replace

from advisor.explain.told.how import How
from advisor.explain.told.misses import miss
from advisor.explain.told.nearness import Distance
from advisor.explain.told.nodes import node
from advisor.explain.told.run import Run
from advisor.explain.told.steps import HOLDS, Steps
from advisor.explain.told.wanted import limits_of, rows_wanted
from advisor.explain.told.ways import Ways
from advisor.inference.conditions import truth
from advisor.inference.truth import ABOUT_THE_STATE, Truth
from advisor.language.numbers import number_text
from advisor.model.case import UNKNOWN_ROW, State
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Rows
from advisor.model.explanation import Node
from advisor.model.knowledge import Rule

Lacking = tuple[Distance, Node]
MOST = 3
"""So many ways, and so many rows, are told: the nearest."""


class WhyNot:
    """Builds the tree of what a piece of advice lacks; what was told before is referred to."""

    def __init__(self, run: Run) -> None:
        """Take the run to explain."""
        self.run = run
        self._how = How(run)
        self._steps = Steps(self._how)
        self._told: set[str] = set()
        self._ways = Ways(run)

    def advice(self, name: str, row: str) -> Node:
        """Return what a piece of advice that does not hold is lacking."""
        run = self.run
        advice = run.knowledge.advice[name]
        condition = run.condition(name)
        held = truth(condition, run.memory.view(row))
        parts = self._lacking(condition, row)
        if advice.table and row == UNKNOWN_ROW and held is not Truth.FALSE:
            # Nothing can be said of rows that nobody has named.
            held = Truth.UNKNOWN
            parts = (self._not_filled_in(advice.table), *(p for p in parts if "." not in p.id))
        return node(
            "advice",
            f"advice {name}" + (f": {row}" if row else ""),
            id=name,
            row=row,
            title=run.fill(advice.do, name, row),
            holds=HOLDS[held],
            grade=advice.grade.value,
            sources=advice.sources,
            parts=parts,
        )

    def _not_filled_in(self, table: str) -> Node:
        step = self._how.mention((Attribute("", table), ""))
        return replace(step, holds="unknown", wanted=self.run.say.gettext("filled in"))

    def _lacking(self, condition: Condition, row: str) -> tuple[Node, ...]:
        """Return the parts that do not hold, nearest first."""
        found = sorted(self._all_lacking(condition, row), key=lambda each: each[0])
        return tuple(step for _, step in found)

    def _all_lacking(self, condition: Condition, row: str) -> Iterable[Lacking]:
        held = truth(condition, self.run.memory.view(row))
        if held is Truth.TRUE:
            return
        if isinstance(condition, Leaf):
            yield self._ways.far(condition, row), self._comparison(condition, row)
        elif isinstance(condition, Rows):
            yield self._ways.far(condition, row), self._rows(condition)
        elif isinstance(condition, All):
            for part in condition.parts:
                yield from self._all_lacking(part, row)
        else:
            yield self._ways.far(condition, row), self._one_of(condition, row, held)

    def _one_of(self, condition: Condition, row: str, held: Truth) -> Node:
        assert isinstance(condition, Any_)  # noqa: S101 - as `_all_lacking` has it
        inside: list[Lacking] = []
        # "Or it is not known" is no way that leads anywhere, as long as there is another.
        parts = [part for part in condition.parts if not _is_about_the_state(part)]
        for part in parts or condition.parts:
            steps = self._lacking(part, row)
            if len(steps) > 1:
                key = f"all: {steps[0].key}"
                steps = (node("all", key, holds=steps[0].holds, parts=steps),)
            inside.extend((self._ways.far(part, row), step) for step in steps)
        inside.sort(key=lambda each: each[0])
        ways = tuple(step for _, step in inside)
        if len(ways) == 1:
            return ways[0]
        key = f"any: {ways[0].key}" if ways else "any"
        return node("any", key, holds=HOLDS[held], parts=ways)

    def _comparison(self, leaf: Leaf, row: str) -> Node:
        run = self.run
        cell = run.memory.view(row).cell(leaf.attribute)
        short = self._steps.comparison(leaf, row, self._how.mention)
        short = replace(short, notes=miss(leaf, cell, run))
        if short.kind in {"measure", "computed"}:
            behind = self._how.thing(cell)
            parts = behind.parts if len(behind.parts) <= MOST else ()
            return replace(short, again=behind.again, text=behind.text, parts=parts)
        if short.kind != "finding":
            return short
        # What is asked of a finding decides which of its rules matter.
        key = f"{short.key} {short.wanted}"
        if key in self._told:
            return replace(short, again=True)
        self._told.add(key)
        ways = [
            (self._ways.distance(rule.id, each), rule, each)
            for rule, each in self._ways.concluding(leaf, cell)
        ]
        ways.sort(key=lambda way: (way[0], way[1].id, way[2]))
        parts = tuple(self._rule(rule, each) for _, rule, each in ways[:MOST])
        notes = self._more_rules(len(ways) - MOST)
        if self._ways.is_default(leaf, cell):
            said = run.say.gettext("It is taken to be so as soon as no rule says otherwise.")
            notes, parts = (said, *notes), (*self._how.thing(cell).parts, *parts)
        elif not ways:
            notes = (run.say.gettext("No rule can conclude this."),)
        return replace(short, notes=(*short.notes, *notes), parts=parts)

    def _more_rules(self, count: int) -> tuple[str, ...]:
        if count <= 0:
            return ()
        said = self.run.say.ngettext(
            "{count} more rule lies further off.", "{count} more rules lie further off.", count
        )
        return (said.format(count=count),)

    def _rule(self, rule: Rule, row: str) -> Node:
        run = self.run
        condition = run.condition(rule.id)
        held = truth(condition, run.memory.view(row))
        return node(
            "rule",
            f"rule {rule.id}" + (f": {row}" if row else ""),
            id=rule.id,
            row=row,
            title=rule.id,
            # Its reason is true only where it holds: elsewhere other answers would stand in it.
            text=run.fill(rule.because, rule.id, row) if held is Truth.TRUE else "",
            holds=HOLDS[held],
            notes=(run.say.gettext("It holds, but what others conclude counts."),)
            if held is Truth.TRUE
            else (),
            grade=rule.grade.value,
            sources=rule.sources,
            parts=self._lacking(condition, row),
        )

    def _rows(self, rows: Rows) -> Node:
        run = self.run
        memory = run.memory
        table = memory.tables[rows.table]
        short = replace(
            self._how.mention((Attribute("", rows.table), "")),
            kind="rows",
            wanted=rows_wanted(rows, run),
            holds=HOLDS[memory.verdicts[rows].truth],
            limits=limits_of(rows.parameters, run),
        )
        if table.state is not State.KNOWN:
            return short
        held = [truth(rows.where, memory.view(row)) for row in table.rows]
        count = number_text(Decimal(held.count(Truth.TRUE)), run.knowledge.language)
        note = run.say.gettext("So it is in {count} of them.").format(count=count)
        lacking = [
            (self._ways.far(rows.where, row), row)
            for row, outcome in zip(table.rows, held, strict=True)
            if outcome is not Truth.TRUE
        ]
        parts = tuple(
            node(
                "row",
                f"{rows.table}: {row}",
                row=row,
                title=row,
                holds=HOLDS[truth(rows.where, memory.view(row))],
                parts=self._lacking(rows.where, row),
            )
            for _, row in sorted(lacking)[:MOST]
        )
        return replace(short, notes=(note,), parts=parts)


def _is_about_the_state(condition: Condition) -> bool:
    return isinstance(condition, Leaf) and condition.operator in ABOUT_THE_STATE
