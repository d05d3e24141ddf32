"""The letters that do something else than answer: which was typed, which are new to the reader."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.interview.prompt import Key, Prompt
from advisor.interview.screens.paragraphs import UNBREAKABLE


class Legend:
    """What the keys do, said of each key once."""

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._said: set[Key] = set()

    def unsaid(self, keys: Sequence[Key]) -> str:
        """Return a line about the keys that none was about yet; it is empty if there are none.

        In another language a key has another label, so it is said again.
        """
        new = [key for key in keys if key not in self._said]
        self._said.update(new)
        # A letter and what it does are not to be torn apart where the line is wrapped.
        return ", ".join(f"{key.letter}: {key.label}".replace(" ", UNBREAKABLE) for key in new)


def answered(typed: str, prompt: Prompt) -> str:
    """Return what a finished line means: the letter of a key as the key has it, or the line."""
    if prompt.is_text:
        return typed
    letters = (key.letter for key in prompt.keys if key.letter.casefold() == typed.casefold())
    return next(letters, typed)
