"""A choice that is no answer of the company's: what to do, or which language."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.interview.prompt import Option, Prompt, Screen, Style
from advisor.language.messages import _


def choose(screen: Screen, text: str, labels: Sequence[str], default: int | None = None) -> int:
    """Return which of some things was chosen, from 0; nothing typed takes the default.

    Without a default it takes the first, and no answer is shown as the one there is.
    """
    prompt = Prompt(
        text,
        tuple(Option(label) for label in labels),
        default="" if default is None else labels[default],
    )
    folded = [label.casefold() for label in labels]
    while True:
        typed = screen.ask(prompt)
        if not typed:
            return default or 0
        if typed.isdecimal() and 1 <= int(typed) <= len(labels):
            return int(typed) - 1
        if typed.casefold() in folded:
            return folded.index(typed.casefold())
        said = _("type a number from 1 to {count}").format(count=len(labels))
        screen.say(said, Style.TROUBLE)
