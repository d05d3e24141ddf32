"""What is still open, and which answers would settle it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from advisor.advice.missing import GIVEN_STATES, Missing
from advisor.advice.outlook import NOTHING_MISSING, WORTHLESS, Outlook
from advisor.advice.possible import do_of
from advisor.advice.wording import Wording
from advisor.model.advice import OpenQuestion
from advisor.model.case import Cell


def view_open_questions(
    wording: Wording, missing: Missing, outlook: Outlook = NOTHING_MISSING
) -> tuple[OpenQuestion, ...]:
    """Return the missing answers, those that would settle most advice first.

    Only answers on which a check, a score or a piece of advice still depends.
    """
    settles: dict[Cell, dict[str, None]] = defaultdict(dict)
    for cells, what in _undecided(wording):
        for cell in missing.answers(cells):
            settles[cell][what] = None
    readings = wording.trace.readings
    for key, waits in outlook.waits.items():
        for cell in waits:
            if readings[cell].state in GIVEN_STATES:
                settles[cell][do_of(key, wording)] = None

    def order(cell: Cell) -> tuple[float, int, str, str]:
        expected = outlook.worths.get(cell, WORTHLESS).expected
        return (-expected, -len(settles[cell]), str(cell[0]), cell[1])

    return tuple(
        _view(cell, tuple(sorted(settles[cell])), wording, outlook)
        for cell in sorted(settles, key=order)
    )


def _undecided(wording: Wording) -> Iterator[tuple[list[Cell], str]]:
    """Yield what waits for something, with the words for it."""
    knowledge = wording.knowledge
    for settlement in wording.trace.settlements:
        finding = knowledge.findings[settlement.cell[0].name]
        if settlement.reading.possible and (finding.check or finding.points):
            yield [settlement.cell], wording.label(settlement.cell)
    for record in wording.trace.open_rules:
        if record.production in knowledge.advice:
            yield list(record.missing), do_of((record.production, record.row), wording)


def _view(cell: Cell, settles: tuple[str, ...], wording: Wording, outlook: Outlook) -> OpenQuestion:
    attribute, row = cell
    question = wording.question(attribute)
    table = wording.knowledge.tables.get(attribute.name) if question is None else None
    asked = question or table
    return OpenQuestion(
        id=str(attribute),
        row=row,
        label=wording.label(cell),
        ask=asked.ask if asked is not None else "",
        help=asked.help if asked is not None else "",
        state=wording.trace.readings[cell].state.value,
        settles=settles,
        advice=outlook.worths.get(cell, WORTHLESS).pieces,
    )
