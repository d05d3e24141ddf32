"""Fill in a workbook as a person does: find a column by its head, choose from its list."""

from __future__ import annotations

import io
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from advisor.batch.entry import RowEntry
from advisor.batch.readers import read_entry, read_inputs
from advisor.language.messages import LANGUAGES, speaking
from advisor.model.case import Answer, Profile, State
from advisor.model.knowledge import Knowledge, Question, Table
from advisor.profile.forms.columns import Column, Columns
from advisor.profile.forms.workbook import workbook_form
from advisor.profile.heading_words import LANGUAGE, NAME, NOTES, SCALE
from advisor.profile.typed import typed_form
from tests.shipped import shipped_base

Books = Mapping[str, Knowledge]


@cache
def shipped() -> dict[str, Knowledge]:
    """Return the shipped base in each language."""
    return {language: shipped_base(language) for language in LANGUAGES}


def read_back(path: Path, books: Books) -> list[Profile]:
    """Return the profiles in a file; anything that is no company fails the test."""
    profiles = []
    for item in read_inputs([path], books):
        assert isinstance(item, RowEntry), item
        profiles.append(read_entry(item, books))
    return profiles


def opened(form: bytes) -> Workbook:
    return load_workbook(io.BytesIO(form))


def offering(sheet: Worksheet, place: str) -> DataValidation:
    """Return what goes with a cell."""
    found: list[DataValidation] = [
        each for each in sheet.data_validations.dataValidation if place in each.cells
    ]
    (only,) = found
    return only


def list_of(sheet: Worksheet, place: str) -> list[object]:
    """Return the list that a cell offers."""
    name, cells = str(offering(sheet, place).formula1).rsplit("!", 1)
    workbook = sheet.parent
    assert isinstance(workbook, Workbook)
    lists = workbook[name.strip("'")]
    return [cell.value for (cell,) in lists[cells.replace("$", "")]]


class Filled:
    """A workbook that a person fills in with the answers of profiles."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Open the form of a knowledge base."""
        self.knowledge = knowledge
        self.workbook = opened(workbook_form(knowledge))
        self.columns = Columns(knowledge)
        self.main, *others = self.workbook.worksheets
        self.sheets = dict(zip(knowledge.tables, others, strict=False))

    def add(self, profile: Profile, line: int = 3) -> None:
        """Write what a profile says into a line, and its rows below those there are."""
        with speaking(self.knowledge.language):
            whole = list(self.columns.of_whole_tables())
            company = self.columns.of_company()
        for column in company:
            self._put(self.main, column, line, self._said(profile, column))
        for column in whole:
            self._put_whole(column, line, profile)
        for id_, answer in profile.tables.items():
            table = self.knowledge.tables[id_]
            for row in answer.rows:
                given: dict[str, Answer | str] = {
                    NAME: row.name,
                    SCALE: f"{row.scale[0]}-{row.scale[1]}",
                    **row.cells,
                }
                self._add_row(table, profile.company, given)

    def save(self, path: Path) -> Path:
        """Save it as a file, and return its path."""
        self.workbook.save(path)
        return path

    def _add_row(self, table: Table, company: str, given: Mapping[str, Answer | str]) -> None:
        sheet = self.sheets[table.id]
        line = sheet.max_row + 1
        for column in self.columns.of_row(table):
            own = column.heading.table
            said = given.get(column.heading.id, "") if own else company
            self._put(sheet, column, line, said)

    @staticmethod
    def _said(profile: Profile, column: Column) -> Answer | str:
        others = {NAME: profile.company, NOTES: profile.notes, LANGUAGE: profile.language}
        id_ = column.heading.id
        return profile.answers[id_] if id_ in profile.answers else others[id_]

    def _put_whole(self, column: Column, line: int, profile: Profile) -> None:
        answer = profile.tables[column.heading.id]
        if answer.rows or answer.state is State.NOT_ASKED:
            return
        place = [State.KNOWN, State.DONT_KNOW, State.DOES_NOT_APPLY].index(answer.state)
        cell = self._cell(self.main, column, line)
        self.main[cell] = list_of(self.main, cell)[place]  # type: ignore[assignment]

    def _put(self, sheet: Worksheet, column: Column, line: int, said: Answer | str) -> None:
        place = self._cell(sheet, column, line)
        value = said if isinstance(said, str) else self._value(sheet, column, place, said)
        if value != "":
            sheet[place] = value
        if isinstance(value, str):
            sheet[place].data_type = "s"

    def _value(self, sheet: Worksheet, column: Column, place: str, answer: Answer) -> str | float:
        question, value = column.question, answer.value
        if isinstance(value, Decimal) and not answer.unsure:
            return float(value)
        if question.options and answer.state is State.KNOWN and value:
            words = list_of(sheet, place)
            chosen = [str(words[_place(option, question)]) for option in _options(answer, question)]
            return "; ".join(chosen) + ("?" if answer.unsure else "")
        return typed_form(answer, question, self.knowledge.language)

    @staticmethod
    def _cell(sheet: Worksheet, column: Column, line: int) -> str:
        (head,) = (cell for cell in sheet[1] if cell.value == column.text)
        return f"{head.column_letter}{line}"


def _options(answer: Answer, question: Question) -> list[str]:
    value = answer.value
    several = value if isinstance(value, frozenset) else {value}
    return [option for option in question.options if option in several]


def _place(option: str, question: Question) -> int:
    return list(question.options).index(option)
