"""Whether any answer to come can still change the leading advice: a proof that none can.

The proof looks at movers: advice that may still come, advice that holds and may
become more certain, and advice that gave way to something which a mover may set
aside. The leading advice stays as it is, in its order, when all of it and all
that lifts it is settled for good, and no mover

- can come to rank where it would be looked at when the leading advice is chosen,
  even if it turned out as certain as its rule allows;
- must come before a leading piece;
- can set a leading piece aside, or be set aside in its place.

Where a step cannot be proved, the lead counts as not settled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from advisor.advice.conflicts import resolve_conflicts
from advisor.advice.prospects import movers
from advisor.advice.ranking import Key, Ranked, key_of, priority, rank
from advisor.advice.wording import Wording
from advisor.inference.chances import Chances
from advisor.inference.prior import Prior
from advisor.knowledge.needed import LEAD_AT_LEAST, LEAD_AT_MOST, LEAD_SHARE
from advisor.model.case import State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Firing, Trace


def settled_lead(prior: Prior, trace: Trace) -> tuple[Key, ...] | None:
    """Return the leading advice, in order, if no answer to come can change it; else None."""
    knowledge = prior.knowledge
    wording = Wording(knowledge, trace, "", knowledge.language)
    standing = resolve_conflicts(wording).firings
    ranked = rank(standing, knowledge, trace)
    lead = tuple(key_of(item.firing) for item in ranked if item.lead)
    bar = _bar(ranked, knowledge)
    if bar is None:
        return None
    core = _core(lead, ranked)
    productions = {name for name, _ in core}
    if core & trace.loose or _order_of_rows_may_change(productions, trace, knowledge):
        return None
    chances = Chances.of(prior, trace)
    # Most of the time something that may come settles it, and the rest need not be looked at.
    for name, row in chances.open:
        if (
            name in knowledge.advice
            and _highest(name, knowledge) >= bar
            and chances.of_instance((name, row))[0]
        ):
            return None
    for mover in movers(chances, trace, standing):
        if (
            _highest(mover, knowledge) >= bar
            or mover in _waited_for(lead, knowledge)
            or mover in productions
            or prior.beats[mover] & productions
        ):
            return None
    return lead


def _bar(ranked: Iterable[Ranked], knowledge: Knowledge) -> Decimal | None:
    """Return the priority below which nothing is looked at when the lead is chosen.

    None where anything that comes would lead, because too little does.
    """
    priorities = [item.effective for item in ranked if item.lead]
    if len(priorities) < knowledge.parameter(LEAD_AT_LEAST):
        return None
    if len(priorities) >= knowledge.parameter(LEAD_AT_MOST):
        return min(priorities)
    return max(priorities) * knowledge.parameter(LEAD_SHARE) / 100


def _core(lead: Collection[Key], ranked: Iterable[Ranked]) -> set[Key]:
    """Return the leading advice with all that waits for it, and so may lift it."""
    core = set(lead)
    items = list(ranked)
    grown = True
    while grown:
        waiting = {key_of(i.firing) for i in items if core.intersection(i.after)}
        grown = not waiting <= core
        core |= waiting
    return core


def _order_of_rows_may_change(names: Iterable[str], trace: Trace, knowledge: Knowledge) -> bool:
    """Tell whether a number by which rows of leading advice are ordered may still come."""
    for name in names:
        advice = knowledge.advice[name]
        if advice.row_order is not None:
            column = Attribute(advice.table, advice.row_order.column)
            for row in trace.tables[advice.table].rows:
                if trace.readings[column, row].state is State.PENDING:
                    return True
    return False


def _highest(name: str, knowledge: Knowledge) -> Decimal:
    """Return the priority of a piece of advice if all it rests on were certain."""
    strength = knowledge.advice[name].strength
    certain = Firing(name, "", (), (), Decimal(1), strength, strength)
    return priority(certain, knowledge)


def _waited_for(lead: Collection[Key], knowledge: Knowledge) -> set[str]:
    """Return all that must come before a leading piece, however far back."""
    found: set[str] = set()
    stack = [name for name, _ in lead]
    while stack:
        for earlier in knowledge.advice[stack.pop()].after:
            if earlier not in found:
                found.add(earlier)
                stack.append(earlier)
    return found
