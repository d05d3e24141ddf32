"""Advice that contradicts other advice: one stands, the other gives way, and it is said why."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from advisor.advice.conflicts import resolve_conflicts
from advisor.advice.ranking import key_of
from advisor.advice.wording import Wording
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.advice import GaveWay
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Firing
from tests.inference.small import small, traced
from tests.strategies.bases import load_base
from tests.strategies.documents import rich_bases
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

THINGS = """
    questions: [{id: open, kind: yes_no}]
    tables:
      - {id: things, columns: [{id: good, kind: yes_no}]}
      - {id: places, columns: [{id: good, kind: yes_no}]}
"""


def base(*advice: str, extra: str = THINGS) -> Knowledge:
    """A base with this advice, always given unless it says when."""
    lines = "".join(f"      - {{{item}}}\n" for item in advice)
    return small(f"{extra}\n    advice:\n{lines}")


def resolved(knowledge: Knowledge, text: str = "") -> tuple[list[str], tuple[GaveWay, ...]]:
    """The advice that stands, as id or id/row, and what gave way."""
    standing = resolve_conflicts(Wording(knowledge, traced(knowledge, text), "Glans", "en"))
    names = [f"{f.production}/{f.row}" if f.row else f.production for f in standing.firings]
    return names, standing.gave_way


def gave_way(what: str, to: str, because: str) -> GaveWay:
    return GaveWay("advice", what, to, because)


# ---- Overrides.


def test_advice_gives_way_to_advice_that_overrides_it() -> None:
    assert resolved(base("id: a", "id: b, overrides: [a]", "id: c")) == (
        ["b", "c"],
        (gave_way("Do a.", "Do b.", "b knows more than a."),),
    )


def test_advice_that_is_not_given_overrides_nothing() -> None:
    knowledge = base("id: a", "id: b, overrides: [a], when: {open: yes}")
    assert resolved(knowledge, "answers: {open: no}") == (["a"], ())
    assert resolved(knowledge) == (["a"], ())


def test_advice_that_has_itself_given_way_overrides_nothing() -> None:
    names, ways = resolved(base("id: a", "id: b, overrides: [a]", "id: c, overrides: [b]"))
    assert names == ["a", "c"]
    assert ways == (gave_way("Do b.", "Do c.", "c knows more than b."),)


def test_down_a_chain_every_second_piece_gives_way() -> None:
    names, ways = resolved(
        base(
            "id: d",
            "id: c, overrides: [d]",
            "id: b, overrides: [c]",
            "id: a, overrides: [b]",
        )
    )
    assert names == ["a", "c"]
    assert [(way.what, way.to) for way in ways] == [("Do b.", "Do a."), ("Do d.", "Do c.")]


def test_of_several_above_the_first_that_stands_is_named() -> None:
    names, ways = resolved(
        base(
            "id: low", "id: a, overrides: [low]", "id: b, overrides: [low]", "id: c, overrides: [a]"
        )
    )
    assert names == ["b", "c"]
    assert ways == (
        gave_way("Do a.", "Do c.", "c knows more than a."),
        gave_way("Do low.", "Do b.", "b knows more than low."),
    )


ROWS = "things: [{name: A, good: yes}, {name: B, good: no}]\nplaces: [{name: A}, {name: C}]"


def test_between_advice_about_rows_of_one_table_each_row_is_a_case_of_its_own() -> None:
    knowledge = base(
        "id: keep, for_each: things",
        "id: mend, for_each: things, where: {good: no}, overrides: [keep]",
    )
    assert resolved(knowledge, ROWS) == (
        ["keep/A", "mend/B"],
        (gave_way("Do keep for B.", "Do mend for B.", "mend knows more than keep."),),
    )


def test_advice_about_a_row_overrides_advice_for_the_company_and_the_first_row_is_named() -> None:
    knowledge = base("id: act", "id: mend, for_each: things, overrides: [act]")
    assert resolved(knowledge, ROWS) == (
        ["mend/A", "mend/B"],
        (gave_way("Do act.", "Do mend for A.", "mend knows more than act."),),
    )


def test_advice_for_the_company_overrides_advice_about_every_row() -> None:
    names, ways = resolved(base("id: mend, for_each: things", "id: act, overrides: [mend]"), ROWS)
    assert names == ["act"]
    assert [way.what for way in ways] == ["Do mend for A.", "Do mend for B."]


def test_advice_about_one_table_overrides_advice_about_every_row_of_another() -> None:
    knowledge = base("id: mend, for_each: things", "id: move, for_each: places, overrides: [mend]")
    names, ways = resolved(knowledge, ROWS)
    assert names == ["move/A", "move/C"]
    assert [(way.what, way.to) for way in ways] == [
        ("Do mend for A.", "Do move for A."),
        ("Do mend for B.", "Do move for A."),
    ]


# ---- Groups of which only one may be given.


def test_of_a_group_the_best_supported_stands() -> None:
    knowledge = base(
        "id: a, exclusive: price, strength: weak, impact: 5",
        "id: b, exclusive: price, strength: strong",
        "id: c, exclusive: price, strength: moderate",
    )
    because = (
        "Only one of the two can be done, and the other is better supported (0.90 against {})."
    )
    assert resolved(knowledge) == (
        ["b"],
        (
            gave_way("Do a.", "Do b.", because.format("0.40")),
            gave_way("Do c.", "Do b.", because.format("0.70")),
        ),
    )


def test_of_equally_supported_ones_the_one_that_brings_more_stands() -> None:
    knowledge = base("id: a, exclusive: price", "id: b, exclusive: price, impact: 4")
    because = "Only one of the two can be done, and the other brings more."
    assert resolved(knowledge) == (["b"], (gave_way("Do a.", "Do b.", because),))


def test_among_equals_in_all_the_first_by_name_stands_and_no_reason_is_made_up() -> None:
    knowledge = base("id: b, exclusive: price, effort: 1", "id: a, exclusive: price, effort: 5")
    because = (
        "Only one of the two can be done, and nothing speaks for this one rather than the other."
    )
    assert resolved(knowledge) == (["a"], (gave_way("Do b.", "Do a.", because),))


def test_advice_of_different_groups_and_of_none_stands_together() -> None:
    knowledge = base("id: a, exclusive: price", "id: b, exclusive: place", "id: c", "id: d")
    assert resolved(knowledge) == (["a", "b", "c", "d"], ())


def test_of_advice_about_rows_one_of_a_group_stands_for_each_row() -> None:
    knowledge = base(
        "id: keep, for_each: things, exclusive: fate",
        "id: mend, for_each: things, where: {good: no}, exclusive: fate, impact: 5",
    )
    names, ways = resolved(knowledge, ROWS)
    assert names == ["keep/A", "mend/B"]
    assert [(way.what, way.to) for way in ways] == [("Do keep for B.", "Do mend for B.")]


def test_rows_of_the_same_name_in_two_tables_are_not_the_same() -> None:
    knowledge = base(
        "id: mend, for_each: things, exclusive: fate",
        "id: move, for_each: places, exclusive: fate",
    )
    assert resolved(knowledge, ROWS) == (["mend/A", "mend/B", "move/A", "move/C"], ())


def test_what_overrides_stands_in_its_group_whatever_the_support() -> None:
    knowledge = base(
        "id: strong, exclusive: price, strength: strong",
        "id: weak, exclusive: price, strength: weak, overrides: [strong]",
    )
    assert resolved(knowledge) == (
        ["weak"],
        (gave_way("Do strong.", "Do weak.", "weak knows more than strong."),),
    )


def test_what_lost_its_place_in_a_group_overrides_nothing() -> None:
    knowledge = base(
        "id: below",
        "id: loser, exclusive: price, strength: weak, overrides: [below]",
        "id: winner, exclusive: price, strength: strong",
    )
    names, ways = resolved(knowledge)
    assert names == ["below", "winner"]
    assert [(way.what, way.to) for way in ways] == [("Do loser.", "Do winner.")]


def test_what_stands_again_is_held_against_its_own_group() -> None:
    knowledge = base(
        "id: below, exclusive: place, strength: weak",
        "id: neighbour, exclusive: place, strength: strong",
        "id: loser, exclusive: price, strength: weak, overrides: [below]",
        "id: winner, exclusive: price, strength: strong",
    )
    names, ways = resolved(knowledge)
    assert names == ["neighbour", "winner"]
    assert [(way.what, way.to) for way in ways] == [
        ("Do below.", "Do neighbour."),
        ("Do loser.", "Do winner."),
    ]


# ---- Rules that gave way are told as well.

STATES = """
    questions: [{id: open, kind: yes_no}, {id: full, kind: yes_no}]
    tables: [{id: things, columns: [{id: good, kind: yes_no}]}]
