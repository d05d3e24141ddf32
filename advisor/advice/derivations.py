"""How each conclusion was reached: every firing, with its grounds and its arithmetic."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.advice.conflicts import do_text
from advisor.advice.grounds import Grounds
from advisor.model.case import Cell
from advisor.model.grounds import Derivation
from advisor.model.knowledge import Rule
from advisor.model.outcome import Firing


def view_derivations(
    grounds: Grounds, standing: frozenset[tuple[str, str]]
) -> tuple[Derivation, ...]:
    """Return the firings of rules and of the advice that stands, numbered in their order.

    ``standing`` are the pieces of advice (with their rows) that did not give way.
    """
    rules = grounds.knowledge.rules
    shown = [
        firing
        for firing in grounds.trace.firings
        if firing.production in rules or (firing.production, firing.row) in standing
    ]
    return tuple(_view(number, f, grounds) for number, f in enumerate(shown, start=1))


def _view(number: int, firing: Firing, grounds: Grounds) -> Derivation:
    wording, knowledge = grounds.wording, grounds.knowledge
    production = knowledge.rules.get(firing.production) or knowledge.advice[firing.production]
    is_rule = isinstance(production, Rule)
    why = production.because if isinstance(production, Rule) else production.why
    return Derivation(
        number=number,
        rule=firing.production,
        row=firing.row,
        kind="rule" if is_rule else "advice",
        because=wording.fill(why, firing.row, production.table),
        concluded=_concluded(firing, grounds) if is_rule else (do_text(firing, wording),),
        stands_in=tuple(_stands_in(firing, grounds)),
        grounds=grounds.show(firing.support),
        certainty=firing.certainty,
        arithmetic=wording.product(firing.premise, firing.strength, firing.certainty),
        grade=production.grade.value,
        sources=production.sources,
    )


def key_of_cell(cell: Cell) -> str:
    """Return a cell as keys are written: ``finding``, or ``table.finding: row``."""
    attribute, row = cell
    return f"{attribute}: {row}" if row else str(attribute)


def _stands_in(firing: Firing, grounds: Grounds) -> Iterator[str]:
    """Yield the findings that have the value which a rule concluded, and have it by that rule."""
    for conclusion in firing.conclusions:
        finding = grounds.knowledge.findings[conclusion.finding]
        cell: Cell = (finding.attribute, firing.row if finding.table else "")
        if firing.production in grounds.settlements[cell].by:
            yield key_of_cell(cell)


def _concluded(firing: Firing, grounds: Grounds) -> tuple[str, ...]:
    findings = grounds.knowledge.findings
    texts = []
    for conclusion in firing.conclusions:
        finding = findings[conclusion.finding]
        cell: Cell = (finding.attribute, firing.row if finding.table else "")
        texts.append(f"{grounds.wording.label(cell)}: {finding.domain[conclusion.value]}")
    return tuple(texts)
