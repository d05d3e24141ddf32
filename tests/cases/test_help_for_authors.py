"""The scripts that help to write cases find what they look for, and agree with the engine."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.cases.coverage import cover
from advisor.cases.outcome import Outcome
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from benchmarks.lazily import Base, Lazy
from benchmarks.mutants import mutants
from benchmarks.noticing import Noticing
from benchmarks.searching import Search
from benchmarks.seeking import Seeker
from benchmarks.skeletons import skeleton
from tests.cases.washing import WHOLE, cases, knowledge, results
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles


@one_in(2)
@given(st.data())
def test_what_is_worked_out_on_demand_is_what_the_engine_says(data: st.DataObject) -> None:
    base = load_base(data.draw(bases()))
    case = make_case(base, data.draw(profiles(base)))
    trace = InferenceEngine(base).run(case)
    outcome, lazy = Outcome(base, trace), Lazy(Base(base), case)
    for settlement in trace.settlements:
        attribute, row = settlement.cell
        assert lazy.settlement(base.findings[attribute.name], row) == settlement
    for name in base.advice:
        assert lazy.given(name) == {given for given in outcome.given if given.id == name}


def test_a_case_is_suggested_for_everything_that_can_be_reached() -> None:
    base = Base(knowledge())
    seeker = Seeker(base, Search(base))
    texts = []
    for number, goal in enumerate(seeker.branches.goals()):
        found = seeker.seek(goal)
        assert found is not None, goal
        draft, names = found
        assert goal in set(seeker.reached(draft))
        text = skeleton(f"{number}", draft, seeker.search.lazy(draft), names)
        texts.append(text)
    suggested = results("cases:\n" + "\n".join(texts))
    assert all(not result.unmet for result in suggested)
    assert cover(knowledge(), suggested).missing == ()


def test_a_suggested_case_is_as_small_as_can_be() -> None:
    base = Base(knowledge())
    seeker = Seeker(base, Search(base))
    goal = next(g for g in seeker.branches.goals() if g.owner == "clean_up" and g.kind == "advice")
    found = seeker.seek(goal)
    assert found is not None
    text = skeleton("why", found[0], seeker.search.lazy(found[0]), found[1])
    shown = [line for line in text.splitlines() if not line.startswith("  #")]
    row = shown[2].split("name: ")[1][0]
    assert shown == [
        '  - name: "TODO a sentence that says what happens here: why"',
        "    places:",
        f"      - {{name: {row}, clean: no}}",
        "    expect:",
        f"      advice: [{{clean_up: {row}}}]",
    ]


def test_changes_to_rules_are_noticed_by_the_cases_that_rest_on_them() -> None:
    base = Base(knowledge())
    noticing = Noticing(base, cases(WHOLE))
    left = {
        name: [m.said for m in noticing.unnoticed(name, mutants(production, base.knowledge))]
        for name, production in base.productions.items()
    }
    assert left == {
        "lost_means_no_room": [],
        "served_means_room": [
            "without 'peak is served'",
            "'not (load at_least load.high)'",
            "'not (load more_than load.high)' with 76.5 for 85",
        ],
        "dirty_place": [],
        "make_room": [],
        "clean_up": [],
    }
