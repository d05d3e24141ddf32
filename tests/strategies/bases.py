"""Random knowledge bases in the rule language, as the entries of a rules file.

Every base is valid: names are declared, nothing rests on itself, numbers are
parameters. What varies is everything else: operators, nesting, negation, rows,
defaults, policies, overrides, strengths.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from advisor.knowledge.load import load_knowledge
from advisor.model.knowledge import Knowledge

ROOT = Path(__file__).parents[2]
Entry = dict[str, Any]
Base = dict[str, list[Entry]]

WORDS = ["red", "green", "blue"]
NUMBERS = {"limit.low": 1, "limit.middle": 2, "limit.high": 3}
ROWS = {"rows.none": 0, "rows.one": 1, "rows.two": 2}
CHOICES = ["colour", "paint"]
YES_NOS = ["open"]
SEVERAL = ["extras"]
QUANTITIES = ["speed", "weight"]
TABLE = "things"
COLUMNS = {"shade": WORDS, "good": ["yes", "no"]}
QUANTITY_COLUMN = "size"
MEASURES: list[Entry] = [
    {"id": "total", "sum": ["speed", "weight"]},
    {"id": "apart", "difference": ["speed", "weight"]},
    {"id": "per", "ratio": ["speed", "weight"]},
    {"id": "mean_size", "mean": {"of": "things.size"}},
    {"id": "good_size", "max": {"of": "things.size", "where": {"not": {"good": "no"}}}},
]
SOURCE = {"source": "S1"}


@dataclass(frozen=True)
class Names:
    """What a condition may mention: words with their values, several, numbers."""

    words: tuple[tuple[str, tuple[str, ...]], ...]
    several: tuple[tuple[str, tuple[str, ...]], ...]
    numbers: tuple[str, ...]
    texts: tuple[str, ...] = ()
    rows: tuple[tuple[str, tuple[str, ...]], ...] = ()


def fixed_entries() -> Base:
    """Return the vocabulary that all random bases share."""
    options = {word: word.title() for word in WORDS}
    questions: list[Entry] = [
        *({"id": name, "kind": "choice", "options": options} for name in CHOICES),
        *({"id": name, "kind": "yes_no"} for name in YES_NOS),
        *({"id": name, "kind": "choices", "options": options} for name in SEVERAL),
        *({"id": name, "kind": "number", "unit": "points"} for name in QUANTITIES),
    ]
    columns: list[Entry] = [
        {"id": "shade", "label": "Shade", "kind": "choice", "options": options},
        {"id": "good", "label": "Good", "kind": "yes_no"},
        {"id": "size", "label": "Size", "kind": "number", "unit": "points"},
    ]
    table = {"id": TABLE, "label": "Things", "row": "thing", "ask": "Which?", "columns": columns}
    header = {"id": "random", "title": "Random", "version": "1", "language": "en"}
    return {
        "knowledge_base": [header],
        "topics": [{"id": "topic", "label": "Topic", "section": "mix"}],
        "sources": [{"id": "S1", "title": "One", "grade": "article"}],
        "parameters": [*_parameters(), *engine_parameters()],
        "questions": [{**q, "label": q["id"], "ask": "What?", **SOURCE} for q in questions],
        "tables": [{**table, **SOURCE}],
        "measures": [{**m, "label": m["id"], "unit": "points", **SOURCE} for m in MEASURES],
    }


def _parameters() -> list[Entry]:
    numbers = [(name, value, "points") for name, value in NUMBERS.items()]
    rows = [(name, value, "rows") for name, value in ROWS.items()]
    return [
        {"id": name, "value": value, "unit": unit, "date": "2026-01-01", **SOURCE}
        for name, value, unit in numbers + rows
    ]


@cache
def engine_parameters() -> tuple[Entry, ...]:
    """Return the parameters that every base needs, from the shipped file, with our source."""
    text = (ROOT / "rules" / "parameters" / "engine.yaml").read_text(encoding="utf-8")
    entries = yaml.safe_load(text)["parameters"]
    return tuple({**entry, "date": str(entry["date"]), **SOURCE} for entry in entries)


def write_base(base: Base, folder: Path, files: int = 1) -> None:
    """Write entries as rules files (JSON is YAML), spread over so many files."""
    (folder / "header.yaml").write_text(
        json.dumps({"knowledge_base": base["knowledge_base"][0]}), encoding="utf-8"
    )
    for number in range(files):
        part = {
            kind: entries[number::files]
            for kind, entries in base.items()
            if kind != "knowledge_base"
        }
        name = f"part{number}.yaml"
        (folder / name).write_text(json.dumps(part), encoding="utf-8")


def load_base(base: Base, files: int = 1) -> Knowledge:
    """Return the knowledge base that entries make."""
    with tempfile.TemporaryDirectory() as name:
        write_base(base, Path(name), files)
        return load_knowledge(Path(name))


# Hypothesis takes longer to make and to check a strategy than to draw from it, so each is kept.
kept = lru_cache(maxsize=2000)

Word = tuple[str, tuple[str, ...]]
STATES = st.sampled_from(["known", "unknown", "does_not_apply"])
QUANTIFIERS = st.sampled_from(["any_row", "every_row"])
COMPARISONS = st.sampled_from(["at_least", "more_than", "at_most", "less_than"])


@kept
def conditions(names: Names, *, company: bool) -> st.SearchStrategy[Entry]:
    """Return conditions over names; about rows as well when they are the company's."""
    every = [name for name, _ in names.words + names.several] + list(names.numbers + names.texts)
    leaves = [_word_leaf(names.words), _number_leaf(names.numbers), _state_leaf(tuple(every))]
    if names.several:
        leaves.append(_several_leaf(names.several))
    if company:
        leaves.append(_rows(names.rows))
    return st.recursive(st.one_of(leaves), _joined, max_leaves=5)


