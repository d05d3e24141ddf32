"""The language of the command line: its option, its help, and Click's own words."""

from __future__ import annotations

import copy
import gettext
import inspect
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from advisor.language.choose import OPTION, chosen
from advisor.language.messages import ENGLISH, LANGUAGES, _, speaking

F = TypeVar("F", bound=Callable[..., Any])
AnyCommand = TypeVar("AnyCommand", bound=click.Command)

CLICK_DOMAIN = "messages"
CLICK_LOOKS_AT = "LANGUAGE"


def language_option(function: F) -> F:
    """Add ``--lang``, which stands for itself: the command line was searched for it before."""
    return click.option(
        OPTION,
        type=click.Choice(LANGUAGES),
        expose_value=False,
        help="The language to write in, instead of the environment's.",
    )(function)


def is_asked_for() -> bool:
    """Tell whether the command line names a language, before or after the command."""
    context: click.Context | None = click.get_current_context()
    while context is not None:
        if context.get_parameter_source("lang") is ParameterSource.COMMANDLINE:
            return True
        context = context.parent
    return False


@contextmanager
def speaking_as_asked(words: Sequence[str]) -> Iterator[str]:
    """Speak the language that a command line, or else the environment, asks for."""
    language = chosen(words, os.environ)
    with speaking(language), _click_speaking(language):
        yield language


def spoken(command: AnyCommand) -> AnyCommand:
    """Return a command whose help is in the current language."""
    said = copy.copy(command)
    said.help, said.short_help = _said(command.help), _said(command.short_help)
    said.params = [_spoken_parameter(parameter) for parameter in command.params]
    if isinstance(said, click.Group):
        said.commands = {name: spoken(each) for name, each in said.commands.items()}
    return said


def _spoken_parameter(parameter: click.Parameter) -> click.Parameter:
    said = copy.copy(parameter)
    if isinstance(said, click.Option):
        said.help = _said(said.help)
    if isinstance(said.type, click.Path):
        said.type = _spoken_path(said.type)
    return said


def _spoken_path(path: click.Path) -> click.Path:
    """Return a type whose name is in the current language, not in that of its first use."""
    said = copy.copy(path)
    if said.file_okay != said.dir_okay:
        # The words are Click's own, so they are not among our messages.
        kind = "file" if said.file_okay else "directory"
        said.name = gettext.gettext(kind)
    return said


def _said(text: str | None) -> str | None:
    # Before Python 3.13, the lines of a docstring keep their indentation.
    return _(inspect.cleandoc(text)) if text else text


@contextmanager
def _click_speaking(language: str) -> Iterator[None]:
    """Let Click find its messages: it asks gettext, which asks the environment."""
    if language == ENGLISH:
        yield
        return
    from advisor.language.catalogues import folder_of

    try:
        folder = folder_of(language)
    except OSError:
        # Nothing can be written, so Click's own words stay English.
        yield
        return
    before = os.environ.get(CLICK_LOOKS_AT), gettext.bindtextdomain(CLICK_DOMAIN)
    os.environ[CLICK_LOOKS_AT] = language
    gettext.bindtextdomain(CLICK_DOMAIN, str(folder))
    try:
        yield
    finally:
        if before[0] is None:
            del os.environ[CLICK_LOOKS_AT]
        else:
            os.environ[CLICK_LOOKS_AT] = before[0]
        gettext.bindtextdomain(CLICK_DOMAIN, before[1])
