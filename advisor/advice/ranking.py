"""In which order to act: by priority, but nothing before what must come first."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from advisor.knowledge.needed import IMPACT_WEIGHT, LEAD_AT_LEAST, LEAD_AT_MOST, LEAD_SHARE
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Firing, Trace

Key = tuple[str, str]
"""A piece of advice and its row."""


class Ranked(Struct, frozen=True):
    """A piece of advice in its place.

    ``own`` is its priority; ``effective`` is at least that of whatever waits
    for it, and ``raised_by`` is what raised it. ``after`` are the pieces in
    this ranking that come first.
    """

    firing: Firing
    own: Decimal
    effective: Decimal
    raised_by: Key | None
    after: tuple[Key, ...]
    lead: bool = False


def priority(firing: Firing, knowledge: Knowledge) -> Decimal:
    """Return weight × impact × certainty − effort."""
    advice = knowledge.advice[firing.production]
    return knowledge.parameter(IMPACT_WEIGHT) * advice.impact * firing.certainty - advice.effort


def rank(firings: tuple[Firing, ...], knowledge: Knowledge, trace: Trace) -> tuple[Ranked, ...]:
    """Return the advice in the order to act on it.

    The highest priority comes first, except that advice waits for advice that
    must precede it; that in turn inherits the priority of what waits for it.
    Rows of one piece of advice follow its ``row_order``.
    """
    by_key = {key_of(firing): firing for firing in firings}
    after = {key: _after(key, by_key, knowledge) for key in by_key}
    among = {key: _among_rows(key, knowledge, trace) for key in by_key}
    own = {key: priority(firing, knowledge) for key, firing in by_key.items()}
    raised = {key: _raised(key, own, after) for key in by_key}
    done: list[Key] = []
    left = set(by_key)
    while left:
        ready = [key for key in left if not (set(after[key]) & left)]
        first = min(ready, key=lambda key: (-raised[key][0], -own[key], key[0], among[key]))
        done.append(first)
        left.remove(first)
    ranked = [
        Ranked(by_key[key], own[key], raised[key][0], raised[key][1], after[key]) for key in done
    ]
    return _with_lead(ranked, knowledge)


def key_of(firing: Firing) -> Key:
    """Return what identifies a piece of advice within a document."""
    return (firing.production, firing.row)


def _among_rows(key: Key, knowledge: Knowledge, trace: Trace) -> tuple[Decimal, str]:
    """Return what a row is sorted by among the rows of its advice: a number, then the name."""
    advice, row = knowledge.advice[key[0]], key[1]
    if advice.row_order is None:
        return Decimal(0), row
    number = trace.readings[Attribute(advice.table, advice.row_order.column), row].value
    if not isinstance(number, Decimal):
        return Decimal("Infinity"), row
    return (-number if advice.row_order.highest else number), row


def _after(key: Key, by_key: Mapping[Key, Firing], knowledge: Knowledge) -> tuple[Key, ...]:
    earlier = knowledge.advice[key[0]].after
    return tuple(sorted(other for other in by_key if other[0] in earlier))


def _raised(
    key: Key, own: Mapping[Key, Decimal], after: Mapping[Key, tuple[Key, ...]]
) -> tuple[Decimal, Key | None]:
    """Return the highest priority among a piece and all that waits for it, however far."""
    best, source = own[key], None
    seen, stack = {key}, [key]
    while stack:
        current = stack.pop()
        for other in sorted(own):
            if current in after[other] and other not in seen:
                seen.add(other)
                stack.append(other)
                if own[other] > best or (own[other] == best and source and other < source):
                    best, source = own[other], other
    return best, source


def _with_lead(ranked: list[Ranked], knowledge: Knowledge) -> tuple[Ranked, ...]:
    """Put the few to begin with first and mark them, the rest in their order behind.

    One of each kind leads, as long as it matters nearly as much as the first.
    Another row of the same advice leads only if something that leads waits for
    it, or if too few would lead without it; so the leading numbers have no gap.
    """
    least = int(knowledge.parameter(LEAD_AT_LEAST))
    most = int(knowledge.parameter(LEAD_AT_MOST))
    share = knowledge.parameter(LEAD_SHARE) / 100
    top = ranked[0].effective if ranked else Decimal(0)
    chosen: set[Key] = set()
    taken: set[str] = set()
    waits_for = {key_of(item.firing): item.after for item in ranked}
    for item in ranked:
        enough = len(chosen) >= least and item.effective < top * share
        if enough:
            break
        if item.firing.production in taken:
            continue
        with_it = _with_what_it_waits_for(key_of(item.firing), waits_for) - chosen
        if len(chosen) + len(with_it) > most:
            in_order = [key for key in waits_for if key in with_it]
            chosen.update(in_order[: max(0, least - len(chosen))])
            break
        taken.add(item.firing.production)
        chosen |= with_it
    marked = [replace(item, lead=key_of(item.firing) in chosen) for item in ranked]
    return tuple(sorted(marked, key=lambda item: not item.lead))


def _with_what_it_waits_for(key: Key, waits_for: Mapping[Key, tuple[Key, ...]]) -> set[Key]:
    """Return a piece of advice and all that must come before it, however far back."""
    found, stack = {key}, [key]
    while stack:
        for other in waits_for[stack.pop()]:
            if other not in found:
                found.add(other)
                stack.append(other)
    return found
