"""A row of a spreadsheet, with its rows of further sheets, becomes a profile."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from advisor.batch.entry import RowEntry, SheetRow, Unusable
from advisor.batch.readers.plan import ABSENT, Planner, RowPlan, SheetPlan
from advisor.batch.readers.reasons import Notes, no_name
from advisor.batch.readers.table_rows import TableRows, has_row, text_at
from advisor.batch.readers.words import (
    MAX_NOTES,
    cut_lines_in,
    language_in,
    whole_table_in,
    words_in,
)
from advisor.language.messages import _
from advisor.model.case import NOT_ASKED, Answer, CutLines, Profile, State, TableAnswer
from advisor.model.knowledge import Knowledge
from advisor.profile.cells import NoAnswer
from advisor.profile.heading_words import CUT_LINES, LANGUAGE, NAME, NOTES
from advisor.profile.read import unlisted_rivals
from advisor.profile.tables import MAX_NAME

UNLISTED = 21


class RowReader:
    """Reads rows by plans that are kept from one row to the next."""

    def __init__(self, books: Mapping[str, Knowledge]) -> None:
        """Prepare for a knowledge base, which is there in each language."""
        self.knowledge = next(iter(books.values()))
        self._no_answers = dict.fromkeys(self.knowledge.questions, NOT_ASKED)
        self._no_tables = dict.fromkeys(self.knowledge.tables, TableAnswer(State.NOT_ASKED))
        planner = Planner(books)
        self._plan = lru_cache(maxsize=16)(planner.plan)
        self._row_plan = lru_cache(maxsize=64)(planner.row_plan)

    def read(self, entry: RowEntry) -> Profile:
        """Return the profile; raises ``Unusable`` with everything that is wrong."""
        reading = _Reading(entry.main, self._plan(entry.main.sheet))
        further = [(row, self._row_plan(row.sheet)) for row in entry.further]
        name = reading.name()
        answers = {**self._no_answers, **reading.answers()}
        tables = {**self._no_tables, **reading.tables(further)}
        for table in dict.fromkeys(found[0] for found in unlisted_rivals(tables, self.knowledge)):
            reading.notes.add_known(UNLISTED, table)
        profile = Profile(
            company=name,
            answers=answers,
            tables=tables,
            cut_lines=reading.notes.tried(
                CUT_LINES, CutLines.MEAN, cut_lines_in, reading.key(CUT_LINES)
            ),
            notes=reading.notes.tried(NOTES, "", words_in, reading.key(NOTES), MAX_NOTES),
            language=reading.notes.tried(LANGUAGE, "", language_in, reading.key(LANGUAGE)),
        )
        if reading.notes.mistakes:
            raise Unusable(tuple(reading.notes.mistakes))
        return profile


class _Reading:
    """One company as it is read."""

    def __init__(self, main: SheetRow, plan: SheetPlan) -> None:
        self.main = main
        self.plan = plan
        self.notes = Notes([])

    def key(self, key: str) -> str:
        """Return what stands under a key of the profile that is no question."""
        return text_at(self.main, self.plan.keys.get(key, ABSENT))

    def name(self) -> str:
        _check_width(self.main, self.notes)
        name = self.notes.tried(NAME, "?", words_in, self.key(NAME), MAX_NAME)
        if not name:
            self.notes.mistakes.append(no_name())
        return name

    def answers(self) -> dict[str, Answer]:
        cells, convention = self.main.cells, self.main.sheet.convention
        answers: dict[str, Answer] = {}
        # Called for each cell, so nothing is called for an empty one.
        for place, reader in self.plan.answers:
            text = cells[place] if place < len(cells) else ""
            if text:
                question = reader.question.id
                try:
                    answers[question] = reader.read(text, convention)
                except NoAnswer as wrong:
                    self.notes.add(question, wrong.reason, wrong.message)
        return answers

    def tables(self, further: list[tuple[SheetRow, RowPlan]]) -> dict[str, TableAnswer]:
        rows: dict[str, TableRows] = {}
        for plan in self.plan.rows:
            if has_row(self.main, plan):
                rows.setdefault(plan.table.id, TableRows()).add(self.main, plan, self.notes)
        for row, plan in further:
            sheet = row.sheet.name or plan.table.label
            notes = Notes(self.notes.mistakes, row.number, sheet)
            _check_width(row, notes)
            if has_row(row, plan):
                rows.setdefault(plan.table.id, TableRows()).add(row, plan, notes)
        answers = {
            table: TableAnswer(State.KNOWN, tuple(of.found[name] for name in sorted(of.found)))
            for table, of in rows.items()
        }
        return {**answers, **self._whole_tables(answers)}

    def _whole_tables(self, filled: Mapping[str, TableAnswer]) -> dict[str, TableAnswer]:
        """Return the tables that are answered in one word."""
        found: dict[str, TableAnswer] = {}
        for place, table in self.plan.whole:
            state = self.notes.tried(table.id, None, whole_table_in, text_at(self.main, place))
            if state is not None and table.id in filled:
                reason = _("the table has rows, and an answer for all of it too")
                self.notes.add(table.id, reason, _("one of the two"))
            elif state is not None:
                found[table.id] = TableAnswer(state)
        return found


def _check_width(row: SheetRow, notes: Notes) -> None:
    if any(map(str.strip, row.cells[len(row.sheet.columns) :])):
        reason = _("the row has more cells than there are headings")
        expected = _("a heading for each; perhaps a text with a separator in it is not quoted")
        notes.add("", reason, expected)
