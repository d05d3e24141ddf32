"""What the program says, in the reader's language.

The code says everything in English; ``_`` and ``ngettext`` give the same in
the language of the command, which the command line sets once with
``speaking``. What is written for one company is written in the language of
its assessment instead: there, ``messages_in`` gives the messages of a
language by name. For English nothing is looked up, and nothing is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations

ENGLISH = "en"
TRANSLATED = ("nb", "sv")
LANGUAGES = (ENGLISH, *TRANSLATED)

_AS_WRITTEN = NullTranslations()
_current: ContextVar[str] = ContextVar("language", default=ENGLISH)


def messages_in(language: str) -> NullTranslations:
    """Return the messages of a language; of one there are none in, the English ones."""
    return _loaded(language) if language in TRANSLATED else _AS_WRITTEN


def current_language() -> str:
    """Return the language that ``_`` speaks."""
    return _current.get()


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let ``_`` and ``ngettext`` speak a language for a while."""
    token = _current.set(language)
    try:
        yield
    finally:
        _current.reset(token)


def _(message: str) -> str:
    """Return a message in the current language; names in braces are filled in afterwards."""
    language = _current.get()
    # An empty message would be looked up as the catalogue's own header.
    if language == ENGLISH or not message:
        return message
    return messages_in(language).gettext(message)


def ngettext(one: str, many: str, number: int) -> str:
    """Return the form of a message that goes with a number, in the current language."""
    return messages_in(_current.get()).ngettext(one, many, number)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools know
    """Mark a message to be translated where it is used."""
    return message


def forms(one: str, many: str) -> tuple[str, str]:
    """Mark the forms of a message that ``ngettext`` chooses from where it is used."""
    return one, many


@lru_cache(maxsize=len(TRANSLATED))
def _loaded(language: str) -> NullTranslations:
    from advisor.language.catalogues import messages_of  # noqa: PLC0415 - English needs none

    return messages_of(language)
