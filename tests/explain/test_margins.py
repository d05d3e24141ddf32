"""Margins: at the number given, other advice leads; just before it, the same as now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.advice.conflicts import resolve_conflicts
from advisor.advice.ranking import Key, key_of, rank
from advisor.advice.wording import Wording
from advisor.explain.what_if.margins import margins
from advisor.explain.what_if.number import numbers
from advisor.explain.what_if.page import Grid, to_text
from advisor.explain.what_if.steps import range_of
from advisor.explain.what_if.turning_points import Comparisons
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.case import Profile
from tests.explain.changing import company, measured, shown
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

CROWDED = """
answers: {peak: lost, load: 90, town: small, sign: no, title: no, staff: 4, guests: 5,
  extras: [wash]}
things: [{name: Door, mark: 3, kind: old}, {name: Bell, mark: 4.5, kind: new}]
"""


def test_the_nearest_flip_stands_first() -> None:
    assert (
        shown(measured(company(CROWDED)))
        == """\
How firm the leading advice is: Glans

This leads now:

- Make room.
- Move.
- Improve Door.

Other advice would lead if one of these numbers were another, the nearest first. The distance is in
percent of the number, or of its scale where it has one.

Answer      Now  Flips at  Distance
Bell: Mark  4.5  3.9       15%
    Then: “Improve Bell.” leads; “Improve Door.” no longer leads
Guests      5    6         20%
    Then: “Hire.” leads; “Improve Door.” no longer leads
Staff       4    5         25%
    Then: “Hire.” leads; “Improve Door.” no longer leads
Door: Mark  3    4         25%
    Then: “Wax as well.” leads; “Improve Door.” no longer leads

1 further number moves nothing that leads. It took 14 runs of the engine.
"""
    )


def test_where_the_budget_ends_the_rest_is_not_claimed_to_be_firm() -> None:
    found = measured(company(CROWDED), budget=4)
    assert (found.runs, found.unsearched > 0) == (4, True)
    assert shown(found).endswith(
        "The search stopped at its budget before 4 numbers; --budget gives it more. It took 4 "
        "runs of the\nengine.\n"
    )


def test_without_numbers_nothing_flips() -> None:
    assert (
        shown(measured(company("answers: {peak: lost}")))
        == """\
How firm the leading advice is: Glans

This leads now:

- Make room.
- Say it.

No single number, however far it moves, makes other advice lead.

It took 1 run of the engine.
"""
    )


def leading(engine: InferenceEngine, profile: Profile) -> set[Key]:
    """Return the leading advice of a company."""
    knowledge = engine.knowledge
    trace = engine.run(make_case(knowledge, profile))
    ranked = rank(resolve_conflicts(Wording(knowledge, trace, "", "en")).firings, knowledge, trace)
    return {key_of(item.firing) for item in ranked if item.lead}


@given(st.data())
@one_in(4)
def test_a_flip_is_where_it_is_said_to_be(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    least = {"lead.at_least": 1, "lead.at_most": 2}
    parameters = {
        name: replace(each, value=type(each.value)(least[name])) if name in least else each
        for name, each in knowledge.parameters.items()
    }
    engine = InferenceEngine(replace(knowledge, parameters=parameters))
    profile = data.draw(profiles(knowledge))
    now = leading(engine, profile)
    there = {(str(n.cell[0]), n.cell[1], n.rival): n for n in numbers(knowledge, profile)}
    comparisons = Comparisons.of(knowledge)
    for flip in margins(engine, profile, 500).flips:
        number = there[flip.id, flip.row, flip.rival]
        limits = comparisons.limits(number.cell[0])
        step = range_of(number.question, number.scale, [number.now, *limits]).step
        before = flip.flips_at - (step if flip.distance > 0 else -step)
        assert leading(engine, number.moved(profile, flip.flips_at)) != now
        assert leading(engine, number.moved(profile, before)) == now


def test_a_long_label_goes_on_below_where_the_table_is_too_wide() -> None:
    row = ("Fresh for several days: Marks of the rivals", "3.6", "5", "35%", "It leads.")
    grid = Grid(("Answer", "Now", "Flips at", "Distance", "Then"), (row,))
    assert to_text([grid], 50) == (
        "Answer                     Now  Flips at  Distance\n"
        "Fresh for several days:    3.6  5         35%\n"
        "  Marks of the rivals\n"
        "    Then: It leads.\n"
    )
