"""Knowledge bases and profiles of a few lines, as their authors would write them.

What a test does not care about (labels, sources, steps) is filled in.
"""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable
from functools import cache
from typing import Any

import yaml

from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.memory import WorkingMemory
from advisor.model.assessment import Assessment
from advisor.model.case import Cell, Profile
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace
from advisor.pipeline import advise
from advisor.profile.read import parse_profile
from tests.strategies.bases import Entry, engine_parameters, load_base

DAY = dt.date(2026, 11, 21)
HOW = ["First.", "Then.", "Last."]
SOURCES = [
    {"id": "S1", "title": "An article", "grade": "article"},
    {"id": "P1", "title": "A page", "grade": "public"},
    {"id": "J1", "title": "Judgement", "grade": "judgement"},
]


@cache
def small(text: str) -> Knowledge:
    """Return the knowledge base of a rules file in which most keys may be left out."""
    # The base loader leaves every word as it is written, as Advisor's own reader does.
    given: dict[str, Any] = yaml.load(textwrap.dedent(text), yaml.BaseLoader)  # noqa: S506
    header = {"id": "small", "title": "Small", "version": "1", "language": "en"}
    completed = {
        kind: [complete(entry) for entry in given.get(kind, [])]
        for kind, complete in COMPLETED.items()
    }
    named = {entry["id"] for entry in completed["parameters"]}
    engine = [entry for entry in engine_parameters() if entry["id"] not in named]
    return load_base(
        {
            "knowledge_base": [{**header, **given.get("knowledge_base", {})}],
            "topics": given.get("topics", [{"id": "topic", "label": "Topic", "section": "mix"}]),
            "sources": [*SOURCES, *given.get("sources", [])],
            **completed,
            "parameters": [*completed["parameters"], *engine],
        }
    )


def _parameter(entry: Entry) -> Entry:
    return {"unit": "points", "date": "2026-01-01", "source": "S1", **entry}


def _question(entry: Entry) -> Entry:
    return {"ask": f"What about {entry['id']}?", **_labelled(entry), **_worded(entry, "options")}


def _table(entry: Entry) -> Entry:
    columns = [
        {"label": column["id"].title(), **column, **_worded(column, "options")}
        for column in entry["columns"]
    ]
    return {**_labelled(entry), "row": "thing", "ask": "Which?", **entry, "columns": columns}


def _finding(entry: Entry) -> Entry:
    default = entry.get("default")
    extra = {"default": {"value": default, "because": "Mostly so."}} if default else {}
    if isinstance(default, dict):
        extra = {"default": default}
    return {**_labelled(entry), **_worded(entry, "domain"), **extra}


def _measure(entry: Entry) -> Entry:
    return {"unit": "points", **_labelled(entry)}


def _rule(entry: Entry) -> Entry:
    return {"because": f"Because of {entry['id']}.", "source": "S1", **_overriding(entry)}


def _advice(entry: Entry) -> Entry:
    name = entry["id"]
    row = " for {row}" if "for_each" in entry else ""
    texts = {"do": f"Do {name}{row}.", "why": "It matters.", "how": HOW, "measure": "Count it"}
    figures = {"impact": 3, "effort": 1, "horizon": "now"}
    return {"topic": "topic", "source": "S1", **texts, **figures, **_overriding(entry)}


def _labelled(entry: Entry) -> Entry:
    return {"label": entry["id"].replace("_", " ").capitalize(), "source": "S1", **entry}


def _worded(entry: Entry, key: str) -> Entry:
    """Give a plain list of words its words."""
    words = entry.get(key)
    return {key: {word: word.capitalize() for word in words}} if isinstance(words, list) else {}


def _overriding(entry: Entry) -> Entry:
    """Give a plain list of what is overridden its reasons."""
    overrides = [
        {"id": other, "because": f"{entry['id']} knows more than {other}."}
        for other in entry.get("overrides", [])
    ]
    return {**entry, "overrides": overrides}


COMPLETED: dict[str, Callable[[Entry], Entry]] = {
    "parameters": _parameter,
    "questions": _question,
    "tables": _table,
    "findings": _finding,
    "measures": _measure,
    "rules": _rule,
    "advice": _advice,
}


def profile(knowledge: Knowledge, text: str = "") -> Profile:
    """Return the profile of a company called Glans with these blocks."""
    whole = "company: {name: Glans}\n" + textwrap.dedent(text)
    return parse_profile(whole, "glans.yaml", knowledge)


def traced(knowledge: Knowledge, text: str = "") -> Trace:
    """Return the trace of that company's case."""
    return InferenceEngine(knowledge).run(make_case(knowledge, profile(knowledge, text)))


def assessed(knowledge: Knowledge, text: str = "") -> Assessment:
    """Return that company's assessment."""
    return advise(InferenceEngine(knowledge), profile(knowledge, text), DAY)


def remembered(knowledge: Knowledge, text: str = "") -> WorkingMemory:
    """Return the working memory with which that company's run begins."""
    return WorkingMemory.of(make_case(knowledge, profile(knowledge, text)))


def cell(name: str, row: str = "") -> Cell:
    """Return the cell that ``name`` or ``table.name`` stands for."""
    table, dot, column = name.partition(".")
    return (Attribute(table, column), row) if dot else (Attribute("", name), row)
