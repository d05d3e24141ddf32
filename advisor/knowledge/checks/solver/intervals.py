"""Sets of numbers, as intervals whose ends are in or out."""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from msgspec import Struct

from advisor.model.condition import Operator

INFINITY = Decimal("Infinity")


class Interval(Struct, frozen=True):
    """The numbers from ``low`` to ``high``; an open end is not one of them."""

    low: Decimal = -INFINITY
    high: Decimal = INFINITY
    low_open: bool = False
    high_open: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no number in it."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def __contains__(self, number: Decimal) -> bool:
        """Tell whether a number lies in it."""
        above = number > self.low or (number == self.low and not self.low_open)
        return above and (number < self.high or (number == self.high and not self.high_open))


Numbers = tuple[Interval, ...]
"""Intervals that do not overlap, in order, none of them empty."""

ALL_NUMBERS: Numbers = (Interval(),)


def common(first: Numbers, second: Numbers) -> Numbers:
    """Return the numbers that lie in both."""
    met = (_meet(one, other) for one in first for other in second)
    return tuple(interval for interval in met if not interval.is_empty)


def opposite(numbers: Numbers) -> Numbers:
    """Return all other numbers."""
    left = ALL_NUMBERS
    for interval in numbers:
        below = Interval(high=interval.low, high_open=not interval.low_open)
        above = Interval(low=interval.high, low_open=not interval.high_open)
        outside = tuple(
            part for part in (below, above) if part.low.is_finite() or part.high.is_finite()
        )
        left = common(left, outside)
    return left


def comparing(operator: Operator, operands: tuple[object, ...]) -> Numbers:
    """Return the numbers for which a comparison holds."""
    limits = [limit for limit in operands if isinstance(limit, Decimal)]
    low, high = limits[0], limits[-1]
    return {
        Operator.AT_LEAST: (Interval(low=low),),
        Operator.MORE_THAN: (Interval(low=low, low_open=True),),
        Operator.AT_MOST: (Interval(high=high),),
        Operator.LESS_THAN: (Interval(high=high, high_open=True),),
        Operator.BETWEEN: (Interval(low, high),),
    }[operator]


def contains(numbers: Numbers, number: Decimal) -> bool:
    """Tell whether a number is one of them."""
    return any(number in interval for interval in numbers)


def hull(numbers: Numbers) -> Interval:
    """Return the one interval from the lowest to the highest of some numbers."""
    first, last = numbers[0], numbers[-1]
    return Interval(first.low, last.high, first.low_open, last.high_open)


def some_number(numbers: Numbers) -> Decimal:
    """Return one of the numbers, a round one where that is easy."""
    interval = numbers[0]
    low, high = interval.low, interval.high
    if not low.is_finite():
        return Decimal(0) if Decimal(0) in interval else high - 1
    if not interval.low_open:
        return low
    if low + 1 in interval:
        return low + 1
    return (low + high) / 2


def least_whole(numbers: Numbers, at_least: int) -> int | None:
    """Return the least whole number among some numbers that is at least so much."""
    for interval in numbers:
        low = max(interval.low, Decimal(at_least)).to_integral_value(ROUND_CEILING)
        least = low + 1 if low == interval.low and interval.low_open else low
        if least in interval:
            return int(least)
    return None


def _meet(one: Interval, other: Interval) -> Interval:
    low = max(one.low, other.low)
    high = min(one.high, other.high)
    return Interval(
        low,
        high,
        any(side.low_open and side.low == low for side in (one, other)),
        any(side.high_open and side.high == high for side in (one, other)),
    )
