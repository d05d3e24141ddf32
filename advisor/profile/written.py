"""How answers are written in a profile."""

from __future__ import annotations

from decimal import Decimal

from advisor.edge.yaml_words import Plain, Word, whole_characters
from advisor.model.case import Answer, State
from advisor.model.knowledge import Kind, Question
from advisor.profile.answers import DOES_NOT_APPLY, DONT_KNOW, STATE_WORDS

STATES = {State.DONT_KNOW: Word(DONT_KNOW), State.DOES_NOT_APPLY: Word(DOES_NOT_APPLY)}


def written(question: Question, answer: Answer) -> Plain:
    """Return what stands in a profile for an answer."""
    if answer.state is not State.KNOWN:
        return STATES[answer.state]
    value = _value(question, answer)
    if answer.unsure:
        return {"value": value, "unsure": True}
    # A rival of this name would be taken for the mark of a guess.
    named = isinstance(value, dict) and "unsure" in value
    return {"value": value} if named else value


def folded(text: str) -> str:
    """Return a text as it is read back: on one line, of whole characters."""
    return " ".join(whole_characters(text).split())


def as_read(answer: Answer) -> Answer:
    """Return an answer as it is read back once it is written."""
    value = answer.value
    if answer.state is not State.KNOWN:
        return Answer(answer.state)
    if isinstance(value, str):
        text = folded(value)
        # In a file, a text of these words cannot be told from the state.
        state = STATE_WORDS.get(text.lower())
        if state is not None:
            return Answer(state)
        return Answer(State.KNOWN, text, answer.unsure) if text else Answer(State.NOT_ASKED)
    if isinstance(value, tuple):
        marks = sorted((folded(name), mark) for name, mark in value)
        return Answer(State.KNOWN, tuple(marks), answer.unsure)
    return answer


def _value(question: Question, answer: Answer) -> Plain:
    value = answer.value
    if isinstance(value, frozenset):
        return [Word(option) for option in question.options if option in value]
    if isinstance(value, tuple):
        return dict(value)
    if isinstance(value, Decimal):
        return value
    text = str(value)
    return text if question.kind is Kind.TEXT else Word(text)
