"""What a finding reads when some of the rules for it fire and others are open."""

from __future__ import annotations

from advisor.inference.prior import Prior
from advisor.inference.settle import Ballot, Proposal, overridden, settle
from advisor.knowledge.needed import DEFAULT
from advisor.model.case import SURE, Reading, State
from advisor.model.knowledge import ConflictPolicy, Finding

Drawn = tuple[frozenset[str], frozenset[str]]
"""The rules that fire for a finding, and the values that open ones may still conclude."""


def readings_when(finding: Finding, drawn: Drawn, prior: Prior) -> tuple[tuple[Reading, ...], bool]:
    """Return what a finding may read then, and whether that depends on more than is said.

    Where several values are left and the best supported wins, it may be any of
    them, or none: that depends on how sure each answer is.
    """
    kept = prior.settled.get((finding.id, drawn))
    if kept is None:
        kept = prior.settled[finding.id, drawn] = _settle(finding, drawn, prior)
    return kept


def _settle(finding: Finding, drawn: Drawn, prior: Prior) -> tuple[tuple[Reading, ...], bool]:
    fired, open_values = drawn
    knowledge = prior.knowledge
    rules = knowledge.rules
    proposals = tuple(
        Proposal(name, "", conclusion.value, SURE)
        for name in sorted(fired)
        for conclusion in rules[name].conclusions
        if conclusion.finding == finding.id
    )
    policy = finding.conflict or ConflictPolicy.BEST_SUPPORTED
    if not finding.several and policy is ConflictPolicy.BEST_SUPPORTED and len(proposals) > 1:
        below = overridden(fired, rules)
        standing = sorted({p.value for p in proposals if p.rule not in below})
        if len(standing) > 1:
            could_be = open_values.union(standing) if open_values else open_values
            known = (Reading(State.KNOWN, value) for value in standing)
            return (*known, Reading(State.OPEN, possible=could_be)), True
    ballot = Ballot(proposals, open_values)
    cell = (finding.attribute, "")
    settled = settle(finding, cell, ballot, rules, knowledge.parameter(DEFAULT))
    return (settled.reading,), False
