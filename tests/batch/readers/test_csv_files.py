"""CSV is read as offices write it, and what is wrong with a row is said of that row alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from advisor.batch.entry import RowEntry, Skipped
from advisor.language.messages import speaking
from advisor.model.case import Answer, State
from advisor.profile.forms.csv_form import csv_form
from tests.batch.readers.inputs import answer, companies, items, said, write, write_csv
from tests.profile.small_base import small

NO_COMPANY = "no column has the names of the companies; a column called 'company'"
BROKEN_LINE = (
    "the line cannot be read; perhaps a quotation mark is not closed; "
    "quotation marks in pairs, and at most 131072 characters in a cell"
)


def known(value: object, *, unsure: bool = False) -> Answer:
    return Answer(State.KNOWN, value, unsure)  # type: ignore[arg-type]  # any value


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "register.csv"


# --- how a file is written ---


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_the_one_that_gives_most_headings(path: Path, separator: str) -> None:
    rows = [["company", "load", "location"], ["Glans", "40", "Up, down; left | right"]]
    write_csv(path, rows, separator)
    assert answer("load", path) == known(Decimal(40))
    assert answer("location", path) == known("Up, down; left | right")


def test_a_line_that_names_the_separator_is_believed_and_not_counted(path: Path) -> None:
    for first in ("sep=;", '"sep=;"', "SEP=;\r"):
        write(path, f"{first}\nname;load\nGlans;3,5\n")
        assert said(items(path)) == ["2 Glans"]
        assert answer("load", path) == known(Decimal("3.5"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found_out(path: Path, encoding: str) -> None:
    write(path, "name;location\nBlåbær & Sønn;Ålesund\n", encoding)
    (company,) = companies(path)
    assert company.company == "Blåbær & Sønn"
    assert company.answers["location"] == known("Ålesund")


def test_a_letter_outside_ascii_far_into_a_file_still_tells_its_encoding(path: Path) -> None:
    lines = "".join(f"Company {number};\n" for number in range(20_000))
    write(path, f"name;location\n{lines}Åse;\n", "cp1252")
    assert companies(path)[-1].company == "Åse"


def test_line_breaks_may_stand_in_quotation_marks(path: Path) -> None:
    write(path, 'name;location;notes\r\nGlans;"Up\r\nand down";"one\n\ntwo"\r\nB;;\r\n')
    assert said(items(path)) == ["2 Glans", "3 B"]
    assert answer_of(path, "location") == known("Up and down")


def answer_of(path: Path, question: str) -> Answer:
    return companies(path)[0].answers[question]


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("1.500,50", "1500.5"),
        ("1 500,50", "1500.5"),
        ("1\N{NO-BREAK SPACE}500,50", "1500.5"),
        ("1\N{NARROW NO-BREAK SPACE}500,50", "1500.5"),
        ("3,5", "3.5"),
        ("3.5", "3.5"),
        ("kr 4 100 000,-", "4100000"),
        ("1,2 mill", "1200000"),
    ],
)
def test_numbers_beside_semicolons_have_a_decimal_comma(path: Path, cell: str, number: str) -> None:
    write(path, f"name;turnover\nGlans;{cell}\n")
    assert answer("turnover", path) == known(Decimal(number))


def test_numbers_beside_commas_have_a_decimal_point(path: Path) -> None:
    write(path, 'name,turnover,balance\nGlans,"1,500.50",3.25\n')
    assert answer("turnover", path) == known(Decimal("1500.5"))
    assert answer("balance", path) == known(Decimal("3.25"))


def test_beside_tabs_the_current_language_says_how_numbers_are_written(path: Path) -> None:
    write(path, "name\tturnover\nGlans\t1 500,125\n")
    with speaking("nb"):
        assert answer("turnover", path) == known(Decimal("1500.125"))


# --- headings ---


def test_headings_are_ids_or_labels_with_or_without_a_block(path: Path) -> None:
    write(path, "Company;company.industry;People;The busiest hour?;answers.load\nG;Wash;4;lost;7\n")
    (company,) = companies(path)
    answers = {k: v.value for k, v in company.answers.items() if v.state is State.KNOWN}
    assert company.company == "G"
    assert answers == {"industry": "Wash", "employees": 4, "demand": "lost", "load": 7}


def test_a_column_nobody_knows_is_skipped_and_a_near_one_suggested(path: Path) -> None:
    write(path, "Navn;Lod;What is this?;load;\nGlans;1;2;3; \n")
    source = str(path)
    assert items(path)[:2] == [
        Skipped(source, "column 'Lod'", "did you mean 'load'?"),
        Skipped(source, "column 'What is this?'", ""),
    ]
    assert said(items(path)[2:]) == ["2 Glans"]


def test_a_column_without_heading_is_told_of_if_it_holds_anything(path: Path) -> None:
    write(path, "name;;load;\nA;;1;\nB;x;2;\nC;y;3;\n")
    assert said(items(path)) == ["2 A", "skipped column 2 | it has no heading", "3 B", "4 C"]


def test_two_columns_for_one_question_are_refused(path: Path) -> None:
    write(path, "name;load;Load;demand;criteria.1.own;Criteria 1: own\nGlans;1;2;lost;3;3\n")
    assert said(items(path)) == [
        "1 trouble criteria.own: two columns stand for this; one column for each question",
        "1 trouble load: two columns stand for this; one column for each question",
    ]


@pytest.mark.parametrize(
    ("text", "row"), [("load;demand\n1;lost\n", 1), ("Hello", 1), ("", 0), ("\n;;\n", 0)]
)
def test_without_a_column_of_companies_nothing_is_read(path: Path, text: str, row: int) -> None:
    write(path, text)
    assert said(items(path)) == [f"{row} trouble name: {NO_COMPANY}"]


def test_a_form_comes_back_in_without_a_heading_edited(path: Path) -> None:
    path.write_bytes(csv_form(small()))
    assert items(path) == []
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("(example: this line is not read)", "Glans"), encoding="utf-8")
    (company,) = companies(path)
    assert company.answers["demand"] == known("queue")
    assert company.answers["trusted"].state is State.DONT_KNOW
    assert company.answers["offers"] == known(frozenset({"wash", "wax"}))
    assert company.answers["balance"] == known(Decimal(100_000), unsure=True)
    names = {table: [row.name for row in rows.rows] for table, rows in company.tables.items()}
    assert names == {
        "competitors": ["Rival 1", "Rival 2"],
        "criteria": ["Criterion 1", "Criterion 2"],
    }


# --- rows ---


def test_rows_are_numbered_as_a_spreadsheet_shows_them_and_empty_ones_passed_over(
    path: Path,
) -> None:
    write(path, "\nname;load\n\nA;1\n;\nB;\n")
    assert [item.row for item in items(path) if isinstance(item, RowEntry)] == [4, 6]
    assert [company.company for company in companies(path)] == ["A", "B"]


def test_the_example_of_a_form_is_passed_over(path: Path) -> None:
    write(path, "name;load\n(Example: this line is not read);140\nA;1\n")
    assert said(items(path)) == ["3 A"]


def test_each_row_has_its_own_mistakes(path: Path) -> None:
    write(path, "name;load\n;40\nGlans;40;;\nA;1;2\nB;4\n")
    assert said(items(path)) == [
        "2 name: the company has no name; the company's name",
        "3 Glans",
        "4 -: the row has more cells than there are headings; "
        "a heading for each; perhaps a text with a separator in it is not quoted",
        "5 B",
    ]


def test_every_wrong_cell_of_a_row_is_told_with_what_was_expected(path: Path) -> None:
    long = "x" * 2001
    write(
        path,
        "name;employees;demand;trusted;offers;open_late;mood;load;growth;location;notes;"
        "language;cut_lines;criteria\n"
        f"{long};many;2;kanskje;vask;1;7;1-2;1.500;{long};ok;fr;top;some\n",
    )
    words = "words, at most {} characters of them"
    assert said(items(path)) == [
        f"2 name: this is too long; {words.format(200)}",
        "2 employees: this is no answer to the question; a number of 0 or more",
        "2 demand: this is none of the answers; one of: All are served; They wait; They leave",
        "2 trusted: this is none of the answers; one of: Yes; Perhaps; No",
        "2 offers: this is none of the answers; any of: Washing; Waxing; Repairs",
        "2 open_late: this is none of the answers; answered with yes or no",
        "2 mood: this is no answer to the question; a number from 1 to 5",
        "2 load: this is no answer to the question; a number from 0 to 100",
        "2 growth: this number can be read in two ways; a number of -100 or more",
        f"2 location: this is no answer to the question; {words.format(2000)}",
        "2 criteria: this is none of the answers; "
        "don't know, does not apply, or none; rows have columns or a sheet of their own",
        "2 cut_lines: this is none of the answers; one of: mean, midpoint",
        "2 language: this is none of the answers; one of: en, nb, sv",
    ]


def test_a_quotation_mark_that_is_not_closed_takes_no_other_company_with_it(path: Path) -> None:
    write(path, 'name;location\nGlans;"x\nB;y\nC;"z"\nD;"5" r\nE;"a\nb"\nF;5" x\nG;"\n')
    assert said(items(path)) == [
        f"2 trouble -: {BROKEN_LINE}",
        "3 B",
        "4 C",
        f"5 trouble -: {BROKEN_LINE}",
        "6 E",
        "7 F",
        f"8 trouble -: {BROKEN_LINE}",
    ]


def test_a_cell_or_a_line_that_is_far_too_long_is_a_mistake_of_its_row(path: Path) -> None:
    for length in (140_000, 9_000_000):
        write(path, f"name;location\nA;{'x' * length}\nB;b\n")
        assert said(items(path)) == [f"2 trouble -: {BROKEN_LINE}", "3 B"]


def test_characters_that_are_no_text_are_mistakes_of_their_cells(path: Path) -> None:
    write(path, "name;load;location\nA;4\0;b\0\nB\0;;\nC;1;\n")
    reason = "the cell holds a character that is no text"
    assert said(items(path)) == [
        f"2 load: {reason}; a number from 0 to 100",
        f"2 location: {reason}; words, at most 2000 characters of them",
        f"3 name: {reason}; words, at most 200 characters of them",
        "4 C",
    ]


def test_bytes_that_are_no_text_are_refused_as_a_whole(path: Path) -> None:
    for data in (b"name;load\n\x81\x8d;1\n", b"\xef\xbb\xbfname\n\xff", b"\xff\xfen\0a\0m"):
        path.write_bytes(data)
        assert said(items(path)) == [
            "0 trouble -: the file is no text: neither UTF-8 nor Windows-1252; "
            "save it with the encoding UTF-8"
        ]


# --- rows of tables beside each other ---


def test_rows_of_tables_stand_in_numbered_columns(path: Path) -> None:
    write(
        path,
        "name;criteria.1.name;criteria.1.own;criteria.1.scale;Criteria 2;Criteria 2: Own mark;"
        "criteria.2.competitors.Moa Bensin;Criteria 2: Their marks: Ulv;competitors\n"
        "Glans;A wait;7,5;0-10;;;;;none\nB;;;;Price;4;3?;don't know;\n",
    )
    one, other = companies(path)
    (row,) = one.tables["criteria"].rows
    assert (row.name, row.cells["own"]) == ("A wait", known(Decimal("7.5")))
    assert row.scale == (Decimal(0), Decimal(10))
    assert (one.tables["competitors"].state, one.tables["competitors"].rows) == (State.KNOWN, ())
    (row,) = other.tables["criteria"].rows
    assert row.cells["competitors"] == known((("Moa Bensin", Decimal(3)),), unsure=True)
    assert other.tables["competitors"].state is State.NOT_ASKED


def test_what_is_wrong_with_rows_beside_each_other_is_told(path: Path) -> None:
    write(
        path,
        "name;criteria.1.name;criteria.1.own;criteria.1.scale;criteria.2.own;criteria 3;"
        "criteria.3.competitors.Moa;criteria.3.competitors;competitors.1.name;competitors\n"
        "Glans;A;7;5-1;3;A;9;Moa: 3;Ulv;none\n",
    )
    mark = "for each competitor, a name and a number from 1 to 5"
    twice = "two have the same name; a name of its own for each"
    assert said(items(path)) == [
        "2 criteria.scale: this is no scale; the lowest and the highest mark, such as 1-5 or 0-10",
        "2 criteria.name: the row has no name; the name of the criterion",
        f"2 criteria.competitors: this is no answer to the question; {mark}",
        f"2 criteria.competitors: {twice}",
        f"2 criteria.name: {twice}",
        "2 competitors: the table has rows, and an answer for all of it too; one of the two",
        "2 criteria: a mark for a rival who is not among the competitors; "
        "competitors as they are listed, or none listed",
    ]
