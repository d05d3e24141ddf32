"""What is still open, and which answers would settle it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from advisor.advice.missing import Missing
from advisor.advice.wording import Wording
from advisor.model.assessment import OpenQuestion
from advisor.model.case import Cell
from advisor.model.outcome import OpenRule


def view_open_questions(wording: Wording, missing: Missing) -> tuple[OpenQuestion, ...]:
    """Return the missing answers, those that would settle most first.

    Only answers on which a check, a score or a piece of advice still depends.
    """
    settles: dict[Cell, dict[str, None]] = defaultdict(dict)
    for cells, what in _undecided(wording):
        for cell in missing.answers(cells):
            settles[cell][what] = None
    views = [_view(cell, tuple(sorted(what)), wording) for cell, what in settles.items()]
    return tuple(sorted(views, key=lambda view: (-len(view.settles), view.id, view.row)))


def _undecided(wording: Wording) -> Iterator[tuple[list[Cell], str]]:
    """Yield what waits for something, with the words for it."""
    knowledge = wording.knowledge
    for settlement in wording.trace.settlements:
        finding = knowledge.findings[settlement.cell[0].name]
        if settlement.reading.possible and (finding.check or finding.points):
            yield [settlement.cell], wording.label(settlement.cell)
    for record in wording.trace.open_rules:
        if record.production in knowledge.advice:
            yield list(record.missing), _do(record, wording)


def _do(record: OpenRule, wording: Wording) -> str:
    """Return the advice that may come, as far as it can be put into words now."""
    advice = wording.knowledge.advice[record.production]
    return wording.fill(advice.do, record.row, advice.table)


def _view(cell: Cell, settles: tuple[str, ...], wording: Wording) -> OpenQuestion:
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
    )
