"""Which groups a company belongs to, by the questions that the knowledge base groups by."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from decimal import Decimal
from itertools import pairwise

from advisor.language.messages import N_, messages_in
from advisor.language.numbers import number_text, quantity_text
from advisor.model.case import NOT_ASKED, Answer, Profile, State
from advisor.model.knowledge import Kind, Knowledge, Question

NOT_STATED = ""
"""The key of the group of companies that have not said to which they belong."""

_WORDS_FOR_NOTHING = N_("not stated")


def grouping_questions(knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions by which companies are grouped, by id."""
    return tuple(each for each in knowledge.questions.values() if each.group is not None)


def groups_of(profile: Profile, knowledge: Knowledge) -> dict[str, tuple[str, str]]:
    """Return the key and the words of a company's group for each question that groups.

    A key is the same in every language. Texts that differ in case and spaces
    only are one group.
    """
    groups = {}
    for question in grouping_questions(knowledge):
        answer = profile.answers.get(question.id, NOT_ASKED)
        key = _key(answer, question, knowledge)
        typed = " ".join(str(answer.value).split())
        groups[question.id] = (key, words_of(question, key, knowledge, typed))
    return groups


def words_of(question: Question, key: str, knowledge: Knowledge, typed: str) -> str:
    """Return the words for a group; ``typed`` are those of a company, for a text."""
    if key == NOT_STATED:
        return messages_in(knowledge.language).gettext(_WORDS_FOR_NOTHING)
    if question.group is not None and question.group.limits:
        return _bands(question, knowledge)[int(key)]
    return question.options.get(key, typed)


def _key(answer: Answer, question: Question, knowledge: Knowledge) -> str:
    if answer.state is not State.KNOWN:
        return NOT_STATED
    if question.kind is Kind.TEXT:
        return _folded(str(answer.value))
    if isinstance(answer.value, Decimal):
        return str(bisect_right(_limits(question, knowledge), answer.value))
    return str(answer.value)


def _folded(text: str) -> str:
    """Return a text without capitals, spare spaces and what cannot be seen."""
    seen = (each if each.isprintable() else " " for each in unicodedata.normalize("NFKC", text))
    return " ".join("".join(seen).casefold().split())


def _limits(question: Question, knowledge: Knowledge) -> list[Decimal]:
    names = question.group.limits if question.group is not None else ()
    return [knowledge.parameter(name) for name in names]


def _bands(question: Question, knowledge: Knowledge) -> list[str]:
    """Return the words for each band: under 10 people, 10 to under 50 people, from 50 people."""
    limits, language = _limits(question, knowledge), knowledge.language
    say = messages_in(language)

    def counted(limit: Decimal) -> str:
        return quantity_text(limit, question.unit, language)

    return [
        say.gettext("under {limit}").format(limit=counted(limits[0])),
        *(
            say.gettext("{low} to under {high}").format(
                low=number_text(low, language), high=counted(high)
            )
            for low, high in pairwise(limits)
        ),
        say.gettext("{limit} or more").format(limit=counted(limits[-1])),
    ]
