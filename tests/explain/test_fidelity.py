"""For every explanation, the cited answers alone lead to the advice, and none can be spared.

The whole engine judges here, on the whole base. What "lead to" means stands in
docs/decisions/0026-what-an-explanation-cites.md: the advice holds, by nothing
that is otherwise than with all answers.
"""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.explain.told.alone import behind, only
from advisor.explain.told.explanation import explain_how
from advisor.explain.told.run import Run
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.truth import UNANSWERED
from advisor.model.case import Cell, Profile, Reading, State
from advisor.model.condition import Attribute
from advisor.model.grounds import Ground
from advisor.model.outcome import Firing, Trace
from tests.shipped import shipped_engine
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles


def cell_of(ground: Ground) -> Cell:
    table, dot, column = ground.id.rpartition(".")
    return (Attribute(table, column) if dot else Attribute("", ground.id), ground.row)


def reads_alike(reading: Reading, whole: Reading) -> bool:
    """What was answered otherwise, or is only unanswered here, is another reason."""
    if State.KNOWN not in {reading.state, whole.state}:
        return reading.state == whole.state or {reading.state, whole.state} <= UNANSWERED
    if isinstance(reading.value, frozenset) and isinstance(whole.value, frozenset):
        return reading.value <= whole.value
    return reading.value == whole.value


def led(
    cells: Collection[Cell], firing: Firing, profile: Profile, engine: InferenceEngine
) -> tuple[Firing | None, Trace]:
    """The firing that these answers alone lead to, if they do, and the run."""
    trace = engine.run(make_case(engine.knowledge, only(profile, cells)))
    key = (firing.production, firing.row)
    found = (each for each in trace.firings if (each.production, each.row) == key)
    return next(found, None), trace


def check(firing: Firing, whole: Trace, profile: Profile, engine: InferenceEngine) -> None:
    run = Run(engine.knowledge, profile, whole)
    (told,) = explain_how([(firing.production, firing.row)], run).told
    cited = [cell_of(ground) for ground in told.cited]
    shaping = [cell_of(ground) for ground in told.shaping]
    assert led(cited, firing, profile, engine)[0] is not None
    for one in cited:
        left = [cell for cell in cited if cell != one]
        assert led(left, firing, profile, engine)[0] is None, one
    as_it_did, trace = led(cited + shaping, firing, profile, engine)
    assert as_it_did is not None
    for cell in behind(as_it_did.support, trace):
        assert reads_alike(trace.readings[cell], whole.readings[cell])


@given(st.data())
@one_in(2)
def test_the_cited_answers_alone_lead_to_the_advice_and_none_can_be_spared(
    data: st.DataObject,
) -> None:
    engine = InferenceEngine(load_base(data.draw(bases())))
    for _ in range(2):
        profile = data.draw(profiles(engine.knowledge))
        whole = engine.run(make_case(engine.knowledge, profile))
        for firing in whole.firings:
            if firing.production in engine.knowledge.advice:
                check(firing, whole, profile, engine)


@given(st.data())
@settings(max_examples=3)
def test_so_do_those_of_the_shipped_base(data: st.DataObject) -> None:
    engine = shipped_engine()
    profile = data.draw(profiles(engine.knowledge))
    whole = engine.run(make_case(engine.knowledge, profile))
    advice = [firing for firing in whole.firings if firing.production in engine.knowledge.advice]
    if advice:
        check(data.draw(st.sampled_from(advice)), whole, profile, engine)


@given(st.data())
@one_in(4)
def test_only_given_answers_are_cited(data: st.DataObject) -> None:
    engine = InferenceEngine(load_base(data.draw(bases())))
    profile = data.draw(profiles(engine.knowledge))
    whole = engine.run(make_case(engine.knowledge, profile))
    run = Run(engine.knowledge, profile, whole)
    keys = [
        (firing.production, firing.row)
        for firing in whole.firings
        if firing.production in engine.knowledge.advice
    ]
    for told in explain_how(keys, run).told:
        assert {ground.state for ground in told.cited} <= {"known", "does_not_apply"}
        parts = [told.cited, told.shaping, told.further]
        assert len(set().union(*parts)) == sum(map(len, parts))
