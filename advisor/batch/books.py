"""The knowledge base in every language, each opened when it is first needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.batch.settings import Settings
from advisor.knowledge.opening import open_knowledge
from advisor.language.messages import LANGUAGES
from advisor.model.knowledge import Knowledge


class Books(Mapping[str, Knowledge]):
    """The knowledge base by language, that of the settings first.

    A register of companies that all read one language, and that has no
    headings to be read in any, needs but one. ``InputError`` is raised by what
    first asks for a base that is at fault.
    """

    def __init__(self, settings: Settings) -> None:
        """Open none yet."""
        self._folder = settings.rules_folder
        self._languages = sorted(LANGUAGES, key=lambda each: each != settings.language)
        self._open: dict[str, Knowledge] = {}

    def __getitem__(self, language: str) -> Knowledge:
        """Return the base in a language."""
        if language not in self._languages:
            raise KeyError(language)
        if language not in self._open:
            self._open[language] = open_knowledge(self._folder, language)
        return self._open[language]

    def __iter__(self) -> Iterator[str]:
        """Go through the languages."""
        return iter(self._languages)

    def __len__(self) -> int:
        """Return how many languages there are."""
        return len(self._languages)
