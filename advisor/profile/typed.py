"""What a person types becomes an answer, and an answer what a person would type.

People write in their own language, whatever that of the questions: words of
all the languages are understood everywhere, numbers as long as they can be
read in one way only.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from advisor.language.messages import messages_in
from advisor.model.case import Answer, State, Value
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Kind, Question
from advisor.profile.answers import DOES_NOT_APPLY, DONT_KNOW
from advisor.profile.typed_marks import read_rated, typed_marks
from advisor.profile.typed_numbers import expected_number, read_number, shape_of, typed_number
from advisor.profile.typed_options import (
    expected_option,
    expected_yes_or_no,
    one_option,
    some_options,
    ways_to_choose,
    ways_to_choose_some,
    yes_or_no,
)
from advisor.profile.typed_words import (
    NotUnderstood,
    read_words,
    typed_state,
    ways_to_type,
    without_doubt,
)

__all__ = ["NotUnderstood", "read_marks", "read_typed", "typed_form"]

Scale = tuple[Decimal, Decimal]
MAX_TYPED = 4000
STATE_FORMS = {State.DONT_KNOW: DONT_KNOW, State.DOES_NOT_APPLY: DOES_NOT_APPLY}
_MARKS = Question(id="", location=Location(""), label="", kind=Kind.RATINGS)


def read_typed(
    text: str,
    question: Question,
    language: str,
    scale: Scale | None = None,
    also: Mapping[str, str] = {},
) -> Answer:
    """Return the answer that was typed; raises ``NotUnderstood`` with what is expected.

    ``scale`` has the ends of a mark's scale. ``also`` gives more words for
    options, such as their labels in other languages.
    """
    if question.kind is Kind.TEXT:
        return read_words(text)
    if question.kind is Kind.RATINGS:
        return read_marks(text, (), language, scale)
    return _Asked(question, language, scale, also).read(text)


def read_marks(text: str, rivals: Sequence[str], language: str, scale: Scale | None) -> Answer:
    """Return the answer with marks for rivals; without a list of them any names are taken.

    Marks stand with the names, which may be shortened, or alone in the
    rivals' order. Raises ``NotUnderstood``.
    """
    return read_rated(text, rivals, _MARKS, language, scale)


def typed_form(answer: Answer, question: Question, language: str) -> str:
    """Return an answer as it would be typed; nothing for what has not been answered."""
    if answer.state in STATE_FORMS:
        return messages_in(language).gettext(STATE_FORMS[answer.state])
    if answer.state is not State.KNOWN or answer.value is None:
        return ""
    mark = "?" if answer.unsure else ""
    mark *= 2 if question.kind is Kind.TEXT else 1
    *forms, last = (f"{form}{mark}" for form in _forms(answer.value, question, language))
    return next((form for form in forms if _reads_as(form, answer, question, language)), last)


class _Asked(Struct, frozen=True):
    """A question with all that tells what may be typed."""

    question: Question
    language: str
    scale: Scale | None
    also: Mapping[str, str]

    def read(self, text: str) -> Answer:
        """Return the answer, taken for a guess unless its marks are an option's own words."""
        bare = without_doubt(text) if len(text) <= MAX_TYPED else ""
        if not bare:
            raise NotUnderstood(self._expected())
        state = typed_state(text)
        if state is not None:
            return Answer(state)
        unsure = bare != text.strip()
        if unsure and self.question.options:
            with contextlib.suppress(NotUnderstood):
                return Answer(State.KNOWN, self._value(text))
        return Answer(State.KNOWN, self._value(bare), unsure)

    def _value(self, text: str) -> Value:
        question = self.question
        if question.kind is Kind.CHOICE:
            return one_option(text, question, self.also)
        if question.kind is Kind.CHOICES:
            return some_options(text, question, self.also)
        if question.kind is Kind.YES_NO:
            return yes_or_no(text, question, self.also)
        return read_number(text, question, self.language, shape_of(question, self.scale))

    def _expected(self) -> str:
        """Say what is expected from somebody who typed nothing, or far too much."""
        question = self.question
        if question.kind is Kind.YES_NO:
            return expected_yes_or_no()
        if question.options:
            return expected_option(question, several=question.kind is Kind.CHOICES)
        return expected_number(shape_of(question, self.scale), self.language)


def _forms(value: Value, question: Question, language: str) -> tuple[str, ...]:
    """Return ways to type a value, the plainest first."""
    if isinstance(value, Decimal):
        return (typed_number(value, language),)
    if isinstance(value, frozenset):
        return ways_to_choose_some(value, question, language)
    if isinstance(value, tuple):
        return (typed_marks(value, language),)
    return ways_to_choose(value, question) if question.options else ways_to_type(value)


def _reads_as(form: str, answer: Answer, question: Question, language: str) -> bool:
    try:
        return read_typed(form, question, language) == answer
    except NotUnderstood:
        return False
