"""What has been demanded so far, and what is therefore still possible."""

from __future__ import annotations

from msgspec import Struct

from advisor.knowledge.checks.solver.goals import (
    Choice,
    Counted,
    EachRow,
    Slot,
    SomeRow,
    Variable,
)
from advisor.knowledge.checks.solver.intervals import Numbers
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.readings import Readings
from advisor.knowledge.checks.solver.settling import outcomes


class Store(Struct):
    """The readings, outcomes and counts left, the rows there must be, and what is to choose.

    What is absent from a mapping is still free. ``exact`` is lost when an
    alternative was taken that is necessary but may not be sufficient.
    """

    problem: Problem
    readings: dict[Variable, Readings] = {}
    outcomes: dict[Slot, frozenset[str]] = {}
    doubtful: frozenset[tuple[Slot, str]] = frozenset()
    rows: tuple[SomeRow, ...] = ()
    everywhere: tuple[EachRow, ...] = ()
    counts: dict[Counted, Numbers] = {}
    choices: tuple[Choice, ...] = ()
    exact: bool = True

    def copy(self) -> Store:
        """Return a store that can go another way from here."""
        return Store(
            self.problem,
            dict(self.readings),
            dict(self.outcomes),
            self.doubtful,
            self.rows,
            self.everywhere,
            dict(self.counts),
            self.choices,
            self.exact,
        )

    def reading(self, variable: Variable) -> Readings:
        """Return the readings that are left for an answer, a cell or a measure."""
        found = self.readings.get(variable)
        return found if found is not None else self.problem.domains[variable.attribute]

    def outcome(self, slot: Slot) -> frozenset[str]:
        """Return the ways that are left for a finding to settle."""
        found = self.outcomes.get(slot)
        if found is not None:
            return found
        return frozenset(outcomes(slot, self.problem.findings[slot.variable.attribute]))

    def rows_of(self, table: str) -> list[int]:
        """Return the numbers of a table's rows."""
        return [number for number, row in enumerate(self.rows, start=1) if row.table == table]
