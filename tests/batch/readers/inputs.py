"""Write inputs down, read them, and say what came of each company."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell

from advisor.batch.entry import Item, Mistake, RowEntry, Skipped, TextEntry, Trouble, Unusable
from advisor.batch.readers import read_entry, read_inputs
from advisor.model.case import Answer, Profile
from advisor.model.knowledge import Knowledge
from tests.profile.small_base import small

Cells = Sequence[object]
Sheets = Mapping[str, Sequence[Cells]]


@cache
def books() -> dict[str, Knowledge]:
    """Return the small base, which is there in one language."""
    return {"en": small()}


def items(*paths: Path) -> list[Item]:
    return list(read_inputs(paths, books()))


def piped(data: bytes, kind: str | None = None) -> list[Item]:
    """Return what is read from the standard input."""
    return list(read_inputs([Path("-")], books(), stdin=io.BytesIO(data), kind=kind))


def companies(*paths: Path) -> list[Profile]:
    """Return the profiles of all companies; anything wrong, or not read, fails the test."""
    return [profile_of(item) for item in items(*paths)]


def profile_of(item: Item) -> Profile:
    assert isinstance(item, TextEntry | RowEntry), item
    return read_entry(item, books())


def answer(question: str, *paths: Path) -> Answer:
    """Return what the only company answered to a question."""
    (company,) = companies(*paths)
    return company.answers[question]


def said(found: Iterable[Item]) -> list[str]:
    """Return a line for each piece of an input, and for each mistake in it."""
    lines: list[str] = []
    for item in found:
        if isinstance(item, Skipped):
            lines.append(f"skipped {item.what} | {item.hint}")
        elif isinstance(item, Trouble):
            lines += [f"{item.row} trouble {_line(mistake)}" for mistake in item.mistakes]
        else:
            lines += _of_entry(item)
    return lines


def _of_entry(item: TextEntry | RowEntry) -> list[str]:
    try:
        company = read_entry(item, books()).company
    except Unusable as unusable:
        return [f"{item.row} {_line(mistake)}" for mistake in unusable.mistakes]
    return [f"{item.row} {company}"]


def _line(mistake: Mistake) -> str:
    at = f"@{mistake.row} " if mistake.row else ""
    return f"{at}{mistake.field or '-'}: {mistake.reason}; {mistake.expected}"


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def write_csv(path: Path, rows: Iterable[Cells], separator: str = ";") -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=separator).writerows(rows)
    return path


def write_workbook(path: Path, sheets: Sheets, *, hidden: str = "") -> Path:
    """Write sheets; a text that looks like a formula stays a text."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        if name == hidden:
            sheet.sheet_state = "hidden"
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(line, column)
                assert isinstance(cell, Cell)
                cell.value = value  # type: ignore[assignment]  # whatever a cell may hold
                if isinstance(value, str) and value.startswith("="):
                    cell.data_type = "s"
    workbook.save(path)
    return path
