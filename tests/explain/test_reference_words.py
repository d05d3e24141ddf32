"""The reference in the reader's words: what is filled in, what has to be so, units, formulas."""

# ruff: noqa: RUF001 - the angle quotation marks are meant as such

from __future__ import annotations

import re

import pytest

from advisor.explain.reference.blanks import with_blanks
from advisor.explain.reference.conditions import Conditions
from advisor.explain.reference.formulas import formula_text
from advisor.explain.reference.reached import Reached
from advisor.explain.reference.units import unit_text
from advisor.explain.reference.write import reference
from advisor.knowledge.opening import open_knowledge
from advisor.language.messages import speaking
from tests.inference.small import small

BASE = small(
    """
    parameters:
      - {id: load.high, value: 85, unit: percent}
      - {id: rows.few, value: 2, unit: rows}
      - {id: mark.low, value: 3}
      - {id: size.large, value: 10}
    questions:
      - {id: peak, label: Busiest hour, kind: choice, options: [served, queue, lost]}
      - {id: load, label: Load, kind: percent}
      - {id: spent, label: Spent, kind: number}
      - {id: sold, label: Sold, kind: number}
      - {id: extras, label: Extras, kind: choices, options: [wash, wax]}
    tables:
      - id: things
        label: Things
        row: thing to choose by
        columns:
          - {id: mark, label: Mark, kind: rating}
          - {id: size, label: Size, kind: number}
    measures:
      - {id: share, label: Share, share: [spent, sold]}
      - {id: mean, label: Mean, mean: [spent, sold, load.high]}
      - {id: gap, label: Gap, difference: [spent, sold]}
      - {id: most, label: Most, max: [spent, sold]}
      - {id: all_sizes, label: All sizes, sum: {of: things.size}}
      - {id: weighted, label: Weighted, weighted_mean: {of: things.mark, by: things.size}}
      - {id: rows, label: Rows, count: {of: things}}
    findings:
      - {id: room, label: Room, domain: {holds: Enough, fails: Too little}}
      - {id: state, of: things, label: State, domain: {good: Good, bad: Bad}}
    rules:
      - {id: one, when: {peak: served}, conclude: {room: holds}}
      - {id: two, for_each: things, where: {mark: {at_least: mark.low}}, conclude: {state: good}}
    advice:
      - {id: alone, when: {peak: lost}}
      - {id: either, when: {any: [{peak: lost}, {load: {more_than: load.high}}]}}
      - id: nested
        when:
          peak: {one_of: [queue, lost]}
          any:
            - {extras: {includes: wax}}
            - {all: [{room: fails}, {unknown: load}]}
      - id: rowed
        when:
          any_row:
            of: things
            where: {mark: {less_than: mark.low}, size: {at_least: size.large}}
      - {id: counted, when: {count: {of: things, at_least: rows.few}}}
    """
)


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Plain, with {{braces}}.", "Plain, with {braces}."),
        ("{company} gains.", "‹the company› gains."),
        ("Improve {row}.", "Improve ‹thing to choose by›."),
        ("It has {row.mark}, so it is {row.state}.", "It has ‹Mark›, so it is ‹State›."),
        ("Now: {peak}. Room: {room}. {share}", "Now: ‹Busiest hour›. Room: ‹Room›. ‹Share›"),
        ("{things}: {load|not counted}", "‹Things›: ‹Load, otherwise “not counted”›"),
        ("Less than {load.high} is fine.", "Less than 85% is fine."),
    ],
)
def test_what_is_filled_in_is_named(text: str, filled: str) -> None:
    assert with_blanks(text, "things", BASE) == filled


def shown(advice: str) -> list[str]:
    """Return a condition as its list, without the links."""
    listed = Conditions(BASE).listed(BASE.advice[advice].condition)
    assert listed is not None
    lines = [listed["head"]] if listed["head"] is not None else []
    return [
        f"{'  ' * line['depth']}{line['to']['label'] + ': ' if line['to'] else ''}{line['text']}"
        for line in (*lines, *listed["lines"])
    ]


@pytest.mark.parametrize(
    ("advice", "lines"),
    [
        ("alone", ["Busiest hour: “Lost”"]),
        ("either", ["one of these:", "  Load: more than 85%", "  Busiest hour: “Lost”"]),
        (
            "nested",
            [
                "  Busiest hour: “Lost” or “Queue”",
                "  one of these:",
                "    Extras: with “Wax” among them",
                "    all of these:",
                "      Load: not known",
                "      Room: “Too little”",
            ],
        ),
        (
            "rowed",
            [
                "Things: at least one row in which this is so",
                "  Things: Mark: less than 3",
                "  Things: Size: at least 10",
            ],
        ),
        ("counted", ["Things: at least 2 rows"]),
    ],
)
def test_a_condition_is_a_list_in_words(advice: str, lines: list[str]) -> None:
    assert shown(advice) == lines


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("share", "100 × “Spent” ÷ “Sold”"),
        ("mean", "(“Spent” + “Sold” + 85%) ÷ 3"),
        ("gap", "“Spent” − “Sold”"),
        ("most", "the highest of “Spent”; “Sold”"),
        ("all_sizes", "the sum of “Things: Size”"),
        ("weighted", "the mean of “Things: Mark”, weighted by “Things: Size”"),
        ("rows", "the number of rows in “Things”"),
    ],
)
def test_a_formula_names_what_goes_into_it(measure: str, text: str) -> None:
    assert formula_text(BASE.measures[measure], BASE) == text


@pytest.mark.parametrize(
    ("unit", "language", "text"),
    [
        ("percent", "en", "%"),
        ("percent of scale", "nb", "% av skalaen"),
        ("money", "en", ""),
        ("money", "sv", "kr"),
        ("points", "nb", ""),
        ("personer", "sv", "personer"),
    ],
)
def test_a_unit_is_written_as_behind_a_number(unit: str, language: str, text: str) -> None:
    assert unit_text(unit, language) == text


SHIPPED = {language: open_knowledge(None, language) for language in ("en", "nb", "sv")}


@pytest.mark.parametrize("language", SHIPPED)
def test_the_shipped_reference_leaves_nothing_to_guess(language: str) -> None:
    with speaking(language):
        pages = dict(reference(SHIPPED[language], Reached()))
    for name, text in pages.items():
        assert not re.search(r"\{[^}]*\}", text), name


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nb", "- Svar: et pengebeløp, målt i kr\n"),
        ("sv", "- Svar: ett belopp, i kr\n"),
    ],
)
def test_a_unit_is_no_english_word_in_another_language(language: str, said: str) -> None:
    page = reference(SHIPPED[language], Reached())["topic-channels.md"]
    assert said in page
    assert "money" not in page
    assert "percent" not in page
