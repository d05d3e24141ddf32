"""Readings in words, and texts with the company's own names and numbers in them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.advice.wording import Wording
from tests.inference.small import cell, profile, small, traced

BASE = small(
    """
    parameters: [{id: load.high, value: 85, unit: percent}, {id: pace.slow, value: 2.5}]
    questions:
      - {id: peak, label: The busiest hour, kind: choice,
         options: {served: Everyone is served, lost: Customers leave}}
      - {id: offers, kind: choices, options: [wash, wax, repair]}
      - {id: open, kind: yes_no}
      - {id: load, kind: percent}
      - {id: staff, kind: number, unit: people}
      - {id: turnover, kind: money}
      - {id: words, kind: text}
    tables:
      - id: things
        label: All things
        row: useful thing
        columns:
          - {id: size, label: How large, kind: number, unit: points}
          - {id: rivals, kind: ratings}
          - {id: shade, kind: choice, options: {dark: Dark as night, light: Light}}
    findings:
      - {id: capacity, label: Enough room, domain: {holds: There is room, fails: There is none}}
      - {id: traits, several: yes, domain: {quick: It is quick, dear: It is dear}}
      - {id: nothing, several: yes, domain: [one, other]}
      - {id: fit, label: Fit, of: things, domain: {good: It fits, bad: It does not}}
    measures: [{id: twice, label: Twice, unit: people, sum: [staff, staff]}]
    rules:
      - {id: room, when: {peak: served}, conclude: {capacity: holds, traits: [dear, quick]}}
      - {id: good, for_each: things, where: {shade: dark}, conclude: {fit: good}}
    """
)
SAID = """
answers:
  peak: served
  offers: [wax, wash]
  open: no
  load: 12.5
  staff: 4
  turnover: 4100000
  words: "{company} {{brackets} *stars*"
things:
  - {name: Lamp, size: 2.25, rivals: {Moa: 3.5, Hall: 4}, shade: dark}
  - {name: "{row}", shade: does not apply}
