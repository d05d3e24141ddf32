"""Settle a finding ahead: only so far as no answer to come can settle it otherwise.

Where ``settle`` says what stands on the answers there are, this says what will
stand on any answers: a value is known only when every rule that may still fire
leaves it standing. Otherwise the finding is pending, with the values that it
may come to have.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.inference.settle import Ballot, Proposal, combine, overridden, settle
from advisor.model.case import SURE, Cell, Reading, State
from advisor.model.knowledge import ConflictPolicy, Finding, Rule
from advisor.model.outcome import Decision, Settlement


class Waiting(Struct, frozen=True):
    """What may still change a ballot: the rules that may fire, and whether support may grow."""

    rules: frozenset[str]
    loose: bool


def foresee(  # noqa: PLR0913, PLR0917 - what ``settle`` takes, and what may still change it
    finding: Finding,
    cell: Cell,
    ballot: Ballot,
    rules: Mapping[str, Rule],
    default_certainty: Decimal,
    waiting: Waiting,
) -> Settlement:
    """Return the finding's value if it is settled for good, else that it is pending."""
    if not waiting.rules and not (waiting.loose and _weighs_support(finding, ballot)):
        return settle(finding, cell, ballot, rules, default_certainty)
    sure = _sure(ballot.proposals, waiting.rules, rules)
    values = {proposal.value for proposal in ballot.proposals}
    may = ballot.open_values | values
    if finding.several:
        return _several(cell, sure, may)
    supported = {proposal.value for proposal in sure}
    if not supported and finding.default is not None:
        may |= {finding.default.value}
    first = next((value for value in finding.domain if value in may), "")
    by_order = finding.conflict is ConflictPolicy.FIRST_LISTED
    if first in supported and (len(may) == 1 or by_order):
        return _concluded(cell, first, sure)
    return Settlement(cell, Reading(State.PENDING, possible=frozenset(may)), Decision.OPEN)


def _weighs_support(finding: Finding, ballot: Ballot) -> bool:
    """Tell whether it depends on certainties which value wins."""
    policy = finding.conflict or ConflictPolicy.BEST_SUPPORTED
    several_values = len({proposal.value for proposal in ballot.proposals}) > 1
    return not finding.several and several_values and policy is ConflictPolicy.BEST_SUPPORTED


def _sure(
    proposals: Collection[Proposal], waiting: Collection[str], rules: Mapping[str, Rule]
) -> list[Proposal]:
    """Return the proposals that stand whatever fires.

    When a rule that may still fire could set one of them aside, that could
    bring back others: then only those that nothing overrides are sure.
    """
    fired = {proposal.rule for proposal in proposals}
    threatened = fired & {override.id for name in waiting for override in rules[name].overrides}
    if threatened:
        names = fired.union(waiting)
        below = {override.id for name in names for override in rules[name].overrides}
    else:
        below = set(overridden(fired, rules))
    return [proposal for proposal in sorted(proposals) if proposal.rule not in below]


def _several(cell: Cell, sure: list[Proposal], may: frozenset[str]) -> Settlement:
    values = sorted({proposal.value for proposal in sure})
    if not values:
        return Settlement(cell, Reading(State.PENDING, possible=may), Decision.OPEN)
    members = tuple((v, combine([p.certainty for p in sure if p.value == v])) for v in values)
    certainty = min((certainty for _, certainty in members), default=SURE)
    possible = may.difference(values)
    reading = Reading(State.KNOWN, frozenset(values), certainty, members, possible)
    by = tuple(sorted({proposal.rule for proposal in sure}))
    return Settlement(cell, reading, Decision.CONCLUDED, by=by)


def _concluded(cell: Cell, value: str, sure: list[Proposal]) -> Settlement:
    speaking = [proposal for proposal in sure if proposal.value == value]
    certainty = combine([proposal.certainty for proposal in speaking])
    by = tuple(sorted({proposal.rule for proposal in speaking}))
    return Settlement(cell, Reading(State.KNOWN, value, certainty), Decision.CONCLUDED, by=by)