def _joined(inner: st.SearchStrategy[Entry]) -> st.SearchStrategy[Entry]:
    parts = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        parts.map(lambda parts: {"all": parts}),
        parts.map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
    )


@kept
def _word_leaf(words: tuple[Word, ...]) -> st.SearchStrategy[Entry]:
    return st.sampled_from(words).flatmap(_about_word)


@kept
def _about_word(word: Word) -> st.SearchStrategy[Entry]:
    name, values = word
    one, some = st.sampled_from(values), st.lists(st.sampled_from(values), min_size=1)
    return st.one_of(
        one.map(lambda value: {name: value}),
        one.map(lambda value: {name: {"is_not": value}}),
        some.map(lambda value: {name: {"one_of": value}}),
        some.map(lambda value: {name: {"none_of": value}}),
    )


@kept
def _several_leaf(several: tuple[Word, ...]) -> st.SearchStrategy[Entry]:
    return st.sampled_from(several).flatmap(_about_several)


@kept
def _about_several(word: Word) -> st.SearchStrategy[Entry]:
    return st.sampled_from(word[1]).map(lambda value: {word[0]: {"includes": value}})


@kept
def _compared(limits: tuple[str, ...]) -> st.SearchStrategy[Entry]:
    plain = st.tuples(COMPARISONS, st.sampled_from(limits))
    ends = st.lists(st.sampled_from(range(len(limits))), min_size=2, max_size=2).map(sorted)
    return st.one_of(
        plain.map(lambda drawn: dict([drawn])),
        ends.map(lambda pair: {"between": [limits[end] for end in pair]}),
    )


@kept
def _number_leaf(numbers: tuple[str, ...]) -> st.SearchStrategy[Entry]:
    leaf = st.tuples(st.sampled_from(numbers), _compared(tuple(NUMBERS)))
    return leaf.map(lambda drawn: dict([drawn]))


@kept
def _state_leaf(every: tuple[str, ...]) -> st.SearchStrategy[Entry]:
    return st.tuples(STATES, st.sampled_from(every)).map(lambda drawn: dict([drawn]))


@kept
def _rows(more: tuple[Word, ...]) -> st.SearchStrategy[Entry]:
    where = conditions(_row_names(more), company=False)
    return st.one_of(
        st.tuples(QUANTIFIERS, where).map(
            lambda drawn: {drawn[0]: {"of": TABLE, "where": drawn[1]}}
        ),
        st.tuples(where, _compared(tuple(ROWS))).map(
            lambda drawn: {"count": {"of": TABLE, "where": drawn[0], **drawn[1]}}
        ),
    )


def _row_names(more: tuple[Word, ...]) -> Names:
    columns = tuple((name, tuple(values)) for name, values in COLUMNS.items())
    return Names(columns + more, (), (QUANTITY_COLUMN,))


