"""Names for the things of a base, and where in the reference each of them stands."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import TypedDict

from msgspec import Struct

from advisor.explain.reference.blanks import with_blanks
from advisor.model.condition import Attribute
from advisor.model.knowledge import Advice, Finding, Knowledge, Measure, Question, Table


class Kind(str, enum.Enum):
    """What a thing is, in the order in which lists have them."""

    QUESTION = "question"
    TABLE = "table"
    COLUMN = "column"
    MEASURE = "measure"
    FINDING = "finding"
    RULE = "rule"
    ADVICE = "advice"
    PARAMETER = "parameter"
    SOURCE = "source"
    TERM = "term"


ORDER = {kind: place for place, kind in enumerate(Kind)}


class Ref(Struct, frozen=True):
    """A thing; a column's ``id`` is ``table.column``."""

    kind: Kind
    id: str

    @property
    def key(self) -> tuple[int, str]:
        """Return what lists are ordered by."""
        return ORDER[self.kind], self.id

    @property
    def anchor(self) -> str:
        """Return its name inside its page; ids have no ``-`` but those of sources."""
        return f"{self.kind.value}-{self.id.replace('.', '-')}"


class Link(TypedDict):
    """A thing as the templates link to it; ``is_id`` marks a label that is an id."""

    label: str
    to: str
    is_id: bool


GENERAL = "general.md"
PAGES = {
    Kind.TABLE: "tables.md",
    Kind.COLUMN: "tables.md",
    Kind.PARAMETER: "parameters.md",
    Kind.SOURCE: "sources.md",
    Kind.TERM: "glossary.md",
}


def of_attribute(attribute: Attribute, knowledge: Knowledge) -> Ref:
    """Return what a condition or a text names."""
    name = attribute.name
    finding = knowledge.findings.get(name)
    if finding is not None and finding.attribute == attribute:
        return Ref(Kind.FINDING, name)
    if attribute.table:
        return Ref(Kind.COLUMN, str(attribute))
    if name in knowledge.measures:
        return Ref(Kind.MEASURE, name)
    return Ref(Kind.TABLE if name in knowledge.tables else Kind.QUESTION, name)


def topic_of(ref: Ref, knowledge: Knowledge) -> str:
    """Return the topic a thing belongs to; a rule's is that of what it concludes first."""
    if ref.kind is Kind.RULE:
        return knowledge.findings[knowledge.rules[ref.id].conclusions[0].finding].topic
    things: Mapping[Kind, Mapping[str, Question | Measure | Finding | Advice]] = {
        Kind.QUESTION: knowledge.questions,
        Kind.MEASURE: knowledge.measures,
        Kind.FINDING: knowledge.findings,
        Kind.ADVICE: knowledge.advice,
    }
    return things[ref.kind][ref.id].topic


def topic_page(topic: str) -> str:
    """Return the page of a topic; what belongs to none stands on one page together."""
    return f"topic-{topic}.md" if topic else GENERAL


def page_of(ref: Ref, knowledge: Knowledge) -> str:
    """Return the page on which a thing stands."""
    return PAGES.get(ref.kind) or topic_page(topic_of(ref, knowledge))


def label_of(ref: Ref, knowledge: Knowledge) -> str:
    """Return what a thing is called; nothing for a rule or a parameter, which have ids only."""
    name = ref.id
    if ref.kind is Kind.COLUMN:
        table, _dot, column = name.partition(".")
        held = knowledge.tables[table]
        return f"{held.label}: {held.columns[column].label}"
    if ref.kind is Kind.ADVICE:
        advice = knowledge.advice[name]
        return with_blanks(advice.do, advice.table, knowledge)
    if ref.kind is Kind.TERM:
        return knowledge.terms[name].term
    labelled: Mapping[Kind, Mapping[str, Question | Table | Measure | Finding]] = {
        Kind.QUESTION: knowledge.questions,
        Kind.TABLE: knowledge.tables,
        Kind.MEASURE: knowledge.measures,
        Kind.FINDING: knowledge.findings,
    }
    return labelled[ref.kind][name].label if ref.kind in labelled else ""


def link_to(ref: Ref, knowledge: Knowledge) -> Link:
    """Return a thing as a link from any page of the reference."""
    label = label_of(ref, knowledge)
    to = f"{page_of(ref, knowledge)}#{ref.anchor}"
    return Link(label=label or ref.id, to=to, is_id=not label)
