"""Goals: a found change does it and costs least, and where none is said to do it, none does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import chain, combinations, product
from unittest.mock import patch

from hypothesis import assume, given
from hypothesis import strategies as st

from advisor.explain.what_if import goal_search
from advisor.explain.what_if.goal import search
from advisor.explain.what_if.goal_aim import Drop, Reach
from advisor.explain.what_if.goal_named import Named
from advisor.explain.what_if.goal_search import Outcome
from advisor.explain.what_if.lever import Lever, with_changed
from advisor.explain.what_if.standing_alone import Alone, standing_alone
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.prior import Prior
from advisor.model.case import Answer, Cell, Profile, State, Value
from advisor.model.knowledge import Kind, Knowledge
from tests.strategies.bases import Base, bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

MANY = 5000
MOST_TRIED = 1500
ASKED_WHEN = [{"colour": "red"}, {"not": {"colour": "red"}}, {"open": "yes"}]
SIZES = [Decimal(step) / 2 for step in range(11)]


@st.composite
def controllable(draw: st.DrawFn) -> Base:
    """A random base with a few answers that the company can change, at some cost."""
    base = draw(bases())
    names = draw(
        st.sets(st.sampled_from([q["id"] for q in base["questions"]]), min_size=1, max_size=3)
    )
    questions = [_with_cost(draw, q) if q["id"] in names else q for q in base["questions"]]
    asked = draw(st.sampled_from([None, *ASKED_WHEN]))
    if asked is not None:
        # The first question decides whether another makes sense.
        questions[-1] = {**questions[-1], "ask_when": asked}
    [table] = base["tables"]
    column = draw(st.sampled_from(["shade", "good", "size", ""]))
    columns = [_with_cost(draw, c) if c["id"] == column else c for c in table["columns"]]
    return {**base, "questions": questions, "tables": [{**table, "columns": columns}]}


def _with_cost(draw: st.DrawFn, entry: dict[str, object]) -> dict[str, object]:
    cost = {"change_cost": draw(st.integers(1, 5))} if draw(st.booleans()) else {}
    return {**entry, "controllable": draw(st.sampled_from(["yes", "slowly"])), **cost}


def goals(knowledge: Knowledge) -> st.SearchStrategy[Named]:
    """Goals of both kinds."""
    drops = [Named(Drop(name), "drop", name) for name in knowledge.advice]
    reaches = [
        Named(Reach(finding, value), "reach", finding.id, "", value)
        for finding in knowledge.findings.values()
        for value in finding.domain
    ]
    return st.sampled_from([*drops, *reaches])


def values(lever: Lever, alone: Alone) -> list[Value]:
    """Every other value of a lever that any rule could tell apart from the rest.

    An option that stands alone has no other beside it.
    """
    options = list(lever.question.options)
    found: list[Value] = []
    if lever.question.kind is Kind.CHOICES:
        sets = chain.from_iterable(combinations(options, n) for n in range(len(options) + 1))
        lone = alone.get(lever.cell[0], frozenset())
        found = [frozenset(each) for each in sets if len(each) == 1 or not lone & {*each}]
    elif options:
        found = list(options)
    else:
        found = list(SIZES)
    return [
        value for value in found if lever.now.state is not State.KNOWN or value != lever.now.value
    ]


def all_changes(
    levers: tuple[Lever, ...], alone: Alone
) -> Iterator[tuple[int, Mapping[Cell, Answer]]]:
    """Every change there is, with its cost."""
    for choice in product(*([None, *values(lever, alone)] for lever in levers)):
        pairs = [(lever, v) for lever, v in zip(levers, choice, strict=True) if v is not None]
        cost = sum(lever.cost for lever, _ in pairs)
        yield cost, {lever.cell: Answer(State.KNOWN, value) for lever, value in pairs}


class Whole:
    """The whole base and a company, to try changes out on."""

    def __init__(self, knowledge: Knowledge, profile: Profile, named: Named) -> None:
        """Build the engine."""
        self.engine, self.prior = InferenceEngine(knowledge), Prior.of(knowledge)
        self.profile, self.named = profile, named
        self.alone = standing_alone(knowledge)

    def reached(self, change: Mapping[Cell, Answer]) -> bool:
        """Tell whether a change brings the goal about."""
        profile = self.profile
        for cell, answer in change.items():
            profile = with_changed(profile, cell, answer)
        trace = self.engine.run(make_case(self.engine.knowledge, profile))
        return self.named.aim.reached(self.prior, trace)


def check(outcome: Outcome, levers: tuple[Lever, ...], whole: Whole) -> None:
    """Hold what a search says against every change there is."""
    costs = {lever.cell: lever.cost for lever in levers}
    for change in outcome.found:
        assert whole.reached(change)
        assert sum(costs[cell] for cell in change) == outcome.cost
    if not outcome.whole:
        return
    for cost, change in all_changes(levers, whole.alone):
        if not outcome.found or cost < outcome.cost:
            assert not whole.reached(change)


@given(st.data())
@one_in(4)
def test_nothing_cheaper_does_it_and_nothing_does_what_is_said_to_be_impossible(
    data: st.DataObject,
) -> None:
    knowledge = load_base(data.draw(controllable()))
    profile = data.draw(profiles(knowledge))
    named = data.draw(goals(knowledge))
    whole = Whole(knowledge, profile, named)
    assume(not whole.reached({}))
    # What is learnt only in long searches is learnt from the first run on, or not.
    with patch.object(goal_search, "PATIENCE", data.draw(st.sampled_from([0, 300]))):
        sought = search(knowledge, profile, named, MANY)
    tried = 1
    for lever in sought.levers:
        tried *= len(values(lever, whole.alone)) + 1
    assume(tried <= MOST_TRIED)
    assert sought.outcome.finished or sought.outcome.found
    check(sought.outcome, sought.levers, whole)


@given(st.data(), st.integers(1, 12))
@one_in(8)
def test_a_search_that_is_stopped_claims_no_more_than_it_has_looked_at(
    data: st.DataObject, budget: int
) -> None:
    knowledge = load_base(data.draw(controllable()))
    profile = data.draw(profiles(knowledge))
    named = data.draw(goals(knowledge))
    whole = Whole(knowledge, profile, named)
    assume(not whole.reached({}))
    sought = search(knowledge, profile, named, budget)
    outcome = sought.outcome
    assert sought.trial.runs <= budget
    if outcome.finished:
        return
    changes = all_changes(sought.levers, whole.alone)
    cheaper = [change for cost, change in changes if cost < outcome.searched]
    assume(len(cheaper) <= MOST_TRIED)
    if outcome.doubtful is None:
        assert not any(whole.reached(change) for change in cheaper)
