"""Words between the quotation marks of a language, and the first few of many."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.language.messages import N_, messages_in

_QUOTED = N_("“{text}”")


def in_quotes(text: str, language: str) -> str:
    """Return a text as the language quotes it."""
    return messages_in(language).gettext(_QUOTED).format(text=text)


def first_few(labels: Sequence[str], most: int, language: str) -> str:
    """Return so many labels at most, quoted, and how many more there are."""
    quoted = "; ".join(in_quotes(label, language) for label in labels[:most])
    return and_more(quoted, len(labels) - most, language)


def and_more(answers: str, more: int, language: str) -> str:
    """Return what was said, and that there is so much more of it, if there is."""
    if more <= 0:
        return answers
    say = messages_in(language)
    said = say.ngettext("{answers} and {count} more", "{answers} and {count} more", more)
    return said.format(answers=answers, count=more)
