"""What came out for a case: its trace, the advice that stands and what leads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property

from advisor.advice.conflicts import Standing, resolve_conflicts
from advisor.advice.grounds import Grounds
from advisor.advice.missing import Missing
from advisor.advice.ranking import key_of, rank
from advisor.advice.wording import Wording
from advisor.model.case import Cell
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Firing, OpenRule, Settlement, Trace
from advisor.model.worked import Name


class Outcome:
    """One run, seen by whoever expects something of it."""

    def __init__(self, knowledge: Knowledge, trace: Trace, company: str = "") -> None:
        """Take the trace and the knowledge it was made with."""
        self.knowledge = knowledge
        self.trace = trace
        self.wording = Wording(knowledge, trace, company, knowledge.language)

    @cached_property
    def settlements(self) -> Mapping[Cell, Settlement]:
        """Return how each finding was settled."""
        return {settlement.cell: settlement for settlement in self.trace.settlements}

    @cached_property
    def conflicts(self) -> Standing:
        """Return the advice that stands, and what gave way."""
        return resolve_conflicts(self.wording)

    @cached_property
    def given(self) -> frozenset[Name]:
        """Return the advice that the document gives."""
        return frozenset(Name(*key_of(firing)) for firing in self.conflicts.firings)

    @cached_property
    def leading(self) -> tuple[Name, ...]:
        """Return the advice that the document begins with, in its order."""
        ranked = rank(self.conflicts.firings, self.knowledge, self.trace)
        return tuple(Name(*key_of(item.firing)) for item in ranked if item.lead)

    @cached_property
    def open(self) -> frozenset[Name]:
        """Return the rules and the advice that are open."""
        return frozenset(Name(rule.production, rule.row) for rule in self.trace.open_rules)

    @cached_property
    def firings(self) -> Mapping[str, list[Firing]]:
        """Return the firings of each rule and each piece of advice."""
        found: dict[str, list[Firing]] = defaultdict(list)
        for firing in self.trace.firings:
            found[firing.production].append(firing)
        return found

    @cached_property
    def open_rules(self) -> Mapping[str, list[OpenRule]]:
        """Return what is open, by rule or piece of advice."""
        found: dict[str, list[OpenRule]] = defaultdict(list)
        for waiting in self.trace.open_rules:
            found[waiting.production].append(waiting)
        return found

    @cached_property
    def grounds(self) -> Grounds:
        """Return the way from conclusions back to answers."""
        return Grounds(self.wording)

    @cached_property
    def missing(self) -> Missing:
        """Return the way from what is open to answers that were not given."""
        return Missing(self.knowledge, self.trace)

    def cell_of(self, name: Name) -> Cell:
        """Return the cell of a finding or a measure."""
        finding = self.knowledge.findings.get(name.id)
        return (finding.attribute if finding else Attribute("", name.id), name.row)


def among(name: Name, names: frozenset[Name]) -> bool:
    """Tell whether a name is there; one without a row stands for any row."""
    return name in names or (not name.row and any(other.id == name.id for other in names))


def written(names: tuple[Name, ...]) -> Iterator[str]:
    """Yield names as they are written."""
    return (str(name) for name in names)
