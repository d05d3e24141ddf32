"""Entries of rules and advice become the types of the model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from advisor.edge.nodes import Scalar, shorten
from advisor.edge.problems import Refused
from advisor.edge.suggest import expected_or_near
from advisor.knowledge.conditions import ConditionReader
from advisor.knowledge.grammar import Entry
from advisor.knowledge.references import References
from advisor.knowledge.texts import TextChecker
from advisor.language.messages import _
from advisor.model.condition import All, Condition, Not
from advisor.model.knowledge import (
    Advice,
    Conclusion,
    Finding,
    Horizon,
    Override,
    Parameter,
    RowOrder,
    Rule,
)


class ProductionBuilder:
    """Builds rules and advice from their entries, reporting what does not resolve."""

    def __init__(
        self,
        references: References,
        findings: Mapping[str, Finding],
        parameters: Mapping[str, Parameter],
    ) -> None:
        """Take what rules and advice refer to."""
        self.references = references
        self.problems = references.problems
        self.texts = TextChecker(references.vocabulary, references.problems)
        self.findings = findings
        self.parameters = parameters

    def rule(self, entry: Entry) -> Rule:
        """Return a rule, or report why it cannot work and refuse."""
        owner = f"{_('rule')} '{entry['id']}'"
        table = self._table(entry, owner)
        condition = self._condition(entry, owner, table)
        conclusions = set(self._conclusions(entry, owner, table))
        sources = self.references.sources(entry["source"], owner)
        strength = self._strength(entry, sources)
        self.texts.check(entry["because"], entry["location"], owner, table)
        overrides = self._overrides(entry, owner, "rule")
        if condition is None:
            raise Refused
        return Rule(
            id=entry["id"],
            location=entry["location"],
            condition=condition,
            conclusions=tuple(sorted(conclusions, key=lambda c: (c.finding, c.value))),
            because=entry["because"],
            sources=sources,
            grade=self.references.weakest(sources),
            strength=self._factor(strength),
            strength_parameter=strength,
            table=table,
            overrides=overrides,
        )

    def advice(self, entry: Entry) -> Advice:
        """Return a piece of advice, or report why it cannot work and refuse."""
        owner = f"{_('advice')} '{entry['id']}'"
        table = self._table(entry, owner)
        condition = self._condition(entry, owner, table)
        sources = self.references.sources(entry["source"], owner)
        strength = self._strength(entry, sources)
        for text in (entry["do"], entry["why"], entry["measure"], entry["not_when"], *entry["how"]):
            self.texts.check(text, entry["location"], owner, table)
        self.references.of_kind(entry["before"], owner, "advice")
        topic = self.references.topic(entry["topic"], owner)
        after = self.references.of_kind(entry["after"], owner, "advice")
        overrides = self._overrides(entry, owner, "advice")
        row_order = self._row_order(entry, owner, table)
        if condition is None:
            raise Refused
        return Advice(
            id=entry["id"],
            location=entry["location"],
            condition=condition,
            topic=topic,
            do=entry["do"],
            why=entry["why"],
            how=entry["how"],
            measure=entry["measure"],
            impact=int(entry["impact"]),
            effort=int(entry["effort"]),
            horizon=Horizon(entry["horizon"]),
            not_when=entry["not_when"],
            sources=sources,
            grade=self.references.weakest(sources),
            strength=self._factor(strength),
            strength_parameter=strength,
            table=table,
            after=after,
            row_order=row_order,
            exclusive=entry["exclusive"],
            overrides=overrides,
        )

    def _row_order(self, entry: Entry, owner: str, table: str) -> RowOrder | None:
        """Return by which column rows are ordered; it must be a number of the row."""
        order = entry["row_order"]
        if order is None:
            return None
        given = [key for key in ("highest", "lowest") if order[key] is not None]
        if not table:
            raise self.problems.refuse(
                order["location"],
                27,
                _("{owner}: 'row_order' needs 'for_each'").format(owner=owner),
                _("name the table, or leave 'row_order' out"),
            )
        if len(given) != 1:
            raise self.problems.refuse(
                order["location"],
                27,
                _("{owner}, 'row_order': expected one of 'highest' and 'lowest'").format(
                    owner=owner
                ),
                _("write 'row_order: {highest: COLUMN}' or 'row_order: {lowest: COLUMN}'"),
            )
        name: Scalar = order[given[0]]
        vocabulary = self.references.vocabulary
        domain = vocabulary.find(name.text, table)
        if domain is None and name.text in vocabulary.broken:
            raise Refused
        if domain is None:
            raise self.problems.refuse(
                name.location,
                20,
                _("{owner}, 'row_order': no column '{name}' of {table}").format(
                    owner=owner, name=shorten(name.text), table=table
                ),
                vocabulary.near(name.text, table),
            )
        if not domain.number:
            raise self.problems.refuse(
                name.location,
                22,
                _("{owner}, 'row_order': '{name}' is not a number").format(
                    owner=owner, name=name.text
                ),
                _("order by a column that is one"),
            )
        return RowOrder(name.text, highest=given[0] == "highest")

    def _table(self, entry: Entry, owner: str) -> str:
        """Return the table of ``for_each``, or an empty string; one that leads nowhere is refused.

        Nothing else can be said of a rule whose rows are not known.
        """
        table = self.references.table(entry["for_each"], owner)
        if entry["for_each"] is not None and not table:
            raise Refused
        return table

    def _condition(self, entry: Entry, owner: str, table: str) -> Condition | None:
        """Join ``when``, ``where`` and ``unless``; without any of them: always.

        None when one of them is broken, which has been reported.
        """
        vocabulary = self.references.vocabulary
        scopes = (("when", ""), ("where", table), ("unless", ""))
        parts: list[Condition] = []
        broken = False
        for key, scope in scopes:
            if entry[key] is None:
                continue
            if key == "where" and not table:
                self.problems.error(
                    entry["where"].location,
                    27,
                    _("{owner}: 'where' needs 'for_each'").format(owner=owner),
                    _("name the table, or ask the company under 'when'"),
                )
                broken = True
                continue
            reader = ConditionReader(vocabulary, self.problems, f"{owner}, '{key}'", scope)
            try:
                part = reader.read(entry[key])
            except Refused:
                broken = True
                continue
            parts.append(Not(part) if key == "unless" else part)
        if broken:
            return None
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _conclusions(self, entry: Entry, owner: str, table: str) -> Iterable[Conclusion]:
        for name, values in entry["conclude"].items():
            finding = self.findings.get(name)
            if finding is None:
                self._report_undeclared(name, values, owner)
                continue
            if finding.table and finding.table != table:
                self.problems.error(
                    values[0].location,
                    34,
                    _("{owner}: '{name}' is about the rows of {table}").format(
                        owner=owner, name=name, table=finding.table
                    ),
                    _("write 'for_each: {table}'").format(table=finding.table),
                )
            if len(values) > 1 and not finding.several:
                self.problems.error(
                    values[1].location,
                    34,
                    _("{owner}: '{name}' has one value at a time").format(owner=owner, name=name),
                    _("conclude one, or declare the finding with 'several: yes'"),
                )
            for value in values:
                self._check_value(finding, value, owner)
                yield Conclusion(name, value.text)

    def _report_undeclared(self, name: str, values: tuple[Scalar, ...], owner: str) -> None:
        if name not in self.references.vocabulary.broken:
            self.problems.error(
                values[0].location,
                20,
                _("{owner}: no finding '{name}'").format(owner=owner, name=name),
                expected_or_near(name, self.findings),
            )

    def _check_value(self, finding: Finding, value: Scalar, owner: str) -> None:
        if value.text not in finding.domain:
            self.problems.error(
                value.location,
                21,
                _("{owner}: '{finding}' cannot be '{text}'").format(
                    owner=owner, finding=finding.id, text=shorten(value.text)
                ),
                expected_or_near(value.text, finding.domain),
            )

    def _strength(self, entry: Entry, sources: tuple[str, ...]) -> str:
        """Return the parameter that says how far it carries: never farther than its sources."""
        by_source = f"evidence.{self.references.weakest(sources).value}"
        if not entry["strength"]:
            return by_source
        return min(f"strength.{entry['strength']}", by_source, key=self._factor)

    def _factor(self, strength: str) -> Decimal:
        """Return the parameter's value; that it may be missing is reported elsewhere."""
        return self.parameters[strength].value if strength in self.parameters else Decimal(0)

    def _overrides(self, entry: Entry, owner: str, kind: str) -> tuple[Override, ...]:
        found = {
            override["id"].text: override["because"]
            for override in entry["overrides"]
            if self.references.of_kind([override["id"]], owner, kind)
        }
        return tuple(Override(name, found[name]) for name in sorted(found))
