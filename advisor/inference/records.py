"""What a rule or a piece of advice leaves in the trace when it fires or stays open.

Where it is about the company itself, the same record serves every company for
which it rests on the same places with the same certainty.
"""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from advisor.inference.kept import Kept
from advisor.inference.settle import Proposal
from advisor.model.case import Cell
from advisor.model.knowledge import Production, Rule
from advisor.model.outcome import Firing, OpenRule

MOST_KEPT = 64


class Fired(Struct, frozen=True):
    """A firing, and what it proposes for each finding."""

    firing: Firing
    proposals: tuple[tuple[str, Proposal], ...]


class Records:
    """The records of one rule or piece of advice."""

    def __init__(self, production: Production) -> None:
        """Begin without any; ``findings`` are those that it speaks for."""
        self._production = production
        self._conclusions = production.conclusions if isinstance(production, Rule) else ()
        self.findings = sorted({each.finding for each in self._conclusions})
        # By the identity of the certainty, which its record keeps alive: equal ones are written
        # in several ways, as 0.9 and 0.90.
        self.fired: Kept[tuple[int, int], Fired] = Kept(MOST_KEPT)
        self.open: Kept[int, OpenRule] = Kept(MOST_KEPT)

    def firing(
        self, row: str, facts: tuple[Cell, ...], support: tuple[Cell, ...], premise: Decimal
    ) -> Fired:
        """Return the record that it fired."""
        production = self._production
        certainty = premise * production.strength
        return Fired(
            Firing(
                production.id,
                row,
                facts,
                support,
                premise,
                production.strength,
                certainty,
                self._conclusions,
            ),
            tuple(
                (each.finding, Proposal(production.id, row, each.value, certainty))
                for each in self._conclusions
            ),
        )
