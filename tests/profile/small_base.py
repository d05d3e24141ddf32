"""A small knowledge base that asks every kind of question, and profiles for it."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from advisor.knowledge.load import load_knowledge
from advisor.model.case import Profile
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Knowledge
from advisor.profile.read import parse_profile

ENGINE = Path(__file__).parents[2] / "rules" / "parameters" / "engine.yaml"

BASE = """\
knowledge_base: {id: small, title: A small base, version: "1", language: en}
sources:
  - {id: judgement, title: Professional judgement, grade: judgement}
questions:
  - id: industry
    place: company
    label: Line of business
    ask: "What do you do?"
    kind: text
    source: judgement
  - id: employees
    place: company
    label: People
    ask: "How many?"
    kind: number
    source: judgement
  - id: demand
    label: The busiest hour
    ask: "What happens then?"
    kind: choice
    options: {served: All are served, queue: They wait, lost: They leave}
    source: judgement
  - id: trusted
    label: Trust
    ask: "Are you trusted?"
    kind: choice
    options: {yes: Yes, unsure: Perhaps, no: No}
    source: judgement
  - id: offers
    label: Offers
    ask: "What do you offer?"
    kind: choices
    options: {wash: Washing, wax: Waxing, repair: Repairs}
    source: judgement
  - {id: open_late, label: Evenings, ask: "Open late?", kind: yes_no, source: judgement}
  - {id: mood, label: Mood, ask: "How is it?", kind: scale, from: 1, to: 5, source: judgement}
  - {id: load, label: Load, ask: "How much?", kind: percent, source: judgement}
  - {id: growth, label: Growth, ask: "How much?", kind: percent, from: -100, source: judgement}
  - {id: turnover, label: Turnover, ask: "How much?", kind: money, source: judgement}
  - {id: balance, label: Balance, ask: "How much?", kind: money, from: -1000000, source: judgement}
  - {id: location, label: Location, ask: "Where?", kind: text, source: judgement}
tables:
  - id: criteria
    label: Criteria
    row: criterion
    ask: "By what do customers decide?"
    columns:
      - {id: importance, label: Importance, kind: rating}
      - {id: own, label: Own mark, kind: rating}
      - {id: competitors, label: Their marks, kind: ratings}
      - {id: need, label: Need, kind: choice, options: {basic: Basic, asked: Asked for}}
      - {id: since, label: Since, kind: number, unit: years}
      - {id: weight, label: Weight, kind: number, computed: importance_performance}
    source: judgement
  - id: competitors
    label: Rivals
    row: rival
    ask: "What else is there?"
    columns:
      - {id: known_for, label: Known for, kind: text}
      - {id: near, label: Near, kind: yes_no}
    source: judgement
"""


@cache
def small() -> Knowledge:
    """Return the small base."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "base.yaml").write_text(BASE, encoding="utf-8")
        (Path(name) / "engine.yaml").write_bytes(ENGINE.read_bytes())
        return load_knowledge(Path(name))


def read(text: str, file: str = "p.yaml") -> Profile:
    """Return the profile of a text; an error reaches the test."""
    return parse_profile(text, file, small())


def said_of(text: str, file: str = "p.yaml") -> list[str]:
    """Return what is said about a profile, line by line."""
    try:
        read(text, file)
    except InputError as error:
        return str(error).splitlines()
    return []
