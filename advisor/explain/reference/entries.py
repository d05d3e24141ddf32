"""What the reference says of each thing, as plain data for the templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from advisor.explain.reference.blanks import with_blanks
from advisor.explain.reference.conditions import Conditions, Listed
from advisor.explain.reference.formulas import formula_text
from advisor.explain.reference.reached import Reached
from advisor.explain.reference.readers import Readers
from advisor.explain.reference.refs import Kind, Link, Ref, link_to
from advisor.explain.reference.units import unit_text
from advisor.model.condition import ALWAYS, Condition
from advisor.model.knowledge import (
    Advice,
    Finding,
    Knowledge,
    Measure,
    OverColumn,
    Override,
    Question,
    Rule,
    Table,
)

MOST_CASES = 5
"""How many cases are named where many reach a thing."""

Data = dict[str, Any]


class Entries(Struct, frozen=True):
    """Makes the data of one thing after the other."""

    knowledge: Knowledge
    readers: Readers
    reached: Reached
    overridden: Mapping[Ref, tuple[tuple[Ref, str], ...]]
    conditions: Conditions

    def question(self, question: Question, ref: Ref) -> Data:
        """Return a question, or a column of a table."""
        options = [{"id": name, "words": words} for name, words in question.options.items()]
        return {
            **self._common(ref, question.sources),
            "ask": question.ask,
            "help": question.help,
            "example": question.example,
            "kind": question.kind.value,
            "options": options,
            "unit": self._unit(question.unit),
            "minimum": question.minimum,
            "maximum": question.maximum,
            "why": question.why,
            "ask_when": self._listed(question.ask_when),
            "first": question.first,
            "effort": question.effort.value,
            "controllable": question.controllable,
            "computed": question.computed,
            "column": ref.kind is Kind.COLUMN,
        }

    def table(self, table: Table) -> Data:
        """Return a table with its columns."""
        columns = [
            self.question(column, Ref(Kind.COLUMN, f"{table.id}.{column.id}"))
            for column in table.columns.values()
        ]
        return {
            **self._common(Ref(Kind.TABLE, table.id), table.sources),
            "ask": table.ask,
            "help": table.help,
            "row": table.row,
            "columns": columns,
        }

    def measure(self, measure: Measure) -> Data:
        """Return a measure."""
        operands = measure.operands
        where = operands.where if isinstance(operands, OverColumn) else ALWAYS
        return {
            **self._common(Ref(Kind.MEASURE, measure.id), measure.sources),
            "unit": self._unit(measure.unit),
            "formula": formula_text(measure, self.knowledge),
            "where": self._listed(where),
        }

    def finding(self, finding: Finding, rules: Iterable[Rule]) -> Data:
        """Return a finding with the rules that conclude it."""
        values = [
            {"id": value, "words": words, "points": self._points(finding, value)}
            for value, words in finding.domain.items()
        ]
        default = finding.default
        return {
            **self._common(Ref(Kind.FINDING, finding.id), finding.sources),
            "values": values,
            "several": finding.several,
            "table": self._link(Ref(Kind.TABLE, finding.table)) if finding.table else None,
            "check": finding.check,
            "default": finding.domain[default.value] if default else "",
            "because": self._filled(default.because) if default else "",
            "conflict": finding.conflict.value if finding.conflict else "",
            "rules": [self.rule(rule) for rule in rules],
            "also": [
                self._link(Ref(Kind.RULE, rule.id))
                for rule in self.knowledge.rules.values()
                if finding.id in {drawn.finding for drawn in rule.conclusions[1:]}
                and rule.conclusions[0].finding != finding.id
            ],
        }

    def rule(self, rule: Rule) -> Data:
        """Return a rule."""
        findings = self.knowledge.findings
        concludes = [
            {
                "finding": self._link(Ref(Kind.FINDING, drawn.finding)),
                "words": findings[drawn.finding].domain[drawn.value],
            }
            for drawn in rule.conclusions
        ]
        return {
            **self._production(rule, Ref(Kind.RULE, rule.id)),
            "concludes": concludes,
            "because": self._filled(rule.because, rule.table),
        }

    def advice(self, advice: Advice) -> Data:
        """Return a piece of advice."""
        after = [self._link(Ref(Kind.ADVICE, name)) for name in advice.after]
        table = advice.table
        return {
            **self._production(advice, Ref(Kind.ADVICE, advice.id)),
            "why": self._filled(advice.why, table),
            "how": [self._filled(step, table) for step in advice.how],
            "measure": self._filled(advice.measure, table),
            "impact": advice.impact,
            "effort": advice.effort,
            "horizon": advice.horizon.value,
            "not_when": self._filled(advice.not_when, table),
            "after": after,
        }

    def links(self, refs: Iterable[Ref]) -> list[Link]:
        """Return things as links, in the order given."""
        return [self._link(ref) for ref in refs]

    def _production(self, production: Rule | Advice, ref: Ref) -> Data:
        parameter = production.strength_parameter
        known = parameter in self.knowledge.parameters
        table = production.table
        return {
            **self._common(ref, production.sources),
            "when": self._listed(production.condition),
            "each": self._link(Ref(Kind.TABLE, table)) if table else None,
            "grade": production.grade.value,
            "strength": production.strength,
            "strength_parameter": (self._link(Ref(Kind.PARAMETER, parameter)) if known else None),
            "overrides": self._overrides(production.overrides, ref.kind),
            "overridden": [
                {"by": self._link(other), "because": because}
                for other, because in self.overridden.get(ref, ())
            ],
        }

    def _overrides(self, overrides: Iterable[Override], kind: Kind) -> list[Data]:
        return [
            {"other": self._link(Ref(kind, each.id)), "because": each.because} for each in overrides
        ]

    def _common(self, ref: Ref, sources: Iterable[str]) -> Data:
        numbers = self.reached.by.get(ref, ())
        return {
            **self._link(ref),
            "id": ref.id,
            "anchor": ref.anchor,
            "reads": self.links(self.readers.reads.get(ref, ())),
            "read_by": self.links(self.readers.read_by.get(ref, ())),
            "sources": self.links(Ref(Kind.SOURCE, name) for name in sources),
            "cases": [self._case(number) for number in numbers[:MOST_CASES]],
            "more_cases": max(0, len(numbers) - MOST_CASES),
        }

    def _case(self, number: int) -> Link:
        name = self.reached.cases[number - 1].name
        return Link(label=name, to=f"cases.md#case-{number}", is_id=False)

    def _points(self, finding: Finding, value: str) -> Link | None:
        name = finding.points.get(value)
        return self._link(Ref(Kind.PARAMETER, name)) if name else None

    def _listed(self, condition: Condition) -> Listed | None:
        return self.conditions.listed(condition)

    def _filled(self, text: str, table: str = "") -> str:
        return with_blanks(text, table, self.knowledge)

    def _unit(self, unit: str) -> str:
        return unit_text(unit, self.knowledge.language)

    def _link(self, ref: Ref) -> Link:
        return link_to(ref, self.knowledge)
