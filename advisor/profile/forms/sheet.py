"""One sheet of the workbook: the heads of its columns, the example, what its cells offer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from advisor.edge.scalars import as_json_number
from advisor.language.messages import _
from advisor.model.case import Answer
from advisor.model.knowledge import NUMBER_KINDS, Kind
from advisor.profile.forms.cells import (
    EXAMPLE_FONT,
    TEXT_FORMAT,
    TOP,
    cell_at,
    colours,
    height_of,
    paint_head,
    put,
    width_of,
)
from advisor.profile.forms.choosing import (
    FIRST_LINE,
    LAST_LINE,
    Lists,
    choosing,
    choosing_company,
)
from advisor.profile.forms.columns import Column
from advisor.profile.forms.in_cell import in_cell
from advisor.profile.forms.notes import instructions, note
from advisor.profile.headings import EXAMPLE, Heading


class SheetWriter:
    """Writes sheets that share their lists and their language."""

    def __init__(self, lists: Lists, language: str) -> None:
        """Prepare for sheets in a language."""
        self._lists = lists
        self._language = language

    def write(
        self,
        sheet: Worksheet,
        columns: Sequence[Column],
        example: Mapping[Heading, Answer],
        companies: str = "",
    ) -> None:
        """Write a sheet; on a further one, ``companies`` lists those of the first."""
        shades = colours([column.group for column in columns])
        widths = [width_of(column.question, column.text) for column in columns]
        scale = _scale_of(columns)
        for number, column in enumerate(columns, start=1):
            letter = get_column_letter(number)
            said = note(column, self._language)
            if number == 1 and not companies:
                said = f"{said}\n\n{instructions()}"
            head = cell_at(sheet, 1, number)
            put(head, column.text)
            paint_head(head, shades[number - 1], said)
            self._prepare(sheet, column, letter, widths[number - 1])
            self._show(cell_at(sheet, FIRST_LINE, number), column, example[column.heading])
            if number == 1 and companies:
                offered = choosing_company(column, companies, self._language)
            else:
                place = f"{letter}{FIRST_LINE}"
                offered = choosing(column, place, self._lists, self._language, scale)
            sheet.add_data_validation(offered)
            offered.add(f"{letter}{FIRST_LINE}:{letter}{LAST_LINE}")
        put(cell_at(sheet, FIRST_LINE, 1), _(EXAMPLE))
        shown = [str(sheet.cell(FIRST_LINE, n).value or "") for n in range(1, len(columns) + 1)]
        sheet.row_dimensions[FIRST_LINE].height = height_of(shown, widths)
        sheet.row_dimensions[1].height = height_of([c.text for c in columns], widths)
        _arrange(sheet)

    @staticmethod
    def _prepare(sheet: Worksheet, column: Column, letter: str, width: float) -> None:
        """Say how the cells of a column look that are still empty."""
        shape = sheet.column_dimensions[letter]
        shape.width = width
        shape.alignment = TOP
        shape.number_format = format_of(column)

    def _show(self, cell: Cell, column: Column, answer: Answer) -> None:
        """Put an example into a cell; what is sure of a number is a number there."""
        cell.font, cell.alignment, cell.number_format = EXAMPLE_FONT, TOP, format_of(column)
        if isinstance(answer.value, Decimal) and not answer.unsure:
            put(cell, as_json_number(answer.value))
            return
        text = in_cell(answer, column.question, self._language)
        if text:
            put(cell, text)


def format_of(column: Column) -> str:
    """Return the format of a column's cells: as words, lest a program make a date of 1-5.

    Numbers have none. So 40% typed in one of them says by its own format that it is a percentage.
    """
    return "General" if column.question.kind in NUMBER_KINDS else TEXT_FORMAT


def _scale_of(columns: Sequence[Column]) -> str:
    """Return the cell with the scale of the first line, or nothing."""
    for number, column in enumerate(columns, start=1):
        if column.heading.id == "scale" and column.question.kind is Kind.TEXT:
            return f"${get_column_letter(number)}{FIRST_LINE}"
    return ""


def _arrange(sheet: Worksheet) -> None:
    """Keep heads and companies in sight, on the screen and on paper; begin where one fills in."""
    sheet.freeze_panes = "B2"
    view = sheet.sheet_view
    assert view.pane is not None  # noqa: S101 - the panes have just been frozen
    view.pane.activePane = "bottomLeft"
    for selection in view.selection:
        if selection.pane == view.pane.activePane:
            selection.activeCell = selection.sqref = "A3"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
