"""Which names a knowledge base declares, and what each may be compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.edge.suggest import did_you_mean
from advisor.knowledge.grammar import Entry
from advisor.language.messages import _
from advisor.model.condition import Attribute
from advisor.model.knowledge import NUMBER_KINDS, Kind

DEFAULT_UNITS = {
    Kind.PERCENT: "percent",
    Kind.MONEY: "money",
    Kind.SCALE: "points",
    Kind.RATING: "points",
}
YES_NO = {"yes": "Yes", "no": "No"}


class Domain(Struct, frozen=True):
    """What a name can be: one of ``values``, several of them, or a number in ``unit``."""

    values: tuple[str, ...] = ()
    several: bool = False
    number: bool = False
    unit: str = ""
    finding: bool = False


class Vocabulary(Struct, frozen=True):
    """Every name that may be referred to.

    ``broken`` holds the ids of entries that could not be read; a reference to
    one of them is not reported again.
    """

    domains: Mapping[Attribute, Domain]
    questions: frozenset[str]
    tables: frozenset[str]
    topics: frozenset[str]
    parameters: Mapping[str, tuple[Decimal, str]]
    sources: frozenset[str]
    rules: frozenset[str]
    advice: frozenset[str]
    broken: frozenset[str] = frozenset()

    def names(self, table: str) -> list[str]:
        """Return the names of the company (``table`` empty) or of a table's rows."""
        return [attribute.name for attribute in self.domains if attribute.table == table]

    def find(self, name: str, table: str) -> Domain | None:
        """Return what a name in its scope can be, or None when it is not declared."""
        return self.domains.get(Attribute(table, name))

    def near(self, name: str, table: str) -> str:
        """Say where an undeclared name might be meant to point."""
        tables = sorted(a.table for a in self.domains if a.name == name and a.table)
        if table and Attribute("", name) in self.domains:
            return _("'{name}' is about the company; ask for it under 'when'").format(name=name)
        if tables and table:
            return _("'{name}' is about the rows of {table}, not of {other}").format(
                name=name, table=tables[0], other=table
            )
        if tables:
            return _("'{name}' is about the rows of {table}; ask for it under 'where'").format(
                name=name, table=tables[0]
            )
        return did_you_mean(name, self.names(table)) or _("declare it, or check its spelling")


def build_vocabulary(entries: Mapping[str, Iterable[Entry]], broken: frozenset[str]) -> Vocabulary:
    """Collect every declared name from the entries of all files."""
    domains: dict[Attribute, Domain] = {}
    for question in entries["questions"]:
        domains[Attribute("", question["id"])] = answer_domain(question)
    for table in entries["tables"]:
        domains[Attribute("", table["id"])] = Domain()
        for column in table["columns"]:
            domains[Attribute(table["id"], column["id"])] = answer_domain(column)
    for measure in entries["measures"]:
        domains[Attribute("", measure["id"])] = Domain(number=True, unit=measure["unit"])
    for finding in entries["findings"]:
        of = finding["of"].text if finding["of"] else ""
        domains[Attribute(of, finding["id"])] = Domain(
            tuple(finding["domain"]), several=finding["several"], finding=True
        )
    return Vocabulary(
        domains=domains,
        questions=_ids(entries["questions"]),
        tables=_ids(entries["tables"]),
        topics=_ids(entries["topics"]),
        parameters={
            parameter["id"]: (parameter["value"], parameter["unit"])
            for parameter in entries["parameters"]
        },
        sources=_ids(entries["sources"]),
        rules=_ids(entries["rules"]),
        advice=_ids(entries["advice"]),
        broken=broken,
    )


def answer_domain(entry: Entry) -> Domain:
    """Return what an answer, or a cell, can be."""
    kind = Kind(entry["kind"])
    if kind in NUMBER_KINDS:
        return Domain(number=True, unit=entry["unit"] or DEFAULT_UNITS.get(kind, ""))
    if kind is Kind.YES_NO:
        return Domain(tuple(YES_NO))
    return Domain(tuple(entry["options"]), several=kind is Kind.CHOICES)


def _ids(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(entry["id"] for entry in entries)
