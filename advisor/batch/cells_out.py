"""Cells of the tables a run writes: what a spreadsheet program shows, and never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import BinaryIO

from advisor.report.escape import plain

# What makes a spreadsheet program take a cell for a formula, whatever comes after it.
_STARTS = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
DECIMAL_COMMA = frozenset({"nb", "sv"})

Cell = str | int | Decimal | None


def safe(text: str) -> str:
    """Return a text on one line that no spreadsheet program takes for a formula."""
    line = plain(text)
    return f"'{line}" if line.startswith(_STARTS) else line


def write_table(stream: BinaryIO, rows: Iterable[Iterable[Cell]], language: str) -> None:
    """Write rows as CSV for the spreadsheet programs of a language.

    Where the language has a decimal comma, semicolons separate the cells, as
    those programs expect; a byte order mark tells them that it is UTF-8.
    """
    comma = language in DECIMAL_COMMA
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";" if comma else ",", lineterminator="\r\n")
    for row in rows:
        writer.writerow([_written(cell, comma=comma) for cell in row])
    text.flush()
    text.detach()


def _written(cell: Cell, *, comma: bool) -> str:
    if isinstance(cell, str):
        return safe(cell)
    if cell is None:
        return ""
    number = format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    return number.replace(".", ",") if comma else number
