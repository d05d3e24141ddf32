"""Findings as the reader sees them: value, standing, reasons, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from advisor.advice.grounds import Grounds
from advisor.advice.missing import Missing
from advisor.model.case import Cell, State
from advisor.model.findings import FindingView, Standing
from advisor.model.knowledge import Finding, Knowledge
from advisor.model.outcome import Decision, Settlement

CHECK_STANDINGS: dict[str, Standing] = {"holds": "well", "fails": "badly"}


def view_findings(grounds: Grounds, missing: Missing) -> tuple[FindingView, ...]:
    """Return every finding of a run, sorted by id and row."""
    settlements = sorted(grounds.trace.settlements, key=lambda s: (s.cell[0].name, s.cell[1]))
    return tuple(_views(settlements, grounds, missing))


def _views(
    settlements: list[Settlement], grounds: Grounds, missing: Missing
) -> Iterator[FindingView]:
    wording = grounds.wording
    for settlement in settlements:
        attribute, row = settlement.cell
        if attribute.table and not row:
            continue  # the row that stands for a table nobody filled in
        finding = wording.knowledge.findings[attribute.name]
        reading = settlement.reading
        known = reading.state is State.KNOWN
        support = {cell for f in grounds.firings_for(settlement.cell) for cell in f.support}
        yield FindingView(
            id=finding.id,
            row=row,
            label=finding.label,
            topic=finding.topic,
            check=finding.check,
            state=reading.state.value,
            value=_value(reading.value) if known else "",
            text=wording.text(settlement.cell),
            standing=standing(finding, settlement, wording.knowledge),
            certainty=reading.certainty if known else Decimal(0),
            certainty_word=wording.certainty_word(reading.certainty) if known else "",
            decision=settlement.decision.value,
            reasons=grounds.reasons(settlement.cell),
            rests_on=grounds.show(grounds.inputs(support)),
            missing=_missing(settlement.cell, grounds, missing) if not known else (),
            sources=_sources(finding, settlement.cell, grounds),
        )


def points(finding: Finding, settlement: Settlement, knowledge: Knowledge) -> Decimal | None:
    """Return the points a finding brings its topic, or None where it brings none."""
    value = settlement.reading.value
    if settlement.reading.state is not State.KNOWN or str(value) not in finding.points:
        return None
    return knowledge.parameter(finding.points[str(value)])


def standing(finding: Finding, settlement: Settlement, knowledge: Knowledge) -> Standing:
    """Return whether a finding speaks for the company, against it, or not at all.

    Where no rule has anything to say, only a check is unknown: it is told in
    any case.
    """
    if not finding.points and not finding.check:
        return ""
    if settlement.decision is Decision.SILENT and not finding.check:
        return ""
    if settlement.reading.state is not State.KNOWN:
        return "unknown"
    if finding.check:
        return CHECK_STANDINGS[str(settlement.reading.value)]
    scale = [knowledge.parameter(name) for name in finding.points.values()]
    brought = points(finding, settlement, knowledge)
    if brought is None:
        return ""
    if brought == max(scale):
        return "well"
    return "badly" if brought == min(scale) else "between"


def _value(value: object) -> str:
    return ",".join(sorted(value)) if isinstance(value, frozenset) else str(value)


def _missing(cell: Cell, grounds: Grounds, missing: Missing) -> tuple[str, ...]:
    return tuple(grounds.wording.label(needed) for needed in missing.answers([cell]))


def _sources(finding: Finding, cell: Cell, grounds: Grounds) -> tuple[str, ...]:
    rules = grounds.knowledge.rules
    cited = {name for f in grounds.firings_for(cell) for name in rules[f.production].sources}
    return tuple(sorted(cited | set(finding.sources)))
