"""What an answer can be changed to: of all values that come to the same, one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, combinations, islice

from msgspec import Struct

from advisor.explain.what_if.lever import Lever, with_changed
from advisor.explain.what_if.standing_alone import Alone
from advisor.explain.what_if.steps import Range, classes, range_of, turns
from advisor.explain.what_if.turning_points import Comparisons, Terrain
from advisor.model.case import Answer, State
from advisor.model.knowledge import NUMBER_KINDS, Kind

MOST_TURNS = 8
MOST_OPTIONS = 10
WORDS = "…"
"""Stands for words of the company's own."""


class Values(Struct, frozen=True):
    """The answers to try for a lever, nearest first; ``whole`` if they stand for all there are."""

    answers: tuple[Answer, ...]
    whole: bool


def values_of(lever: Lever, terrain: Terrain, alone: Alone) -> Values:
    """Return what an answer can be changed to; a new answer counts as sure.

    An option that stands alone is never put beside others.
    """
    kind = lever.question.kind
    if kind in {Kind.CHOICE, Kind.YES_NO}:
        return Values(tuple(map(_sure, _other_options(lever))), whole=True)
    if kind is Kind.CHOICES:
        return _other_sets(lever, terrain.comparisons, alone.get(lever.cell[0], frozenset()))
    if kind in NUMBER_KINDS:
        return _other_numbers(lever, terrain)
    if kind is Kind.TEXT:
        # Conditions tell only whether there are words.
        same = lever.now.state is State.KNOWN and not lever.now.unsure
        return Values(() if same else (_sure(WORDS),), whole=True)
    return Values((), whole=False)


def _sure(value: str | Decimal | frozenset[str]) -> Answer:
    return Answer(State.KNOWN, value)


def _other_options(lever: Lever) -> list[str]:
    """Return the other options, those that stand nearest to the present one first."""
    options = list(lever.question.options)
    now = lever.now.value if lever.now.state is State.KNOWN else None
    if now not in options:
        return options
    place = options.index(str(now))
    others = [option for option in options if option != now]
    return sorted(others, key=lambda option: abs(options.index(option) - place))


def _other_sets(lever: Lever, comparisons: Comparisons, alone: frozenset[str]) -> Values:
    """Return sets in which options that conditions ask for are put in or left out."""
    leaves = comparisons.leaves.get(lever.cell[0], ())
    asked = {str(operand) for leaf in leaves for operand in leaf.operands}
    options = [option for option in lever.question.options if option in asked]
    now = lever.now.value if isinstance(lever.now.value, frozenset) else frozenset()
    whole = len(options) <= MOST_OPTIONS and not lever.now.unsure
    toggled = chain.from_iterable(
        combinations(options[:MOST_OPTIONS], count) for count in range(len(options) + 1)
    )
    changed = (now.symmetric_difference(each) for each in toggled)
    sets = dict.fromkeys(each for chosen in changed for each in _sensible(chosen, alone))
    if lever.now.state is State.KNOWN:
        sets.pop(now, None)
    return Values(tuple(map(_sure, sets)), whole)


def _sensible(chosen: frozenset[str], alone: frozenset[str]) -> Iterator[frozenset[str]]:
    """Yield what is chosen, without what stands alone and with nothing but that."""
    yield chosen - alone
    yield from (frozenset({option}) for option in sorted(chosen & alone))


def _other_numbers(lever: Lever, terrain: Terrain) -> Values:
    attribute = lever.cell[0]
    limits = terrain.comparisons.limits(attribute)
    now = lever.now.value if isinstance(lever.now.value, Decimal) else None
    range_ = range_of(lever.question, lever.scale, [*limits, *([now] if now is not None else [])])
    found = classes(limits, now, range_, own=lever.now.unsure)
    whole = not terrain.goes_into(attribute)
    if not whole:
        found = sorted({*found, *_turning(lever, terrain, range_, now)} - {now})
        base = now if now is not None else range_.low
        found.sort(key=lambda number: abs(number - base))
    return Values(tuple(map(_sure, found)), whole)


def _turning(
    lever: Lever, terrain: Terrain, range_: Range, now: Decimal | None
) -> Iterator[Decimal]:
    """Yield numbers at which something turns that is worked out, and both ends."""

    def look(number: Decimal) -> object:
        moved = with_changed(terrain.profile, lever.cell, _sure(number))
        return terrain.seen(moved, lever.cell[0].table)

    start = now if now is not None else range_.low
    for end in (range_.low, range_.high):
        yield end
        yield from islice(turns(look, start, end, range_.step), MOST_TURNS)
