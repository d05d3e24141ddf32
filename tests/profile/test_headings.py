"""The heads of columns are read back, in any language and in any way people write them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from advisor.language.messages import LANGUAGES
from advisor.model.knowledge import Knowledge
from advisor.profile.headings import (
    COMPANY,
    Heading,
    Headings,
    heading_text,
    headings,
    table_headings,
)
from tests.profile.small_base import small
from tests.shipped import shipped_base


@pytest.fixture(scope="module")
def books() -> dict[str, Knowledge]:
    """Return the shipped base in every language."""
    return {language: shipped_base(language) for language in LANGUAGES}


@pytest.fixture(scope="module")
def shipped(books: dict[str, Knowledge]) -> Headings:
    return Headings(books)


def with_labels(**labels: str) -> Knowledge:
    """Return the small base with other labels for some questions."""
    questions = {
        id_: replace(question, label=labels.get(id_, question.label))
        for id_, question in small().questions.items()
    }
    return replace(small(), questions=questions)


def read(text: str, table: str = "", knowledge: Knowledge | None = None) -> Heading | None:
    return Headings({"en": knowledge or small()}).read(text, table)


# --- what a form offers ---


def test_a_form_offers_the_company_its_questions_notes_and_language() -> None:
    ids = [heading.id for heading in headings(small())]
    assert ids[:3] == ["name", "industry", "employees"]
    assert ids[-2:] == ["notes", "language"]
    assert sorted(ids[1:-2]) == sorted(small().questions)


def test_a_further_sheet_has_the_company_the_row_its_given_columns_and_its_scale() -> None:
    found = table_headings(small().tables["criteria"])
    assert found[0] == COMPANY
    assert {heading.table for heading in found[1:]} == {"criteria"}
    assert [heading.id for heading in found[1:]] == [
        *("name", "importance", "own", "competitors", "need", "since", "scale")
    ]
    assert [heading.id for heading in table_headings(small().tables["competitors"])] == [
        *("name", "name", "known_for", "near")
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_heading_of_the_shipped_base_is_its_label_and_is_read_back(
    language: str, shipped: Headings, books: dict[str, Knowledge]
) -> None:
    book = books[language]
    sheets = {"": headings(book), **{t.id: table_headings(t) for t in book.tables.values()}}
    for sheet, columns in sheets.items():
        texts = [shipped.text(heading, language, sheet) for heading in columns]
        assert len(set(texts)) == len(columns)
        assert [shipped.read(text, sheet) for text in texts] == columns
        assert not [text for text in texts if "(" in text]
        assert [heading_text(heading, book, sheet) for heading in columns] == texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_numbered_heading_of_the_shipped_base_is_read_back(
    language: str, shipped: Headings, books: dict[str, Knowledge]
) -> None:
    for table in books[language].tables.values():
        for heading in table_headings(table)[1:]:
            for number, rival in ((1, ""), (12, ""), (3, "Moa 2: Bensin. AS")):
                if rival and heading.id != "competitors":
                    continue
                numbered = replace(heading, number=number, rival=rival)
                assert shipped.read(shipped.text(numbered, language)) == numbered


# --- how people write ---


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("demand", Heading("demand")),
        ("answers.demand", Heading("demand")),
        ("company.industry", Heading("industry")),
        (" THE  busiest\nhour: ", Heading("demand")),
        ("*Trust", Heading("trusted")),
        ("What happens then? (demand)", Heading("demand")),
        ("language", Heading("language")),
        ("Språk", Heading("language")),
        ("cut_lines", Heading("cut_lines")),
        ("Comments", Heading("notes")),
        ("criteria", Heading("criteria")),
        ("Rivals", Heading("competitors")),
        ("criteria.1.importance", Heading("importance", "criteria", 1)),
        ("criteria 2 importance", Heading("importance", "criteria", 2)),
        ("criteria_3_own", Heading("own", "criteria", 3)),
        ("Criterion 4 - Own mark", Heading("own", "criteria", 4)),
        ("Criteria 12: Scale", Heading("scale", "criteria", 12)),
        ("Criteria 1", Heading("name", "criteria", 1)),
        ("Criteria 1: name", Heading("name", "criteria", 1)),
        ("Criteria 1: Criterion", Heading("name", "criteria", 1)),
        ("criteria.1.competitors", Heading("competitors", "criteria", 1)),
        ("criteria.1.competitors.Moa  Bensin", Heading("competitors", "criteria", 1, "Moa Bensin")),
        ("Criteria 1: Their marks: Moa: 2", Heading("competitors", "criteria", 1, "Moa: 2")),
    ],
)
def test_a_heading_is_an_id_or_a_label(text: str, heading: Heading) -> None:
    assert read(text) == heading


@pytest.mark.parametrize(
    "text",
    ["name", "Company", "company.name", "Bedrift", "FIRMA", "Navn", "Företag", "namn", "Firm:"],
)
def test_the_column_of_companies_has_many_names(text: str) -> None:
    assert read(text) == COMPANY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "demands",
        "Trust (me)",
        "Contact (name)",
        "own",
        "criteria.own",
        "criteria.0.own",
        "criteria.1.weight",
        "criteria.1.own.Moa",
        "criteria.1.company",
        "criteria.1.competitors." + "x" * 201,
        "x" * 100_000,
        "1",
    ],
)
def test_other_texts_are_no_heading(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Company", COMPANY),
        ("company", COMPANY),
        ("Bedrift", COMPANY),
        ("name", Heading("name", "criteria")),
        ("Navn", Heading("name", "criteria")),
        ("Criterion", Heading("name", "criteria")),
        ("Own mark", Heading("own", "criteria")),
        ("criteria.own", Heading("own", "criteria")),
        ("My mark (own)", Heading("own", "criteria")),
        ("scale", Heading("scale", "criteria")),
        ("skala", Heading("scale", "criteria")),
        ("competitors: Moa", Heading("competitors", "criteria", 0, "Moa")),
        ("weight", None),
        ("demand", None),
    ],
)
def test_a_further_sheet_has_its_own_headings(text: str, heading: Heading | None) -> None:
    assert read(text, "criteria") == heading


def test_labels_of_all_languages_are_read_at_once(shipped: Headings) -> None:
    for text in ("The busiest hour", "Den travleste timen", "När du har som mest att göra"):
        assert shipped.read(text) == Heading("peak_demand")


# --- labels that are alike ---


def test_a_label_that_two_questions_have_stands_for_neither_and_is_written_with_its_id() -> None:
    book = with_labels(demand="Trust")
    assert read("Trust", knowledge=book) is None
    assert heading_text(Heading("demand"), book) == "Trust (demand)"
    assert read("Trust (demand)", knowledge=book) == Heading("demand")
    assert read("Trust (trusted)", knowledge=book) == Heading("trusted")


def test_a_label_that_says_another_question_in_another_language_is_written_with_its_id() -> None:
    both = Headings({"en": small(), "nb": with_labels(demand="Trust", trusted="Tillit")})
    assert both.text(Heading("trusted"), "en") == "Trust (trusted)"
    assert both.text(Heading("trusted"), "nb") == "Tillit"


def test_a_label_that_is_the_id_of_something_else_is_written_with_its_id() -> None:
    book = with_labels(demand="mood", trusted="Company", load="notes")
    for id_, text in (
        ("demand", "mood (demand)"),
        ("trusted", "Company (trusted)"),
        ("load", "notes (load)"),
    ):
        assert heading_text(Heading(id_), book) == text
        assert read(text, knowledge=book) == Heading(id_)
    assert read("mood", knowledge=book) == Heading("mood")
    assert read("company", knowledge=book) == read("Company (name)", knowledge=book) == COMPANY


def test_numbered_columns_of_tables_with_one_label_are_written_as_ids() -> None:
    tables = {id_: replace(table, label="List") for id_, table in small().tables.items()}
    book = replace(small(), tables=tables)
    heading = Heading("own", "criteria", 2)
    assert heading_text(heading, book) == "criteria.2.own"
    assert read("criteria.2.own", knowledge=book) == heading


# --- what else there is to ask ---


def test_the_nearest_heading_is_suggested() -> None:
    both = Headings({"en": small()})
    assert both.near("demnd") == "did you mean 'demand'?"
    assert both.near("Busiest hour") == "did you mean 'The busiest hour'?"
    assert both.near("Own marks", "criteria") == "did you mean 'Own mark'?"
    assert not both.near("something else altogether")


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("criteria", "criteria"),
        ("Criteria", "criteria"),
        ("RIVALS", "competitors"),
        ("rival", "competitors"),
        ("Companies", ""),
        ("demand", ""),
    ],
)
def test_a_sheet_named_after_a_table_is_found(name: str, table: str) -> None:
    assert Headings({"en": small()}).table_of(name) == table
