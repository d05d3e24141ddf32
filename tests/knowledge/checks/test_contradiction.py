"""K105: rules for different values of one finding that can hold together, and nothing decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import contradiction
from tests.knowledge.checks.bases import VOCABULARY, load, rules, said

LIGHT = "for_each: things, where: {shade: light}"
DARK = "for_each: things, where: {shade: dark}"
LARGE = "for_each: things, where: {size: {at_least: limit.high}}"


def judged(folder: Path, text: str, vocabulary: str = VOCABULARY) -> list[str]:
    """Return what the check says about a tiny base."""
    return said(contradiction.check, load(folder, text, vocabulary=vocabulary), folder)


def pair(one: str, other: str, finding: str = "state") -> str:
    """Return two rules for different values of a finding."""
    return rules(
        f"id: one, {one}, conclude: {{{finding}: good}}",
        f"id: other, {other}, conclude: {{{finding}: bad}}",
    )


def clash(example: str, finding: str = "state", line: int = 3) -> list[str]:
    """Return what is said about such a pair."""
    return [
        f"rules.yaml:{line}:5: warning K105: rule 'other': can hold together with rule 'one', "
        f"but concludes 'bad' for '{finding}' and not 'good' (when {example}); "
        "make them exclude each other, let one override the other, or declare 'conflict' for it"
    ]


@pytest.mark.parametrize(
    ("one", "other", "example"),
    [
        ("when: {colour: red}", "when: {sunny: yes}", "colour is red, sunny is yes"),
        (
            "when: {load: {at_least: load.high}}",
            "when: {load: {at_most: load.high}}",
            "load is 85",
        ),
        (
            "when: {load: {more_than: load.high}}",
            "when: {load: {more_than: load.high, less_than: load.full}}",
            "load is 86",
        ),
        (
            "when: {known: load}",
            "when: {does_not_apply: speed}",
            "load is known, speed does not apply",
        ),
        ("when: {unknown: load}", "when: {unknown: things}", "load is unknown, things is unknown"),
        (
            "when: {extras: {includes: wash}}",
            "when: {not: {extras: {includes: wax}}}",
            "extras includes wash",
        ),
        (
            "when: {not: {extras: {includes: wash}}}",
            "when: {total: {more_than: limit.high}}",
            "extras does not include wash, speed is known, total is 6, weight is known",
        ),
        (LIGHT, DARK, "things.shade is light in row 1, things.shade is dark in row 2"),
        (LIGHT, LARGE, "things.shade is light in row 1, things.size is 5 in row 2"),
    ],
)
def test_two_rules_that_can_hold_together_are_said_with_an_example(
    one: str, other: str, example: str, tmp_path: Path
) -> None:
    assert judged(tmp_path, pair(one, other)) == clash(example)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("when: {colour: red}", "when: {colour: {is_not: red}}"),
        ("when: {load: {more_than: load.high}}", "when: {load: {at_most: load.high}}"),
        ("when: {known: load}", "when: {unknown: load}"),
        ("when: {load: {at_most: load.high}}", "when: {does_not_apply: load}"),
        ("when: {total: {more_than: limit.high}}", "when: {unknown: speed}"),
        ("when: {total: {more_than: limit.high}}", "when: {total: {at_most: limit.high}}"),
        (
            "when: {any_row: {of: things, where: {shade: light}}}",
            "when: {every_row: {of: things, where: {shade: dark}}}",
        ),
        (LIGHT, "when: {every_row: {of: things, where: {shade: dark}}}"),
    ],
)
def test_two_rules_that_exclude_each_other_are_not(one: str, other: str, tmp_path: Path) -> None:
    assert judged(tmp_path, pair(one, other)) == []


def test_rules_about_a_row_meet_on_that_row(tmp_path: Path) -> None:
    assert judged(tmp_path, pair(LIGHT, DARK, "thing_state")) == []
    example = "things.shade is light, things.size is 5"
    assert judged(tmp_path, pair(LIGHT, LARGE, "thing_state")) == clash(example, "thing_state")


def test_rules_on_different_values_of_one_finding_exclude_each_other(tmp_path: Path) -> None:
    behind = [
        "id: first, when: {colour: red}, conclude: {next: good}",
        "id: second, when: {sunny: yes}, conclude: {next: bad}",
        "id: one, when: {next: good}, conclude: {state: good}",
    ]
    apart = rules(*behind, "id: other, when: {next: bad}, conclude: {state: bad}")
    assert [line for line in judged(tmp_path, apart) if "'state'" in line] == []


def test_an_example_goes_down_to_the_answers(tmp_path: Path) -> None:
    text = rules(
        "id: first, when: {colour: red}, conclude: {next: good}",
        "id: one, when: {next: good}, conclude: {state: good}",
        "id: other, when: {sunny: yes}, conclude: {state: bad}",
    )
    assert judged(tmp_path, text) == clash("colour is red, sunny is yes", line=4)


def test_a_long_example_is_cut_off(tmp_path: Path) -> None:
    one = "when: {colour: red, known: [load, speed, weight]}"
    example = "colour is red, load is known, speed is known, sunny is yes, …"
    assert judged(tmp_path, pair(one, "when: {sunny: yes}")) == clash(example)


def test_each_pair_is_said_once_at_the_later_rule(tmp_path: Path) -> None:
    text = rules(
        "id: zeta, when: {colour: red}, conclude: {state: good}",
        "id: alpha, when: {sunny: yes}, conclude: {state: bad}",
        "id: mid, when: {known: load}, conclude: {state: mixed}",
    )
    assert [line.split(" (when")[0] for line in judged(tmp_path, text)] == [
        "rules.yaml:3:5: warning K105: rule 'alpha': can hold together with rule 'zeta', "
        "but concludes 'bad' for 'state' and not 'good'",
        "rules.yaml:4:5: warning K105: rule 'mid': can hold together with rule 'alpha', "
        "but concludes 'mixed' for 'state' and not 'bad'",
        "rules.yaml:4:5: warning K105: rule 'mid': can hold together with rule 'zeta', "
        "but concludes 'mixed' for 'state' and not 'good'",
    ]


def test_a_rule_that_overrides_the_other_contradicts_nothing(tmp_path: Path) -> None:
    above = "overrides: [{id: one, because: It knows more.}]"
    assert judged(tmp_path, pair("when: {colour: red}", f"when: {{sunny: yes}}, {above}")) == []


def test_two_rules_of_which_a_third_takes_the_place_contradict_nothing(tmp_path: Path) -> None:
    above = "overrides: [{id: one, because: It knows.}, {id: other, because: It knows.}]"
    text = rules(
        "id: one, when: {colour: red}, conclude: {state: good}",
        "id: other, when: {sunny: yes}, conclude: {state: bad}",
        f"id: third, when: {{colour: red, sunny: yes}}, conclude: {{state: mixed}}, {above}",
    )
    assert judged(tmp_path, text) == []


@pytest.mark.parametrize("policy", ["best_supported", "first_listed", "undecided"])
def test_a_finding_that_declares_its_policy_is_left_alone(policy: str, tmp_path: Path) -> None:
    vocabulary = VOCABULARY.replace("{id: state,", f"{{id: state, conflict: {policy},")
    text = pair("when: {colour: red}", "when: {sunny: yes}")
    assert judged(tmp_path, text, vocabulary) == []


def test_several_values_at_once_are_no_contradiction(tmp_path: Path) -> None:
    text = rules(
        "id: one, when: {colour: red}, conclude: {tasks: sell}",
        "id: other, when: {colour: red}, conclude: {tasks: tell}",
    )
    assert judged(tmp_path, text) == []


def test_what_rests_on_an_undecided_conflict_is_given_the_benefit_of_the_doubt(
    tmp_path: Path,
) -> None:
    text = rules(
        "id: first, when: {colour: red}, conclude: {next: good}",
        "id: second, when: {colour: red}, conclude: {next: bad}",
        "id: one, when: {next: good}, conclude: {state: good}",
        "id: other, when: {known: colour}, conclude: {state: bad}",
    )
    assert [line for line in judged(tmp_path, text) if "'state'" in line] == []
