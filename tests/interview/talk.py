"""A program that puts some questions on a screen: ``python -m tests.interview.talk NAME…``.

A name may be that of a question below; what came back for it is shown. After
a key the question is put again.
"""

from __future__ import annotations

import sys

from advisor.interview.prompt import EndOfInput, Key, Option, Prompt, Screen, Style
from advisor.interview.screens.opening import open_screen

KEYS = (Key("h", "help"), Key("w", "why this is asked"), Key("b", "back"))
DEAR = (
    Option("Yes"),
    Option("No"),
    Option("Now and then, mostly while the weather is bad and they have time"),
)
QUESTIONS = {
    "dear": Prompt("Do they say that you are dear?", DEAR, default="No", keys=KEYS),
    "where": Prompt(
        "Where do they buy from you?",
        tuple(Option(f"Shop {number}") for number in range(1, 13)),
        several=True,
        default="Shop 2; Shop 11",
    ),
    "new": Prompt("Do they say that you are dear?", DEAR, keys=KEYS),
    "days": Prompt(
        "When are you busy?",
        (Option("Friday"), Option("Saturday"), Option("Sunday")),
        several=True,
        keys=KEYS,
    ),
    "menu": Prompt("Go on, or stop here?", (Option("Go on"), Option("Stop here"))),
    "unlisted": Prompt("Do they say that you are dear?", DEAR, default="don't know", keys=KEYS),
    "share": Prompt(
        "How many per cent of them came back?",
        expects="a percentage, 0 to 100",
        default="12 %",
        keys=KEYS,
    ),
    "name": Prompt("What is the company called?", keys=KEYS, is_text=True),
    "long": Prompt("A long question. " * 20, DEAR),
}


def talk(screen: Screen, name: str) -> None:
    """Say something, or put a question until it is answered."""
    if name == "say":
        screen.say("Prices", Style.HEADING)
        screen.say("In a few words.")
        screen.say("By the way.", Style.NOTE)
        screen.say("That is no number.", Style.TROUBLE)
        return
    typed = screen.ask(QUESTIONS[name])
    if typed == "h":
        screen.say("This is the help.", Style.NOTE)
        talk(screen, name)
        return
    screen.say(f"= {typed!r}")


def main(names: list[str]) -> None:
    """Put the questions named, in that order; ``plain`` is for the plain screen."""
    screen = open_screen(plain="plain" in names)
    try:
        for name in names:
            if name != "plain":
                talk(screen, name)
    except (EndOfInput, KeyboardInterrupt) as end:
        screen.say(type(end).__name__)


if __name__ == "__main__":
    main(sys.argv[1:])
