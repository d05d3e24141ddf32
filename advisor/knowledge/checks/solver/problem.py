"""A knowledge base as the search looks at it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from advisor.knowledge.checks.solver import computed
from advisor.knowledge.checks.solver.readings import (
    MENTIONED,
    NUMBER,
    SINGLE,
    UNANSWERED,
    Readings,
    Truths,
    admitted,
    of_question,
)
from advisor.knowledge.normal_form import normal_form
from advisor.model.condition import Attribute, Condition, Leaf
from advisor.model.knowledge import Finding, Knowledge, Measure, Rule, Table


class Drawing(Struct, frozen=True):
    """A rule as one of the findings it concludes sees it."""

    rule: Rule
    condition: Condition
    values: tuple[str, ...]

    def overrides(self, other: Drawing) -> bool:
        """Tell whether the other rule gives way to this one."""
        return any(override.id == other.rule.id for override in self.rule.overrides)


class Problem:
    """What each name can read, and how each finding can be drawn."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Look at a knowledge base."""
        self.knowledge = knowledge
        self.findings: dict[Attribute, Finding] = {
            finding.attribute: finding for finding in knowledge.findings.values()
        }
        self.measures: dict[Attribute, Measure] = {
            Attribute("", name): measure for name, measure in knowledge.measures.items()
        }
        self.needs: dict[Attribute, tuple[Attribute, ...]] = {}
        self.domains: dict[Attribute, Readings] = dict(self._domains())
        self._admitted: dict[tuple[Leaf, Truths], Readings] = {}
        self._reached: dict[tuple[Leaf, Readings], Truths] = {}

    def admitted(self, leaf: Leaf, truths: Truths) -> Readings:
        """Return the readings for which a comparison is as true as wanted."""
        key = (leaf, truths)
        if key not in self._admitted:
            self._admitted[key] = admitted(leaf, truths, self.domains[leaf.attribute])
        return self._admitted[key]

    def reach(self, leaf: Leaf, readings: Readings) -> Truths:
        """Return how true a comparison can be of some readings; the search asks again and again."""
        key = (leaf, readings)
        if key not in self._reached:
            self._reached[key] = frozenset().union(
                *(truth for truth in SINGLE if not (readings & self.admitted(leaf, truth)).is_empty)
            )
        return self._reached[key]

    @cached_property
    def drawings(self) -> dict[Attribute, tuple[Drawing, ...]]:
        """Return the rules for each finding, sorted by id."""
        found: dict[Attribute, list[Drawing]] = {name: [] for name in self.findings}
        for rule in self.knowledge.rules.values():
            condition = normal_form(rule.condition)
            for name in sorted({conclusion.finding for conclusion in rule.conclusions}):
                values = tuple(c.value for c in rule.conclusions if c.finding == name)
                finding = self.knowledge.findings[name]
                found[finding.attribute].append(Drawing(rule, condition, values))
        return {name: tuple(drawings) for name, drawings in found.items()}

    def _domains(self) -> Iterator[tuple[Attribute, Readings]]:
        for question in self.knowledge.questions.values():
            yield Attribute("", question.id), of_question(question)
        for table in self.knowledge.tables.values():
            yield Attribute("", table.id), MENTIONED
            yield from self._columns(table)
        for attribute in self.measures:
            yield attribute, NUMBER

    def _columns(self, table: Table) -> Iterator[tuple[Attribute, Readings]]:
        needed = computed.needs(table)
        for column in table.columns.values():
            attribute = Attribute(table.id, column.id)
            readings = of_question(column)
            if column.computed:
                self.needs[attribute] = tuple(
                    Attribute(table.id, name) for name in needed.get(column.id, ())
                )
                free = NUMBER if readings.numbers else readings
                readings = replace(free, inapplicable=False) if column.id in needed else UNANSWERED
            yield attribute, readings
