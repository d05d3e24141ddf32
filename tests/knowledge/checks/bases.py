"""Tiny knowledge bases to judge: a vocabulary that all share, and what a test adds to it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from advisor.knowledge.load import load_knowledge
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge

ROOT = Path(__file__).parents[3]
ENGINE = (ROOT / "rules" / "parameters" / "engine.yaml").read_text(encoding="utf-8")
HEADER = """\
knowledge_base: {id: tiny, title: A tiny base, version: "1", language: en}
topics:
  - {id: topic, label: Topic, section: mix}
sources:
  - {id: S1, title: A work, grade: article}
  - {id: judgement, title: Professional judgement, grade: judgement}
"""
VOCABULARY = """\
parameters:
  - {id: limit.zero, value: 0, unit: points, date: 2026-11-21, source: S1}
  - {id: limit.low, value: 1, unit: points, date: 2026-11-21, source: S1}
  - {id: limit.high, value: 5, unit: points, date: 2026-11-21, source: S1}
  - {id: load.high, value: 85, unit: percent, date: 2026-11-21, source: S1}
  - {id: load.full, value: 100, unit: percent, date: 2026-11-21, source: S1}
  - {id: gap.none, value: 0, unit: percent of scale, date: 2026-11-21, source: S1}
  - {id: rows.none, value: 0, unit: rows, date: 2026-11-21, source: S1}
  - {id: rows.one, value: 1, unit: rows, date: 2026-11-21, source: S1}
  - {id: rows.two, value: 2, unit: rows, date: 2026-11-21, source: S1}
questions:
  - id: colour
    label: Colour
    ask: Which colour?
    kind: choice
    options: {red: Red, green: Green, blue: Blue}
    source: S1
  - {id: sunny, label: Sun, ask: Is it sunny?, kind: yes_no, source: S1}
  - id: extras
    label: Extras
    ask: Which extras?
    kind: choices
    options: {wash: Washing, wax: Waxing}
    source: S1
  - {id: speed, label: Speed, ask: How fast?, kind: number, unit: points, source: S1}
  - {id: weight, label: Weight, ask: How heavy?, kind: number, unit: points, source: S1}
  - {id: load, label: Load, ask: How full?, kind: percent, source: S1}
  - {id: mood, label: Mood, ask: How glad?, kind: scale, from: 1, to: 5, source: S1}
  - {id: depth, label: Depth, ask: How deep?, kind: number, from: -9, unit: points, source: S1}
  - {id: remarks, label: Remarks, ask: What else?, kind: text, source: S1}
tables:
  - id: things
    label: Things
    row: thing
    ask: Which things?
    columns:
      - {id: shade, label: Shade, kind: choice, options: {light: Light, dark: Dark}}
      - {id: size, label: Size, kind: number, unit: points}
    source: S1
  - id: criteria
    label: Criteria
    row: criterion
    ask: By what do they decide?
    columns:
      - {id: importance, label: Importance, kind: rating}
      - {id: own, label: Own mark, kind: rating}
      - {id: expected, label: Expected, kind: rating}
      - id: quadrant
        label: Place
        kind: choice
        options: {concentrate_here: A, keep_up: B, low_priority: C, possible_overkill: D}
        computed: importance_performance
      - id: expectation_gap_share
        label: Gap
        kind: number
        unit: percent of scale
        computed: importance_performance
    source: S1
measures:
  - {id: total, label: Total, unit: points, sum: [speed, weight], source: S1}
  - {id: apart, label: Apart, unit: points, difference: [speed, weight], source: S1}
  - {id: largest, label: Largest, unit: points, max: {of: things.size}, source: S1}
  - {id: listed, label: Listed, unit: rows, count: {of: things}, source: S1}
findings:
  - {id: state, label: State, domain: {good: Good, bad: Bad, mixed: Mixed}, source: S1}
  - {id: next, label: Next, domain: {good: Good, bad: Bad}, source: S1}
  - id: assumed
    label: Assumed
    domain: {good: Good, bad: Bad}
    default: {value: good, because: Mostly so.}
    source: S1
  - {id: tasks, label: Tasks, several: yes, domain: {sell: Sell, tell: Tell}, source: S1}
  - {id: thing_state, of: things, label: Thing, domain: {good: Good, bad: Bad}, source: S1}
"""
RULE = {"because": "So it is.", "source": "S1"}
ADVICE = {
    "topic": "topic",
    "do": "Do it.",
    "why": "It matters.",
    "how": "[One., Two., Three.]",
    "measure": "Count it",
    "impact": "3",
    "effort": "2",
    "horizon": "now",
    "source": "S1",
}
_NESTED = re.compile(r"\{[^{}]*\}|\"[^\"]*\"")
_KEY = re.compile(r"(\w+): ")

Check = Callable[[Knowledge], Iterable[Diagnostic]]


def rules(*entries: str) -> str:
    """Return a list of rules, one a line from the second on; what they leave out is added."""
    return _list("rules", entries, RULE)


def advice(*entries: str) -> str:
    """Return a list of advice in the same way."""
    return _list("advice", entries, ADVICE)


def load(folder: Path, *texts: str, vocabulary: str = VOCABULARY) -> Knowledge:
    """Return the knowledge base of the vocabulary and the test's own text, in ``rules.yaml``."""
    files = {"header": HEADER, "engine": ENGINE, "vocabulary": vocabulary, "rules": "".join(texts)}
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_knowledge(folder)


def said(check: Check, knowledge: Knowledge, folder: Path) -> list[str]:
    """Return what a check says, sorted, with the files named as seen from their folder."""
    return [str(each).replace(f"{folder}/", "") for each in sorted(check(knowledge))]


def _list(kind: str, entries: Iterable[str], rest: dict[str, str]) -> str:
    lines = [f"{kind}:"]
    for entry in entries:
        given = set(_KEY.findall(_NESTED.sub("", _NESTED.sub("", _NESTED.sub("", entry)))))
        added = [f"{key}: {value}" for key, value in rest.items() if key not in given]
        lines.append(f"  - {{{', '.join([entry, *added])}}}")
    return "\n".join(lines) + "\n"
