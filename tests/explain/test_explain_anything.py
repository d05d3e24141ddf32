"""Whatever the base and the answers: each piece of advice has its explanation, in any form."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from advisor.explain.told.drawn import drawn
from advisor.explain.told.explanation import explain_how, explain_why_not
from advisor.explain.told.run import Run
from advisor.explain.told.told import standing
from advisor.explain.told.written import to_json, to_markdown
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.explanation import Level, Node
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
LEVELS: list[Level] = ["owner", "adviser", "student"]


def steps(root: Node) -> list[Node]:
    return [root, *(step for part in root.parts for step in steps(part))]


@given(st.data())
@one_in(2)
def test_any_advice_can_be_explained_at_any_level_in_any_form(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    profile = data.draw(profiles(knowledge))
    run = Run(knowledge, profile, InferenceEngine(knowledge).run(make_case(knowledge, profile)))
    level = data.draw(st.sampled_from(LEVELS))
    for name in knowledge.advice:
        for row in run.rows(name):
            explain = explain_how if (name, row) in run.firings else explain_why_not
            explanation = explain([(name, row)], run, level)
            (told,) = explanation.told
            assert told.standing == standing((name, row), run)
            lines = drawn(explanation, 60).splitlines()
            assert all(line == line.rstrip() and not CONTROL.search(line) for line in lines)
            assert to_markdown(explanation).startswith("# ")
            assert to_json(explanation).endswith("}\n")


@given(st.data())
@one_in(2)
def test_what_is_told_of_a_step_is_what_was_read(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    profile = data.draw(profiles(knowledge))
    run = Run(knowledge, profile, InferenceEngine(knowledge).run(make_case(knowledge, profile)))
    keys = [key for key in run.firings if key[0] in knowledge.advice]
    for told in explain_how(keys, run).told:
        assert told.tree.certainty == run.firings[told.id, told.row].certainty
        for step in steps(told.tree):
            assert not (step.again and step.parts)
            if step.kind == "rule" and step.holds == "yes":
                assert step.certainty == run.firings[step.id, step.row].certainty
        for step in told.tree.parts:
            # What the condition asks of it holds, however it came to.
            assert step.holds == "yes"


@given(st.data())
@one_in(2)
def test_what_is_lacking_does_not_hold(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    profile = data.draw(profiles(knowledge))
    run = Run(knowledge, profile, InferenceEngine(knowledge).run(make_case(knowledge, profile)))
    for name in knowledge.advice:
        keys = [(name, row) for row in run.rows(name) if (name, row) not in run.firings]
        for told in explain_why_not(keys, run).told:
            assert told.tree.holds == {"open": "unknown", "fails": "no"}[told.standing]
            assert all(step.holds != "yes" for step in told.tree.parts)
