"""A verdict on whether a condition can hold is right: the engine agrees, for every company."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.plain import evaluate_plainly
from advisor.knowledge.checks.satisfiable import holding, satisfiable
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.search import search
from advisor.knowledge.checks.uses import productions
from advisor.model.case import NOT_ASKED, Answer, Profile, State
from advisor.model.knowledge import Knowledge, Production
from tests.knowledge.checks.companies import company
from tests.strategies.bases import Base, Entry, Names, bases, conditions, fixed_entries, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

PAIR, TRIO = ("left", "right"), ("red", "green", "blue")
SOURCE = {"source": "S1"}
# Below, on, between and above the limits of the shared strategies, which are 1, 2 and 3.
NUMBERS = ["0", "1", "1.5", "2", "2.5", "3", "4"]


def verdict(production: Production, knowledge: Knowledge) -> bool | None:
    return satisfiable(production.condition, knowledge, production.table)


def fired(engine: InferenceEngine, profile: Profile) -> set[str]:
    """Return what fires for a company, whether its conclusion stands or not."""
    trace = engine.run(make_case(engine.knowledge, profile))
    return {firing.production for firing in trace.firings}


@one_in(2)
@given(st.data())
def test_what_no_company_can_reach_fires_for_none(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    lost = {each.id for each in productions(knowledge) if verdict(each, knowledge) is False}
    engine = InferenceEngine(knowledge)
    for _ in range(4):
        assert lost.isdisjoint(fired(engine, data.draw(profiles(knowledge))))


@given(st.data())
def test_what_some_company_can_reach_fires_for_the_example(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    problem, engine = Problem(knowledge), InferenceEngine(knowledge)
    for production in productions(knowledge):
        found = search(problem, [holding(production.condition, production.table)])
        if found.verdict is not True:
            continue
        assert found.example is not None
        # An example says which number a measure has, and not which answers make it so.
        if not any(each.attribute in problem.measures for each in found.example.readings):
            assert production.id in fired(engine, company(found.example))


def questions() -> list[Entry]:
    """Return a question of two options, one of three and a number."""
    forms: list[Entry] = [
        {"id": "pair", "kind": "choice", "options": dict.fromkeys(PAIR, "Words")},
        {"id": "trio", "kind": "choice", "options": dict.fromkeys(TRIO, "Words")},
        {"id": "number", "kind": "number", "unit": "points"},
    ]
    return [{**form, "label": form["id"], "ask": "What?", **SOURCE} for form in forms]


@st.composite
def tiny_bases(draw: st.DrawFn) -> Base:
    """Draw a base of three questions, two findings, the second drawn from the first, and advice."""
    words: tuple[tuple[str, tuple[str, ...]], ...] = (("pair", PAIR), ("trio", TRIO))
    findings: list[Entry] = []
    rules: list[Entry] = []
    for name in ("first", "second"):
        names = Names(words, (), ("number",))
        finding = draw(_findings(name))
        for place in range(draw(st.integers(0, 3))):
            value = draw(st.sampled_from(sorted(finding["domain"])))
            rule: Entry = {"id": f"{name}_{place}", "conclude": {name: value}, "because": "So."}
            if place and draw(st.booleans()):
                rule["overrides"] = [{"id": f"{name}_{place - 1}", "because": "It knows more."}]
            rules.append({**rule, "when": draw(conditions(names, company=False)), **SOURCE})
        findings.append(finding)
        if "several" not in finding:
            words = (*words, (name, tuple(finding["domain"])))
    wanted = draw(conditions(Names(words, (), ("number",)), company=False))
    base = {**fixed_entries(), "questions": questions(), "tables": [], "measures": []}
    return {**base, "findings": findings, "rules": rules, "advice": [_advice(wanted)]}


@st.composite
def _findings(draw: st.DrawFn, name: str) -> Entry:
    domain = {"good": "Good", "bad": "Bad"}
    finding: Entry = {"id": name, "label": name, "domain": domain, **SOURCE}
    more: list[Entry] = [{}, {"default": {"value": "good", "because": "Mostly so."}}]
    return {**finding, **draw(st.sampled_from(more))}


def _advice(when: Entry) -> Entry:
    texts = {"do": "Do it.", "why": "It matters.", "how": ["A.", "B.", "C."], "measure": "Count"}
    numbers: dict[str, Any] = {"impact": 3, "effort": 2, "horizon": "now"}
    return {"id": "advice", "topic": "topic", "when": when, **texts, **numbers, **SOURCE}


def everybody() -> Iterator[Profile]:
    """Yield every company there is, as far as the limits can tell them apart."""
    silent = [NOT_ASKED, Answer(State.DOES_NOT_APPLY)]
    answers = [
        [*(Answer(State.KNOWN, word) for word in PAIR), *silent],
        [*(Answer(State.KNOWN, word) for word in TRIO), *silent],
        [*(Answer(State.KNOWN, Decimal(number)) for number in NUMBERS), *silent],
    ]
    for pair, trio, number in product(*answers):
        yield Profile("Somebody", {"pair": pair, "trio": trio, "number": number}, {})


def are_of_one_mind(knowledge: Knowledge) -> bool:
    """Tell whether no two rules conclude different values of one finding."""
    concluded = {(c.finding, c.value) for r in knowledge.rules.values() for c in r.conclusions}
    return len(concluded) == len({finding for finding, _ in concluded})


@given(tiny_bases())
def test_the_verdict_is_what_asking_everybody_shows(base: Base) -> None:
    knowledge = load_base(base)
    companies = (evaluate_plainly(knowledge, make_case(knowledge, each)) for each in everybody())
    reached = {name for plain in companies for name, _ in plain.fired}
    for production in productions(knowledge):
        found = verdict(production, knowledge)
        assert found is None or found is (production.id in reached)
        assert found is not None or not are_of_one_mind(knowledge)
