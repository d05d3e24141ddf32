"""Why something is asked: from the live rules, with the source."""

from __future__ import annotations

from msgspec.structs import replace

from advisor.interview.next_question import look_ahead
from advisor.interview.why import why
from advisor.model.condition import Attribute
from advisor.profile.read import parse_profile
from tests.shipped import shipped_base


def reasons(profile: str, name: str) -> list[str]:
    """What is said when a question is asked beside these answers."""
    answers = parse_profile(profile, "p.yaml", shipped_base())
    trace = look_ahead(shipped_base(), answers, missing=True).trace
    return why((Attribute("", name), ""), shipped_base(), trace)


def test_the_advice_the_rule_and_the_source_are_named() -> None:
    said = reasons("company: {name: X}\n", "peak_demand")
    assert said[0] == shipped_base().questions["peak_demand"].why
    pieces = said[1].split("\n")
    assert pieces[0] == "It decides whether you are advised to:"
    assert all(piece.startswith("  - ") for piece in pieces[1:])
    does = {advice.do for advice in shipped_base().advice.values() if "{" not in advice.do}
    assert {piece.removeprefix("  - ") for piece in pieces[1:]} <= does
    [rule] = [text for text in said if text.startswith("The rule behind it")]
    name = rule.partition("(")[2].partition(")")[0]
    assert name in shipped_base().rules
    source = shipped_base().rules[name].sources[0]
    assert f" Source: {source}, " in rule


def test_a_table_is_asked_for_a_reason_too() -> None:
    said = reasons("company: {name: X}\n", "criteria")
    assert said[0].startswith("It decides whether you are advised to:\n")


def test_where_nothing_waits_for_it_that_is_said() -> None:
    answers = parse_profile("company: {name: X}\n", "p.yaml", shipped_base())
    trace = replace(look_ahead(shipped_base(), answers, missing=True).trace, open_rules=())
    said = why((Attribute("", "criteria"), ""), shipped_base(), trace)
    assert said == ["Your answer does not change the advice any more."]
