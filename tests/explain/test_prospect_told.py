"""An explanation says of what may still come or go what the document says."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

import pytest

from advisor import pipeline
from advisor.explain.told.explanation import explain_how, explain_why_not
from advisor.explain.told.run import Run
from advisor.explain.what_if.goal import seek
from advisor.explain.what_if.goal_named import named_goal
from advisor.explain.what_if.goal_words import goal_in_words
from advisor.explain.what_if.page import Paragraph, Points
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.explanation import Told
from advisor.profile.read import read_profile
from tests.docs.places import ROOT
from tests.shipped import shipped_engine

EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def looked_at(path: Path, engine: InferenceEngine) -> Run:
    profile = read_profile(path, engine.knowledge)
    trace = engine.run(make_case(engine.knowledge, profile))
    return Run(engine.knowledge, profile, trace, pipeline.look(engine, profile, trace))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_what_is_told_of_missing_answers_is_what_the_document_says(path: Path) -> None:
    engine = shipped_engine()
    run = looked_at(path, engine)
    assessment = pipeline.advise(engine, run.profile, dt.date(2026, 11, 22))
    missing = bool(run.outlook.waits)
    for item in assessment.advice[::3]:
        (told,) = explain_how([(item.id, item.row)], run).told
        assert told.prognosis == (item.prospect if missing else "")
        assert [ground.label for ground in told.awaits] == [each.label for each in item.awaits]
    for each in assessment.possible[::3]:
        (told,) = explain_why_not([(each.id, each.row)], run).told
        assert told.prognosis == "possible"
        assert [ground.label for ground in told.awaits] == [a.label for a in each.awaits]


def told_of_bakery(key: tuple[str, str], *, holds: bool) -> Told:
    run = looked_at(ROOT / "examples" / "bakery.yaml", shipped_engine())
    explain = explain_how if holds else explain_why_not
    (told,) = explain([key], run, "owner").told
    return told


RETENTION = "“People who walk past on Saturdays: Still customers after a year”"


def test_it_is_said_in_a_sentence() -> None:
    saturdays, regulars = "People who walk past on Saturdays", "Regulars from the street"
    sure = told_of_bakery(("win_more_like_best", "Cafés nearby"), holds=True)
    assert sure.outlook == "It stands whatever the answers are that are still missing."
    unsure = told_of_bakery(("put_effort_into_promising_group", saturdays), holds=True)
    assert unsure.outlook == f"Answers that are still missing could change it: {RETENTION}."
    may_come = told_of_bakery(("grow_with_best", regulars), holds=False)
    said = f"Answers that are still missing may bring it all the same: {RETENTION}."
    assert may_come.outlook == said
    never = told_of_bakery(("serve_last_group_lightly", regulars), holds=False)
    assert never.outlook == "No answer that is still missing can bring it."
    left_open = told_of_bakery(("serve_last_group_lightly", saturdays), holds=False)
    said = "Your answers leave it open, but none that is still missing can bring it."
    assert (left_open.summary, left_open.owner, left_open.outlook) == (said, said, "")


def told_of(name: str, key: tuple[str, str], *, holds: bool) -> Told:
    run = looked_at(ROOT / "examples" / f"{name}.yaml", shipped_engine())
    explain = explain_how if holds else explain_why_not
    (told,) = explain([key], run).told
    return told


def test_what_only_does_not_stand_in_the_way_is_told_apart() -> None:
    told = told_of("car-wash", ("find_meta_value", ""), holds=True)
    assert [ground.id for ground in told.cited] == ["feelings_valued"]
    assert [ground.id for ground in told.shaping] == ["years"]


def test_the_owner_hears_that_one_answer_is_not_enough() -> None:
    told = told_of("car-wash", ("mend_let_down", "The price of a wash"), holds=False)
    assert told.owner == (
        "It would take another answer than “The price of a wash: Kind of need: not answered”: "
        "“Taken for granted; noticed only when it is missing”. More is lacking than that."
    )


def test_of_several_values_only_the_rules_for_the_one_asked_for_are_told() -> None:
    told = told_of("bakery", ("become_known_through_customers", ""), holds=True)
    assert "lost_in_silence" not in repr(told.tree)


def test_a_goal_names_the_missing_answers_that_could_reach_it_too() -> None:
    engine = shipped_engine()
    profile = read_profile(ROOT / "examples" / "accountant.yaml", engine.knowledge)
    named = named_goal("drop:work_out_customer_value", profile, engine.knowledge)
    goal = seek(
        engine, profile, named, 50, dt.date(2026, 11, 22), partial(pipeline.look, engine, profile)
    )
    assert [ground.id for ground in goal.awaits] == ["segments"]
    said = [block.text for block in goal_in_words(goal) if isinstance(block, Paragraph)]
    assert said[-2:] == [
        "It depends on nothing that you control, so nothing you do changes it.",
        "Answers that are still missing could change it: “Groups of customers”.",
    ]


def test_a_goal_says_when_the_advice_would_only_give_way() -> None:
    engine = shipped_engine()
    profile = read_profile(ROOT / "examples" / "car-wash.yaml", engine.knowledge)
    named = named_goal("drop:leave_cheap_rival_its_price", profile, engine.knowledge)
    goal = seek(engine, profile, named, 200, dt.date(2026, 11, 22))
    advice = "Stop leading with price, and speak first of what customers really choose by."
    assert [effect.gives_way_to for effect in goal.effects] == [(advice,)]
    points = [block for block in goal_in_words(goal) if isinstance(block, Points)]
    said = [item.text for each in points for item in each.items]
    assert f"It would only give way to other advice: “{advice}”" in said
