"""Tables open in the spreadsheet programs of a language, and no cell of them is a formula."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.batch.cells_out import Cell, safe, write_table


def table(rows: list[list[Cell]], language: str) -> bytes:
    stream = io.BytesIO()
    write_table(stream, rows, language)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+47 22 00 00 00", "'+47 22 00 00 00"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}=1", "'=1"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("a = b", "a = b"),
        ("", ""),
    ],
)
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(text: str, cell: str) -> None:
    assert safe(text) == cell


def test_a_norwegian_table_has_semicolons_and_decimal_commas() -> None:
    rows: list[list[Cell]] = [["company", "score"], ["Å; B", Decimal("62.5")], ["C", None]]
    assert table(rows, "nb") == '\ufeffcompany;score\r\n"Å; B";62,5\r\nC;\r\n'.encode()


def test_an_english_table_has_commas_and_decimal_points() -> None:
    assert table([["a, b", Decimal("62.5"), 3]], "en") == '\ufeff"a, b",62.5,3\r\n'.encode()


@given(st.text(max_size=30), st.sampled_from(["en", "nb", "sv"]))
def test_no_text_reads_back_as_the_beginning_of_a_formula(text: str, language: str) -> None:
    written = table([[text, "end"]], language).decode("utf-8-sig")
    delimiter = "," if language == "en" else ";"
    [[cell, end]] = csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)
    assert end == "end"
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
