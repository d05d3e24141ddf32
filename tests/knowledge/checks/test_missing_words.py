"""K107: placeholders that may have nothing to show."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import missing_words
from tests.knowledge.checks.bases import VOCABULARY, advice, load, rules, said


def judged(folder: Path, *texts: str, vocabulary: str = VOCABULARY) -> list[str]:
    """Return what the check says about a tiny base."""
    return said(missing_words.check, load(folder, *texts, vocabulary=vocabulary), folder)


def missing(name: str, owner: str = "advice 'it'", line: int = 2) -> str:
    """Return what is said about a placeholder."""
    return (
        f"rules.yaml:{line}:5: warning K107: {owner}: '{{{name}}}' may have nothing to show; "
        f"give words to use instead: '{{{name}|…}}'"
    )


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        ("{colour: red}", "load"),
        ("{unknown: load}", "load"),
        ("{does_not_apply: load}", "load"),
        ("{not: {unknown: load}}", "load"),
        ("{not: {does_not_apply: load}}", "load"),
        ("{any: [{known: load}, {colour: red}]}", "load"),
        ("{known: colour}", "remarks"),
        ("{known: speed}", "total"),
        ("{known: things}", "largest"),
        ("{any_row: {of: things}}", "largest"),
        ("{unknown: things}", "things"),
        ("{unknown: state}", "state"),
    ],
)
def test_what_may_be_missing_needs_other_words(condition: str, name: str, tmp_path: Path) -> None:
    text = advice(f'id: it, when: {condition}, do: "Do {{{name}}}."')
    assert judged(tmp_path, text) == [missing(name)]


@pytest.mark.parametrize(
    ("condition", "name"),
    [
        ("{colour: red}", "colour"),
        ("{not: {colour: red}}", "colour"),
        ("{known: load}", "load"),
        ("{not: {any: [{unknown: load}, {does_not_apply: load}]}}", "load"),
        ("{any: [{load: {at_least: load.high}}, {all: [{colour: red}, {known: load}]}]}", "load"),
        ("{any: [{known: load}, {all: [{colour: red}, {colour: green}]}]}", "load"),
        ("{not: {extras: {includes: wash}}}", "extras"),
        ("{total: {at_least: limit.low}}", "total"),
        ("{total: {at_least: limit.low}}", "speed"),
        ("{known: [speed, weight]}", "apart"),
        ("{any_row: {of: things, where: {known: size}}}", "largest"),
        ("{any_row: {of: things}}", "things"),
        ("{known: things}", "listed"),
    ],
)
def test_what_is_known_whenever_a_text_is_used_does_not(
    condition: str, name: str, tmp_path: Path
) -> None:
    text = advice(f'id: it, when: {condition}, do: "Do {{{name}}}."')
    assert judged(tmp_path, text) == []


def test_words_to_use_instead_are_enough(tmp_path: Path) -> None:
    text = advice('id: it, when: {colour: red}, do: "Do {load|what you can} and {load|}."')
    assert judged(tmp_path, text) == []


def test_the_company_its_rows_and_parameters_always_have_something_to_show(tmp_path: Path) -> None:
    text = advice('id: it, for_each: things, do: "Do {row} of {company} above {load.high}."')
    assert judged(tmp_path, text) == []


def test_each_name_is_said_once_whichever_texts_show_it(tmp_path: Path) -> None:
    text = advice(
        'id: it, do: "Do {load}.", why: "For {load} and {load}.", measure: "Count {speed}", '
        'how: ["One {weight}.", Two., Three.], not_when: "There is no {colour}."'
    )
    assert judged(tmp_path, text) == [
        missing("colour"),
        missing("load"),
        missing("speed"),
        missing("weight"),
    ]


def test_the_reason_of_a_rule_is_used_when_it_holds(tmp_path: Path) -> None:
    text = rules(
        'id: fine, when: {colour: red}, conclude: {state: good}, because: "It is {colour}."',
        'id: it, when: {colour: red}, conclude: {next: good}, because: "It is {load}."',
    )
    assert judged(tmp_path, text) == [missing("load", "rule 'it'", 3)]


def test_the_cells_of_the_row_a_text_is_about_count(tmp_path: Path) -> None:
    text = advice(
        'id: one, for_each: things, where: {known: size}, do: "Do {row.size}."',
        'id: it, for_each: things, where: {known: size}, do: "Do {row.shade}."',
        "id: other, for_each: things, when: {any_row: {of: things, where: {known: size}}}, "
        'do: "Do {row.size}."',
    )
    assert judged(tmp_path, text) == [
        missing("row.shade", line=3),
        missing("row.size", "advice 'other'", 4),
    ]


def test_what_a_computed_column_is_worked_out_from_is_known_with_it(tmp_path: Path) -> None:
    text = advice(
        "id: it, for_each: criteria, where: {quadrant: keep_up}, "
        'do: "Do {row.quadrant}.", why: "For {row.importance} and {row.own}, not {row.expected}."'
    )
    assert judged(tmp_path, text) == [missing("row.expected")]


def test_a_finding_is_followed_to_every_rule_that_concludes_its_value(tmp_path: Path) -> None:
    text = rules(
        "id: one, when: {load: {at_least: load.high}, colour: red}, conclude: {state: bad}",
        "id: two, when: {load: {less_than: load.high}, sunny: yes}, conclude: {state: bad}",
        "id: three, when: {known: speed}, conclude: {state: good}",
        "id: four, when: {state: bad}, conclude: {next: bad}",
    )
    text += advice(
        'id: it, when: {next: bad}, do: "Do {state}.", why: "For {load} and {colour}."',
        'id: other, when: {state: {one_of: [good, bad]}}, do: "Do {state} and {load}."',
    )
    assert judged(tmp_path, text) == [
        missing("colour", line=7),
        missing("load", "advice 'other'", 8),
    ]


def test_a_finding_of_several_values_is_followed_to_the_one_it_includes(tmp_path: Path) -> None:
    text = rules(
        "id: one, when: {known: load}, conclude: {tasks: sell}",
        "id: two, when: {known: speed}, conclude: {tasks: tell}",
    )
    text += advice(
        'id: fine, when: {tasks: {includes: sell}}, do: "Do {load} and {tasks}."',
        'id: it, when: {tasks: {includes: tell}}, do: "Do {load}."',
        'id: none, when: {known: tasks}, do: "Do {speed}."',
    )
    assert judged(tmp_path, text) == [
        missing("load", line=6),
        missing("speed", "advice 'none'", 7),
    ]


def test_a_default_says_nothing_of_the_answers_it_was_drawn_without(tmp_path: Path) -> None:
    text = rules("id: one, when: {colour: red}, conclude: {assumed: bad}")
    text += advice(
        'id: fine, when: {assumed: bad}, do: "Do {colour}."',
        'id: it, when: {assumed: good}, do: "Do {colour}."',
    )
    assert judged(tmp_path, text) == [missing("colour", line=5)]


def test_a_text_that_is_never_used_needs_no_other_words(tmp_path: Path) -> None:
    text = advice('id: it, when: {load: {more_than: load.full}}, do: "Do {colour}."')
    assert judged(tmp_path, text) == []