"""


def ways_of(findings: str, rules: str, text: str) -> tuple[GaveWay, ...]:
    knowledge = small(f"{STATES}\n    findings: [{findings}]\n    rules: [{rules}]")
    return resolved(knowledge, text)[1]


BOTH = (
    "{id: opens, when: {open: yes}, conclude: {state: good}%s},"
    "{id: fills, when: {full: yes}, conclude: {state: bad}%s}"
)
YES = "answers: {open: yes, full: yes}"


def test_a_rule_that_another_overrides_is_told_with_the_reason() -> None:
    ways = ways_of("{id: state, domain: [good, bad]}", BOTH % (", overrides: [fills]", ""), YES)
    assert ways == (
        GaveWay(
            "rule", "State: Because of fills.", "Because of opens.", "opens knows more than fills."
        ),
    )


def test_a_rule_that_is_outvoted_is_told_with_the_value_that_won() -> None:
    ways = ways_of("{id: state, domain: [good, bad]}", BOTH % (", strength: weak", ""), YES)
    because = "'State' can have one value only; its policy decides for: Bad."
    assert ways == (GaveWay("rule", "State: Because of opens.", "Because of fills.", because),)


def test_rules_that_cancel_each_other_out_are_told() -> None:
    ways = ways_of("{id: state, domain: [good, bad]}", BOTH % ("", ""), YES)
    because = "'State' is left undecided: what speaks for its values is equal."
    assert ways == (
        GaveWay("rule", "State: Because of fills.", "no conclusion", because),
        GaveWay("rule", "State: Because of opens.", "no conclusion", because),
    )


def test_where_rules_that_differ_are_to_decide_nothing_that_is_told() -> None:
    ways = ways_of(
        "{id: state, domain: [good, bad], conflict: undecided}",
        BOTH % (", strength: weak", ""),
        YES,
    )
    because = "'State' is left undecided: its rules differ, and none of them is to win."
    assert {way.because for way in ways} == {because}


def test_a_rule_about_rows_gives_way_row_by_row() -> None:
    ways = ways_of(
        "{id: fit, of: things, domain: [fine, poor]}",
        "{id: usual, for_each: things, conclude: {fit: fine}, because: 'Usually {row} is fine.'},"
        "{id: bad, for_each: things, where: {good: no}, conclude: {fit: poor}, overrides: [usual]}",
        "things: [{name: A, good: yes}, {name: B, good: no}]",
    )
    assert ways == (
        GaveWay(
            "rule",
            "B: Fit: Usually B is fine.",
            "Because of bad.",
            "bad knows more than usual.",
        ),
    )


def test_of_a_rule_about_rows_that_speaks_of_the_company_the_first_row_is_told() -> None:
    ways = ways_of(
        "{id: state, domain: [good, bad]}",
        "{id: some, for_each: things, where: {good: no}, conclude: {state: bad},"
        " because: '{row} is bad.', strength: weak},"
        "{id: opens, when: {open: yes}, conclude: {state: good}, strength: strong}",
        "answers: {open: yes}\n"
        "things: [{name: A, good: yes}, {name: C, good: no}, {name: B, good: no}]",
    )
    assert [(way.what, way.to) for way in ways] == [("State: B is bad.", "Because of opens.")]


# ---- In random bases.


@given(st.data())
@one_in(2)
def test_no_two_of_a_group_stand_and_nothing_stands_below_what_overrides_it(
    data: st.DataObject,
) -> None:
    knowledge = load_base(data.draw(rich_bases()))
    trace = InferenceEngine(knowledge).run(make_case(knowledge, data.draw(profiles(knowledge))))
    standing = resolve_conflicts(Wording(knowledge, trace, "Glans", "en"))
    given_advice = [f for f in trace.firings if f.production in knowledge.advice]
    stands = {key_of(firing) for firing in standing.firings}
    assert [f for f in given_advice if key_of(f) in stands] == list(standing.firings)
    groups = [_group(firing, knowledge) for firing in standing.firings]
    groups = [group for group in groups if group[0]]
    assert len(groups) == len(set(groups))
    for firing in given_advice:
        above = [f for f in standing.firings if _overrides(f, firing, knowledge)]
        rivals = [
            f
            for f in given_advice
            if f is not firing
            and _group(firing, knowledge)[0]
            and _group(f, knowledge) == _group(firing, knowledge)
        ]
        if key_of(firing) in stands:
            assert not above
        else:
            assert above or rivals
    told = [way for way in standing.gave_way if way.kind == "advice"]
    assert len(told) == len(given_advice) - len(stands)


def _group(firing: Firing, knowledge: Knowledge) -> tuple[str, str, str]:
    advice = knowledge.advice[firing.production]
    return advice.exclusive, advice.table, firing.row


def _overrides(above: Firing, below: Firing, knowledge: Knowledge) -> bool:
    upper, lower = knowledge.advice[above.production], knowledge.advice[below.production]
    named = below.production in {override.id for override in upper.overrides}
    return named and (upper.table != lower.table or above.row == below.row)