@st.composite
def bases(draw: st.DrawFn) -> Base:
    """Draw a knowledge base: findings that build on earlier ones, rules for each, advice."""
    base = fixed_entries()
    findings: list[Entry] = []
    rules: list[Entry] = []
    for number in range(draw(st.integers(1, 4))):
        names = _names(findings)
        finding = draw(_findings(number))
        concluding = draw(st.lists(_rules(finding, names), min_size=0, max_size=3))
        for place, rule in enumerate(concluding):
            rule["id"] = f"rule_{number}_{place}"
            if place and draw(st.booleans()):
                above = {"id": f"rule_{number}_{place - 1}", "because": "It knows more."}
                rule["overrides"] = [above]
        findings.append(finding)
        rules.extend(concluding)
    advice = draw(st.lists(_advice(_names(findings)), min_size=1, max_size=3))
    for place, item in enumerate(advice):
        item["id"] = f"advice_{place}"
        if place and draw(st.booleans()):
            item["after"] = [f"advice_{place - 1}"]
    return {**base, "findings": findings, "rules": rules, "advice": advice}


def _names(findings: list[Entry]) -> Names:
    """Return what a condition may mention once these findings are there."""
    singles = [f for f in findings if not f.get("several") and not f.get("of")]
    words = [(name, tuple(WORDS)) for name in CHOICES] + [(n, ("yes", "no")) for n in YES_NOS]
    several = [(name, tuple(WORDS)) for name in SEVERAL]
    return Names(
        words=(*words, *((f["id"], tuple(f["domain"])) for f in singles)),
        several=(*several, *((f["id"], tuple(f["domain"])) for f in findings if f.get("several"))),
        numbers=(*QUANTITIES, *(measure["id"] for measure in MEASURES)),
        texts=(TABLE,),
        rows=tuple((f["id"], tuple(f["domain"])) for f in findings if f.get("of")),
    )


@st.composite
def _findings(draw: st.DrawFn, number: int) -> Entry:
    values = ["good", "bad", "mixed"][: draw(st.integers(2, 3))]
    finding: Entry = {
        "id": f"finding_{number}",
        "label": f"Finding {number}",
        "domain": {value: value.title() for value in values},
        **SOURCE,
    }
    form = draw(st.sampled_from(["company", "company", "several", "row"]))
    if form == "several":
        return {**finding, "several": "yes"}
    if form == "row":
        finding["of"] = TABLE
    if draw(st.booleans()):
        finding["default"] = {"value": draw(st.sampled_from(values)), "because": "Mostly so."}
    policy = draw(st.sampled_from([None, "best_supported", "first_listed", "undecided"]))
    return {**finding, "conflict": policy} if policy else finding


@st.composite
def _scoped(draw: st.DrawFn, names: Names, *, for_rows: bool) -> Entry:
    """Draw the condition keys of a rule."""
    entry: Entry = {}
    if for_rows:
        entry["for_each"] = TABLE
        if draw(st.booleans()):
            entry["where"] = draw(conditions(_row_names(names.rows), company=False))
    if draw(st.booleans()) or not for_rows:
        entry["when"] = draw(conditions(names, company=True))
    if draw(st.integers(0, 3)) == 0:
        entry["unless"] = draw(conditions(names, company=True))
    if draw(st.booleans()):
        entry["strength"] = draw(st.sampled_from(["strong", "moderate", "weak"]))
    return entry


@st.composite
def _rules(draw: st.DrawFn, finding: Entry, names: Names) -> Entry:
    for_rows = bool(finding.get("of")) or draw(st.integers(0, 3)) == 0
    value = draw(st.sampled_from(list(finding["domain"])))
    keys = draw(_scoped(names, for_rows=for_rows))
    return {**keys, "conclude": {finding["id"]: value}, "because": "So it is.", **SOURCE}


@st.composite
def _advice(draw: st.DrawFn, names: Names) -> Entry:
    for_rows = draw(st.integers(0, 2)) == 0
    entry = draw(_scoped(names, for_rows=for_rows))
    if draw(st.integers(0, 2)) == 0:
        entry["exclusive"] = "group"
    return {
        **entry,
        "topic": "topic",
        "do": "Do it for {row}." if for_rows else "Do it.",
        "why": "It matters to {company}.",
        "how": ["One.", "Two.", "Three."],
        "measure": "Count it",
        "impact": draw(st.integers(1, 5)),
        "effort": draw(st.integers(1, 5)),
        "horizon": "now",
        **SOURCE,
    }
