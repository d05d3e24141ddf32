"""How an interview begins: with which file, and in which language."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from advisor.interview.actions import Action, action_of, keys_for
from advisor.interview.file_name import path_for
from advisor.interview.menu import choose
from advisor.interview.prompt import EndOfInput, Prompt, Screen, Style
from advisor.language.messages import ENGLISH, LANGUAGES, _, current_language
from advisor.model.knowledge import Knowledge
from advisor.profile.file import ProfileFile
from advisor.profile.tables import MAX_NAME
from advisor.profile.typed_words import NotUnderstood, clean


def opened(
    path: Path, name: str, in_language: Callable[[str], Knowledge], *, insist: bool = False
) -> ProfileFile:
    """Return the profile to go on with, in the language that it names.

    With ``insist`` it is the current language, whatever the profile names, and
    the profile will name that. Raises ``InputError`` with every mistake in the
    file, or in the rules.
    """
    knowledge = in_language(current_language())
    new = not path.exists()
    file = ProfileFile(path, knowledge)
    if name and file.unsaved:
        file.name_company(name)
    language = file.profile.language
    if language in LANGUAGES and not insist and language != knowledge.language:
        file.turn_to(in_language(language))
    elif knowledge.language != (language or ENGLISH) and (new or insist):
        # So that whoever goes on from the file goes on in its language.
        file.set_language(knowledge.language)
    return file


def name_and_path(screen: Screen) -> tuple[str, Path]:
    """Ask what the company is called, and return that and the file for its answers.

    Raises ``EndOfInput`` when nobody answers.
    """
    language = current_language()
    prompt = Prompt(
        _("What is the company called?"),
        expects=_("a name; a file is named after it"),
        keys=keys_for(language, {Action.HELP, Action.SAVE}),
        is_text=True,
    )
    while True:
        typed = screen.ask(prompt)
        action = action_of(typed, language)
        if action is Action.SAVE:
            raise EndOfInput
        if action is Action.HELP:
            screen.say(_("The name stands at the head of the advice."))
            continue
        if not typed:
            screen.say(_("type the company's name"), Style.TROUBLE)
            continue
        try:
            name = clean(typed, MAX_NAME)
        except NotUnderstood as mistake:
            screen.say(mistake.message, Style.TROUBLE)
            continue
        path = path_for(name, Path())
        if not path.exists() or _goes_on(path, screen):
            return name, path


def _goes_on(path: Path, screen: Screen) -> bool:
    """Ask whether the answers in a file are to be gone on with."""
    said = _("There are answers in {file} already.").format(file=path)
    options = [_("Go on with them"), _("It is another company; name it anew")]
    return choose(screen, said, options) == 0
