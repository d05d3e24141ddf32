"""What can be done at a prompt besides answering, and the letter for it in each language."""

from __future__ import annotations

import enum
from collections.abc import Collection, Mapping

from advisor.interview.prompt import Key
from advisor.language.messages import N_, _


class Action(enum.Enum):
    """What a key does."""

    HELP = "help"
    WHY = "why"
    DONT_KNOW = "dont_know"
    NOT_APPLY = "not_apply"
    UNSURE = "unsure"
    LATER = "later"
    BACK = "back"
    REVIEW = "review"
    ADVICE = "advice"
    LANGUAGE = "language"
    SAVE = "save"


LABELS = {
    Action.HELP: N_("help"),
    Action.WHY: N_("why this is asked"),
    Action.DONT_KNOW: N_("don't know"),
    Action.NOT_APPLY: N_("does not apply"),
    Action.UNSURE: N_("answer as a guess"),
    Action.LATER: N_("leave for later"),
    Action.BACK: N_("back"),
    Action.REVIEW: N_("review and change answers"),
    Action.ADVICE: N_("advice so far"),
    Action.LANGUAGE: N_("language"),
    Action.SAVE: N_("save and stop"),
}
# The letters of yes and no (y, n, j) are left to the answers.
LETTERS: Mapping[str, Mapping[Action, str]] = {
    "en": {
        Action.HELP: "h",
        Action.WHY: "w",
        Action.DONT_KNOW: "d",
        Action.NOT_APPLY: "x",
        Action.UNSURE: "u",
        Action.LATER: "t",
        Action.BACK: "b",
        Action.REVIEW: "r",
        Action.ADVICE: "a",
        Action.LANGUAGE: "l",
        Action.SAVE: "s",
    },
    "nb": {
        Action.HELP: "h",
        Action.WHY: "f",
        Action.DONT_KNOW: "v",
        Action.NOT_APPLY: "x",
        Action.UNSURE: "u",
        Action.LATER: "e",
        Action.BACK: "t",
        Action.REVIEW: "o",
        Action.ADVICE: "r",
        Action.LANGUAGE: "p",
        Action.SAVE: "s",
    },
    "sv": {
        Action.HELP: "h",
        Action.WHY: "f",
        Action.DONT_KNOW: "v",
        Action.NOT_APPLY: "x",
        Action.UNSURE: "u",
        Action.LATER: "e",
        Action.BACK: "t",
        Action.REVIEW: "g",
        Action.ADVICE: "r",
        Action.LANGUAGE: "p",
        Action.SAVE: "s",
    },
}


def keys_for(language: str, actions: Collection[Action] = tuple(Action)) -> tuple[Key, ...]:
    """Return the keys of some actions, with their labels in the current language."""
    letters = LETTERS[language]
    return tuple(Key(letters[each], _(LABELS[each])) for each in Action if each in actions)


def action_of(typed: str, language: str) -> Action | None:
    """Return what a letter does, or None if what was typed is no key."""
    letter = typed.strip().casefold()
    return next((a for a, key in LETTERS[language].items() if key == letter), None)
