"""Sets of readings: what an answer may still be, and which readings make a comparison hold."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.checks.solver.intervals import (
    ALL_NUMBERS,
    INFINITY,
    Interval,
    Numbers,
    common,
    comparing,
    opposite,
)
from advisor.model.case import Reading, State
from advisor.model.condition import Leaf, Operator
from advisor.model.knowledge import NUMBER_KINDS, WORD_KINDS, Kind, Question
from advisor.profile.answers import number_shape

Truths = frozenset[Truth]

TRUE: Truths = frozenset({Truth.TRUE})
FALSE: Truths = frozenset({Truth.FALSE})
UNKNOWN: Truths = frozenset({Truth.UNKNOWN})
SINGLE = (TRUE, FALSE, UNKNOWN)
NOT_TRUE = FALSE | UNKNOWN
NOT_FALSE = TRUE | UNKNOWN

STATE_OPERATORS = frozenset({Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY})
SOMETHING = "something"
"""Stands for what is known and never compared, such as a text."""


class Several(Struct, frozen=True):
    """Answers of several values at once: those with all of ``held`` and none of ``lacking``."""

    held: frozenset[str] = frozenset()
    lacking: frozenset[str] = frozenset()


class Readings(Struct, frozen=True):
    """A set of readings: known words, numbers or several values; unanswered; not applying."""

    words: frozenset[str] = frozenset()
    numbers: Numbers = ()
    several: Several | None = None
    unanswered: bool = False
    inapplicable: bool = False

    @property
    def can_be_known(self) -> bool:
        """Tell whether one of them is a known value."""
        return bool(self.words or self.numbers) or self.several is not None

    @property
    def is_empty(self) -> bool:
        """Tell whether there is none."""
        return not (self.can_be_known or self.unanswered or self.inapplicable)

    def __and__(self, other: Readings) -> Readings:
        """Return the readings that are in both sets."""
        return Readings(
            self.words & other.words,
            common(self.numbers, other.numbers),
            _both(self.several, other.several),
            self.unanswered and other.unanswered,
            self.inapplicable and other.inapplicable,
        )

    def known(self) -> Readings:
        """Return those that are known."""
        return replace(self, unanswered=False, inapplicable=False)


UNANSWERED = Readings(unanswered=True)
INAPPLICABLE = Readings(inapplicable=True)
NUMBER = Readings(numbers=ALL_NUMBERS, unanswered=True, inapplicable=True)
MARKS = (Interval(low=Decimal(0)),)
"""Marks on a scale, which each row chooses for itself, from zero upwards."""
MENTIONED = Readings(words=frozenset({SOMETHING}), unanswered=True, inapplicable=True)


def of_question(question: Question) -> Readings:
    """Return every reading that a question, or a cell that is filled in, can have."""
    kind = question.kind
    if kind in WORD_KINDS:
        return replace(MENTIONED, words=frozenset(question.options))
    if kind is Kind.CHOICES:
        return replace(MENTIONED, words=frozenset(), several=Several())
    if kind is Kind.RATING:
        return replace(NUMBER, numbers=MARKS)
    if kind in NUMBER_KINDS:
        bounds = number_shape(question)
        low = -INFINITY if bounds.minimum is None else bounds.minimum
        high = INFINITY if bounds.maximum is None else bounds.maximum
        return replace(NUMBER, numbers=(Interval(low, high),))
    return MENTIONED


def admitted(leaf: Leaf, truths: Truths, domain: Readings) -> Readings:
    """Return those readings of a domain for which a comparison is as true as wanted."""
    unanswered = leaf_truth(leaf, Reading(State.NOT_ASKED)) in truths
    inapplicable = leaf_truth(leaf, Reading(State.DOES_NOT_APPLY)) in truths
    if leaf.operator in STATE_OPERATORS:
        known = leaf_truth(leaf, Reading(State.KNOWN)) in truths
        found = domain.known() if known else Readings()
    else:
        found = _compared(leaf, truths, domain)
    return replace(
        found,
        unanswered=domain.unanswered and unanswered,
        inapplicable=domain.inapplicable and inapplicable,
    )


def _compared(leaf: Leaf, truths: Truths, domain: Readings) -> Readings:
    """Return the known readings for which a comparison is as true as wanted."""
    holds, fails = Truth.TRUE in truths, Truth.FALSE in truths
    if leaf.negated:
        holds, fails = fails, holds
    if holds and fails:
        return domain.known()
    if not (holds or fails):
        return Readings()
    if leaf.operator is Operator.INCLUDES:
        word = frozenset({str(leaf.operands[0])})
        wanted = Several(held=word) if holds else Several(lacking=word)
        return Readings(several=_both(domain.several, wanted))
    if domain.numbers:
        numbers = comparing(leaf.operator, leaf.operands)
        return Readings(numbers=common(domain.numbers, numbers if holds else opposite(numbers)))
    return Readings(words=frozenset(word for word in domain.words if _is(leaf, word) == holds))


def _is(leaf: Leaf, word: str) -> bool:
    plain = replace(leaf, negated=False)
    return leaf_truth(plain, Reading(State.KNOWN, word)) is Truth.TRUE


def _both(one: Several | None, other: Several | None) -> Several | None:
    if one is None or other is None:
        return None
    held, lacking = one.held | other.held, one.lacking | other.lacking
    return None if held & lacking else Several(held, lacking)