"""
WORDING = Wording(BASE, traced(BASE, SAID), "Glans & {Sons}", "en")
SILENT = Wording(BASE, traced(BASE), "Glans", "en")


@pytest.mark.parametrize(
    ("name", "row", "text"),
    [
        ("peak", "", "Everyone is served"),
        ("offers", "", "Wash; Wax"),
        ("open", "", "No"),
        ("load", "", "12.5%"),
        ("staff", "", "4 people"),
        ("turnover", "", "4,100,000"),
        ("words", "", "{company} {{brackets} *stars*"),
        ("things", "", "2 rows filled in"),
        ("things.size", "Lamp", "2.25"),
        ("things.rivals", "Lamp", "Hall 4, Moa 3.5"),
        ("things.shade", "Lamp", "Dark as night"),
        ("things.shade", "{row}", "does not apply"),
        ("things.size", "{row}", "not answered"),
        ("capacity", "", "There is room"),
        ("traits", "", "It is quick; It is dear"),
        ("nothing", "", "none"),
        ("things.fit", "Lamp", "It fits"),
        ("things.fit", "{row}", "not known"),
        ("twice", "", "8 people"),
    ],
)
def test_what_is_known_of_a_cell_is_put_into_words(name: str, row: str, text: str) -> None:
    assert WORDING.text(cell(name, row)) == text


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("{peak: don't know}", "not known"),
        ("{open: yes}", "not answered"),
        ("{peak: does not apply}", "does not apply"),
    ],
)
def test_why_nothing_is_known_of_a_cell_is_put_into_words(answer: str, text: str) -> None:
    assert (
        Wording(BASE, traced(BASE, f"answers: {answer}"), "Glans", "en").text(cell("peak")) == text
    )


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("[]", "0 rows filled in"),
        ("[{name: A}]", "1 row filled in"),
        ("don't know", "not known"),
        ("does not apply", "does not apply"),
    ],
)
def test_a_table_is_put_into_words(table: str, text: str) -> None:
    trace = traced(BASE, f"things: {table}")
    assert Wording(BASE, trace, "Glans", "en").text(cell("things")) == text


def test_an_empty_choice_and_an_empty_list_of_rivals_are_none() -> None:
    trace = traced(BASE, "answers: {offers: []}\nthings: [{name: A, rivals: {}}]")
    wording = Wording(BASE, trace, "Glans", "en")
    assert wording.text(cell("offers")) == "none"
    assert wording.text(cell("things.rivals", "A")) == "none"


@pytest.mark.parametrize(
    ("name", "row", "label"),
    [
        ("peak", "", "The busiest hour"),
        ("twice", "", "Twice"),
        ("capacity", "", "Enough room"),
        ("things", "", "All things"),
        ("things.size", "Lamp", "Lamp: How large"),
        ("things.fit", "Lamp", "Lamp: Fit"),
        ("things.fit", "", "Fit"),
    ],
)
def test_a_cell_is_called_by_its_label_and_its_row(name: str, row: str, label: str) -> None:
    assert WORDING.label(cell(name, row)) == label


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("Nothing to fill.", "Nothing to fill."),
        ("{company} opens.", "Glans & {Sons} opens."),
        ("At peak: {peak}.", "At peak: Everyone is served."),
        ("Above {load.high} it is full.", "Above 85% it is full."),
        ("Slower than {pace.slow}.", "Slower than 2.5."),
        ("{load|a load you have not measured}", "12.5%"),
        ("{capacity} and {twice}", "There is room and 8 people"),
        ("A {{brace}} stays", "A {brace} stays"),
        ("“{words}”", "“{company} {{brackets} *stars*”"),
    ],
)
def test_placeholders_are_filled_with_what_the_company_said(text: str, filled: str) -> None:
    assert WORDING.fill(text) == filled


def test_a_fallback_is_used_while_the_value_is_missing() -> None:
    assert SILENT.fill("You work at {load|a load you have not measured}.") == (
        "You work at a load you have not measured."
    )
    assert SILENT.fill("Load: {load}; room: {capacity|unclear}; {load|}.") == (
        "Load: not answered; room: unclear; ."
    )


@pytest.mark.parametrize(
    ("text", "row", "filled"),
    [
        ("Mend “{row}” first.", "Lamp", "Mend “Lamp” first."),
        ("{row} is {row.size} large, {row.fit}.", "Lamp", "Lamp is 2.25 large, It fits."),
        ("Mend “{row}” first.", "{row}", "Mend “{row}” first."),
        ("{row.size|some size}", "{row}", "some size"),
        ("{peak} for {row}", "Lamp", "Everyone is served for Lamp"),
        ("{{row}} {row}", "Lamp", "{row} Lamp"),
    ],
)
def test_a_text_about_a_row_names_the_row_and_its_columns(text: str, row: str, filled: str) -> None:
    assert WORDING.fill(text, row, "things") == filled


def test_a_text_about_rows_of_a_table_nobody_filled_in_speaks_of_each() -> None:
    assert SILENT.fill("Mend {row} of {row.size|any size}; {{row}}.", "", "things") == (
        "Mend each useful thing of any size; {row}."
    )


@pytest.mark.parametrize(
    ("certainty", "word"),
    [
        ("1", "well supported"),
        ("0.75", "well supported"),
        ("0.7499", "supported"),
        ("0.5", "supported"),
        ("0.4999", "tentative"),
        ("0", "tentative"),
    ],
)
def test_a_certainty_has_a_word(certainty: str, word: str) -> None:
    assert WORDING.certainty_word(Decimal(certainty)) == word


def test_a_product_is_written_out_with_two_decimals() -> None:
    factors = Decimal("0.9"), Decimal("0.75"), Decimal("0.675")
    assert WORDING.product(*factors) == "0.90 × 0.75 = 0.68"


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("load", "percent"),
        ("turnover", "money"),
        ("twice", "people"),
        ("things.size", "points"),
        ("capacity", ""),
    ],
)
def test_a_unit_is_that_of_the_question_the_column_or_the_measure(name: str, unit: str) -> None:
    assert WORDING.unit(cell(name)[0]) == unit


NASTY = st.text("{}|:! abc", max_size=12)


@given(company=NASTY, name=NASTY.filter(str.strip), words=NASTY.filter(str.strip))
def test_what_the_company_wrote_is_never_taken_for_a_placeholder(
    company: str, name: str, words: str
) -> None:
    name, words = " ".join(name.split()), " ".join(words.split())
    text = f"answers: {{words: '{words}'}}\nthings: [{{name: '{name}', size: 1}}]"
    wording = Wording(BASE, traced(BASE, text), company, "en")
    assert wording.fill("[{company}][{row}][{words}]", name, "things") == (
        f"[{company}][{name}][{words}]"
    )
    assert wording.label(cell("things.size", name)) == f"{name}: How large"


def test_the_profile_of_these_tests_is_read_as_it_stands() -> None:
    rows = profile(BASE, SAID).tables["things"].rows
    assert [row.name for row in rows] == ["Lamp", "{row}"]
