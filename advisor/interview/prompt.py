"""What a screen is given to show, and what comes back from it: typed text, or a key."""

from __future__ import annotations

import enum
from typing import Protocol

from msgspec import Struct


class EndOfInput(Exception):  # noqa: N818 - nothing went wrong: there is nobody to answer any more
    """Whoever answered has closed the input: the end of a file, or Ctrl-D."""


class Style(enum.Enum):
    """What a piece of text is for, so that a screen may set it off from the rest."""

    TEXT = enum.auto()
    HEADING = enum.auto()
    NOTE = enum.auto()
    TROUBLE = enum.auto()


class Option(Struct, frozen=True):
    """One of the answers to choose from; what is typed for it is its number, from 1."""

    label: str


class Key(Struct, frozen=True):
    """A letter that does something else than answer, and what it does in a word or two."""

    letter: str
    label: str


class Prompt(Struct, frozen=True):
    """A question as it is put.

    ``expects`` says in a few words what may be typed where there are no
    options. ``default`` is what the answer is now, as it would be typed;
    empty input keeps it, and where there is none, leaves the question. Options
    without ``keys`` are a menu of the program, of which empty input takes the
    first or the default. ``is_text`` tells that any words may be the answer,
    so that the letter of a key comes back as it was typed.
    """

    text: str
    options: tuple[Option, ...] = ()
    several: bool = False
    expects: str = ""
    default: str = ""
    keys: tuple[Key, ...] = ()
    is_text: bool = False


class Screen(Protocol):
    """A place to talk with a person."""

    def say(self, text: str, style: Style = Style.TEXT) -> None:
        """Show a paragraph; lines of it that begin with spaces keep their indentation."""

    def ask(self, prompt: Prompt) -> str:
        """Return what was typed, without the blanks around it; of a key that is its letter.

        An option chosen comes back as its number, several as numbers with
        commas between them. Raises ``EndOfInput`` when the input is closed.
        """
