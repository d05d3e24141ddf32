"""The cells of a spreadsheet that make up a row of a table."""

from __future__ import annotations

from decimal import Decimal

from advisor.batch.entry import SheetRow
from advisor.batch.readers.plan import RowPlan
from advisor.batch.readers.reasons import Notes
from advisor.batch.readers.words import scale_in, words_in
from advisor.language.messages import _
from advisor.model.case import NOT_ASKED, Answer, Row, State
from advisor.profile.heading_words import NAME, SCALE
from advisor.profile.tables import DEFAULT_SCALE, MAX_NAME, MAX_ROWS

NO_MARKS = Answer(State.KNOWN, ())


class TableRows:
    """Collects a company's rows of one table."""

    def __init__(self) -> None:
        """Start without rows."""
        self.found: dict[str, Row] = {}

    def add(self, source: SheetRow, plan: RowPlan, notes: Notes) -> None:
        """Read a row and put it among the others, noting down what is wrong."""
        table = plan.table.id
        row = _RowOfTable(source, plan, notes).read()
        if row is None:
            return
        if row.name in self.found:
            notes.add_known(20, f"{table}.{NAME}")
        if len(self.found) == MAX_ROWS:
            notes.add(
                table,
                _("more than {limit} rows").format(limit=MAX_ROWS),
                _("keep those that matter"),
            )
        self.found[row.name] = row


def has_row(source: SheetRow, plan: RowPlan) -> bool:
    """Tell whether anything stands in the cells of a row."""
    return any(text_at(source, place).strip() for place in plan.all)


def text_at(row: SheetRow, place: int) -> str:
    """Return the text in a column, nothing where the row ends before it or there is none."""
    return row.cells[place] if 0 <= place < len(row.cells) else ""


class _RowOfTable:
    def __init__(self, source: SheetRow, plan: RowPlan, notes: Notes) -> None:
        self.source = source
        self.plan = plan
        self.notes = notes
        self.scale = DEFAULT_SCALE
        self.cells: dict[str, Answer] = {}

    def read(self) -> Row | None:
        """Return the row, None if it has no name."""
        plan, notes = self.plan, self.notes
        written = text_at(self.source, plan.name)
        name = notes.tried(self._field(NAME), "?", words_in, written, MAX_NAME)
        if not name:
            notes.add_nameless(plan.table)
        ends = text_at(self.source, plan.scale)
        scale = notes.tried(self._field(SCALE), None, scale_in, ends)
        # Without its scale nobody can tell which marks would fit.
        if scale is not None:
            self.scale = scale
            self._answers()
            self._rivals()
        return Row(name, self.cells, self.scale) if name else None

    def _answers(self) -> None:
        convention = self.source.sheet.convention
        for place, reader in self.plan.cells:
            text = text_at(self.source, place)
            if text.strip():
                column = reader.question.id
                self.cells[column] = self.notes.tried(
                    self._field(column), NOT_ASKED, reader.read, text, convention, self.scale
                )

    def _rivals(self) -> None:
        """Add the marks of rivals that have a column each."""
        convention = self.source.sheet.convention
        for place, reader, rival in self.plan.rivals:
            text = text_at(self.source, place)
            if text.strip():
                field = self._field(reader.question.id)
                mark = self.notes.tried(field, NOT_ASKED, reader.mark, text, convention, self.scale)
                self._put(reader.question.id, rival, mark)

    def _put(self, column: str, rival: str, mark: Answer) -> None:
        before = self.cells.get(column, NO_MARKS)
        marks = dict(before.value) if isinstance(before.value, tuple) else {}
        if before.state is not State.KNOWN or rival in marks:
            self.notes.add_known(20, self._field(column))
        # A rival about whom nothing is known simply has no mark.
        if isinstance(mark.value, Decimal):
            marks[rival] = mark.value
        unsure = before.unsure or mark.unsure
        self.cells[column] = Answer(State.KNOWN, tuple(sorted(marks.items())), unsure)

    def _field(self, key: str) -> str:
        return f"{self.plan.table.id}.{key}"
