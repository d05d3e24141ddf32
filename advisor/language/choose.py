"""Which language to speak: the one asked for, else that of the environment, else English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from advisor.language.messages import ENGLISH, LANGUAGES

OPTION = "--lang"
# In the order of POSIX and of gettext; LANGUAGE is a list with colons.
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
# Nynorsk and plain Norwegian are read in bokmål, which is what there is.
SPOKEN_AS = {"nb": "nb", "nn": "nb", "no": "nb", "sv": "sv", "en": ENGLISH, "c": ENGLISH}


def chosen(words: Sequence[str], environment: Mapping[str, str]) -> str:
    """Return the language for a command line: ``--lang`` if it has one, else the environment's.

    The command line is looked through before it is parsed, so that a mistake
    in it is told in the right language too. A language that there is not
    is refused when the option is parsed.
    """
    asked = _asked(words)
    return asked if asked in LANGUAGES else of_environment(environment)


def of_environment(environment: Mapping[str, str]) -> str:
    """Return the language of the first variable that has a say."""
    said = next((value for name in VARIABLES if (value := environment.get(name))), "")
    for name in said.split(":"):
        code = name.replace("-", "_").partition(".")[0].partition("_")[0].lower()
        if code in SPOKEN_AS:
            return SPOKEN_AS[code]
        if code == "posix":
            return ENGLISH
    return ENGLISH


def _asked(words: Sequence[str]) -> str:
    """Return what stands after the last ``--lang`` before ``--``, or nothing."""
    asked = ""
    before = words[: list(words).index("--")] if "--" in words else words
    for word, after in zip(before, [*before[1:], ""], strict=False):
        if word == OPTION:
            asked = after
        elif word.startswith(f"{OPTION}="):
            asked = word.removeprefix(f"{OPTION}=")
    return asked
