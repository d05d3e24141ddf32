"""Which worked cases notice that a rule or a piece of advice was changed."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from advisor.inference.facts import make_case
from advisor.inference.truth import Truth
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.strata import Node
from advisor.model.case import Case
from advisor.model.knowledge import Production
from advisor.model.worked import Expectation, WorkedCase
from benchmarks.lazily import Base, Lazy, is_about
from benchmarks.mutants import CONCLUSION, Mutant


class _Known(Struct, frozen=True):
    """A case with everything that follows from it as the base stands."""

    case: Case
    lazy: Lazy
    expectations: tuple[Expectation, ...]


class Noticing:
    """Judges mutants by worked cases."""

    def __init__(self, base: Base, cases: Iterable[WorkedCase]) -> None:
        """Work out every case; what fails already can notice nothing."""
        self.base = base
        self.known: list[_Known] = []
        for worked in cases:
            case = make_case(base.knowledge, worked.profile)
            lazy = Lazy(base, case)
            met = tuple(e for e in worked.expectations if lazy.judge(e).met)
            self.known.append(_Known(case, lazy, met))

    def concerned(self, name: str, downstream: set[Node]) -> list[tuple[_Known, list[Expectation]]]:
        """Return the cases that expect something which depends on a rule, with what they expect."""
        about = {
            expectation: is_about(expectation, self.base, name, downstream)
            for expectation in {e for known in self.known for e in known.expectations}
        }
        found = ((known, [e for e in known.expectations if about[e]]) for known in self.known)
        return [(known, expectations) for known, expectations in found if expectations]

    def unnoticed(self, name: str, mutants: Iterable[Mutant]) -> list[Mutant]:
        """Return the mutants of a rule that no case notices."""
        downstream = self.base.downstream(name)
        concerned = self.concerned(name, downstream)
        return [
            mutant
            for mutant in mutants
            if not any(
                self._notices(known, expectations, mutant, downstream)
                for known, expectations in concerned
            )
        ]

    def _notices(
        self,
        known: _Known,
        expectations: list[Expectation],
        mutant: Mutant,
        downstream: set[Node],
    ) -> bool:
        production = mutant.production
        if not _differs(known.lazy, production, mutant.kind):
            return False
        changed = Lazy(self.base, known.case, {production.id: production})
        changed.memory.readings.update(
            {
                cell: reading
                for cell, reading in known.lazy.memory.readings.items()
                if cell[0] not in downstream
            }
        )
        return any(not changed.judge(expectation).met for expectation in expectations)


def _differs(lazy: Lazy, production: Production, kind: str) -> bool:
    """Tell whether a changed rule ends otherwise for some row, all else being as it was."""
    before = lazy.fates_of(production.id)
    if kind == CONCLUSION:
        return any(held is not Truth.FALSE for held, _ in before)
    condition = normal_form(production.condition)
    rows = lazy.rows(production.table)
    return any(
        lazy.fate_of(production, condition, row) != fate
        for row, fate in zip(rows, before, strict=True)
    )
