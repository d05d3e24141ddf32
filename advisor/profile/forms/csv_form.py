"""A blank form as CSV: a line of headings and an example, for whoever exports from elsewhere."""

from __future__ import annotations

import codecs
import csv
import io

from advisor.language.messages import ENGLISH, _, speaking
from advisor.model.knowledge import Knowledge
from advisor.profile.forms.columns import Column, Columns
from advisor.profile.forms.example import example_cells
from advisor.profile.forms.in_cell import in_cell
from advisor.profile.headings import EXAMPLE

# Two rows show how the columns of a table go on; who needs more counts on, who needs fewer
# leaves them empty or takes them away.
ROWS = (1, 2)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_form(knowledge: Knowledge) -> bytes:
    """Return the two lines as a spreadsheet program of the language opens them."""
    with speaking(knowledge.language):
        columns = Columns(knowledge)
        groups = [columns.of_company()]
        groups += [
            columns.of_row(table, number) for table in knowledge.tables.values() for number in ROWS
        ]
        return _lines(groups, knowledge)


def _lines(groups: list[list[Column]], knowledge: Knowledge) -> bytes:
    language = knowledge.language
    example: list[str] = []
    for group in groups:
        cells = example_cells(group, knowledge)
        example += [in_cell(cells[c.heading], c.question, language) for c in group]
    example[0] = _(EXAMPLE)
    stream = io.StringIO(newline="")
    between = "," if language == ENGLISH else ";"
    writer = csv.writer(stream, delimiter=between, lineterminator="\r\n")
    writer.writerow([_as_words(column.text) for group in groups for column in group])
    writer.writerow([_as_words(text) for text in example])
    return codecs.BOM_UTF8 + stream.getvalue().encode()


def _as_words(text: str) -> str:
    """Return a text that no program takes for a formula; the star is not read."""
    return f"*{text}" if text.startswith(FORMULA) else text
