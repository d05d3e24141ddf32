"""Other answers: what comes and goes by them, and through which rules."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.explain.difference import difference
from advisor.explain.what_if.page import to_markdown
from advisor.explain.what_if.run import what_if
from advisor.explain.what_if.run_words import what_if_in_words
from advisor.inference.engine import InferenceEngine
from advisor.model.what_if import Link
from advisor.pipeline import advise
from tests.explain.changing import BASE, DAY, changed, company, shown
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

CROWDED = """
answers: {peak: lost, load: 90, town: small, sign: no, title: no, staff: 4, guests: 5}
things: [{name: Door, mark: 3, kind: old}, {name: Bell, mark: 4.5, kind: new}]
"""


def test_what_goes_and_comes_is_told_first_and_then_by_what() -> None:
    assert (
        shown(changed(company(CROWDED), "peak=served", "load=60"))
        == """\
What if: Glans

If this were otherwise, 1 piece of advice would go away and 1 piece of advice would come:

- Load: 90% → 60%
- Busiest hour: Lost → Served

What goes away

- Make room. (no. 1, one of those to begin with)
    through Load → [roomy] → Room

What comes

- Advertise. (no. 1, one of those to begin with)
    through Load → [roomy] → Room

Findings

- Room: Too little → Enough
    through Load → [roomy]

The plan

In the plan: 1 added, 1 removed.

Rules

- Now holds: Nobody waits. [roomy]
- No longer holds: People leave. [crowded]
- No longer holds: It is full. [loaded]
"""
    )


def test_one_change_is_told_in_one_sentence() -> None:
    text = shown(changed(company(CROWDED), "sign=yes"))
    assert text.split("\n\n")[1:] == [
        "If “Sign” were “Yes” instead of “No”, the advice would be the same, though not what it "
        "rests on.",
        "Findings",
        "- Fame: Nobody does → They know you\n    through Sign → [seen]",
        "Rules",
        "- Now holds: Because of seen. [seen]\n- No longer holds: Because of unseen. [unseen]\n",
    ]


def test_the_answer_there_is_changes_nothing() -> None:
    assert (
        shown(changed(company(CROWDED), "peak=lost"))
        == """\
What if: Glans

That is what the profile says already: nothing changes.
"""
    )


def test_an_answer_that_no_rule_minds_changes_no_advice() -> None:
    assert (
        shown(changed(company(CROWDED), "load=91"))
        == """\
What if: Glans

If “Load” were “91%” instead of “90%”, the advice would be the same.
"""
    )


def test_a_cell_of_a_row_changes_that_row_and_the_order_of_the_rest() -> None:
    found = changed(company(CROWDED), "things.bell.mark=3")
    assert [(c.id, c.row, c.before, c.after) for c in found.changes] == [
        ("things.mark", "Bell", "4.5", "3")
    ]
    assert [
        (a.key, a.presence) for a in found.difference.advice if a.moved or a.before is None
    ] == [("improve: Bell", "comes")]
    [chain] = found.chains
    assert chain.links == (
        Link("answer", "things.mark", "Bell", "Bell: Mark", "4.5", "3", ""),
        Link("advice", "improve", "Bell", "Improve Bell.", "fails", "holds", ""),
    )


def test_a_number_is_followed_through_what_is_worked_out_from_it() -> None:
    found = changed(company(CROWDED), "guests=9")
    [chain] = found.chains
    assert [(link.kind, link.id, link.before, link.after) for link in chain.links] == [
        ("answer", "guests", "5", "9"),
        ("measure", "total", "9", "13"),
        ("advice", "hire", "fails", "holds"),
    ]


def test_as_markdown_what_the_company_typed_is_no_markup() -> None:
    things = "things: [{name: '*Bell* <b>', mark: 4.5, kind: new}]"
    text = to_markdown(what_if_in_words(changed(company(things), "things.*bell* <b>.mark=3")))
    assert (
        text
        == """\
# What if: Glans

If “\\*Bell\\* \\<b>: Mark” were “3” instead of “4.5”, 1 piece of advice would come.

## What comes

- Improve \\*Bell\\* \\<b>. (no. 1, one of those to begin with)
  - through \\*Bell\\* \\<b>: Mark

## The plan

In the plan: 1 added.
"""
    )


@given(st.data())
@one_in(4)
def test_nothing_differs_from_itself(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    assessment = advise(InferenceEngine(knowledge), data.draw(profiles(knowledge)), DAY)
    found = difference(assessment, assessment)
    assert not any((found.findings, found.scores, found.measures, found.advice, found.plan))
    assert not found.rules


@given(st.data())
@one_in(4)
def test_what_comes_one_way_goes_the_other(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    engine = InferenceEngine(knowledge)
    one, other = (advise(engine, data.draw(profiles(knowledge)), DAY) for _ in range(2))
    there, back = difference(one, other), difference(other, one)
    comes = {change.key for change in there.advice if change.presence == "comes"}
    assert comes == {change.key for change in back.advice if change.presence == "goes"}
    assert comes == {a.key for a in other.advice} - {a.key for a in one.advice}
    assert {(f.id, f.row) for f in there.findings} == {(f.id, f.row) for f in back.findings}
    assert {(r.rule, r.row) for r in there.rules} == {(r.rule, r.row) for r in back.rules}
    kept = [a.key for a in other.advice if a.key not in comes]
    moved = {change.key for change in there.advice if change.moved}
    order = [a.key for a in one.advice if a.key in kept and a.key not in moved]
    assert [key for key in kept if key not in moved] == order


@given(st.data())
@one_in(8)
def test_every_change_of_the_advice_is_led_back_to_a_changed_answer(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    before = data.draw(profiles(knowledge))
    name = data.draw(st.sampled_from(sorted(knowledge.questions)))
    other = data.draw(profiles(knowledge)).answers[name]
    after = type(before)(
        company=before.company,
        answers={**before.answers, name: other},
        tables=before.tables,
        cut_lines=before.cut_lines,
    )
    found = what_if(InferenceEngine(knowledge), before, after, DAY)
    ends = {(chain.links[-1].id, chain.links[-1].row) for chain in found.chains}
    for change in found.difference.advice:
        if change.presence != "stays":
            assert (change.id, change.row) in ends
    for finding in found.difference.findings:
        if finding.value:
            attribute = knowledge.findings[finding.id].attribute
            assert (str(attribute), finding.row) in ends
    for chain in found.chains:
        assert chain.links[0].id == name
        assert chain.links[-1].kind in {"finding", "advice"}


def test_the_small_base_has_all_that_can_be_changed() -> None:
    assert {q.id: q.change_cost for q in BASE.questions.values() if q.change_cost} == {
        "peak": 4,
        "load": 3,
        "sign": 1,
        "title": 1,
        "staff": 4,
        "guests": 4,
        "extras": 2,
        "words": 1,
    }
