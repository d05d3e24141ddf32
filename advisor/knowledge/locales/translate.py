"""Put the translations of a language in the place of a knowledge base's texts."""

from __future__ import annotations

from msgspec.structs import replace

from advisor.knowledge.locales.catalogue import Entries
from advisor.knowledge.locales.texts import Text, reworded
from advisor.model.knowledge import Knowledge


def translated(knowledge: Knowledge, language: str, entries: Entries) -> Knowledge:
    """Return the knowledge base in a language; what has no valid translation stays as it is.

    Its digest stays that of the original: the knowledge is the same.
    """

    def say(text: Text) -> str:
        entry = entries.get(text.context)
        valid = entry is not None and entry.settled and entry.source == text.source
        return entry.translation or text.source if entry is not None and valid else text.source

    return replace(reworded(knowledge, say), language=language)
