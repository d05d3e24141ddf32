"""The whole assessment: every line traces to answers, rules and sources, whatever is asked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import advisor
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.plain import evaluate_plainly
from advisor.knowledge.digest import answers_digest
from advisor.knowledge.load import load_knowledge
from advisor.model.advice import AdviceView, PlanStep
from advisor.model.assessment import FORMAT, Assessment, Stamp
from advisor.model.case import Profile
from advisor.model.findings import TopicView
from advisor.model.grounds import Cited, Derivation, Ground
from advisor.model.knowledge import Knowledge
from advisor.pipeline import advise
from advisor.profile.read import read_profile
from advisor.report.serial import assessment_schema, to_json
from tests.inference.small import DAY, HOW, assessed, profile, small
from tests.strategies.bases import load_base
from tests.strategies.documents import rich_bases
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
BASE = small(
    """
    questions:
      - {id: industry, label: Line of business, kind: text, place: company}
      - {id: open, label: Opening, kind: yes_no}
    advice: [{id: act, when: {open: yes}, why: "{company} is open.", not_when: You move.}]
    """
)
SAID = "notes: So much for that.\nanswers: {open: yes}"


def test_a_whole_small_assessment() -> None:
    given_profile = profile(BASE, SAID)
    opening = Ground("open", "", "answer", "Opening", "Yes", "known", unsure=False)
    what = ("Do act.", "Glans is open.")
    certainty = Decimal("0.9")
    assert assessed(BASE, SAID) == Assessment(
        format=FORMAT,
        language="en",
        company="Glans",
        stamp=Stamp(
            program=advisor.__version__,
            knowledge="small",
            knowledge_title="Small",
            knowledge_version="1",
            knowledge_digest=BASE.digest,
            answers=answers_digest(given_profile),
            date="2026-11-21",
        ),
        about=(
            Ground(
                "industry",
                "",
                "answer",
                "Line of business",
                "not answered",
                "not_asked",
                False,  # noqa: FBT003 - as the type has it
            ),
        ),
        notes="So much for that.",
        topics=(TopicView("topic", "Topic", "mix", None),),
        tables=(),
        measures=(),
        findings=(),
        advice=(
            AdviceView(
                key="act",
                id="act",
                row="",
                topic="topic",
                do=what[0],
                why=what[1],
                how=tuple(HOW),
                measure="Count it",
                impact=3,
                effort=1,
                horizon="now",
                not_when="You move.",
                certainty=certainty,
                certainty_word="well supported",
                certainty_arithmetic="1.00 × 0.90 = 0.90",
                priority=Decimal("7.1"),
                priority_arithmetic="3 × 3 × 0.90 − 1 = 7.1",
                rank=1,
                lead=True,
                prospect="certain",
                awaits=(),
                after=(),
                reasons=(),
                rests_on=(opening,),
                grade="article",
                sources=("S1",),
            ),
        ),
        plan=(PlanStep(1, "act", what[0], "now", 1, "Count it", ()),),
        gave_way=(),
        possible=(),
        excluded=0,
        open_questions=(),
        derivations=(
            Derivation(
                number=1,
                rule="act",
                row="",
                kind="advice",
                because=what[1],
                concluded=(what[0],),
                stands_in=(),
                grounds=(opening,),
                certainty=certainty,
                arithmetic="1.00 × 0.90 = 0.90",
                grade="article",
                sources=("S1",),
            ),
        ),
        sources=(Cited("S1", "An article", "", "", "article", ""),),
        words=(),
        benchmark=None,
    )


def test_only_the_stamp_depends_on_the_day() -> None:
    engine, given_profile = InferenceEngine(BASE), profile(BASE, SAID)
    one = advise(engine, given_profile, DAY)
    other = advise(engine, given_profile, dt.date(1999, 12, 31))
    assert other.stamp.date == "1999-12-31"
    assert msgspec.structs.replace(other, stamp=one.stamp) == one
    assert msgspec.structs.replace(other.stamp, date="2026-11-21") == one.stamp


# ---- What holds for every assessment.


def check(assessment: Assessment, knowledge: Knowledge, given_profile: Profile) -> None:
    """Hold an assessment against everything that a reader may rely on."""
    check_advice(assessment, knowledge, given_profile)
    check_order(assessment)
    check_references(assessment, knowledge)
    check_numbers(assessment)
    validator().validate(msgspec.json.decode(to_json(assessment)))


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(assessment_schema())


def check_advice(assessment: Assessment, knowledge: Knowledge, given_profile: Profile) -> None:
    """No advice whose condition does not hold, and never two of an exclusive group."""
    plain = evaluate_plainly(knowledge, make_case(knowledge, given_profile))
    for item in assessment.advice:
        assert plain.fired[item.id, item.row] == item.certainty
    groups = [
        (advice.exclusive, advice.table, item.row)
        for item in assessment.advice
        if (advice := knowledge.advice[item.id]).exclusive
    ]
    assert len(groups) == len(set(groups))
    fired = {key for key in plain.fired if key[0] in knowledge.advice}
    gave_way = sum(1 for way in assessment.gave_way if way.kind == "advice")
    assert len(fired) == len(assessment.advice) + gave_way


def check_order(assessment: Assessment) -> None:
    """Ranks and numbers count from one, and nothing comes before what must precede it."""
    ranks = {item.key: item.rank for item in assessment.advice}
    assert list(ranks.values()) == list(range(1, len(assessment.advice) + 1))
    for item in assessment.advice:
        assert all(ranks[key] < item.rank for key in item.after)
    assert [step.number for step in assessment.plan] == list(ranks.values())
    assert [step.key for step in assessment.plan] == list(ranks)
    assert all(number < step.number for step in assessment.plan for number in step.after)
    for step, item in zip(assessment.plan, assessment.advice, strict=True):
        assert step.after == tuple(sorted(ranks[key] for key in item.after))
    leading = [item for item in assessment.advice if item.lead]
    assert list(assessment.advice[: len(leading)]) == leading
    assert len(leading) <= 5
    assert [item.lead for item in assessment.advice[:1]] == [True] * bool(assessment.advice)
    assert [d.number for d in assessment.derivations] == list(
        range(1, len(assessment.derivations) + 1)
    )


def check_references(assessment: Assessment, knowledge: Knowledge) -> None:
    """Grounds are what the company said, or worked out from it, and every source is listed."""
    inputs = {"answer", "computed", "measure", "table"}
    of_advice = [item.rests_on for item in assessment.advice]
    of_findings = [finding.rests_on for finding in assessment.findings]
    for rests_on in of_advice + of_findings:
        assert all(ground.origin in inputs for ground in rests_on)
        assert len(set(rests_on)) == len(rests_on)
    listed = {source.id for source in assessment.sources}
    cited = {name for item in assessment.advice for name in item.sources}
    cited |= {name for finding in assessment.findings for name in finding.sources}
    cited |= {name for derivation in assessment.derivations for name in derivation.sources}
    works = {knowledge.sources[name].within for name in cited} - {""}
    assert listed == cited | works
    shown = {(d.rule, d.row) for d in assessment.derivations if d.kind == "advice"}
    assert shown == {(item.id, item.row) for item in assessment.advice}


def check_numbers(assessment: Assessment) -> None:
    """Certainties are certainties, standings stand where something counts."""
    certainties = [item.certainty for item in assessment.advice]
    certainties += [derivation.certainty for derivation in assessment.derivations]
    certainties += [finding.certainty for finding in assessment.findings]
    assert all(0 <= certainty <= 1 for certainty in certainties)
    for finding in assessment.findings:
        known = finding.state == "known"
        assert bool(finding.certainty_word) == known
        assert finding.standing in ({"well", "between", "badly", ""} if known else {"unknown", ""})
        assert known or finding.value == ""
        assert finding.missing == () or not known
        assert finding.reasons or finding.decision != "default"
    for topic in assessment.topics:
        if topic.score is not None:
            assert 0 < topic.score.known <= topic.score.total


@given(st.data())
@one_in(2)
def test_every_assessment_by_any_base_can_be_relied_upon(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(rich_bases()))
    given_profile = data.draw(profiles(knowledge))
    check(advise(InferenceEngine(knowledge), given_profile, DAY), knowledge, given_profile)


@cache
def shipped() -> InferenceEngine:
    return InferenceEngine(load_knowledge())


@given(st.data())
@one_in(10)
def test_every_assessment_by_the_shipped_base_can_be_relied_upon(data: st.DataObject) -> None:
    knowledge = shipped().knowledge
    given_profile = data.draw(profiles(knowledge))
    check(advise(shipped(), given_profile, DAY), knowledge, given_profile)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_assessment_of_an_example_can_be_relied_upon(path: Path) -> None:
    knowledge = shipped().knowledge
    company = read_profile(path, knowledge)
    check(advise(shipped(), company, DAY), knowledge, company)


def test_a_profile_without_an_answer_can_be_assessed_by_the_shipped_base() -> None:
    nobody = Profile("Nobody", {}, {})
    check(advise(shipped(), nobody, DAY), shipped().knowledge, nobody)
