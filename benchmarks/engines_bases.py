"""Knowledge bases of any size and companies for them, always the same ones.

The bases are like the shipped one in what costs time: some questions for each
rule, one to four conditions a rule, findings that rest on findings, defaults and
conflicts. They are written as rules files and read by the loader.
"""

from __future__ import annotations

import json
import math
import tempfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import yaml
from msgspec.structs import replace

from advisor.inference.facts import make_case
from advisor.knowledge.folder import shipped
from advisor.knowledge.load import load_knowledge
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import reads
from advisor.model.case import Answer, Case, Cell, Profile, Reading, State, TableAnswer
from advisor.model.condition import Attribute
from advisor.model.knowledge import Kind, Knowledge, Measure, Production, Question

Entry = dict[str, Any]
SOURCE = {"source": "S1"}
LEVELS = (0.4, 0.3, 0.2, 0.1)
LIMITS = (20, 35, 50, 65, 80)
RULES_A_FINDING = 3
KNOWN, UNSURE, DONT_KNOW = 0.8, 0.1, 0.6


def generated(rules: int) -> Knowledge:
    """Return a base of so many rules."""
    random = Random(rules)  # noqa: S311 - chosen so that everybody measures the same
    questions = [_question(random, number) for number in range(round(5 * math.sqrt(rules)))]
    findings: list[Entry] = []
    made: list[Entry] = []
    for level, share in enumerate(LEVELS, start=1):
        below = list(findings)
        for _ in range(max(1, round(share * rules / RULES_A_FINDING))):
            findings.append(_finding(random, len(findings), level))
        for place in range(round(share * rules)):
            if len(made) < rules:
                concluding = findings[len(below) + place % (len(findings) - len(below))]
                made.append(_rule(random, len(made), concluding, (questions, below)))
    return _loaded({"questions": questions, "findings": _plain(findings), "rules": made})


def _question(random: Random, number: int) -> Entry:
    entry = {"id": f"question_{number}", "label": f"Question {number}", "ask": "What?", **SOURCE}
    kind = random.choices(["choice", "yes_no", "number"], [55, 25, 20])[0]
    if kind == "choice":
        options = {f"option_{n}": f"Option {n}" for n in range(random.randint(3, 5))}
        return {**entry, "kind": kind, "options": options}
    return {**entry, "kind": kind, **({"unit": "points"} if kind == "number" else {})}


def _finding(random: Random, number: int, level: int) -> Entry:
    domain = {f"value_{n}": f"Value {n}" for n in range(random.randint(2, 3))}
    entry: Entry = {"id": f"finding_{number}", "label": f"Finding {number}", "domain": domain}
    if random.random() < 0.6:  # noqa: PLR2004 - most findings of the shipped base have one
        entry["default"] = {"value": random.choice(list(domain)), "because": "Mostly so."}
    policy = random.choice([None, "best_supported", "first_listed", "undecided"])
    return {**entry, **SOURCE, "level": level, **({"conflict": policy} if policy else {})}


def _plain(findings: list[Entry]) -> list[Entry]:
    return [{key: value for key, value in each.items() if key != "level"} for each in findings]


def _rule(
    random: Random, number: int, finding: Entry, known: tuple[list[Entry], list[Entry]]
) -> Entry:
    questions, below = known
    number_of = random.choices([1, 2, 3], [25, 45, 30])[0]
    parts = [_comparison(random, each) for each in random.sample(questions, number_of)]
    if below:
        level = max(each["level"] for each in below)
        nearest = [each for each in below if each["level"] == level]
        parts[0] = _comparison(random, random.choice(nearest))
    entry: Entry = {"id": f"rule_{number}", "because": "So it is.", **SOURCE}
    if random.random() < 0.2:  # noqa: PLR2004 - as often as in the shipped base
        others = random.sample(questions, 2)
        parts.append({"any": [_comparison(random, each) for each in others]})
    if random.random() < 0.3:  # noqa: PLR2004 - as above
        entry["strength"] = random.choice(["weak", "moderate"])
    value = random.choice(list(finding["domain"]))
    return {**entry, "when": {"all": parts}, "conclude": {finding["id"]: value}}


