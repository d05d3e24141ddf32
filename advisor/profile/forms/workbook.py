"""A blank form as a workbook: a sheet with a line for each company, and one for each table."""

from __future__ import annotations

import datetime as dt
import re

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from advisor.language.messages import _, speaking
from advisor.model.knowledge import Knowledge, Table
from advisor.profile.forms.cells import AUTHOR
from advisor.profile.forms.choosing import Lists, companies_on
from advisor.profile.forms.columns import Columns
from advisor.profile.forms.example import example_cells
from advisor.profile.forms.packing import packed
from advisor.profile.forms.sheet import SheetWriter

LISTS = "_lists"
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.timezone.utc)
MOST_LETTERS = 31
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]|^'|'$")


def workbook_form(knowledge: Knowledge) -> bytes:
    """Return a workbook for people; it is read back without editing a heading."""
    with speaking(knowledge.language):
        workbook = Workbook()
        workbook.properties.title = knowledge.title
        workbook.properties.creator = AUTHOR
        workbook.properties.created = LONG_AGO.replace(tzinfo=None)
        _write(workbook, knowledge)
        return packed(workbook)


def _write(workbook: Workbook, knowledge: Knowledge) -> None:
    columns = Columns(knowledge)
    main = workbook.worksheets[0]
    main.title = _("Companies")
    further = {
        table.id: workbook.create_sheet(_name(table, columns, workbook))
        for table in knowledge.tables.values()
    }
    lists = workbook.create_sheet(LISTS)
    lists.sheet_state = Worksheet.SHEETSTATE_HIDDEN
    writer = SheetWriter(Lists(lists), knowledge.language)
    of_company = columns.of_company()
    last = next(place for place, c in enumerate(of_company) if c.heading.id == "notes")
    of_company[last:last] = columns.of_whole_tables()
    writer.write(main, of_company, example_cells(of_company, knowledge))
    for table in knowledge.tables.values():
        of_row = columns.of_row(table)
        example = example_cells(of_row, knowledge)
        writer.write(further[table.id], of_row, example, companies_on(main))


def _name(table: Table, columns: Columns, workbook: Workbook) -> str:
    """Return the table's label as the name of its sheet, or the id where that cannot be one."""
    label = table.label
    taken = {sheet.title.casefold() for sheet in workbook.worksheets}
    allowed = len(label) <= MOST_LETTERS and not NOT_IN_NAMES.search(label)
    if allowed and label.casefold() not in taken and columns.table_of(label) == table.id:
        return label
    return table.id[:MOST_LETTERS]
