"""K103: what no profile can reach is said, with the reason; what one can reach is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import unreachable
from tests.knowledge.checks.bases import advice, load, rules, said

LIGHT = "{of: things, where: {shade: light}}"
DARK = "{of: things, where: {shade: dark}}"
BOTH = "{of: things, where: {all: [{shade: light}, {shade: dark}]}}"

NEVER = {
    "{all: [{colour: red}, {colour: green}]}": (
        "'colour is green' and 'colour is red' exclude each other"
    ),
    "{colour: {none_of: [red, green, blue]}}": ("'colour is none of blue, green, red' never holds"),
    "{all: [{sunny: yes}, {not: {sunny: yes}}]}": (
        "'sunny is not yes' and 'sunny is yes' exclude each other"
    ),
    "{load: {more_than: load.high, at_most: load.high}}": (
        "'load is at most load.high' and 'load is more than load.high' exclude each other"
    ),
    "{load: {at_least: load.high, less_than: load.high}}": (
        "'load is at least load.high' and 'load is less than load.high' exclude each other"
    ),
    "{load: {more_than: load.full}}": "'load is more than load.full' never holds",
    "{mood: {less_than: limit.low}}": "'mood is less than limit.low' never holds",
    "{mood: {more_than: limit.high}}": "'mood is more than limit.high' never holds",
    "{speed: {less_than: limit.zero}}": "'speed is less than limit.zero' never holds",
    "{not: {speed: {at_least: limit.zero}}}": "'speed is not at least limit.zero' never holds",
    "{known: colour, unknown: colour}": (
        "'colour is known' and 'colour is unknown' exclude each other"
    ),
    "{colour: red, does_not_apply: colour}": (
        "'colour does not apply' and 'colour is red' exclude each other"
    ),
    "{all: [{does_not_apply: colour}, {not: {colour: red}}]}": (
        "'colour does not apply' and 'colour is not red' exclude each other"
    ),
    "{unknown: colour, not: {colour: red}}": (
        "'colour is not red' and 'colour is unknown' exclude each other"
    ),
    "{extras: {includes: wash}, not: {extras: {includes: wash}}}": (
        "'extras does not include wash' and 'extras includes wash' exclude each other"
    ),
    "{known: remarks, does_not_apply: remarks}": (
        "'remarks does not apply' and 'remarks is known' exclude each other"
    ),
    "{any: [{all: [{colour: red}, {colour: green}]}, {load: {more_than: load.full}}]}": (
        "'(colour is green and colour is red) or load is more than load.full' never holds"
    ),
    "{all: [{any: [{colour: red}, {sunny: yes}]}, {colour: {is_not: red}}, {sunny: no}]}": (
        "the things it asks for cannot all be so together"
    ),
    f"{{any_row: {BOTH}}}": (
        "'things has a row where shade is dark and shade is light' never holds"
    ),
    f"{{any_row: {LIGHT}, every_row: {DARK}}}": (
        "'things has a row where shade is light' and "
        "'things has only rows where shade is dark' exclude each other"
    ),
    f"{{any_row: {{of: things}}, every_row: {BOTH}}}": (
        "'things has a row' and 'things has only rows where shade is dark and shade is light' "
        "exclude each other"
    ),
    f"{{any_row: {LIGHT}, does_not_apply: things}}": (
        "'things does not apply' and 'things has a row where shade is light' exclude each other"
    ),
    f"{{any_row: {LIGHT}, unknown: things}}": (
        "'things has a row where shade is light' and 'things is unknown' exclude each other"
    ),
    "{count: {of: things, where: {shade: light}, at_least: rows.two, at_most: rows.one}}": (
        "'things has at least rows.two rows where shade is light' and "
        "'things has at most rows.one rows where shade is light' exclude each other"
    ),
    f"{{count: {{of: things, where: {{shade: light}}, less_than: rows.one}}, any_row: {LIGHT}}}": (
        "'things has a row where shade is light' and "
        "'things has less than rows.one rows where shade is light' exclude each other"
    ),
    "{count: {of: things, where: {shade: light}, less_than: rows.none}}": (
        "'things has less than rows.none rows where shade is light' never holds"
    ),
    "{total: {less_than: limit.zero}}": "'total is less than limit.zero' never holds",
    "{all: [{total: {at_most: limit.low}}, {speed: {more_than: limit.high}}]}": (
        "'speed is more than limit.high' and 'total is at most limit.low' exclude each other"
    ),
    "{known: total, unknown: speed}": (
        "'speed is unknown' and 'total is known' exclude each other"
    ),
    "{known: total, does_not_apply: speed}": (
        "'speed does not apply' and 'total is known' exclude each other"
    ),
    "{unknown: total, known: [speed, weight]}": "the things it asks for cannot all be so together",
    "{largest: {at_least: limit.low}, every_row: {of: things, where: {unknown: size}}}": (
        "'largest is at least limit.low' and 'things has only rows where size is unknown' "
        "exclude each other"
    ),
    "{listed: {less_than: rows.one}, any_row: {of: things}}": (
        "'listed is less than rows.one' and 'things has a row' exclude each other"
    ),
    "{any_row: {of: criteria, where: {quadrant: keep_up, unknown: own}}}": (
        "'criteria has a row where own is unknown and quadrant is keep_up' never holds"
    ),
    "{any_row: {of: criteria, where: {does_not_apply: quadrant}}}": (
        "'criteria has a row where quadrant does not apply' never holds"
    ),
    "{state: good}": "'state is good' never holds, since no rule concludes it",
    "{tasks: {includes: sell}}": "'tasks includes sell' never holds, since no rule concludes it",
    "{assumed: bad}": "'assumed is bad' never holds, since no rule concludes it",
    "{unknown: assumed}": "'assumed is unknown' never holds",
    "{unknown: tasks}": "'tasks is unknown' never holds",
    "{does_not_apply: state}": "'state does not apply' never holds",
}
SOMETIMES = [
    "{any: [{colour: red}, {colour: green}]}",
    "{colour: {none_of: [red, green]}}",
    "{sunny: {is_not: yes}}",
    "{load: {at_least: load.high, at_most: load.high}}",
    "{load: {at_least: load.full}}",
    "{mood: {at_most: limit.low}}",
    "{mood: {at_least: limit.high}}",
    "{speed: {at_most: limit.zero}}",
    "{depth: {less_than: limit.zero}}",
    "{speed: {between: [limit.low, limit.high], more_than: limit.low, less_than: limit.high}}",
    "{not: {speed: {between: [limit.zero, limit.high]}}}",
    "{does_not_apply: colour, not: {known: colour}}",
    "{extras: {includes: wash}, not: {extras: {includes: wax}}}",
    "{any: [{all: [{colour: red}, {colour: green}]}, {colour: blue}]}",
    f"{{all: [{{any_row: {LIGHT}}}, {{any_row: {DARK}}}]}}",
    f"{{every_row: {BOTH}}}",
    "{count: {of: things, where: {shade: light}, at_least: rows.two, at_most: rows.two}}",
    f"{{count: {{of: things, where: {{shade: light}}, less_than: rows.one}}, any_row: {DARK}}}",
    "{total: {at_most: limit.zero}}",
    "{apart: {less_than: limit.zero}}",
    "{all: [{total: {at_most: limit.high}}, {speed: {more_than: limit.low}}]}",
    "{unknown: [total, speed]}",
    "{does_not_apply: [total, speed]}",
    "{listed: {less_than: rows.one}, known: things}",
    "{any_row: {of: criteria, where: {quadrant: keep_up, unknown: expected}}}",
    "{unknown: state}",
    "{known: tasks}",
    "{assumed: good}",
]


def judged(folder: Path, *texts: str) -> list[str]:
    """Return what the check says about a tiny base."""
    return said(unreachable.check, load(folder, *texts), folder)


@pytest.mark.parametrize(("condition", "why"), NEVER.items(), ids=NEVER)
def test_advice_that_no_answers_lead_to_is_said(condition: str, why: str, tmp_path: Path) -> None:
    assert judged(tmp_path, advice(f"id: it, when: {condition}")) == [
        f"rules.yaml:2:5: warning K103: advice 'it': no profile can reach it: {why}; "
        "change what it asks for, or remove it"
    ]


@pytest.mark.parametrize("condition", SOMETIMES)
def test_advice_that_some_answers_lead_to_is_not(condition: str, tmp_path: Path) -> None:
    assert judged(tmp_path, advice(f"id: it, when: {condition}")) == []


def test_what_is_asked_of_one_row_must_be_so_of_that_row(tmp_path: Path) -> None:
    text = rules(
        "id: one, for_each: things, where: {shade: light}, unless: {any_row: "
        f"{DARK}}}, conclude: {{thing_state: good}}",
        "id: two, for_each: things, where: {shade: light}, when: {every_row: "
        f"{DARK}}}, conclude: {{thing_state: bad}}",
    )
    assert judged(tmp_path, text) == [
        "rules.yaml:3:5: warning K103: rule 'two': no profile can reach it: "
        "'things has only rows where shade is dark' and 'things.shade is light' "
        "exclude each other; change what it asks for, or remove it"
    ]


def test_advice_on_a_finding_is_reached_through_the_rules_for_it(tmp_path: Path) -> None:
    text = rules("id: fast, when: {speed: {more_than: limit.low}}, conclude: {state: good}")
    text += advice(
        "id: slow, when: {state: good, speed: {at_most: limit.low}}",
        "id: quick, when: {state: good, speed: {at_most: limit.high}}",
        "id: other, when: {state: {is_not: good}}",
    )
    assert judged(tmp_path, text) == [
        "rules.yaml:4:5: warning K103: advice 'slow': no profile can reach it: "
        "'speed is at most limit.low' and 'state is good' exclude each other; "
        "change what it asks for, or remove it",
        "rules.yaml:6:5: warning K103: advice 'other': no profile can reach it: "
        "'state is not good' never holds, since no rule concludes it; "
        "change what it asks for, or remove it",
    ]


def test_a_default_is_reached_only_when_every_rule_has_failed(tmp_path: Path) -> None:
    text = rules("id: dark, when: {colour: red}, conclude: {assumed: bad}")
    text += advice(
        "id: unasked, when: {assumed: good, unknown: colour}",
        "id: asked, when: {assumed: good, colour: green}",
        "id: not_for_us, when: {assumed: good, does_not_apply: colour}",
        "id: red, when: {assumed: good, colour: red}",
    )
    assert judged(tmp_path, text) == [
        "rules.yaml:4:5: warning K103: advice 'unasked': no profile can reach it: "
        "'assumed is good' and 'colour is unknown' exclude each other; "
        "change what it asks for, or remove it",
        "rules.yaml:7:5: warning K103: advice 'red': no profile can reach it: "
        "'assumed is good' and 'colour is red' exclude each other; "
        "change what it asks for, or remove it",
    ]


def test_a_finding_of_several_values_can_hold_them_together(tmp_path: Path) -> None:
    text = rules(
        "id: sells, when: {colour: red}, conclude: {tasks: sell}",
        "id: tells, when: {colour: {one_of: [red, green]}}, conclude: {tasks: tell}",
    )
    text += advice(
        "id: both, when: {all: [{tasks: {includes: sell}}, {tasks: {includes: tell}}]}",
        "id: tell_only, when: {tasks: {includes: tell}, not: {tasks: {includes: sell}}}",
        "id: sell_only, when: {tasks: {includes: sell}, not: {tasks: {includes: tell}}}",
    )
    assert judged(tmp_path, text) == [
        "rules.yaml:7:5: warning K103: advice 'sell_only': no profile can reach it: "
        "'tasks does not include tell' and 'tasks includes sell' exclude each other; "
        "change what it asks for, or remove it"
    ]


def test_a_rule_about_rows_concludes_of_the_company_on_any_row(tmp_path: Path) -> None:
    text = rules("id: lit, for_each: things, where: {shade: light}, conclude: {state: good}")
    text += advice(
        f"id: mixed, when: {{state: good, any_row: {DARK}}}",
        f"id: dark, when: {{state: good, every_row: {DARK}}}",
    )
    assert judged(tmp_path, text) == [
        "rules.yaml:5:5: warning K103: advice 'dark': no profile can reach it: "
        "'state is good' and 'things has only rows where shade is dark' exclude each other; "
        "change what it asks for, or remove it"
    ]


def test_what_rests_on_something_unreachable_is_named_with_it(tmp_path: Path) -> None:
    text = rules(
        "id: never, when: {all: [{sunny: yes}, {sunny: no}]}, conclude: {state: good}",
        "id: rests, when: {state: good}, conclude: {next: good}",
    )
    text += advice("id: last, when: {next: good}", "id: fine, when: {unknown: next}")
    assert judged(tmp_path, text) == [
        "rules.yaml:2:5: warning K103: rule 'never': no profile can reach it, "
        "nor rule 'rests' and advice 'last' that rest on it: "
        "'sunny is no' and 'sunny is yes' exclude each other; change what it asks for, or remove it"
    ]


def test_what_is_unreachable_in_itself_too_is_said_for_itself(tmp_path: Path) -> None:
    text = rules("id: never, when: {all: [{sunny: yes}, {sunny: no}]}, conclude: {state: good}")
    text += advice("id: nor_this, when: {state: good, load: {more_than: load.full}}")
    assert judged(tmp_path, text) == [
        "rules.yaml:2:5: warning K103: rule 'never': no profile can reach it: "
        "'sunny is no' and 'sunny is yes' exclude each other; "
        "change what it asks for, or remove it",
        "rules.yaml:4:5: warning K103: advice 'nor_this': no profile can reach it: "
        "'load is more than load.full' never holds; change what it asks for, or remove it",
    ]


def test_rules_that_could_hold_together_are_given_the_benefit_of_the_doubt(tmp_path: Path) -> None:
    text = rules(
        "id: one, when: {colour: red}, conclude: {state: good}",
        "id: other, when: {colour: red}, conclude: {state: bad}",
    )
    assert judged(tmp_path, text, advice("id: it, when: {state: good}")) == []


def test_a_rule_that_always_gives_way_is_not_looked_for(tmp_path: Path) -> None:
    above = "overrides: [{id: general, because: It knows more.}]"
    text = rules(
        "id: general, when: {colour: red}, conclude: {state: good}",
        f"id: special, when: {{known: colour}}, conclude: {{state: bad}}, {above}",
    )
    assert judged(tmp_path, text) == []
