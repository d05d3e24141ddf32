"""Which value rules leave a finding, for the plain evaluator: those that stand add up."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from advisor.model.case import Reading, State
from advisor.model.knowledge import ConflictPolicy, Finding, Rule


def weigh(
    finding: Finding,
    proposals: list[tuple[str, str, Decimal]],
    possible: set[str],
    rules: Mapping[str, Rule],
    by_default: Decimal,
) -> Reading:
    """Return a finding's reading from what each rule that fired proposes, and how certainly.

    ``possible`` has what rules whose condition is open may yet propose, and
    ``by_default`` the certainty of a default.
    """
    fired = {rule for rule, _, _ in proposals}
    standing = [p for p in proposals if _stands(p[0], fired, rules)]
    support: dict[str, Decimal] = {}
    for _, value, certainty in sorted(standing, key=lambda proposal: proposal[2]):
        doubt = 1 - support.get(value, Decimal(0))
        support[value] = 1 - doubt * (1 - certainty)
    if finding.several:
        left = frozenset(possible - support.keys())
        if left and not support:
            return Reading(State.OPEN, possible=left)
        least = min(support.values(), default=Decimal(1))
        members = tuple(sorted(support.items()))
        return Reading(State.KNOWN, frozenset(support), least, members, left)
    if not support:
        return _without_support(finding, possible, by_default)
    if len(support) > 1 and finding.conflict is ConflictPolicy.FIRST_LISTED:
        first = min(support, key=list(finding.domain).index)
        return Reading(State.KNOWN, first, support[first])
    best = [value for value in support if support[value] == max(support.values())]
    undecided = finding.conflict is ConflictPolicy.UNDECIDED and len(support) > 1
    if len(best) > 1 or undecided:
        could_be = frozenset(possible | support.keys()) if possible else frozenset[str]()
        return Reading(State.OPEN, possible=could_be)
    return Reading(State.KNOWN, best[0], support[best[0]])


def _without_support(finding: Finding, possible: set[str], by_default: Decimal) -> Reading:
    default = finding.default
    if possible:
        also = {default.value} if default is not None else set[str]()
        return Reading(State.OPEN, possible=frozenset(possible | also))
    if default is None:
        return Reading(State.OPEN, possible=frozenset())
    return Reading(State.KNOWN, default.value, by_default)


def _stands(rule: str, fired: set[str], rules: Mapping[str, Rule]) -> bool:
    """Tell whether no rule above this one fired and itself stands."""
    return not any(
        other in fired
        and any(override.id == rule for override in rules[other].overrides)
        and _stands(other, fired, rules)
        for other in sorted(fired)
    )
