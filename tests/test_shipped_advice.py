"""What must hold of the shipped knowledge for any company whatever.

No advice whose conditions do not hold, no failed check without advice, never a
thing and its opposite.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.advice.assess import assess
from advisor.advice.grounds import Grounds
from advisor.advice.wording import Wording
from advisor.inference.facts import make_case
from advisor.inference.plain import evaluate_plainly
from advisor.model.assessment import Assessment
from advisor.model.case import Profile
from advisor.model.condition import Attribute
from advisor.model.outcome import Trace
from tests.shipped import shipped_engine
from tests.strategies.profiles import profiles

DAY = dt.date(2026, 11, 21)


def run(profile: Profile) -> tuple[Trace, Assessment]:
    knowledge = shipped_engine().knowledge
    trace = shipped_engine().run(make_case(knowledge, profile))
    return trace, assess(knowledge, profile, trace, DAY)


@settings(max_examples=15)
@given(st.data())
def test_advice_holds_answers_every_failed_check_and_never_contradicts_itself(
    data: st.DataObject,
) -> None:
    knowledge = shipped_engine().knowledge
    profile = data.draw(profiles(knowledge))
    trace, assessment = run(profile)
    plain = evaluate_plainly(knowledge, make_case(knowledge, profile))
    assert {(item.id, item.row) for item in assessment.advice} <= plain.fired.keys()
    assert [name for name in failed(trace) if not answered(name, trace, assessment)] == []
    groups = Counter(
        (knowledge.advice[item.id].exclusive, item.row)
        for item in assessment.advice
        if knowledge.advice[item.id].exclusive
    )
    assert [group for group, count in groups.items() if count > 1] == []


def failed(trace: Trace) -> list[str]:
    """Return the checks that fail for the company."""
    return [
        finding.id
        for finding in shipped_engine().knowledge.findings.values()
        if finding.check and trace.readings[finding.attribute, ""].value == "fails"
    ]


def answered(check: str, trace: Trace, assessment: Assessment) -> bool:
    """Tell whether some advice rests on an answer that made a check fail, or on the check itself.

    What the company is (``place: company``) is no cause of a failure.
    """
    knowledge = shipped_engine().knowledge
    grounds = Grounds(Wording(knowledge, trace, assessment.company, knowledge.language))
    facts = {name for name, asked in knowledge.questions.items() if asked.place == "company"}
    causes = set(grounds.inputs([(Attribute("", check), "")]))
    advised = (f.support for f in trace.firings if f.production in knowledge.advice)
    touched = set(grounds.inputs(cell for support in advised for cell in support))
    return any(cell[0].name not in facts for cell in causes & touched)


def test_what_points_both_ways_is_declared_to_be_exclusive() -> None:
    groups = {advice.exclusive for advice in shipped_engine().knowledge.advice.values()} - {""}
    assert groups >= {"price_direction", "customer_direction", "promotion_level"}
