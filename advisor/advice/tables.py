"""Tables and measures as the reader sees them."""

from __future__ import annotations

from decimal import Decimal

from advisor.advice.wording import Wording
from advisor.analysis.methods import METHODS
from advisor.language.numbers import number_text
from advisor.model.case import Profile, Row, State, TableAnswer
from advisor.model.condition import Attribute
from advisor.model.knowledge import Table
from advisor.model.tables import Cell, Column, MeasureView, TableRow, TableView
from advisor.profile.tables import has_scale


def view_tables(profile: Profile, wording: Wording) -> tuple[TableView, ...]:
    """Return every table of the knowledge base, sorted by id, with its computed columns."""
    return tuple(_table(table, profile, wording) for table in wording.knowledge.tables.values())


def view_measures(wording: Wording) -> tuple[MeasureView, ...]:
    """Return every measure, sorted by id."""
    views = []
    for measure in wording.knowledge.measures.values():
        reading = wording.trace.readings[Attribute("", measure.id), ""]
        number = reading.value if isinstance(reading.value, Decimal) else None
        text = wording.text((Attribute("", measure.id), ""))
        views.append(
            MeasureView(
                id=measure.id,
                label=measure.label,
                unit=measure.unit,
                topic=measure.topic,
                state=reading.state.value,
                number=number,
                text=text,
            )
        )
    return tuple(views)


def _table(table: Table, profile: Profile, wording: Wording) -> TableView:
    given = profile.tables.get(table.id, TableAnswer(State.NOT_ASKED))
    columns = table.columns.values()
    return TableView(
        id=table.id,
        label=table.label,
        state=given.state.value,
        columns=tuple(Column(c.id, c.label, c.unit) for c in columns),
        rows=tuple(_row(table, row, wording) for row in given.rows),
        notes=_notes(table, profile, given.rows, wording),
    )


def _row(table: Table, row: Row, wording: Wording) -> TableRow:
    low, high = (number_text(end, wording.language) for end in row.scale)
    return TableRow(
        name=row.name,
        scale=f"{low}–{high}" if has_scale(table) else "",
        cells=tuple(_cell(table.id, column, row.name, wording) for column in table.columns),
    )


def _cell(table: str, column: str, row: str, wording: Wording) -> Cell:
    cell = (Attribute(table, column), row)
    reading = wording.trace.readings[cell]
    value = reading.value
    return Cell(
        column=column,
        state=reading.state.value,
        number=value if isinstance(value, Decimal) else None,
        word=value if isinstance(value, str) else "",
        text=wording.text(cell),
    )


def _notes(
    table: Table, profile: Profile, rows: tuple[Row, ...], wording: Wording
) -> tuple[str, ...]:
    if not rows:
        return ()
    parameters = wording.knowledge.parameters
    methods = [METHODS[name] for name in sorted(table.methods)]
    return tuple(
        note
        for method in methods
        for note in method.notes(
            rows, method.settings(parameters, profile.cut_lines), wording.language
        )
    )
