"""Cells that hold no answer to a question: names, notes, a language, a scale."""

from __future__ import annotations

import re
from decimal import Decimal

from advisor.edge.scalars import to_number
from advisor.language.messages import LANGUAGES, N_, _, messages_in
from advisor.model.case import CutLines, State
from advisor.profile.cells import MAX_CELL, NoAnswer, unreadable
from advisor.profile.tables import DEFAULT_SCALE
from advisor.profile.typed_words import NONE_WORDS, NotUnderstood, clean, fold, typed_state

Scale = tuple[Decimal, Decimal]
MAX_NOTES = 131_072
NAMES_OF_LANGUAGES = {
    **{language: language for language in LANGUAGES},
    **dict.fromkeys(("english", "engelsk", "engelska"), "en"),
    **dict.fromkeys(("no", "nn", "norwegian", "norsk", "norska", "bokmål", "nynorsk"), "nb"),
    **dict.fromkeys(("se", "swedish", "svensk", "svenska"), "sv"),
}
CUT_LINE_WORDS = {CutLines.MEAN: N_("mean"), CutLines.MIDPOINT: N_("midpoint")}
_NUMBER = r"([0-9]+(?:[.,][0-9]+)?)"
_SCALE = re.compile(
    rf"[\[(]?\s*{_NUMBER}\s*(?:[-–—;,:/]|\.\.+|\bto\b|\btil\b|\btill\b)\s*{_NUMBER}\s*[\])]?"
)


def words_in(text: str, at_most: int) -> str:
    """Return the words of a cell on one line, nothing for an empty one; raises ``NoAnswer``."""
    if not text.strip():
        return ""
    try:
        return clean(text, at_most)
    except NotUnderstood:
        pass
    expected = _("words, at most {limit} characters of them").format(limit=at_most)
    if len(text) <= MAX_CELL and len(" ".join(text.split())) > at_most:
        raise NoAnswer(_("this is too long"), expected)
    raise unreadable(text, expected)


def language_in(text: str) -> str:
    """Return the language that a cell names, by its code or in words; raises ``NoAnswer``."""
    wanted = fold(text)
    if not wanted:
        return ""
    if wanted in NAMES_OF_LANGUAGES:
        return NAMES_OF_LANGUAGES[wanted]
    raise NoAnswer(_("this is none of the answers"), expected_language())


def cut_lines_in(text: str) -> CutLines:
    """Return where the quadrants meet; raises ``NoAnswer``."""
    wanted = fold(text)
    if not wanted:
        return CutLines.MEAN
    for line, word in CUT_LINE_WORDS.items():
        if wanted in {fold(messages_in(language).gettext(word)) for language in LANGUAGES}:
            return line
    raise NoAnswer(_("this is none of the answers"), expected_cut_lines())


def scale_in(text: str) -> Scale:
    """Return the ends of a scale of marks; raises ``NoAnswer``."""
    if not text.strip():
        return DEFAULT_SCALE
    found = _SCALE.fullmatch(text.strip()) if len(text) <= MAX_CELL else None
    ends = [to_number(end.replace(",", ".")) for end in found.groups()] if found else []
    low, high = ends if len(ends) == len(DEFAULT_SCALE) else (None, None)
    if low is None or high is None or low >= high:
        raise NoAnswer(_("this is no scale"), expected_scale())
    return low, high


def whole_table_in(text: str) -> State | None:
    """Return what a whole table is: without rows, unknown, or none for an empty cell."""
    if not text.strip():
        return None
    state = typed_state(text)
    if state is not None:
        return state
    if fold(text) in NONE_WORDS or text.strip() == "[]":
        return State.KNOWN
    expected = _("don't know, does not apply, or none; rows have columns or a sheet of their own")
    raise NoAnswer(_("this is none of the answers"), expected)


def expected_language() -> str:
    """Say which languages there are."""
    return _("one of: {words}").format(words=", ".join(LANGUAGES))


def expected_cut_lines() -> str:
    """Say where the quadrants may meet."""
    return _("one of: {words}").format(words=", ".join(line.value for line in CutLines))


def expected_scale() -> str:
    """Say what a scale is."""
    return _("the lowest and the highest mark, such as 1-5 or 0-10")
