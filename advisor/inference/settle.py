"""Settle a finding once every rule for it has had its say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.model.case import SURE, Cell, Reading, State
from advisor.model.knowledge import ConflictPolicy, Finding, Rule
from advisor.model.outcome import Decision, Settlement


class Proposal(Struct, frozen=True, order=True):
    """A value that a rule which fired concluded; ``row`` tells firings of one rule apart."""

    rule: str
    row: str
    value: str
    certainty: Decimal


class Ballot(Struct, frozen=True):
    """What speaks for a finding: proposals, and the values open rules might still conclude."""

    proposals: tuple[Proposal, ...]
    open_values: frozenset[str]


def settle(
    finding: Finding,
    cell: Cell,
    ballot: Ballot,
    rules: Mapping[str, Rule],
    default_certainty: Decimal,
) -> Settlement:
    """Return the finding's value by its policy, and who spoke for and against it."""
    if not ballot.proposals and not finding.several:
        return _undecided(finding, cell, ballot.open_values, default_certainty)
    standing, gave_way = list(ballot.proposals), dict[str, str]()
    if len(standing) > 1:
        gave_way = overridden({proposal.rule for proposal in standing}, rules)
        standing = sorted(proposal for proposal in standing if proposal.rule not in gave_way)
    pairs = tuple(sorted(gave_way.items()))
    if finding.several:
        return _several(finding, cell, standing, ballot.open_values, pairs)
    support = _support(standing)
    value, decision = _choose(finding, support)
    if value is None:
        rules_against = tuple(sorted({proposal.rule for proposal in standing}))
        open_values = ballot.open_values
        could_be = open_values.union(support) if open_values else open_values
        return Settlement(
            cell,
            Reading(State.OPEN, possible=could_be),
            decision,
            overridden=pairs,
            outvoted=rules_against,
        )
    return Settlement(
        cell,
        Reading(State.KNOWN, value, support[value]),
        decision,
        by=tuple(sorted({p.rule for p in standing if p.value == value})),
        overridden=pairs,
        outvoted=tuple(sorted({p.rule for p in standing if p.value != value})),
    )


def _support(standing: list[Proposal]) -> dict[str, Decimal]:
    """Return how certain each proposed value is, by all that speaks for it."""
    if len(standing) == 1:
        [proposal] = standing
        return {proposal.value: combine([proposal.certainty])}
    return {
        value: combine([p.certainty for p in standing if p.value == value])
        for value in sorted({proposal.value for proposal in standing})
    }


def combine(certainties: Collection[Decimal]) -> Decimal:
    """Return x + y − x·y over all certainties: what several rules lend one conclusion.

    The order does not matter to the sum; it is fixed all the same, so that
    rounding cannot differ either. (Combination of evidence in EMYCIN.)
    """
    doubt = SURE
    for certainty in sorted(certainties):
        doubt *= SURE - certainty
    return SURE - doubt


def overridden(fired: Collection[str], rules: Mapping[str, Rule]) -> dict[str, str]:
    """Return the fired rules that give way, each with the one above it.

    A rule that has itself given way overrides nothing.
    """
    above: dict[str, list[str]] = {name: [] for name in fired}
    for name in sorted(fired):
        for override in rules[name].overrides:
            if override.id in above:
                above[override.id].append(name)
    gave_way: dict[str, str] = {}
    settled: set[str] = set()

    def judge(name: str) -> bool:
        """Return whether a rule stands; overrides have no circles."""
        if name not in settled:
            settled.add(name)
            for superior in above[name]:
                if judge(superior):
                    gave_way[name] = superior
                    break
        return name not in gave_way

    for name in sorted(fired):
        judge(name)
    return gave_way


def _several(
    finding: Finding,
    cell: Cell,
    standing: list[Proposal],
    open_values: frozenset[str],
    pairs: tuple[tuple[str, str], ...],
) -> Settlement:
    values = [value for value in finding.domain if any(p.value == value for p in standing)]
    members = tuple(
        sorted((v, combine([p.certainty for p in standing if p.value == v])) for v in values)
    )
    still_open = open_values - set(values)
    if not values and still_open:
        return Settlement(cell, Reading(State.OPEN, possible=still_open), Decision.OPEN)
    certainty = min((certainty for _, certainty in members), default=SURE)
    return Settlement(
        cell,
        Reading(State.KNOWN, frozenset(values), certainty, members, still_open),
        Decision.CONCLUDED if values else Decision.SILENT,
        by=tuple(sorted({proposal.rule for proposal in standing})),
        overridden=pairs,
    )


def _undecided(
    finding: Finding, cell: Cell, open_values: frozenset[str], default_certainty: Decimal
) -> Settlement:
    if open_values:
        default = {finding.default.value} if finding.default else set()
        reading = Reading(State.OPEN, possible=open_values | default)
        return Settlement(cell, reading, Decision.OPEN)
    if finding.default is not None:
        reading = Reading(State.KNOWN, finding.default.value, default_certainty)
        return Settlement(cell, reading, Decision.DEFAULT)
    return Settlement(cell, Reading(State.OPEN, possible=frozenset()), Decision.SILENT)


def _choose(finding: Finding, support: Mapping[str, Decimal]) -> tuple[str | None, Decision]:
    if len(support) == 1:
        return next(iter(support)), Decision.CONCLUDED
    policy = finding.conflict or ConflictPolicy.BEST_SUPPORTED
    if policy is ConflictPolicy.UNDECIDED:
        return None, Decision.UNDECIDED
    if policy is ConflictPolicy.FIRST_LISTED:
        return next(value for value in finding.domain if value in support), Decision.CONFLICT
    best = max(support.values())
    leaders = [value for value, certainty in support.items() if certainty == best]
    return (leaders[0], Decision.CONFLICT) if len(leaders) == 1 else (None, Decision.UNDECIDED)
