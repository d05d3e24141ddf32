"""Entries of the vocabulary become the types of the model, every reference checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from advisor.analysis.methods import METHODS
from advisor.edge.nodes import shorten
from advisor.edge.problems import Problems
from advisor.edge.suggest import expected_or_near
from advisor.knowledge.grammar import Entry
from advisor.knowledge.references import References
from advisor.knowledge.texts import TextChecker
from advisor.knowledge.vocabulary import DEFAULT_UNITS, YES_NO
from advisor.model.knowledge import (
    NUMBER_KINDS,
    ConflictPolicy,
    Default,
    Finding,
    Grade,
    Kind,
    Parameter,
    Question,
    Source,
    Table,
    Topic,
)

CHECK_VALUES = ("holds", "fails")
CHOICE_KINDS = frozenset({Kind.CHOICE, Kind.CHOICES})


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
                    f"source '{entry['id']}': no source '{shorten(within.text)}'",
                    expected_or_near(within.text, own),
                )
        elif grade is None:
            problems.error(
                entry["location"],
                10,
                f"source '{entry['id']}': the key 'grade' is missing",
                "say article, public or judgement, or name the work under 'in'",
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
        sources=references.sources(entry["source"], f"parameter '{entry['id']}'"),
        note=entry["note"],
    )


def build_question(entry: Entry, references: References) -> Question:
    """Return a question of the company."""
    owner = f"question '{entry['id']}'"
    return Question(
        **_answer_fields(entry, references.problems, owner, in_table=False),
        ask=entry["ask"],
        place=entry["place"],
        controllable=entry["controllable"],
        topic=references.topic(entry["topic"], owner),
        sources=references.sources(entry["source"], owner),
    )


def build_table(entry: Entry, references: References) -> Table:
    """Return a table with its columns."""
    owner = f"table '{entry['id']}'"
    columns: dict[str, Question] = {}
    for column in entry["columns"]:
        if column["id"] in columns:
            references.problems.error(
                column["location"],
                28,
                f"{owner}: the column '{column['id']}' stands twice",
                "give one of them another id",
            )
            continue
        columns[column["id"]] = build_column(column, references, owner)
    return Table(
        id=entry["id"],
        location=entry["location"],
        label=entry["label"],
        row=entry["row"],
        ask=entry["ask"],
        help=entry["help"],
        columns=columns,
        sources=references.sources(entry["source"], owner),
    )


def build_column(entry: Entry, references: References, owner: str) -> Question:
    """Return a column of a table; a computed one names a method that gives it."""
    owner = f"{owner}, column '{entry['id']}'"
    method = entry["computed"].text if entry["computed"] else ""
    if method and method not in METHODS:
        references.problems.error(
            entry["computed"].location,
            38,
            f"{owner}: no method '{shorten(method)}'",
            expected_or_near(method, METHODS),
        )
    elif method and entry["id"] not in METHODS[method].columns:
        references.problems.error(
            entry["location"],
            38,
            f"{owner}: '{method}' does not give a column '{entry['id']}'",
            expected_or_near(entry["id"], METHODS[method].columns),
        )
    fields = _answer_fields(entry, references.problems, owner, in_table=True)
    return Question(**fields, computed=method)


def build_finding(entry: Entry, references: References) -> Finding:
    """Return a finding."""
    owner = f"finding '{entry['id']}'"
    problems = references.problems
    domain = entry["domain"]
    if entry["check"] and (
        tuple(sorted(domain)) != tuple(sorted(CHECK_VALUES)) or entry["several"]
    ):
        problems.error(
            entry["location"],
            39,
            f"{owner}: a check has exactly the values holds and fails",
            "rename the values, or leave 'check' out",
        )
    default = entry["default"]
    if default is not None and default["value"].text not in domain:
        problems.error(
            default["value"].location,
            21,
            f"{owner}: the default cannot be '{shorten(default['value'].text)}'",
            expected_or_near(default["value"].text, domain),
        )
    if default is not None:
        texts = TextChecker(references.vocabulary, problems)
        texts.check(default["because"], default["location"], owner, "")
    for value in entry["points"].keys() ^ (domain.keys() if entry["points"] else set()):
        problems.error(
            entry["location"],
            39,
            f"{owner}: 'points' must name each value of the domain, and no other ('{value}')",
            "give every value its parameter",
        )
    return Finding(
        id=entry["id"],
        location=entry["location"],
        label=entry["label"],
        domain=domain,
        several=entry["several"],
        table=references.table(entry["of"], owner),
        default=Default(default["value"].text, default["because"]) if default else None,
        conflict=ConflictPolicy(entry["conflict"]) if entry["conflict"] else None,
        check=entry["check"],
        topic=references.topic(entry["topic"], owner),
        points={
            value: references.parameter(name, owner) for value, name in entry["points"].items()
        },
        sources=references.sources(entry["source"], owner),
    )


def _answer_fields(
    entry: Entry, problems: Problems, owner: str, *, in_table: bool
) -> dict[str, Any]:
    """Return what questions and columns have in common, after checking that it fits."""
    kind = Kind(entry["kind"])
    needs_options = kind in CHOICE_KINDS
    if needs_options != bool(entry["options"]):
        expected, hint = (
            (
                "needs 'options'",
                "give each answer an id and its words: 'options: {lost: They leave}'",
            )
            if needs_options
            else ("has no 'options'", "leave them out, or use the kind 'choice'")
        )
        problems.error(entry["location"], 32, f"{owner}: the kind '{kind.value}' {expected}", hint)
    if kind in {Kind.RATING, Kind.RATINGS} and not in_table:
        problems.error(
            entry["location"],
            32,
            f"{owner}: the kind '{kind.value}' is for tables only",
            "use 'scale' with 'from' and 'to'",
        )
    low, high = entry["minimum"], entry["maximum"]
    if kind is Kind.SCALE and (low is None or high is None):
        problems.error(
            entry["location"],
            32,
            f"{owner}: a scale needs 'from' and 'to'",
            "give its lowest and highest mark, such as 1 and 5",
        )
    if low is not None and high is not None and low >= high:
        problems.error(
            entry["location"],
            32,
            f"{owner}: 'from' must be below 'to'",
            "give a lower 'from' or a higher 'to'",
        )
    numeric = kind in NUMBER_KINDS
    return {
        "id": entry["id"],
        "location": entry["location"],
        "label": entry["label"],
        "kind": kind,
        "help": entry["help"],
        "example": entry["example"],
        "options": YES_NO if kind is Kind.YES_NO else entry["options"],
        "unit": (entry["unit"] or DEFAULT_UNITS.get(kind, "")) if numeric else "",
        "minimum": low,
        "maximum": high,
    }
