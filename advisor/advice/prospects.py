"""What the answers still to come can do to each piece of advice.

Read off a run that looks ahead. What is true in it stays true, what is false
stays false, whatever is answered later; of the rest, what has no chance to
hold (something it needs is unknown for good) is excluded too.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping

from advisor.advice.conflicts import resolve_conflicts
from advisor.advice.ranking import Key, key_of
from advisor.advice.wording import Wording
from advisor.inference.chances import Chances
from advisor.inference.prior import Prior
from advisor.model.knowledge import Advice
from advisor.model.outcome import Firing, Trace


class Prospect(str, enum.Enum):
    """Whether the condition of a piece of advice will hold."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    EXCLUDED = "excluded"


def prospects(prior: Prior, trace: Trace) -> Mapping[Key, Prospect]:
    """Return the prospect of every piece of advice, for every row there is.

    For a table nobody has filled in there is the one row that stands for any.
    """
    fired = {key_of(firing) for firing in trace.firings}
    possible = may_come(Chances.of(prior, trace))
    found: dict[Key, Prospect] = {}
    for name, advice in prior.knowledge.advice.items():
        for row in _rows(advice, trace):
            key = (name, row)
            found[key] = (
                Prospect.CERTAIN
                if key in fired
                else Prospect.POSSIBLE
                if key in possible
                else Prospect.EXCLUDED
            )
    return found


def may_come(chances: Chances) -> frozenset[Key]:
    """Return the advice that does not hold yet, and for which that is not the last word."""
    advice = chances.prior.knowledge.advice
    return frozenset(
        key for key in chances.open if key[0] in advice and chances.of_instance(key)[0] > 0
    )


def _rows(advice: Advice, trace: Trace) -> tuple[str, ...]:
    return trace.tables[advice.table].rows if advice.table else ("",)


def sure_to_stand(prior: Prior, trace: Trace) -> frozenset[Key]:
    """Return the advice that holds, and that nothing to come can set aside."""
    knowledge = prior.knowledge
    wording = Wording(knowledge, trace, "", knowledge.language)
    standing = resolve_conflicts(wording).firings
    moving = movers(Chances.of(prior, trace), trace, standing)
    threatened = {name for mover in moving for name in prior.beats[mover]}
    return frozenset(key_of(firing) for firing in standing if firing.production not in threatened)


def movers(chances: Chances, trace: Trace, standing: Collection[Firing]) -> frozenset[str]:
    """Return the advice that may still come, go, or move."""
    knowledge = chances.prior.knowledge
    found = {name for name, _ in may_come(chances)}
    found |= {name for name, _ in trace.loose if name in knowledge.advice}
    stands = {key_of(firing) for firing in standing}
    gave_way = {
        firing.production
        for firing in trace.firings
        if firing.production in knowledge.advice and key_of(firing) not in stands
    }
    return with_what_comes_back(found, gave_way, chances.prior.rivals)


def with_what_comes_back(
    moving: Collection[str], gave_way: Collection[str], rivals: Mapping[str, frozenset[str]]
) -> frozenset[str]:
    """Return what moves, with what gave way and comes back when a mover sets its rival aside."""
    found = set(moving)
    shaken = {rival for name in found for rival in rivals[name]}
    grown = True
    while grown:
        back = {name for name in set(gave_way) - found if rivals[name] & shaken}
        grown = bool(back)
        found |= back
        shaken |= {rival for name in back for rival in rivals[name]}
    return frozenset(found)
