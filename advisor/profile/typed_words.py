"""Words that people type in any of the languages, whatever the language of the questions.

Somebody who reads Norwegian on the screen may still type *yes*, and a Swede
may answer *vet ej* to an English question.
"""

from __future__ import annotations

import re
import unicodedata

from advisor.edge.nodes import shorten
from advisor.language.messages import _
from advisor.model.case import Answer, State
from advisor.profile.answers import MAX_TEXT, STATE_WORDS

_STATES = {
    **STATE_WORDS,
    **dict.fromkeys(
        (
            "i don't know",
            "i dont know",
            "we don't know",
            "do not know",
            "dunno",
            "no idea",
            "jeg vet ikke",
            "vi vet ikke",
            "veit ikke",
            "vet ikkje",
            "veit ikkje",
            "aner ikke",
            "ingen anelse",
            "jag vet inte",
            "vi vet inte",
            "vet ej",
            "ingen aning",
        ),
        State.DONT_KNOW,
    ),
    **dict.fromkeys(
        (
            "doesn't apply",
            "doesnt apply",
            "not applicable",
            "not relevant",
            "n/a",
            "n.a",
            "ikke aktuelt",
            "ikkje aktuelt",
            "ikke relevant",
            "gjeld ikkje",
            "gäller ej",
            "inte aktuellt",
            "ej aktuellt",
            "inte relevant",
        ),
        State.DOES_NOT_APPLY,
    ),
}
NONE_WORDS = frozenset(
    {"none", "none of them", "ingen", "ingen av dem", "inga", "ingen av disse", "inga av dem", "0"}
)
NONE = {"en": "none", "nb": "ingen", "sv": "inga"}
YES_NO = {
    **dict.fromkeys(("yes", "y", "ja", "j", "yeah", "yep", "jo", "true"), "yes"),
    **dict.fromkeys(("no", "n", "nei", "nej", "nope", "false"), "no"),
}
_ROUGHLY = re.compile(
    r"(?:[~≈]|(?:ca|c:a|cirka|circa|about|around|roughly|approximately|approx|maybe|perhaps"
    r"|omtrent|omkring|rundt|om lag|kanskje|ungefär|runt|kanske)\b\.?)\s*(?=\S)",
    re.IGNORECASE,
)
# What a YAML profile cannot hold either; tests compare the two.
_STRANGE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_QUOTES = {'"': '"', "'": "'", "“": "”", "”": "”", "„": "“", "«": "»", "»": "«"}
_FIRM = '""'
_ONE_APOSTROPHE = {ord(mark): "'" for mark in "’‘´`"}  # noqa: RUF001 - as typed


class NotUnderstood(Exception):  # noqa: N818 - nothing went wrong: the question is put again
    """What was typed is no answer; ``message`` says in one line what is expected."""

    def __init__(self, message: str) -> None:
        """Keep the line to show."""
        super().__init__(message)
        self.message = message


def fold(text: str) -> str:
    """Return a text as it is compared: without case, extra blanks, or a full stop at the end."""
    plain = unicodedata.normalize("NFC", text).translate(_ONE_APOSTROPHE)
    return " ".join(plain.casefold().split()).rstrip(".").rstrip()


def typed_state(text: str) -> State | None:
    """Return the state that *don't know* or *does not apply* stands for, else None."""
    return _STATES.get(fold(text.rstrip("?!. \t\n\r\N{NO-BREAK SPACE}")))


def without_doubt(text: str) -> str:
    """Return an answer without the marks of a guess; it is the same if there are none."""
    return _ROUGHLY.sub("", text.strip().rstrip("?").rstrip(), count=1).strip()


def read_words(text: str, at_most: int = MAX_TEXT) -> Answer:
    """Return the answer to a question that any words may answer.

    Two question marks at the end mark a guess. Quotation marks around it all
    keep what is between them from meaning anything else.
    """
    bare = text.strip()
    unsure = bare.endswith("??")
    bare = bare[:-2].rstrip() if unsure else bare
    quoted = _between_quotes(bare)
    state = typed_state(bare)
    if quoted is None and state is not None:
        return Answer(state)
    return Answer(State.KNOWN, clean(bare if quoted is None else quoted, at_most), unsure)


def clean(text: str, at_most: int) -> str:
    """Return words on one line, or refuse what a profile does not hold."""
    strange = _STRANGE.search(text)
    if strange is not None:
        code = f"U+{ord(strange[0]):04X}"
        raise NotUnderstood(_("the character {code} is not allowed in a text").format(code=code))
    flat = " ".join(text.split())
    if not flat:
        raise NotUnderstood(_("type the answer in your own words"))
    if len(flat) > at_most:
        raise NotUnderstood(
            _("expected at most {at_most} characters, found {count}").format(
                at_most=at_most, count=len(flat)
            )
        )
    return flat


def ways_to_type(words: str) -> tuple[str, ...]:
    """Return ways to type words, the plainest first; the last one always reads as them."""
    return words, f'"{words}"', f"{_FIRM}{words}{_FIRM}"


def _between_quotes(text: str) -> str | None:
    """Return what quotation marks enclose whole, or None where they do not."""
    firm = len(_FIRM)
    if len(text) > 2 * firm and text.startswith(_FIRM) and text.endswith(_FIRM):
        return text[firm:-firm]
    if len(text) < 2 or _QUOTES.get(text[0]) != text[-1]:  # noqa: PLR2004 - one at each end
        return None
    inner = text[1:-1]
    return None if text[0] in inner or text[-1] in inner else inner


def named(name: str, message: str) -> str:
    """Return a message about one of several things in an answer."""
    return f"{shorten(name, 30)}: {message}"
