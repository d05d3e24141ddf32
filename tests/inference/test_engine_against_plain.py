"""The engine and the plain evaluator agree on everything, whatever the base and the answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.plain import evaluate_plainly
from tests.strategies.bases import bases, load_base
from tests.strategies.profiles import profiles


@given(st.data())
def test_the_engine_agrees_with_the_plain_evaluator(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    engine = InferenceEngine(knowledge)
    for _ in range(4):
        case = make_case(knowledge, data.draw(profiles(knowledge)))
        trace = engine.run(case)
        plain = evaluate_plainly(knowledge, case)
        fired = {(firing.production, firing.row): firing.certainty for firing in trace.firings}
        assert fired == plain.fired
        assert {(record.production, record.row) for record in trace.open_rules} == plain.open
        assert trace.readings == plain.readings