def _comparison(random: Random, entry: Entry) -> Entry:
    name = entry["id"]
    if entry.get("kind") == "number":
        limit = random.choice(LIMITS)
        return {name: {random.choice(["at_least", "less_than"]): f"limit.at_{limit}"}}
    words = list(entry.get("options") or entry.get("domain") or ("yes", "no"))
    if random.random() < 0.1:  # noqa: PLR2004 - as above
        return {"unknown": name}
    word = random.choice(words)
    if len(words) == 2 or random.random() < 0.3:  # noqa: PLR2004 - as above
        return {name: word}
    if random.random() < 0.5:  # noqa: PLR2004 - as above
        return {name: {"is_not": word}}
    return {name: {"one_of": random.sample(words, 2)}}


def _loaded(entries: dict[str, list[Entry]]) -> Knowledge:
    text = (shipped("rules") / "parameters" / "engine.yaml").read_text(encoding="utf-8")
    engine = [
        {**entry, "date": str(entry["date"]), **SOURCE}
        for entry in yaml.safe_load(text)["parameters"]
    ]
    limits = [
        {"id": f"limit.at_{n}", "value": n, "unit": "points", "date": "2026-01-01", **SOURCE}
        for n in LIMITS
    ]
    header = {"id": "generated", "title": "Generated", "version": "1", "language": "en"}
    base = {
        "knowledge_base": header,
        "topics": [{"id": "topic", "label": "Topic", "section": "mix"}],
        "sources": [{"id": "S1", "title": "One", "grade": "article"}],
        "parameters": [*engine, *limits],
        **entries,
    }
    with tempfile.TemporaryDirectory() as folder:
        # JSON is YAML.
        (Path(folder) / "base.yaml").write_text(json.dumps(base), encoding="utf-8")
        return load_knowledge(Path(folder))


def companies(knowledge: Knowledge, number: int) -> list[Case]:
    """Return so many companies: four answers of five are known, one of ten of these unsure."""
    random = Random(number)  # noqa: S311 - as above
    found = []
    for place in range(number):
        answers = {name: _answer(random, each) for name, each in knowledge.questions.items()}
        tables = {name: TableAnswer(State.NOT_ASKED) for name in knowledge.tables}
        found.append(make_case(knowledge, Profile(f"Company {place}", answers, tables)))
    return found


def _answer(random: Random, question: Question) -> Answer:
    if random.random() >= KNOWN:
        return Answer(State.DONT_KNOW if random.random() < DONT_KNOW else State.NOT_ASKED)
    unsure = random.random() < UNSURE
    if question.options:
        return Answer(State.KNOWN, random.choice(list(question.options)), unsure)
    low, high = question.minimum or Decimal(0), question.maximum or Decimal(100)
    value = low + (high - low) * Decimal(random.randint(0, 100)) / 100
    return Answer(State.KNOWN, value, unsure)


WORDS_OR_NUMBER = frozenset(Kind) - {Kind.CHOICES, Kind.TEXT, Kind.RATING, Kind.RATINGS}


def without_rows(knowledge: Knowledge) -> Knowledge:
    """Return the part of a base that is about the company itself, in single words and numbers.

    A short program for another engine can do the same job for these. Measures
    become questions: they are worked out beforehand for everybody. Rules about
    rows, about several values at once, and what is drawn from them, are left out.
    """
    findings = {name: f for name, f in knowledge.findings.items() if not f.table and not f.several}
    known = {Attribute("", name) for name in knowledge.measures}
    known |= {
        Attribute("", name) for name, q in knowledge.questions.items() if q.kind in WORDS_OR_NUMBER
    }
    known |= {finding.attribute for finding in findings.values()}

    def fits(production: Production) -> bool:
        return not production.table and set(reads(normal_form(production.condition))) <= known

    rules = {
        name: replace(rule, overrides=())
        for name, rule in knowledge.rules.items()
        if fits(rule) and all(each.finding in findings for each in rule.conclusions)
    }
    measured = {name: _as_question(measure) for name, measure in knowledge.measures.items()}
    return replace(
        knowledge,
        questions={**knowledge.questions, **measured},
        tables={},
        measures={},
        findings=findings,
        rules=rules,
        advice={name: advice for name, advice in knowledge.advice.items() if fits(advice)},
    )


def _as_question(measure: Measure) -> Question:
    return Question(measure.id, measure.location, measure.label, Kind.NUMBER)


def case_without_rows(knowledge: Knowledge, case: Case, known: Mapping[Cell, Reading]) -> Case:
    """Return a case for that part: the company's readings, and measures from all that is known."""
    cells = [(Attribute("", name), "") for name in knowledge.questions]
    return Case({cell: case.readings.get(cell) or known[cell] for cell in cells}, {})
