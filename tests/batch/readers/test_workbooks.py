"""Workbooks are read cell by cell as people see them, and broken ones refused in one line."""

from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from advisor.batch.readers import read_inputs, workbook
from advisor.language.messages import speaking
from advisor.model.case import Answer, State
from advisor.profile.forms.workbook import workbook_form
from tests.batch.readers.inputs import (
    Cells,
    Sheets,
    answer,
    books,
    companies,
    items,
    said,
    write_workbook,
)
from tests.profile.small_base import small

BROKEN = ["0 trouble -: the workbook is broken, or none at all; a workbook saved as .xlsx"]


def known(value: object) -> Answer:
    return Answer(State.KNOWN, value)  # type: ignore[arg-type]  # any value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.xlsx"


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (0.1 + 0.2, "0.3"),
        (1234.567, "1234.567"),
        (40, "40"),
        (1e-7, "0.0000001"),
        (12_345_678, "12345678"),
        ("1 500,50", "1500.5"),
        ("ca. 40", "40"),
    ],
)
def test_numbers_are_exact_and_never_misread(path: Path, value: object, number: str) -> None:
    write_workbook(path, {"Companies": [["Company", "Turnover"], ["Glans", value]]})
    for language in ("en", "nb"):
        with speaking(language):
            assert answer("turnover", path).value == Decimal(number)


def test_a_cell_that_shows_a_percentage_is_read_as_it_shows(path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (["name", "load", "turnover"], ["Glans", 0.375, 0.375]):
        sheet.append(row)
    sheet["B2"].number_format = sheet["C2"].number_format = "0.0%"
    book.save(path)
    assert said(items(path)) == [
        "2 turnover: this is no answer to the question; a number of 0 or more"
    ]
    sheet["C2"].number_format = "General"
    book.save(path)
    assert answer("load", path) == known(Decimal("37.5"))


def test_truths_are_yes_and_no(path: Path) -> None:
    write_workbook(path, {"A": [["name", "open_late", "trusted"], ["Glans", True, False]]})
    (company,) = companies(path)
    assert (company.answers["open_late"], company.answers["trusted"]) == (known("yes"), known("no"))


def test_dates_and_errors_are_mistakes_where_they_are_read(path: Path) -> None:
    day = dt.datetime(2026, 11, 22)  # noqa: DTZ001 - as a spreadsheet has it
    head = ["name", "load", "location", "mood", "since", "notes", "Visited"]
    write_workbook(path, {"A": [head, ["G", day, day.time(), "#N/A", None, day, day]]})
    assert said(items(path)) == [
        "skipped column 'since' | ",
        "skipped column 'Visited' | ",
        "2 load: the cell holds a date; a number from 0 to 100",
        "2 location: the cell holds a date; words, at most 2000 characters of them",
        "2 mood: the cell holds an error of the spreadsheet; a number from 1 to 5",
        "2 notes: the cell holds a date; words, at most 131072 characters of them",
    ]


def test_the_first_sheet_with_companies_is_read_and_others_are_told_of(path: Path) -> None:
    sheets: Sheets = {
        "Read me": [["Fill in the next sheet."]],
        "Register": [[], ["Company", "Load"], ["Glans", 5]],
        "Last year": [["Company"], ["Old"]],
        "Empty": [],
        "_lists": [["yes"]],
    }
    write_workbook(path, sheets, hidden="_lists")
    assert said(items(path)) == [
        "skipped sheet 'Read me' | ",
        "skipped sheet 'Last year' | ",
        "3 Glans",
    ]


def test_a_workbook_without_companies_is_refused(path: Path) -> None:
    write_workbook(path, {"A": [["Load"], [5]], "Criteria": [["Company", "Name"], ["Glans", "x"]]})
    assert said(items(path)) == [
        "skipped sheet 'A' | ",
        "0 trouble name: no sheet has a column with the names of the companies; "
        "a column called 'company'",
    ]


def test_a_form_comes_back_in_without_a_heading_edited(path: Path) -> None:
    path.write_bytes(workbook_form(small()))
    assert items(path) == []
    book = load_workbook(path)
    book.worksheets[0]["A3"] = "Glans"
    criteria = next(sheet for sheet in book.worksheets if sheet.title == "Criteria")
    criteria["A3"], criteria["B3"], criteria["C3"] = "glans", "A short wait", 4.5
    book.save(path)
    (company,) = companies(path)
    (row,) = company.tables["criteria"].rows
    assert (company.company, row.name) == ("Glans", "A short wait")
    assert row.cells == {"importance": known(Decimal("4.5"))}


@pytest.mark.parametrize("data", [b"", b"name;load\nGlans;3\n", b"PK\x03\x04and nothing more"])
def test_what_is_no_workbook_is_refused(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert said(items(path)) == BROKEN


def test_an_archive_of_something_else_is_refused(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("hello.txt", "hello")
    assert said(items(path)) == BROKEN


def test_a_workbook_with_a_password_is_refused(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))
    assert said(items(path)) == [
        "0 trouble -: the workbook has a password, or the format of before 2007; "
        "save it without password, as .xlsx"
    ]


def test_a_workbook_that_would_take_far_more_room_than_it_says_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 3_000_000_000)
    monkeypatch.setattr(workbook, "MAX_HELD", 1_000_000)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", bytes(1_000_001))
    assert path.stat().st_size < 2000
    assert said(items(path)) == [
        "0 trouble -: the workbook unpacks to more than 3 GB; split it, or save it as CSV"
    ]


def test_a_sheet_that_breaks_off_keeps_the_companies_before(path: Path, tmp_path: Path) -> None:
    rows: list[Cells] = [["name"], *([f"Company {number}"] for number in range(2000))]
    write_workbook(tmp_path / "whole.xlsx", {"A": rows})
    with zipfile.ZipFile(tmp_path / "whole.xlsx") as whole, zipfile.ZipFile(path, "w") as cut:
        for part in whole.infolist():
            data = whole.read(part)
            cut.writestr(part, data[: len(data) // 2] if "sheet1" in part.filename else data)
    found = list(read_inputs([path], books()))
    assert len(found) > 100
    last = said(found)[-1]
    assert last.endswith(
        " trouble -: the workbook is broken, or none at all; a workbook saved as .xlsx"
    )
