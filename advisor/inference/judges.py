"""Conditions compiled: their truth, support and what they wait for, from aspects by place.

It is what ``conditions`` says of a condition and its readings. Here the tree is
walked once, when the rules are loaded, and each comparison is made already. Of
several things at once, as what a condition rests on, the places are said as the
bits of a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from advisor.inference.aspects import Aspect, Lens
from advisor.inference.truth import Truth
from advisor.knowledge.strata import Node
from advisor.model.case import SURE
from advisor.model.condition import All, Any_, Condition, Leaf, Rows

# A name of the module is found sooner than a member of an enumeration.
FALSE, UNKNOWN, TRUE = Truth

Aspects = Sequence[Aspect]
Slot = tuple[int, int]
"""Where a comparison is found: the place of what is compared, and its place in the aspect."""

Grounds = tuple[Decimal, int]
"""What makes a condition hold: how certain it is, and the places it rests on."""


class Judge(Struct, frozen=True, eq=False):
    """A condition as three functions of the aspects of what it reads, in the order of places.

    ``support`` is None where the condition does not hold, and ``missing`` has no
    place unless it is unknown.
    """

    truth: Callable[[Aspects], Truth]
    support: Callable[[Aspects], Grounds | None]
    missing: Callable[[Aspects], int]


def judge_of(
    condition: Condition, places: Mapping[Node, int], lenses: Mapping[Node, Lens]
) -> Judge:
    """Return the judge of a condition in normal form."""
    if isinstance(condition, (Leaf, Rows)):
        return _of_comparisons([_slot(condition, places, lenses)])
    assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
    if isinstance(condition, Any_):
        return _of_any([judge_of(part, places, lenses) for part in condition.parts])
    plain = [part for part in condition.parts if isinstance(part, (Leaf, Rows))]
    if len(plain) == len(condition.parts):
        return _of_comparisons([_slot(part, places, lenses) for part in plain])
    return _of_all([judge_of(part, places, lenses) for part in condition.parts])


def _slot(part: Leaf | Rows, places: Mapping[Node, int], lenses: Mapping[Node, Lens]) -> Slot:
    if isinstance(part, Rows):
        return places[part], 0
    return places[part.attribute], lenses[part.attribute].place(part)


def _of_comparisons(slots: Sequence[Slot]) -> Judge:
    """Return the judge of comparisons that must all hold, as in most rules they must."""
    every = 0
    for place, _ in slots:
        every |= 1 << place

    def support(aspects: Aspects) -> Grounds | None:
        found: list[Decimal] = []
        for place, slot in slots:
            aspect = aspects[place]
            if aspect.truths[slot] is not TRUE:
                return None
            found.append(aspect.certainties[slot])
        return min(found, default=SURE), every

    return Judge(_truth_of(slots), support, _missing_of(slots))


def _truth_of(slots: Sequence[Slot]) -> Callable[[Aspects], Truth]:
    def truth(aspects: Aspects) -> Truth:
        found = TRUE
        for place, slot in slots:
            held = aspects[place].truths[slot]
            if held is FALSE:
                return held
            if held is UNKNOWN:
                found = held
        return found

    return truth


def _missing_of(slots: Sequence[Slot]) -> Callable[[Aspects], int]:
    def missing(aspects: Aspects) -> int:
        waits = 0
        for place, slot in slots:
            held = aspects[place].truths[slot]
            if held is FALSE:
                return 0
            if held is UNKNOWN:
                waits |= 1 << place
        return waits

    return missing


def _of_all(parts: Sequence[Judge]) -> Judge:
    truth = _decided_by([part.truth for part in parts], FALSE, TRUE)

    def support(aspects: Aspects) -> Grounds | None:
        found: list[Decimal] = []
        places = 0
        for part in parts:
            grounds = part.support(aspects)
            if grounds is None:
                return None
            found.append(grounds[0])
            places |= grounds[1]
        return min(found, default=SURE), places

    return Judge(truth, support, _missing(truth, parts))


def _of_any(parts: Sequence[Judge]) -> Judge:
    truth = _decided_by([part.truth for part in parts], TRUE, FALSE)

    def support(aspects: Aspects) -> Grounds | None:
        """Return the most certain of the parts that hold, the first of them when equal."""
        best: Grounds | None = None
        for part in parts:
            grounds = part.support(aspects)
            if grounds is not None and (best is None or grounds[0] > best[0]):
                best = grounds
        return best

    return Judge(truth, support, _missing(truth, parts))


def _decided_by(
    parts: Sequence[Callable[[Aspects], Truth]], decisive: Truth, otherwise: Truth
) -> Callable[[Aspects], Truth]:
    """Return a function that looks for a part that decides, and else for an unknown one."""

    def truth(aspects: Aspects) -> Truth:
        found = otherwise
        for part in parts:
            held = part(aspects)
            if held is decisive:
                return held
            if held is UNKNOWN:
                found = held
        return found

    return truth


def _missing(truth: Callable[[Aspects], Truth], parts: Sequence[Judge]) -> Callable[[Aspects], int]:
    def missing(aspects: Aspects) -> int:
        waits = 0
        if truth(aspects) is UNKNOWN:
            for part in parts:
                waits |= part.missing(aspects)
        return waits

    return missing
