"""A number moved step by step, as exactly as people write it, and where something turns by it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise

from msgspec import Struct

from advisor.model.knowledge import Kind, Question
from advisor.profile.typed_numbers import shape_of

TENTH = Decimal("0.1")
FAR = 10
"""An unbounded number is followed to so many times what it is, or is compared with."""

Look = Callable[[Decimal], object]


class Range(Struct, frozen=True):
    """Where a number may be moved: from ``low`` to ``high``, in steps of ``step``.

    ``bounded`` tells whether ``high`` is where answers end, rather than as far as anybody looks.
    """

    low: Decimal
    high: Decimal
    step: Decimal
    bounded: bool


def range_of(
    question: Question,
    scale: tuple[Decimal, Decimal] | None,
    numbers: Iterable[Decimal],
) -> Range:
    """Return the range of an answer; ``numbers`` are what it is now and is compared with."""
    shape = shape_of(question, scale)
    known = [abs(number) for number in numbers]
    far = FAR * max([*known, Decimal(FAR)])
    low = shape.minimum if shape.minimum is not None else -far
    high = shape.maximum if shape.maximum is not None else max(far, low)
    finest = [number.normalize().as_tuple().exponent for number in (*known, low, high)]
    step = Decimal(1).scaleb(min(0, *(int(exponent) for exponent in finest)))
    if question.kind in {Kind.RATING, Kind.RATINGS, Kind.SCALE}:
        step = min(step, TENTH)
    return Range(low, high, step, shape.maximum is not None)


def turns(look: Look, now: Decimal, end: Decimal, step: Decimal) -> Iterator[Decimal]:
    """Yield, going from a number to an end, the first number after each turn.

    What is seen at the ends of ever longer stretches is compared, and where it
    differs the turn between them is found by halving. A turn that is undone
    inside one stretch is not seen.
    """
    sign = 1 if end >= now else -1
    most = int((abs(end - now) / step).to_integral_value(ROUND_CEILING))

    def at(steps: int) -> Decimal:
        number = now + sign * steps * step
        return min(number, end) if sign > 0 else max(number, end)

    near, seen = 0, look(now)
    for far in _stops(most):
        there = look(at(far))
        while seen != there:
            low, high = near, far
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if look(at(middle)) == seen else (low, middle)
            near, seen = high, look(at(high))
            yield at(near)
        near = far


def _stops(most: int) -> list[int]:
    """Return where to look: after doubling stretches, and after each eighth of the way."""
    doubling = {2**power for power in range(most.bit_length()) if 2**power <= most}
    return sorted(doubling | {max(1, most * part // 8) for part in range(1, 9)} if most else [])


def classes(
    limits: Iterable[Decimal], now: Decimal | None, range_: Range, *, own: bool
) -> list[Decimal]:
    """Return one number for each class that comparisons with limits can tell apart, nearest first.

    Each limit is a class, and so is what lies between two of them; of these the
    number nearest to ``now``. Its own class is left out unless ``own``.
    """
    inside = sorted({limit for limit in limits if range_.low <= limit <= range_.high})
    found = [limit for limit in inside if limit != now]
    edges: list[Decimal | None] = [None, *inside, None]
    for below, above in pairwise(edges):
        number = _between(below, above, now, range_, own=own)
        if number is not None:
            found.append(number)
    return sorted(found, key=lambda number: (abs(number - now) if now is not None else 0, number))


def _between(
    below: Decimal | None, above: Decimal | None, now: Decimal | None, range_: Range, *, own: bool
) -> Decimal | None:
    """Return the number nearest to ``now`` above one limit and below the next, or none."""
    first = range_.low if below is None else below + range_.step
    last = range_.high if above is None else above - range_.step
    if below is not None and above is not None and first > last:
        first = last = (below + above) / 2
    if first > last:
        return None
    if now is None or (below is not None and now <= below):
        return first
    if above is not None and now >= above:
        return last
    if not own:
        return None
    return next((n for n in (now + range_.step, now - range_.step) if first <= n <= last), None)
