"""Write a profile of the small base down in the cells of spreadsheets."""

from __future__ import annotations

import re

from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.model.case import Answer, Profile, Row, State, TableAnswer
from advisor.profile.tables import given_columns, has_scale
from advisor.profile.typed import typed_form
from tests.profile.small_base import small
from tests.strategies.profiles import profiles

_NOT_IN_CELLS = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WORDS_OF_STATES = {State.DONT_KNOW: "don't know", State.DOES_NOT_APPLY: "does not apply"}
Sheets = dict[str, list[list[str]]]


@st.composite
def storable_profiles(draw: st.DrawFn) -> Profile:
    """Draw a profile that a spreadsheet can hold, in which any rival may have marks."""
    profile = draw(profiles(small()))
    answers = {name: _plain(answer) for name, answer in profile.answers.items()}
    tables = {name: _plain_table(table) for name, table in profile.tables.items()}
    tables["competitors"] = TableAnswer(State.DONT_KNOW)
    return replace(
        profile,
        company=_words(profile.company),
        answers=answers,
        tables=tables,
        notes=_words(profile.notes) if profile.notes else "",
    )


def one_row(profile: Profile, language: str) -> tuple[list[str], list[str]]:
    """Return headings and cells that hold a whole profile, rows beside each other."""
    head, cells = _company(profile, language)
    for name, table in profile.tables.items():
        for number, row in enumerate(table.rows, start=1):
            for heading, text in _row(name, row, language):
                head.append(f"{name}.{number}.{heading}")
                cells.append(text)
    return head, cells


def several_sheets(profile: Profile, language: str) -> Sheets:
    """Return the rows of a main sheet and of one for each table."""
    sheets = {"main": [*map(list, _company(profile, language))]}
    for name, table in profile.tables.items():
        columns = ["name", *(column.id for column in given_columns(small().tables[name]))]
        if has_scale(small().tables[name]):
            columns.append("scale")
        rows = [dict(_row(name, row, language)) for row in table.rows]
        lines = [[profile.company, *(row.get(column, "") for column in columns)] for row in rows]
        sheets[name] = [["company", *columns], *lines]
    return sheets


def _company(profile: Profile, language: str) -> tuple[list[str], list[str]]:
    cells = {"name": profile.company, "cut_lines": profile.cut_lines.value, "notes": profile.notes}
    for name, question in small().questions.items():
        cells[name] = typed_form(profile.answers[name], question, language)
    for name, table in profile.tables.items():
        if table.state is State.KNOWN and not table.rows:
            cells[name] = "none"
        elif table.state in WORDS_OF_STATES:
            cells[name] = WORDS_OF_STATES[table.state]
    return list(cells), list(cells.values())


def _row(table: str, row: Row, language: str) -> list[tuple[str, str]]:
    cells = [("name", row.name)]
    cells += [
        (column.id, typed_form(row.cells[column.id], column, language))
        for column in given_columns(small().tables[table])
        if column.id in row.cells
    ]
    if has_scale(small().tables[table]):
        cells.append(("scale", f"{row.scale[0]}-{row.scale[1]}"))
    return cells


def _plain_table(table: TableAnswer) -> TableAnswer:
    rows = []
    for row in table.rows:
        asked = {k: _plain(v) for k, v in row.cells.items() if v.state is not State.NOT_ASKED}
        rows.append(replace(row, cells=asked))
    return replace(table, rows=tuple(rows))


def _plain(answer: Answer) -> Answer:
    words = isinstance(answer.value, str)
    return replace(answer, value=_words(str(answer.value))) if words else answer


def _words(text: str) -> str:
    """Return words that a spreadsheet can hold."""
    return " ".join(_NOT_IN_CELLS.sub("x", text).split()) or "x"
