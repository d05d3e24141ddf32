"""K104: rules, or advice, that ask the same in other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import same_conditions
from tests.knowledge.checks.bases import VOCABULARY, advice, load, rules, said

JOIN = "join them into one rule that concludes both"
MERGE = "merge the two, or tell apart when each holds"
TELL_APART = "merge the two, or tell apart when each is given"
LIGHT = "{of: things, where: {shade: light}}"


def judged(folder: Path, *texts: str, vocabulary: str = VOCABULARY) -> list[str]:
    """Return what the check says about a tiny base."""
    knowledge = load(folder, *texts, vocabulary=vocabulary)
    return said(same_conditions.check, knowledge, folder)


def two(one: str, other: str) -> str:
    """Return two pieces of advice."""
    return advice(f"id: one, {one}", f"id: other, {other}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("when: {colour: red}", "when: {colour: {one_of: [red]}}"),
        ("when: {colour: red}", "when: {colour: {none_of: [blue, green]}}"),
        ("when: {colour: {is_not: red}}", "unless: {colour: red}"),
        ("when: {colour: {is_not: red}}", "when: {colour: {one_of: [green, blue]}}"),
        ("when: {sunny: yes}", "when: {sunny: {is_not: no}}"),
        ("when: {colour: red, sunny: yes}", "when: {all: [{sunny: yes}, {colour: red}]}"),
        ("when: {colour: red}, unless: {sunny: yes}", "when: {sunny: no, colour: red}"),
        ("when: {colour: red}", "when: {any: [{colour: red}, {all: [{colour: red}]}]}"),
        (
            "when: {any: [{colour: red}, {any: [{sunny: yes}, {known: load}]}]}",
            "when: {any: [{known: load}, {sunny: yes}, {colour: red}]}",
        ),
        (
            "when: {not: {any: [{colour: red}, {sunny: yes}]}}",
            "when: {all: [{not: {sunny: yes}}, {not: {colour: red}}]}",
        ),
        ("when: {load: {at_least: load.high}}", "unless: {load: {less_than: load.high}}"),
        ("when: {load: {at_most: load.high}}", "unless: {load: {more_than: load.high}}"),
        ("when: {extras: {includes: wash}}", "when: {extras: {includes: wash}}"),
        ("when: {state: good}", "when: {state: {none_of: [bad, mixed]}}"),
        (f"unless: {{any_row: {LIGHT}}}", "when: {every_row: {of: things, where: {shade: dark}}}"),
        (
            "when: {count: {of: things, at_least: rows.two}}",
            "unless: {count: {of: things, less_than: rows.two}}",
        ),
        (
            "for_each: things, where: {shade: light}, when: {sunny: yes}",
            "for_each: things, where: {shade: {is_not: dark}}, unless: {sunny: no}",
        ),
    ],
)
def test_two_pieces_of_advice_that_ask_the_same_are_said(
    one: str, other: str, tmp_path: Path
) -> None:
    assert judged(tmp_path, two(one, other)) == [
        "rules.yaml:3:5: warning K104: advice 'other': asks exactly what advice 'one' asks, "
        f"at rules.yaml:2:5; {TELL_APART}"
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("when: {colour: red}", "when: {colour: green}"),
        ("when: {colour: red}", "when: {colour: red, sunny: yes}"),
        (
            "when: {all: [{colour: red}, {sunny: yes}]}",
            "when: {any: [{colour: red}, {sunny: yes}]}",
        ),
        ("when: {known: colour}", "unless: {unknown: colour}"),
        ("when: {load: {at_least: load.high}}", "when: {load: {more_than: load.high}}"),
        ("when: {load: {at_least: load.high}}", "when: {load: {at_least: load.full}}"),
        ("when: {speed: {at_least: limit.low}}", "when: {weight: {at_least: limit.low}}"),
        ("when: {extras: {includes: wash}}", "unless: {extras: {includes: wash}}"),
        (f"when: {{any_row: {LIGHT}}}", f"when: {{every_row: {LIGHT}}}"),
        (f"when: {{any_row: {LIGHT}}}", "for_each: things, where: {shade: light}"),
        ("for_each: things", "for_each: criteria"),
    ],
)
def test_two_pieces_of_advice_that_ask_something_else_are_not(
    one: str, other: str, tmp_path: Path
) -> None:
    assert judged(tmp_path, two(one, other)) == []


def test_rules_that_conclude_different_findings_could_be_one(tmp_path: Path) -> None:
    text = rules(
        "id: one, when: {colour: red}, conclude: {state: good}",
        "id: other, when: {colour: red}, conclude: {next: bad}",
    )
    assert judged(tmp_path, text) == [
        "rules.yaml:3:5: warning K104: rule 'other': asks exactly what rule 'one' asks, "
        f"at rules.yaml:2:5; {JOIN}"
    ]


def test_rules_that_conclude_the_same_are_one_too_many(tmp_path: Path) -> None:
    text = rules(
        "id: one, when: {colour: red}, conclude: {state: good}",
        "id: other, when: {colour: red}, conclude: {state: good}",
    )
    assert judged(tmp_path, text) == [
        "rules.yaml:3:5: warning K104: rule 'other': asks exactly what rule 'one' asks, "
        f"at rules.yaml:2:5; {MERGE}"
    ]


def test_rules_that_contradict_each_other_are_left_to_that_check(tmp_path: Path) -> None:
    text = rules(
        "id: one, when: {colour: red}, conclude: {state: good}",
        "id: other, when: {colour: red}, conclude: {state: bad}",
    )
    assert judged(tmp_path, text) == []


def test_a_rule_that_always_takes_the_place_of_another_asks_the_same(tmp_path: Path) -> None:
    above = "overrides: [{id: one, because: It knows more.}]"
    text = rules(
        "id: one, when: {colour: red}, conclude: {state: good}",
        f"id: other, when: {{colour: red}}, conclude: {{state: bad}}, {above}",
    )
    assert judged(tmp_path, text) == [
        "rules.yaml:3:5: warning K104: rule 'other': asks exactly what rule 'one' asks, "
        f"at rules.yaml:2:5; {MERGE}"
    ]


def test_each_of_a_group_is_compared_with_the_first_by_place(tmp_path: Path) -> None:
    text = advice(
        "id: zeta, when: {colour: red}",
        "id: alpha, when: {colour: red}",
        "id: mid, when: {colour: red}",
    )
    assert judged(tmp_path, text) == [
        f"rules.yaml:{line}:5: warning K104: advice '{name}': asks exactly what advice 'zeta' "
        f"asks, at rules.yaml:2:5; {TELL_APART}"
        for line, name in ((3, "alpha"), (4, "mid"))
    ]


def test_a_rule_and_advice_may_ask_the_same(tmp_path: Path) -> None:
    rule = rules("id: rule, when: {colour: red}, conclude: {state: good}")
    assert judged(tmp_path, rule, advice("id: advice, when: {colour: red}")) == []
