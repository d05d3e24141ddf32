"""A finding is settled once every rule for it has had its say; nothing is lost on the way."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.inference.settle import Ballot, Proposal, combine, overridden, settle
from advisor.model.case import Reading, State
from advisor.model.condition import ALWAYS
from advisor.model.diagnostic import Location
from advisor.model.knowledge import ConflictPolicy, Default, Finding, Grade, Override, Rule
from advisor.model.outcome import Decision, Settlement
from tests.inference.small import cell

HERE = Location("rules.yaml")
HALF = Decimal("0.5")
STATE = Finding("state", HERE, "State", {"good": "Good", "mixed": "Mixed", "bad": "Bad"})
WITH_DEFAULT = replace(STATE, default=Default("good", "Mostly so."))
SEVERAL = replace(STATE, several=True)
NOTHING: frozenset[str] = frozenset()
AT = cell("state")


def rule(name: str, *overrides: str) -> Rule:
    return Rule(
        id=name,
        location=HERE,
        condition=ALWAYS,
        conclusions=(),
        because="",
        sources=(),
        grade=Grade.ARTICLE,
        strength=Decimal(1),
        strength_parameter="evidence.article",
        overrides=tuple(Override(other, "It knows more.") for other in overrides),
    )


RULES = {name: rule(name) for name in "abcd"}


def says(name: str, value: str, certainty: str = "0.9", row: str = "") -> Proposal:
    return Proposal(name, row, value, Decimal(certainty))


def settled(
    finding: Finding,
    *proposals: Proposal,
    could_be: frozenset[str] = NOTHING,
    rules: dict[str, Rule] = RULES,
) -> Settlement:
    return settle(finding, AT, Ballot(proposals, could_be), rules, HALF)


def known(value: str, certainty: str) -> Reading:
    return Reading(State.KNOWN, value, Decimal(certainty))


def still_open(*possible: str) -> Reading:
    return Reading(State.OPEN, possible=frozenset(possible))


def test_one_rule_concludes() -> None:
    assert settled(STATE, says("a", "bad", "0.72")) == Settlement(
        AT, known("bad", "0.72"), Decision.CONCLUDED, by=("a",)
    )


def test_rules_that_agree_add_up() -> None:
    assert settled(STATE, says("b", "bad", "0.5"), says("a", "bad", "0.6")) == Settlement(
        AT, known("bad", "0.80"), Decision.CONCLUDED, by=("a", "b")
    )


def test_one_rule_for_two_rows_adds_up_and_is_named_once() -> None:
    both = [says("a", "bad", "0.5", "Alpha"), says("a", "bad", "0.5", "Beta")]
    assert settled(STATE, *both) == Settlement(
        AT, known("bad", "0.75"), Decision.CONCLUDED, by=("a",)
    )


def test_without_a_rule_a_finding_is_silent() -> None:
    assert settled(STATE) == Settlement(AT, still_open(), Decision.SILENT)


def test_an_open_rule_leaves_a_finding_open_with_the_values_it_might_conclude() -> None:
    assert settled(STATE, could_be=frozenset({"bad", "mixed"})) == Settlement(
        AT, still_open("bad", "mixed"), Decision.OPEN
    )


def test_the_default_is_drawn_when_no_rule_fired_and_none_is_open() -> None:
    assert settled(WITH_DEFAULT) == Settlement(AT, known("good", "0.5"), Decision.DEFAULT)


def test_the_default_is_not_drawn_while_a_rule_is_open_but_stays_possible() -> None:
    assert settled(WITH_DEFAULT, could_be=frozenset({"bad"})) == Settlement(
        AT, still_open("bad", "good"), Decision.OPEN
    )


def test_a_rule_that_fired_keeps_the_default_out() -> None:
    assert settled(WITH_DEFAULT, says("a", "bad", "0.1")) == Settlement(
        AT, known("bad", "0.1"), Decision.CONCLUDED, by=("a",)
    )


def test_a_concluded_finding_stands_while_another_rule_is_open() -> None:
    assert settled(STATE, says("a", "bad"), could_be=frozenset({"good"})) == Settlement(
        AT, known("bad", "0.9"), Decision.CONCLUDED, by=("a",)
    )


BEST = replace(STATE, conflict=ConflictPolicy.BEST_SUPPORTED)
FIRST = replace(STATE, conflict=ConflictPolicy.FIRST_LISTED)
NEITHER = replace(STATE, conflict=ConflictPolicy.UNDECIDED)


@pytest.mark.parametrize("finding", [STATE, BEST], ids=["by default", "when declared"])
def test_the_best_supported_value_wins(finding: Finding) -> None:
    found = settled(finding, says("a", "good", "0.8"), says("b", "bad", "0.81"))
    assert found == Settlement(
        AT, known("bad", "0.81"), Decision.CONFLICT, by=("b",), outvoted=("a",)
    )


def test_several_weak_rules_may_outweigh_a_strong_one() -> None:
    weak = [says("a", "good", "0.6"), says("b", "good", "0.6")]
    assert settled(BEST, *weak, says("c", "bad", "0.8")) == Settlement(
        AT, known("good", "0.84"), Decision.CONFLICT, by=("a", "b"), outvoted=("c",)
    )


def test_a_draw_leaves_a_finding_undecided_for_good_when_nothing_is_open() -> None:
    assert settled(BEST, says("b", "good"), says("a", "bad")) == Settlement(
        AT, still_open(), Decision.UNDECIDED, outvoted=("a", "b")
    )


def test_a_draw_may_still_be_broken_while_a_rule_is_open() -> None:
    found = settled(BEST, says("b", "good"), says("a", "bad"), could_be=frozenset({"mixed"}))
    assert found == Settlement(
        AT, still_open("good", "bad", "mixed"), Decision.UNDECIDED, outvoted=("a", "b")
    )
    assert hash(found) == hash(found)


def test_a_draw_behind_the_leader_is_no_draw() -> None:
    assert settled(
        BEST, says("a", "good", "0.4"), says("b", "bad", "0.4"), says("c", "mixed", "0.7")
    ) == Settlement(AT, known("mixed", "0.7"), Decision.CONFLICT, by=("c",), outvoted=("a", "b"))


def test_the_first_listed_value_wins_whatever_its_support() -> None:
    found = settled(FIRST, says("a", "bad"), says("b", "mixed", "0.1"))
    assert found == Settlement(
        AT, known("mixed", "0.1"), Decision.CONFLICT, by=("b",), outvoted=("a",)
    )


def test_values_that_differ_leave_a_finding_undecided_where_that_is_declared() -> None:
    found = settled(NEITHER, says("a", "bad"), says("b", "good", "0.1"))
    assert found == Settlement(AT, still_open(), Decision.UNDECIDED, outvoted=("a", "b"))


@pytest.mark.parametrize("finding", [BEST, FIRST, NEITHER])
def test_no_policy_is_needed_where_rules_agree(finding: Finding) -> None:
    assert settled(finding, says("a", "bad"), says("b", "bad", "0")) == Settlement(
        AT, known("bad", "0.90"), Decision.CONCLUDED, by=("a", "b")
    )


# ---- Rules that stand above others.


def test_a_rule_gives_way_to_the_one_above_it() -> None:
    rules = {**RULES, "a": rule("a", "b")}
    found = settled(STATE, says("a", "good", "0.1"), says("b", "bad"), rules=rules)
    assert found == Settlement(
        AT, known("good", "0.1"), Decision.CONCLUDED, by=("a",), overridden=(("b", "a"),)
    )


def test_a_rule_that_did_not_fire_overrides_nothing() -> None:
    rules = {**RULES, "a": rule("a", "b")}
    assert settled(STATE, says("b", "bad"), rules=rules) == Settlement(
        AT, known("bad", "0.9"), Decision.CONCLUDED, by=("b",)
    )


def test_a_rule_that_has_itself_given_way_overrides_nothing() -> None:
    rules = {**RULES, "a": rule("a", "b"), "b": rule("b", "c")}
    proposals = [says("a", "good"), says("b", "mixed"), says("c", "bad", "0.95")]
    assert settled(STATE, *proposals, rules=rules) == Settlement(
        AT,
        known("bad", "0.95"),
        Decision.CONFLICT,
        by=("c",),
        overridden=(("b", "a"),),
        outvoted=("a",),
    )


def test_of_several_rules_above_the_first_by_name_that_stands_is_named() -> None:
    rules = {**RULES, "a": rule("a", "d"), "b": rule("b", "d"), "c": rule("c", "a")}
    assert overridden({"a", "b", "c", "d"}, rules) == {"a": "c", "d": "b"}
    assert overridden(["d", "b", "a"], rules) == {"d": "a"}


def test_a_rule_may_stand_above_several() -> None:
    rules = {**RULES, "a": rule("a", "b", "c")}
    assert overridden("abcd", rules) == {"b": "a", "c": "a"}


@given(
    edges=st.sets(st.tuples(st.integers(0, 6), st.integers(0, 6)).filter(lambda e: e[0] < e[1])),
    fired=st.sets(st.integers(0, 6)),
)
def test_a_rule_gives_way_exactly_when_one_above_it_stands(
    edges: set[tuple[int, int]], fired: set[int]
) -> None:
    rules = {
        str(name): rule(str(name), *(str(low) for high, low in sorted(edges) if high == name))
        for name in range(7)
    }
    gave_way = overridden({str(name) for name in fired}, rules)
    for name in fired:
        above = {str(high) for high, low in edges if low == name and high in fired}
        stands = above - gave_way.keys()
        assert (str(name) in gave_way) == bool(stands)
        assert gave_way.get(str(name), "") in {*stands, ""}


# ---- Findings that hold several values at once.


def test_a_finding_of_several_values_holds_all_that_were_concluded() -> None:
    found = settled(
        SEVERAL, says("a", "mixed", "0.9"), says("b", "bad", "0.5"), says("c", "bad", "0.5")
    )
    members = (("bad", Decimal("0.75")), ("mixed", Decimal("0.9")))
    assert found == Settlement(
        AT,
        Reading(State.KNOWN, frozenset({"bad", "mixed"}), Decimal("0.75"), members, NOTHING),
        Decision.CONCLUDED,
        by=("a", "b", "c"),
    )


def test_values_that_are_still_open_may_be_added() -> None:
    found = settled(SEVERAL, says("a", "bad"), could_be=frozenset({"bad", "good"}))
    members = (("bad", Decimal("0.9")),)
    assert found == Settlement(
        AT,
        Reading(State.KNOWN, frozenset({"bad"}), Decimal("0.9"), members, frozenset({"good"})),
        Decision.CONCLUDED,
        by=("a",),
    )


def test_several_values_of_which_all_are_open_are_open() -> None:
    assert settled(SEVERAL, could_be=frozenset({"good"})) == Settlement(
        AT, still_open("good"), Decision.OPEN
    )


def test_several_values_of_which_none_came_are_known_to_be_none() -> None:
    assert settled(SEVERAL) == Settlement(
        AT, Reading(State.KNOWN, NOTHING, possible=NOTHING), Decision.SILENT
    )


def test_an_overridden_rule_adds_no_value() -> None:
    rules = {**RULES, "a": rule("a", "b")}
    found = settled(SEVERAL, says("a", "good"), says("b", "bad"), rules=rules)
    assert found == Settlement(
        AT,
        Reading(
            State.KNOWN, frozenset({"good"}), Decimal("0.9"), (("good", Decimal("0.9")),), NOTHING
        ),
        Decision.CONCLUDED,
        by=("a",),
        overridden=(("b", "a"),),
    )


# ---- The calculus.


def test_certainties_combine_as_x_plus_y_minus_x_times_y() -> None:
    x, y = Decimal("0.6"), Decimal("0.7")
    assert combine([x, y]) == x + y - x * y == Decimal("0.88")
    assert combine([x]) == x
    assert combine([]) == 0
    assert combine([x, Decimal(1)]) == 1
    assert combine([x, Decimal(0)]) == x


CERTAINTIES = st.lists(st.decimals(0, 1, places=3), max_size=8)


@given(certainties=CERTAINTIES, data=st.data())
def test_certainties_combine_to_the_last_digit_alike_in_any_order(
    certainties: list[Decimal], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(certainties))
    assert str(combine(shuffled)) == str(combine(certainties))


@given(certainties=CERTAINTIES, more=st.decimals(0, 1, places=3))
def test_more_support_never_lowers_a_certainty_and_never_exceeds_one(
    certainties: list[Decimal], more: Decimal
) -> None:
    before, after = combine(certainties), combine([*certainties, more])
    assert max([Decimal(0), *certainties]) <= before <= after <= 1
    assert after >= more


PROPOSALS = st.lists(
    st.builds(
        says,
        st.sampled_from("abcd"),
        st.sampled_from(["good", "mixed", "bad"]),
        st.sampled_from(["0.3", "0.6", "0.9"]),
        st.sampled_from(["", "Alpha"]),
    ),
    max_size=5,
)


@given(
    proposals=PROPOSALS,
    could_be=st.frozensets(st.sampled_from(["good", "mixed", "bad"])),
    finding=st.sampled_from([STATE, WITH_DEFAULT, BEST, FIRST, NEITHER, SEVERAL]),
    data=st.data(),
)
def test_a_settlement_does_not_depend_on_the_order_of_proposals_and_loses_no_rule(
    proposals: list[Proposal],
    could_be: frozenset[str],
    finding: Finding,
    data: st.DataObject,
) -> None:
    rules = {**RULES, "a": rule("a", "b"), "b": rule("b", "c")}
    found = settled(finding, *proposals, could_be=could_be, rules=rules)
    shuffled = data.draw(st.permutations(proposals))
    again = settled(finding, *shuffled, could_be=could_be, rules=rules)
    assert again == found
    assert str(again.reading.certainty) == str(found.reading.certainty)
    assert hash(again) == hash(found)
    gave_way = {loser for loser, _ in found.overridden}
    assert {*found.by, *gave_way, *found.outvoted} == {p.rule for p in proposals}
    assert not gave_way & {*found.by, *found.outvoted}
