"""How a finding came by its value, in words: what gave way, and why."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from advisor.explain.told.run import Run
from advisor.language.messages import N_
from advisor.model.case import Cell
from advisor.model.knowledge import ConflictPolicy, Finding
from advisor.model.outcome import Decision, Firing, Settlement

_POLICIES = {
    ConflictPolicy.BEST_SUPPORTED: N_("what is better supported counts"),
    ConflictPolicy.FIRST_LISTED: N_("of the two, the value that is listed first counts"),
    ConflictPolicy.UNDECIDED: N_("where its rules differ, none of them is to win"),
}


def decided(settlement: Settlement, run: Run) -> tuple[str, ...]:
    """Return sentences on how a finding was settled; none where its rules simply concluded it."""
    return tuple(_decided(settlement, run))


def _decided(settlement: Settlement, run: Run) -> Iterator[str]:
    say = run.say
    finding = run.knowledge.findings[settlement.cell[0].name]
    if settlement.decision is Decision.DEFAULT and finding.default is not None:
        said = say.gettext("No rule says otherwise, so this is taken to be so: {reason}")
        yield said.format(reason=run.wording.fill(finding.default.because))
    elif settlement.decision is Decision.SILENT:
        yield say.gettext("None of its rules applies.")
    elif settlement.decision is Decision.OPEN:
        waiting = run.missing.answers([settlement.cell])
        labels = "; ".join(run.wording.label(cell) for cell in waiting)
        if labels:
            yield say.gettext("It waits for: {answers}").format(answers=labels)
    for loser, winner in settlement.overridden:
        because = next(
            override.because
            for override in run.knowledge.rules[winner].overrides
            if override.id == loser
        )
        said = say.gettext("The rule {loser} holds as well and gives way to {winner}: {because}")
        yield said.format(loser=loser, winner=winner, because=because)
    policy = say.gettext(_POLICIES[finding.conflict or ConflictPolicy.BEST_SUPPORTED])
    for loser in settlement.outvoted:
        for firing in firings_of(loser, settlement.cell, run):
            said = say.gettext("The rule {rule} speaks for “{value}” ({certainty}): {policy}.")
            yield said.format(
                rule=loser,
                value=", ".join(_values(firing, finding)),
                certainty=run.wording.figure(firing.certainty),
                policy=policy,
            )


def firings_of(rule: str, cell: Cell, run: Run) -> list[Firing]:
    """Return the firings of a rule that speak for a finding, of the company or of a row."""
    attribute, row = cell
    return [
        firing
        for (name, of_row), firing in run.firings.items()
        if name == rule and (not attribute.table or of_row == row)
    ]


def _values(firing: Firing, finding: Finding) -> list[str]:
    return [finding.domain[c.value] for c in firing.conclusions if c.finding == finding.id]


def added_up(certainties: list[Decimal], result: Decimal, run: Run) -> str:
    """Return the arithmetic of several rules for one value; nothing where there is one alone."""
    figure = run.wording.figure
    shown = [figure(certainty) for certainty in certainties]
    if len(shown) < 2:  # noqa: PLR2004 - a sum has two parts
        return ""
    if len(shown) == 2:  # noqa: PLR2004 - x + y − x·y
        one, other = shown
        return f"{one} + {other} − {one} × {other} = {figure(result)}"
    doubts = " × ".join(f"(1 − {each})" for each in shown)
    return f"1 − {doubts} = {figure(result)}"
