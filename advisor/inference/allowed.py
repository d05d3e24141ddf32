"""What an answer that is missing may turn out to be: one reading for each kind of answer.

Two answers are of one kind where no comparison in question tells them apart, so
that trying one reading of each kind is trying every answer there can be.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from msgspec import Struct

from advisor.inference.truth import leaf_truth
from advisor.model.case import Reading, State, Value
from advisor.model.condition import Leaf, Operator
from advisor.model.knowledge import NUMBER_KINDS, WORD_KINDS, Kind, Question
from advisor.profile.answers import number_shape

SOMETHING = "\N{WHITE QUESTION MARK ORNAMENT}"
"""Stands for a text: conditions ask only whether there is one."""

Scale = tuple[Decimal, Decimal]
Bounds = tuple[Decimal | None, Decimal | None]

INAPPLICABLE = Reading(State.DOES_NOT_APPLY)
UNANSWERED = Reading(State.NOT_ASKED)


class Kindred(Struct, frozen=True):
    """A reading, and how many of the values that were tried it stands for."""

    reading: Reading
    values: int


class Reach(Struct, frozen=True):
    """What may come of something that is worked out while answers are missing.

    These words, or the numbers from the least to the greatest of these;
    ``always`` if it is sure to be one of them.
    """

    values: frozenset[Value]
    always: bool = False


OUT = Kindred(UNANSWERED, 0)
"""The answer stays out."""

A_TABLE = (Kindred(Reading(State.KNOWN, SOMETHING), 1), Kindred(INAPPLICABLE, 0), OUT)
"""What a table as a whole may read, once somebody has filled it in."""


def allowed(
    question: Question | None,
    leaves: Collection[Leaf],
    scale: Scale | None = None,
    reach: Reach | None = None,
) -> Sequence[Kindred]:
    """Return the readings an answer may have, as far as some comparisons tell them apart.

    The last is that it stays out. Without a question it may be any number;
    ``scale`` bounds a mark of a row, ``reach`` what is worked out.
    """
    ordered = sorted(leaves, key=repr)
    found: dict[tuple[object, ...], Kindred] = {}
    values = _values(question, ordered, scale) if reach is None else _within(reach, ordered)
    readings = [(Reading(State.KNOWN, value), 1) for value in values]
    sure = reach is not None and reach.always
    for reading, weight in readings if sure else [*readings, (INAPPLICABLE, 0)]:
        signature = tuple(leaf_truth(leaf, reading) for leaf in ordered)
        before = found.get(signature)
        found[signature] = (
            Kindred(reading, weight)
            if before is None
            else Kindred(before.reading, before.values + weight)
        )
    return list(found.values()) if sure else [*found.values(), OUT]


def _values(
    question: Question | None, leaves: Iterable[Leaf], scale: Scale | None
) -> Iterator[Value]:
    if question is None:
        yield from _numbers(leaves, (None, None))
        return
    kind = question.kind
    if kind in WORD_KINDS:
        yield from question.options
    elif kind is Kind.CHOICES:
        yield from _some_of(leaves)
    elif kind in NUMBER_KINDS:
        yield from _numbers(leaves, bounds_of(question, scale))
    else:
        yield () if kind is Kind.RATINGS else SOMETHING


def _some_of(leaves: Iterable[Leaf]) -> Iterator[Value]:
    words = sorted({str(leaf.operands[0]) for leaf in leaves if leaf.operator is Operator.INCLUDES})
    yield frozenset()
    for size in range(1, len(words) + 1):
        for held in combinations(words, size):
            yield frozenset(held)


def _within(reach: Reach, leaves: Iterable[Leaf]) -> Iterator[Value]:
    numbers = [value for value in reach.values if isinstance(value, Decimal)]
    if numbers:
        yield from _numbers(leaves, (min(numbers), max(numbers)))
    yield from sorted(str(value) for value in reach.values if not isinstance(value, Decimal))


def bounds_of(question: Question, scale: Scale | None) -> Bounds:
    """Return the least and the greatest number a question allows, each None if there is none."""
    if question.kind is Kind.RATING and scale is not None:
        return scale
    shape = number_shape(question)
    # What is worked out may be below what would be accepted as an answer.
    return (None, None) if question.computed else (shape.minimum, shape.maximum)


def _numbers(leaves: Iterable[Leaf], bounds: Bounds) -> Iterator[Decimal]:
    """Yield every limit within bounds, and a number between, below and above them."""
    low, high = bounds
    limits = {o for leaf in leaves for o in leaf.operands if isinstance(o, Decimal)}
    limits |= {end for end in bounds if end is not None}
    marks = sorted(limits) or [Decimal(1)]
    between = [(first + second) / 2 for first, second in pairwise(marks)]
    for number in sorted({marks[0] - 1, *marks, *between, marks[-1] + 1}):
        if (low is None or number >= low) and (high is None or number <= high):
            yield number


def some_of(kindreds: Sequence[Kindred], most: int = 12) -> Sequence[Kindred]:
    """Return some of the things an answer may be, evenly spread, the first and the last of them."""
    if len(kindreds) <= most:
        return kindreds
    step = (len(kindreds) - 1) / (most - 1)
    return [kindreds[round(number * step)] for number in range(most)]
