"""Options as people choose them: by number, in their words, or by how those words begin."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from advisor.edge.nodes import shorten
from advisor.edge.suggest import did_you_mean
from advisor.language.messages import _
from advisor.model.knowledge import Question
from advisor.profile.typed_words import NONE, NONE_WORDS, YES_NO, NotUnderstood, fold

LEAST_LETTERS = 3
MAX_PIECES = 60
_NUMBER = re.compile(r"\(?([0-9]{1,3})[.)]?")
_NUMBER_OR_RANGE = re.compile(r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?")
_NUMBERS = re.compile(rf"{_NUMBER_OR_RANGE.pattern}(?:\s+{_NUMBER_OR_RANGE.pattern})*")
_BETWEEN = re.compile(r"(\s*[;,&+\n]\s*(?:(?:and|og|och)\s+)?|\s+(?:and|og|och)\s+)", re.IGNORECASE)


def one_option(text: str, question: Question, also: Mapping[str, str]) -> str:
    """Return the option that was typed; raises ``NotUnderstood``, also where two would fit."""
    found = _fitting(text, question, also)
    if len(found) == 1:
        return next(iter(found))
    raise _refusal(text, question, also)


def yes_or_no(text: str, question: Question, also: Mapping[str, str]) -> str:
    """Return ``yes`` or ``no``, in whichever language it was typed."""
    found = YES_NO.get(fold(text))
    if found in question.options:
        return str(found)
    options = _fitting(text, question, also)
    if len(options) == 1:
        return next(iter(options))
    raise NotUnderstood(expected_yes_or_no())


def some_options(text: str, question: Question, also: Mapping[str, str]) -> frozenset[str]:
    """Return the options that were typed, none of them for *none*; raises ``NotUnderstood``.

    Words between two separators are first taken together with what follows,
    since an option's own words may hold a comma or an *and*.
    """
    if fold(text) in NONE_WORDS and not _fitting(text, question, also):
        return frozenset()
    parts = _BETWEEN.split(text.strip())
    pieces = [piece for piece in parts[::2] if fold(piece)]
    if len(parts) < 2 * MAX_PIECES:
        found = covering(parts, lambda words: _several_at_once(words, question, also))
        if found:
            return found
    for piece in pieces[:MAX_PIECES]:
        if not _several_at_once(piece, question, also):
            raise _refusal(piece, question, also, several=True)
    raise NotUnderstood(expected_option(question, several=True))


def expected_yes_or_no() -> str:
    """Say how to answer a question of yes or no."""
    return _("type yes or no")


def expected_option(question: Question, *, several: bool = False) -> str:
    """Say how to choose."""
    said = (
        _("type numbers from 1 to {count} with commas between them, or 'none'")
        if several
        else _("type a number from 1 to {count}, or the words of an answer")
    )
    return said.format(count=len(question.options))


def ways_to_choose(value: str, question: Question) -> tuple[str, str]:
    """Return an option's words, and its number for where these fit another as well."""
    return question.options[value], str(_number_of(value, question))


def ways_to_choose_some(
    value: frozenset[str], question: Question, language: str
) -> tuple[str, ...]:
    """Return ways to type several options, or none, in the order of the question."""
    if not value:
        return NONE.get(language, "0"), "0"
    chosen = [option for option in question.options if option in value]
    words = "; ".join(question.options[option] for option in chosen)
    return words, ", ".join(str(_number_of(option, question)) for option in chosen)


def _number_of(option: str, question: Question) -> int:
    return list(question.options).index(option) + 1


def _fitting(text: str, question: Question, also: Mapping[str, str]) -> frozenset[str]:
    """Return the options that a text may stand for: most often one or none."""
    ids = tuple(question.options)
    number = _NUMBER.fullmatch(text.strip())
    if number and 1 <= int(number[1]) <= len(ids):
        return frozenset({ids[int(number[1]) - 1]})
    wanted = fold(text)
    labels = {option: fold(label) for option, label in question.options.items()}
    exact = frozenset(option for option, label in labels.items() if label == wanted)
    if exact:
        return exact
    others = (option for words, option in also.items() if fold(words) == wanted)
    return frozenset(
        option for option in ids if fold(option) == wanted or _begins(labels[option], wanted)
    ).union(option for option in others if option in question.options)


def _begins(label: str, wanted: str) -> bool:
    """Tell whether words are the beginning of a label; a yes or a no is one as a whole word."""
    if not label.startswith(wanted):
        return False
    if wanted in YES_NO:
        return not label[len(wanted)].isalnum()
    return sum(map(str.isalpha, wanted)) >= LEAST_LETTERS


def _several_at_once(text: str, question: Question, also: Mapping[str, str]) -> frozenset[str]:
    """Return the options of a piece: numbers and ranges of them, or the words of one option."""
    if not _NUMBERS.fullmatch(text.strip()):
        found = _fitting(text, question, also)
        return found if len(found) == 1 else frozenset()
    ids = list(question.options)
    chosen: set[str] = set()
    for first, last in _NUMBER_OR_RANGE.findall(text):
        low, high = int(first), int(last or first)
        if not 1 <= low <= high <= len(ids):
            return frozenset()
        chosen.update(ids[low - 1 : high])
    return frozenset(chosen)


def covering(
    parts: Sequence[str], options_of: Callable[[str], frozenset[str]]
) -> frozenset[str] | None:
    """Return the options of all pieces, the longest first, or None if any piece is not one.

    ``parts`` has pieces at even places and what separates them at odd ones.
    ``options_of`` returns the options that some pieces together stand for, none
    if they stand for nothing.
    """

    @cache
    def after(start: int) -> frozenset[str] | None:
        if start >= len(parts):
            return frozenset()
        if not fold(parts[start]):
            return after(start + 2)
        for end in range(len(parts), start, -2):
            found = options_of("".join(parts[start:end]))
            rest = after(end + 1) if found else None
            if rest is not None:
                return found | rest
        return None

    return after(0)


def _refusal(
    text: str, question: Question, also: Mapping[str, str], *, several: bool = False
) -> NotUnderstood:
    expected = expected_option(question, several=several)
    if len(_fitting(text, question, also)) > 1:
        return NotUnderstood(
            _("'{words}' begins several answers; {expected}").format(
                words=shorten(text, 30), expected=expected
            )
        )
    near = did_you_mean(shorten(text), question.options.values())
    return NotUnderstood(f"{expected}; {near}" if near else expected)
