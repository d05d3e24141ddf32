"""Working memory: everything known so far in one run."""

from __future__ import annotations

from msgspec import Struct

from advisor.inference.conditions import Verdict
from advisor.model.case import Case, Cell, Reading, TableReading
from advisor.model.condition import Attribute, Rows


class WorkingMemory(Struct):
    """Readings by cell, tables, and the verdicts on conditions over rows."""

    readings: dict[Cell, Reading]
    tables: dict[str, TableReading]
    verdicts: dict[Rows, Verdict] = {}

    @classmethod
    def of(cls, case: Case) -> WorkingMemory:
        """Return the memory with which a run begins."""
        return cls(dict(case.readings), dict(case.tables))

    def view(self, row: str = "") -> RowView:
        """Return the view of the company, or of one row."""
        return RowView(self, row)


class RowView(Struct, frozen=True):
    """Working memory as a condition on one row, or on the company, sees it."""

    memory: WorkingMemory
    row: str

    def cell(self, attribute: Attribute) -> Cell:
        """Return the cell that an attribute names here."""
        return (attribute, self.row if attribute.table else "")

    def reading(self, attribute: Attribute) -> Reading:
        """Return what is known of an attribute."""
        return self.memory.readings[self.cell(attribute)]

    def verdict(self, rows: Rows) -> Verdict:
        """Return what was decided about a condition on a table."""
        return self.memory.verdicts[rows]
