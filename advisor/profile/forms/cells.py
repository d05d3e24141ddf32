"""How the cells of the workbook look, and how words are put into them so that they stay words."""

from __future__ import annotations

import math

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from advisor.model.knowledge import NUMBER_KINDS, Kind, Question

# Soft colours, told apart beside each other; black on them is easy to read, in print too.
COLOURS = ("DDEBF7", "E2EFDA", "FFF2CC", "FCE4D6", "EADCF4", "DDF3F1")
PLAIN = "E7E6E6"
HEAD_FONT = Font("Calibri", 11, bold=True)
EXAMPLE_FONT = Font("Calibri", 11, italic=True, color="7F7F7F")
TOP = Alignment(vertical="top", wrap_text=True)
EDGE = Border(bottom=Side("medium", "808080"), right=Side("thin", "BFBFBF"))
TEXT_FORMAT = "@"
FORMULA = ("=", "+", "-", "@")
NOTE_WIDTH, LINE_HEIGHT, LETTERS_A_LINE = 380, 17, 56
POINTS_A_LINE, TALLEST = 15, 400
AUTHOR = "Advisor"


def cell_at(sheet: Worksheet, line: int, column: int) -> Cell:
    """Return a cell of a sheet in which none are merged."""
    cell = sheet.cell(line, column)
    assert isinstance(cell, Cell)  # noqa: S101 - the other kind is a merged one
    return cell


def put(cell: Cell, value: str | float) -> None:
    """Put a number or words into a cell; words stay words, whatever they begin with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value.startswith(FORMULA)


def colours(groups: list[str]) -> list[str]:
    """Return a colour for each of the groups that columns belong to: another where one ends."""
    found: list[str] = []
    number = -1
    for place, group in enumerate(groups):
        if group and (place == 0 or group != groups[place - 1]):
            number += 1
        found.append(COLOURS[number % len(COLOURS)] if group else PLAIN)
    return found


def paint_head(cell: Cell, colour: str, note: str) -> None:
    """Make a cell the head of a column, with a note."""
    cell.font, cell.alignment, cell.border = HEAD_FONT, TOP, EDGE
    cell.fill = PatternFill("solid", start_color=colour)
    cell.comment = Comment(note, AUTHOR, height=_height(note), width=NOTE_WIDTH)


def width_of(question: Question, text: str) -> float:
    """Return how many letters wide a column is."""
    if question.kind in NUMBER_KINDS or question.kind is Kind.YES_NO:
        return max(15, min(22, len(text) * 0.6))
    if question.options:
        longest = max(len(words) for words in question.options.values())
        return max(16, min(36, longest * 0.75))
    return 32


def height_of(texts: list[str], widths: list[float]) -> float:
    """Return a height of a line at which texts in columns of some widths are seen whole."""
    pairs = zip(texts, widths, strict=True)
    # Words are not broken, so a line is seldom filled.
    lines = max(math.ceil(len(text) * 1.2 / width) for text, width in pairs)
    return min(TALLEST, POINTS_A_LINE * (lines + 0.3))


def _height(note: str) -> int:
    """Return a height at which a note is seen whole."""
    lines = sum(math.ceil(max(1, len(line)) / LETTERS_A_LINE) for line in note.split("\n"))
    return LINE_HEIGHT * (lines + 1)
