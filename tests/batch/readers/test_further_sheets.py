"""Rows of further sheets find their company by its name, and none is lost without a word."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from advisor.batch.folder import CannotWrite
from tests.batch.readers.inputs import (
    Sheets,
    companies,
    items,
    said,
    write,
    write_csv,
    write_workbook,
)

NOBODYS = "no company of this name stands on the main sheet; the name as it stands there"
SEVERAL = (
    "several companies have this name, and there are rows for it on further sheets; "
    "a name of its own for each company"
)


def rows_of(path: Path, table: str) -> list[list[str]]:
    """Return the names of each company's rows."""
    return [[row.name for row in company.tables[table].rows] for company in companies(path)]


def test_sheets_named_after_tables_hold_the_rows_of_the_companies(tmp_path: Path) -> None:
    sheets: Sheets = {
        "criteria": [["Bedrift", "Name", "own"], ["glans ", "Wait", 4], ["B", "Price", 3]],
        "Register": [["Company"], ["Glans"], ["A"], ["B"]],
        "RIVALS": [["Company", "Rival", "Near"], ["Glans", "Moa", "ja"], ["Glans", "Ulv", None]],
    }
    path = write_workbook(tmp_path / "a.xlsx", sheets)
    assert rows_of(path, "criteria") == [["Wait"], [], ["Price"]]
    assert rows_of(path, "competitors") == [["Moa", "Ulv"], [], []]


def test_everything_wrong_with_further_sheets_is_told(tmp_path: Path) -> None:
    sheets: Sheets = {
        "Companies": [["Company", "Load"], ["Glans", 5], ["B", 6], ["b", 7], ["C", 1], ["C", 2]],
        "Criteria": [
            ["Company", "Criterion", "Own mark", "Colour", "Scale"],
            ["glans", "Wait", 7],
            ["Glans", "Wait", 3],
            ["Nobody", "x", 2],
            ["b", "y", 3],
            [None, "y", 3],
            ["Glans", None, 3],
            [],
            ["(example: this line is not read)", "e", 3],
        ],
        "Rivals": [["Company", "Known for"], ["Glans", "x"]],
    }
    assert said(items(write_workbook(tmp_path / "a.xlsx", sheets))) == [
        "skipped column 'Colour' | ",
        "6 trouble criteria: the row does not say which company it belongs to; the company's name",
        "1 trouble competitors.name: no column has the names of the rows; a column with names",
        "2 @2 criteria.own: this is no answer to the question; a number from 1 to 5",
        "2 @3 criteria.name: two have the same name; a name of its own for each",
        "2 @7 criteria.name: the row has no name; the name of the criterion",
        f"3 trouble name: {SEVERAL}",
        f"4 trouble name: {SEVERAL}",
        "5 C",
        "6 C",
        f"4 trouble criteria: {NOBODYS}",
    ]


def test_a_row_that_is_too_wide_is_told_by_its_own_number(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "name;load\nGlans;4\n")
    write(tmp_path / "criteria.csv", "company;name\nGlans;Wait;4\n")
    assert said(items(tmp_path)) == [
        "2 @2 -: the row has more cells than there are headings; "
        "a heading for each; perhaps a text with a separator in it is not quoted"
    ]


def test_more_rows_than_a_table_may_have_are_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "name\nGlans\n")
    rows = [["Glans", f"Criterion {number}"] for number in range(501)]
    write_csv(tmp_path / "criteria.csv", [["company", "name"], *rows])
    assert said(items(tmp_path)) == ["2 @502 criteria: more than 500 rows; keep those that matter"]


def test_a_rival_who_is_not_listed_may_have_no_mark(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "name\nGlans\n")
    write(tmp_path / "rivals.csv", "company;name\nGlans;Moa\n")
    path = write(tmp_path / "criteria.csv", "company;name;competitors.Moa\nGlans;Wait;3\n")
    assert said(items(tmp_path)) == ["2 Glans"]
    write(path, "company;name;competitors.Moab\nGlans;Wait;3\n")
    assert said(items(tmp_path)) == [
        "2 criteria: a mark for a rival who is not among the competitors; "
        "competitors as they are listed, or none listed"
    ]


def test_csv_files_in_a_folder_share_the_further_ones_beside_them(tmp_path: Path) -> None:
    write(tmp_path / "a.csv", "name;load\nGlans;4\n")
    write(tmp_path / "b.json", '{"company": {"name": "Json"}}')
    write(tmp_path / "c.csv", "name,load\nMoa,4.5\n")
    write(tmp_path / "Criteria.csv", "company;name;own\nMoa;Price;3,5\nGlans;Wait;3\nZ;x;3\n")
    inner = tmp_path / "inner"
    inner.mkdir()
    write(inner / "d.csv", "name\nZ\n")
    assert said(items(tmp_path)) == [
        "2 Glans",
        "0 Json",
        "2 Moa",
        f"4 trouble criteria: {NOBODYS}",
        "2 Z",
    ]
    given = [tmp_path / "Criteria.csv", tmp_path / "a.csv", tmp_path / "c.csv", inner / "d.csv"]
    assert said(items(*given)) == ["2 Glans", "2 Moa", "2 Z"]


def test_a_further_file_without_companies_beside_it_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "criteria.csv", "company;name;own\nGlans;Price;3\n")
    assert said(items(path)) == [
        "0 trouble -: there is no file with the companies beside this one; "
        "a CSV file with a line for each company"
    ]


def test_a_disk_without_room_for_the_rows_is_told_as_such(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def of_few_pages(name: str) -> sqlite3.Connection:
        database = connect(name)
        database.execute("pragma max_page_count = 8")
        return database

    monkeypatch.setattr("advisor.batch.readers.joined.sqlite3.connect", of_few_pages)
    companies_ = [["Company", "Notes"], *([f"Glans {n}", "x" * 900] for n in range(60))]
    sheets: Sheets = {"Companies": companies_, "Criteria": [["Company", "Criterion"]]}
    path = write_workbook(tmp_path / "a.xlsx", sheets)
    with pytest.raises(CannotWrite) as raised:
        items(path)
    assert raised.value.error.strerror == "No space left on device"
