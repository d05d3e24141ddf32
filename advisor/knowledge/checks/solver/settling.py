"""How a finding can settle: which rules must hold for it, and which must not.

This says what ``advisor.inference.settle`` does, turned round: from the
outcome to the goals that bring it about. Where rules for different values hold
together it is left open which of them wins, so those alternatives are not exact.
"""

from __future__ import annotations

from collections.abc import Iterator

from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.checks.solver.goals import (
    Alternative,
    Goal,
    Holds,
    Settles,
    Slot,
    Variable,
)
from advisor.knowledge.checks.solver.problem import Drawing, Problem
from advisor.knowledge.checks.solver.readings import (
    FALSE,
    NOT_TRUE,
    STATE_OPERATORS,
    TRUE,
    UNKNOWN,
    Truths,
)
from advisor.knowledge.checks.solver.rows import any_row
from advisor.model.case import Reading, State
from advisor.model.condition import Leaf, Operator
from advisor.model.knowledge import ConflictPolicy, Finding

SILENT = "(no rule has anything to say)"
PENDING = "(open)"
DECIDED = "(known)"
HELD = "(held)"
LACKING = "(not held)"

_MEMBER_TRUTH = {HELD: Truth.TRUE, PENDING: Truth.UNKNOWN, LACKING: Truth.FALSE}
_OPPOSITE = {Truth.TRUE: Truth.FALSE, Truth.UNKNOWN: Truth.UNKNOWN, Truth.FALSE: Truth.TRUE}


def slot_of(leaf: Leaf, variable: Variable) -> Slot:
    """Return what a comparison with a finding asks for."""
    value = str(leaf.operands[0]) if leaf.operator is Operator.INCLUDES else ""
    return Slot(variable, value)


def outcomes(slot: Slot, finding: Finding) -> tuple[str, ...]:
    """Return every way in which a slot can settle."""
    if slot.value:
        return (HELD, PENDING, LACKING)
    return (DECIDED, PENDING) if finding.several else (*finding.domain, SILENT, PENDING)


def truths(leaf: Leaf, outcome: str) -> Truths:
    """Return how true a comparison can be when the finding settles so."""
    if leaf.operator is Operator.INCLUDES:
        truth = _MEMBER_TRUTH[outcome]
        return frozenset({_OPPOSITE[truth] if leaf.negated else truth})
    if outcome == PENDING and leaf.operator not in STATE_OPERATORS:
        return NOT_TRUE
    state = State.OPEN if outcome in {PENDING, SILENT} else State.KNOWN
    return frozenset({leaf_truth(leaf, Reading(state, outcome, possible=frozenset()))})


def demand(leaf: Leaf, wanted: Truths, variable: Variable, finding: Finding) -> Settles:
    """Return how a finding must settle for a comparison to be as true as wanted."""
    slot = slot_of(leaf, variable)
    possible = {outcome: truths(leaf, outcome) for outcome in outcomes(slot, finding)}
    fitting = {outcome for outcome, found in possible.items() if found & wanted}
    doubtful = {outcome for outcome in fitting if not possible[outcome] <= wanted}
    return Settles(slot, frozenset(fitting), frozenset(doubtful))


def ways(slot: Slot, problem: Problem) -> tuple[Alternative, ...]:
    """Return the alternatives by which a slot settles, each naming the outcome first."""
    finding = problem.findings[slot.variable.attribute]
    settling = _Settling(slot, finding, problem.drawings[slot.variable.attribute])
    if slot.value:
        return tuple(settling.member())
    return tuple(settling.several() if finding.several else settling.single())


def drawn(drawing: Drawing, wanted: Truths, variable: Variable) -> Goal:
    """Return the goal that a rule is as true as wanted for a finding.

    A rule about rows that concludes something of the company may do so on any row.
    """
    table = drawing.rule.table
    if table and not variable.attribute.table:
        return any_row(table, drawing.condition, wanted, as_rule=True)
    return Holds(drawing.condition, wanted, variable.row)


