"""How a piece of advice came about: the tree from it down to the answers.

All of it is read off the trace of the one run; nothing is run or concluded
again.
"""

from __future__ import annotations

from msgspec.structs import replace

from advisor.advice.conflicts import do_text
from advisor.analysis.methods import METHODS, Method
from advisor.explain.told.decided import added_up, decided, firings_of
from advisor.explain.told.formulas import formula, operands
from advisor.explain.told.nodes import key_of_cell, node
from advisor.explain.told.run import Run
from advisor.explain.told.steps import Steps
from advisor.explain.told.wanted import limits_of
from advisor.knowledge.needed import DEFAULT
from advisor.model.case import Cell
from advisor.model.condition import Attribute
from advisor.model.explanation import Node
from advisor.model.knowledge import Measure, Rule
from advisor.model.outcome import Decision, Firing, Settlement


class How:
    """Builds one tree; what was explained in it before is referred to."""

    def __init__(self, run: Run) -> None:
        """Take the run to explain."""
        self.run = run
        self._steps = Steps(self)
        self._explained: set[str] = set()

    def advice(self, firing: Firing) -> Node:
        """Return the tree of a piece of advice that holds."""
        run = self.run
        advice = run.knowledge.advice[firing.production]
        return replace(
            self._firing(firing, "advice"),
            title=do_text(firing, run.wording),
            text=run.fill(advice.why, advice.id, firing.row),
            not_when=run.fill(advice.not_when, advice.id, firing.row),
        )

    def thing(self, cell: Cell, only: str = "") -> Node:
        """Return what was read, with what is behind it the first time that it is asked for.

        Of a finding with several values at once, what is behind ``only`` that one.
        """
        short = self.mention(cell)
        asked = f"{short.key} {only}"
        if short.kind == "answer" or asked in self._explained:
            return replace(short, again=short.kind not in {"answer", "table"})
        self._explained.add(asked)
        if short.kind == "finding":
            return self._finding(short, self.run.grounds.settlements[cell], only)
        if short.kind == "measure":
            return self._measure(short, self.run.knowledge.measures[cell[0].name])
        if short.kind == "computed":
            return self._computed(short, cell)
        return short

    def mention(self, cell: Cell) -> Node:
        """Return what was read, without what is behind it."""
        run = self.run
        ground = run.grounds.ground(cell)
        return node(
            ground.origin,
            key_of_cell(cell),
            id=ground.id,
            row=ground.row,
            title=ground.label,
            value=ground.text,
            state=ground.state,
            unsure=ground.unsure,
            certainty=run.trace.readings[cell].certainty if ground.state == "known" else None,
        )

    def _firing(self, firing: Firing, kind: str) -> Node:
        run = self.run
        production = run.production(firing.production)
        condition = run.condition(firing.production)
        return node(
            "advice" if kind == "advice" else "rule",
            f"{kind} {firing.production}" + (f": {firing.row}" if firing.row else ""),
            id=firing.production,
            row=firing.row,
            holds="yes",
            certainty=firing.certainty,
            arithmetic=run.wording.product(firing.premise, firing.strength, firing.certainty),
            limits=limits_of((production.strength_parameter,), run),
            grade=production.grade.value,
            sources=production.sources,
            parts=self._steps.parts(condition, firing.row),
        )

    def _rule(self, firing: Firing) -> Node:
        rule = self.run.knowledge.rules[firing.production]
        return replace(
            self._firing(firing, "rule"),
            title=rule.id,
            text=self.run.fill(rule.because, rule.id, firing.row),
        )

    def _finding(self, short: Node, settlement: Settlement, only: str) -> Node:
        run = self.run
        brings = settlement.by if not only else [n for n in settlement.by if self._brings(n, only)]
        fired = [f for name in brings for f in firings_of(name, settlement.cell, run)]
        fired.sort(key=lambda firing: (-firing.certainty, firing.production, firing.row))
        default = settlement.decision is Decision.DEFAULT
        return replace(
            short,
            notes=decided(settlement, run),
            arithmetic=f"{run.wording.figure(settlement.reading.certainty)} ({DEFAULT})"
            if default
            else self._added_up(fired, short.id, settlement, only),
            limits=limits_of((DEFAULT,), run) if default else (),
            parts=self._refuted(settlement)
            if default
            else tuple(self._rule(firing) for firing in fired),
        )

    def _added_up(
        self, fired: list[Firing], finding: str, settlement: Settlement, only: str
    ) -> str:
        """Return how sure several rules make one value; of several values, the one asked for."""
        reading = settlement.reading
        several = self.run.knowledge.findings[finding.rpartition(".")[2]].several
        if several and only not in dict(reading.members):
            return ""
        result = dict(reading.members)[only] if several else reading.certainty
        return added_up([firing.certainty for firing in fired], result, self.run)

    def _brings(self, rule: str, value: str) -> bool:
        conclusions = self.run.knowledge.rules[rule].conclusions
        return any(conclusion.value == value for conclusion in conclusions)

    def _refuted(self, settlement: Settlement) -> tuple[Node, ...]:
        """Return the rules that could have said otherwise, each with what speaks against it."""
        attribute, row = settlement.cell
        rules = (
            rule
            for rule in self.run.knowledge.rules.values()
            if any(conclusion.finding == attribute.name for conclusion in rule.conclusions)
        )
        return tuple(
            self._silent(rule, each)
            for rule in rules
            for each in ((row,) if attribute.table else self.run.rows(rule.id))
        )

    def _silent(self, rule: Rule, row: str) -> Node:
        """Return a rule that does not hold, with what speaks against it."""
        return node(
            "rule",
            f"rule {rule.id}" + (f": {row}" if row else ""),
            id=rule.id,
            row=row,
            title=rule.id,
            holds="no",
            sources=rule.sources,
            grade=rule.grade.value,
            parts=self._steps.parts(self.run.condition(rule.id), row),
        )

    def _measure(self, short: Node, measure: Measure) -> Node:
        run = self.run
        said = formula(measure, run) if short.state == "known" else ""
        names = getattr(measure.operands, "names", ())
        return replace(
            short,
            text=f"{said} = {short.value}" if said else "",
            limits=limits_of(names, run),
            sources=measure.sources,
            parts=tuple(self.thing(cell) for cell in operands(measure, run)),
        )

    def _computed(self, short: Node, cell: Cell) -> Node:
        """Return a cell that was worked out from the others of its row, and from other rows."""
        run = self.run
        (attribute, row), column = cell, run.wording.question(cell[0])
        assert column is not None  # noqa: S101 - a computed cell is one of a column
        declared = run.knowledge.tables[attribute.table].columns
        method = METHODS[column.computed]
        needs = method.needs[column.id]
        label = run.knowledge.tables[attribute.table].label
        said = run.say.gettext("Worked out from the rows of “{table}”.")
        return replace(
            short,
            text=said.format(table=label),
            # By what rule rows are set against each other nobody can see from the row alone.
            notes=()
            if column.id in method.alone
            else self._by_which_method(attribute.table, method),
            limits=limits_of(tuple(method.parameters), run),
            sources=column.sources,
            parts=tuple(
                self.thing((Attribute(attribute.table, name), row))
                for name in needs
                if name in declared
            ),
        )

    def _by_which_method(self, table: str, method: Method) -> tuple[str, ...]:
        profile, knowledge = self.run.profile, self.run.knowledge
        settings = method.settings(knowledge.parameters, profile.cut_lines)
        return method.notes(profile.tables[table].rows, settings, knowledge.language)


def answers_in(step: Node, run: Run) -> list[Cell]:
    """Return the answers that a tree comes down to, in its order: what company and rows said.

    A computed cell may depend on the same columns of other rows of its table.
    """
    found: dict[Cell, None] = {}
    _gather(step, run, found)
    return list(found)


def _gather(step: Node, run: Run, found: dict[Cell, None]) -> None:
    table, dot, column = step.id.rpartition(".")
    if step.kind in {"answer", "table", "rows"}:
        found[Attribute(table, column) if dot else Attribute("", step.id), step.row] = None
    elif step.kind == "computed":
        declared = run.knowledge.tables[table].columns
        method, rows = METHODS[declared[column].computed], run.trace.tables[table].rows
        for name, row in method.cells_behind(column, step.row, rows):
            if name in declared:
                found[Attribute(table, name), row] = None
    for part in step.parts:
        # What fails beside another part that will do has no share in it.
        if step.kind != "any" or part.holds == "yes":
            _gather(part, run, found)
