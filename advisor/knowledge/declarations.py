"""The simple entries become the types of the model: sources, topics, parameters and terms."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from advisor.edge.nodes import shorten
from advisor.edge.problems import Problems
from advisor.edge.suggest import expected_or_near
from advisor.knowledge.grammar import Entry
from advisor.knowledge.references import References
from advisor.language.messages import _
from advisor.model.knowledge import Grade, Parameter, Source, Term, Topic


def build_source(entry: Entry, grades: Mapping[str, Grade]) -> Source:
    """Return a source; a part has the grade of its work."""
    return Source(
        id=entry["id"],
        location=entry["location"],
        grade=grades[entry["id"]],
        title=entry["title"],
        says=entry["says"],
        url=entry["url"],
        within=entry["within"].text if entry["within"] else "",
    )


def source_grades(
    entries: list[Entry], broken: Collection[str], problems: Problems
) -> dict[str, Grade]:
    """Return the grade of every source, its own or that of the work it is a part of."""
    own = {entry["id"]: entry["grade"] for entry in entries}
    grades: dict[str, Grade] = {}
    for entry in entries:
        within = entry["within"]
        grade = entry["grade"] or (own.get(within.text) if within else None)
        if within is not None and within.text not in own:
            if within.text not in broken:
                problems.error(
                    within.location,
                    29,
                    _("source '{id}': no source '{within}'").format(
                        id=entry["id"], within=shorten(within.text)
                    ),
                    expected_or_near(within.text, own),
                )
        elif grade is None:
            problems.error(
                entry["location"],
                10,
                _("source '{id}': the key 'grade' is missing").format(id=entry["id"]),
                _("say article, public or judgement, or name the work under 'in'"),
            )
        grades[entry["id"]] = Grade(grade) if grade else Grade.JUDGEMENT
    return grades


def build_topic(entry: Entry) -> Topic:
    """Return a topic."""
    return Topic(
        entry["id"], entry["location"], entry["label"], entry["section"], int(entry["order"])
    )


def build_parameter(entry: Entry, references: References) -> Parameter:
    """Return a parameter."""
    return Parameter(
        id=entry["id"],
        location=entry["location"],
        value=entry["value"],
        unit=entry["unit"],
        date=entry["date"],
        sources=references.sources(entry["source"], f"{_('parameter')} '{entry['id']}'"),
        note=entry["note"],
    )


def build_term(entry: Entry, references: References) -> Term:
    """Return a word of the glossary."""
    return Term(
        id=entry["id"],
        location=entry["location"],
        term=entry["term"],
        means=entry["means"],
        forms=entry["forms"],
        sources=references.sources(entry["source"], f"{_('term')} '{entry['id']}'"),
    )