class _Settling:
    """The alternatives for one slot."""

    def __init__(self, slot: Slot, finding: Finding, drawings: tuple[Drawing, ...]) -> None:
        self.slot = slot
        self.finding = finding
        self.drawings = drawings

    def single(self) -> Iterator[Alternative]:
        """Yield how the one value of a finding comes about, or why there is none."""
        for drawing in self.drawings:
            yield self.way(drawing.values[0], self.wins(drawing))
        default = self.finding.default
        silent = default.value if default else SILENT
        yield self.way(silent, [self.drawn(each, FALSE) for each in self.drawings])
        yield from self.pending(self.drawings)
        yield from self.disputed()

    def disputed(self) -> Iterator[Alternative]:
        """Yield what must be so at least when rules for different values hold together."""
        undecided = self.finding.conflict is not ConflictPolicy.FIRST_LISTED
        for one in self.drawings:
            others = [each for each in self.drawings if each.values != one.values]
            if others:
                yield self.way(one.values[0], [self.drawn(one, TRUE)], exact=False)
            for other in others:
                if undecided and one.rule.id < other.rule.id:
                    both = [self.drawn(one, TRUE), self.drawn(other, TRUE)]
                    yield self.way(PENDING, both, exact=False)

    def wins(self, drawing: Drawing) -> list[Goal]:
        """Return the goals for which a rule's value is the only one that stands."""
        losers = [
            other
            for other in self.drawings
            if other.overrides(drawing)
            or (
                other.values != drawing.values
                and not drawing.overrides(other)
                and not self.listed_before(drawing, other)
            )
        ]
        return [self.drawn(drawing, TRUE), *(self.drawn(loser, NOT_TRUE) for loser in losers)]

    def listed_before(self, one: Drawing, other: Drawing) -> bool:
        """Tell whether the finding's policy puts the one value before the other."""
        domain = list(self.finding.domain)
        first = domain.index(one.values[0]) < domain.index(other.values[0])
        return first and self.finding.conflict is ConflictPolicy.FIRST_LISTED

    def several(self) -> Iterator[Alternative]:
        """Yield how a finding of several values is known, or open."""
        for drawing in self.drawings:
            yield self.way(DECIDED, [self.drawn(drawing, TRUE)])
        yield self.way(DECIDED, [self.drawn(each, FALSE) for each in self.drawings])
        yield from self.pending(self.drawings)

    def member(self) -> Iterator[Alternative]:
        """Yield how one of several values is held, open or not held."""
        for_it = tuple(each for each in self.drawings if self.slot.value in each.values)
        above = {
            each.rule.id: [other for other in self.drawings if other.overrides(each)]
            for each in for_it
        }
        for drawing in for_it:
            beaten = [self.drawn(other, NOT_TRUE) for other in above[drawing.rule.id]]
            yield self.way(HELD, [self.drawn(drawing, TRUE), *beaten])
        yield self.way(LACKING, [self.drawn(each, FALSE) for each in for_it])
        yield from self.pending(for_it)
        if any(above.values()):
            unbeaten = [each for each in for_it if not above[each.rule.id]]
            lacking = [self.drawn(each, FALSE) for each in unbeaten]
            yield self.way(LACKING, lacking, exact=False)
            for drawing in for_it:
                yield self.way(HELD, [self.drawn(drawing, TRUE)], exact=False)
                yield self.way(PENDING, [self.drawn(drawing, UNKNOWN)], exact=False)

    def pending(self, drawings: tuple[Drawing, ...]) -> Iterator[Alternative]:
        """Yield how none of some rules fires while one of them still could."""
        for drawing in drawings:
            rest = [self.drawn(other, NOT_TRUE) for other in drawings if other is not drawing]
            yield self.way(PENDING, [self.drawn(drawing, UNKNOWN), *rest])

    def way(self, outcome: str, goals: list[Goal], *, exact: bool = True) -> Alternative:
        settled = Settles(self.slot, frozenset({outcome}))
        return Alternative((settled, *goals), exact)

    def drawn(self, drawing: Drawing, wanted: Truths) -> Goal:
        return drawn(drawing, wanted, self.slot.variable)
