"""Words between the quotation marks of a language."""

from __future__ import annotations

from advisor.language.messages import N_, messages_in

_QUOTED = N_("“{text}”")


def in_quotes(text: str, language: str) -> str:
    """Return a text as the language quotes it."""
    return messages_in(language).gettext(_QUOTED).format(text=text)
