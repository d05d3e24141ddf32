"""What stands in a cell of a spreadsheet becomes an answer.

A survey has its own numbers and abbreviations for answers. So an option is
taken by its id or by its whole words, in any language, and by nothing else;
and no message repeats what the cell holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal

from advisor.language.messages import _, current_language
from advisor.model.case import NOT_ASKED, Answer, State
from advisor.model.knowledge import Kind, Question
from advisor.profile.answers import MAX_TEXT, STATE_WORDS
from advisor.profile.typed_marks import read_rated
from advisor.profile.typed_numbers import TwoWays, numbers_from, read_number, shape_of
from advisor.profile.typed_options import MAX_PIECES, covering
from advisor.profile.typed_words import (
    NONE_WORDS,
    YES_NO,
    NotUnderstood,
    fold,
    read_words,
    typed_state,
    without_doubt,
)

Scale = tuple[Decimal, Decimal]
# What a workbook may hold instead of words and numbers; no file can hold these characters.
DATE, ERROR = "\0date", "\0error"
MAX_CELL = 4000
MAX_KEPT = 1000
_BETWEEN = re.compile(r"(\s*[;,\n]\s*)")
_STRANGE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")


class NoAnswer(NotUnderstood):
    """A cell holds no answer: ``reason`` says why, ``message`` what was expected."""

    def __init__(self, reason: str, expected: str) -> None:
        """Keep both."""
        super().__init__(expected)
        self.reason = reason


def read_cell(
    text: str,
    question: Question,
    others: Iterable[Question],
    convention: str,
    scale: Scale | None = None,
) -> Answer:
    """Return the answer in a cell, as ``CellReader`` does for many; raises ``NoAnswer``."""
    return CellReader(question, others).read(text, convention, scale)


class CellReader:
    """Reads the answers to one question, in all the languages there are.

    ``others`` are the same question in further languages.
    """

    def __init__(self, question: Question, others: Iterable[Question] = ()) -> None:
        """Learn the words of all options."""
        self.question = question
        self._options = _options_of(question, others)
        self._kept: dict[str, Answer] = {}

    def read(self, text: str, convention: str, scale: Scale | None = None) -> Answer:
        """Return the answer; ``convention`` is the language in which numbers are written.

        ``scale`` has the ends of a mark's scale. An empty cell is not asked.
        Raises ``NoAnswer``.
        """
        kept = self._kept.get(text)
        if kept is not None:
            return kept
        if not text or text.isspace():
            return NOT_ASKED
        self._check(text, scale)
        if not self.question.options:
            return self._without_options(text, convention, scale)
        found = self._with_options(text)
        # Of an option's words there are few, and the same in every row.
        if len(self._kept) < MAX_KEPT:
            self._kept[text] = found
        return found

    def mark(self, text: str, convention: str, scale: Scale) -> Answer:
        """Return the mark of one rival, where each has a cell; raises ``NoAnswer``."""
        if not text or text.isspace():
            return NOT_ASKED
        self._check(text, scale)
        return self._understood(self._number, text, convention, scale)

    def _check(self, text: str, scale: Scale | None) -> None:
        if len(text) > MAX_CELL or _STRANGE.search(text):
            raise unreadable(text, expected_answer(self.question, scale))

    def _with_options(self, text: str) -> Answer:
        """Return the chosen options; a mark of doubt may belong to their own words."""
        bare = text.strip()
        one_less, firm = bare.removesuffix("?").rstrip(), bare.rstrip("?").rstrip()
        for words in dict.fromkeys((bare, one_less, firm, without_doubt(bare))):
            state = STATE_WORDS.get(fold(words))
            if state is not None:
                return Answer(state)
            chosen = self._chosen(words)
            if chosen is not None:
                several = self.question.kind is Kind.CHOICES
                value = chosen if several else next(iter(chosen))
                return Answer(State.KNOWN, value, unsure=words != bare)
            state = typed_state(words)
            if state is not None:
                return Answer(state)
        raise NoAnswer(_("this is none of the answers"), expected_answer(self.question))

    def _chosen(self, words: str) -> frozenset[str] | None:
        one = self._option(words)
        if one or self.question.kind is not Kind.CHOICES:
            return one or None
        if fold(words) in NONE_WORDS or words == "[]":
            return frozenset()
        parts = _BETWEEN.split(words)
        return (covering(parts, self._option) or None) if len(parts) < 2 * MAX_PIECES else None

    def _option(self, words: str) -> frozenset[str]:
        """Return the option that words stand for, or none."""
        return self._options.get(fold(words), frozenset())

    def _without_options(self, text: str, convention: str, scale: Scale | None) -> Answer:
        if self.question.kind is Kind.TEXT:
            return self._understood(lambda words, *_: read_words(words), text, convention, scale)
        if self.question.kind is Kind.RATINGS:
            return self._understood(self._marks, text, convention, scale)
        return self._understood(self._number, text, convention, scale)

    def _understood(
        self,
        read: Callable[[str, str, Scale | None], Answer],
        text: str,
        convention: str,
        scale: Scale | None,
    ) -> Answer:
        """Return what is read from a cell; of what is not understood nothing is repeated."""
        try:
            return read(text, convention, scale)
        except TwoWays:
            reason = _("this number can be read in two ways")
        except NotUnderstood:
            reason = _("this is no answer to the question")
        raise NoAnswer(reason, expected_answer(self.question, scale))

    def _marks(self, text: str, convention: str, scale: Scale | None) -> Answer:
        return read_rated(text, (), self.question, convention, scale)

    def _number(self, text: str, convention: str, scale: Scale | None) -> Answer:
        state = typed_state(text)
        if state is not None:
            return Answer(state)
        bare = without_doubt(text)
        number = read_number(bare, self.question, convention, shape_of(self.question, scale))
        return Answer(State.KNOWN, number, bare != text.strip())


def unreadable(text: str, expected: str) -> NoAnswer:
    """Return why nobody can read a cell, whatever is asked there."""
    if text == DATE:
        return NoAnswer(_("the cell holds a date"), expected)
    if text == ERROR:
        return NoAnswer(_("the cell holds an error of the spreadsheet"), expected)
    if len(text) > MAX_CELL:
        limit = _("the cell holds more than {limit} characters").format(limit=MAX_CELL)
        return NoAnswer(limit, expected)
    return NoAnswer(_("the cell holds a character that is no text"), expected)


def expected_answer(
    question: Question, scale: Scale | None = None, *, in_words: bool = True
) -> str:
    """Say what may be answered to a question, whatever was: options in words, or by their ids."""
    kind = question.kind
    if kind is Kind.YES_NO:
        return _("answered with yes or no") if in_words else _("yes or no")
    if question.options:
        said = _("any of: {words}") if kind is Kind.CHOICES else _("one of: {words}")
        options = "; ".join(question.options.values()) if in_words else ", ".join(question.options)
        return said.format(words=options)
    if kind is Kind.TEXT:
        return _("words, at most {limit} characters of them").format(limit=MAX_TEXT)
    number = _("a mark on the scale of the row")
    if scale is not None or kind not in {Kind.RATING, Kind.RATINGS}:
        number = numbers_from(shape_of(question, scale), current_language())
    if kind is Kind.RATINGS:
        return _("for each competitor, a name and {number}").format(number=number)
    return number


def _options_of(question: Question, others: Iterable[Question]) -> dict[str, frozenset[str]]:
    """Return the option that each text stands for: ids come first, then labels, yes and no last.

    A label that is said of two options stands for neither.
    """
    labels: dict[str, set[str]] = {}
    for each in (question, *others):
        for option, label in each.options.items():
            labels.setdefault(fold(label), set()).add(option)
    truths = {word: frozenset({option}) for word, option in YES_NO.items()}
    found = {word: option for word, option in truths.items() if option <= question.options.keys()}
    found |= {text: frozenset(said) for text, said in labels.items() if len(said) == 1}
    for text, said in labels.items():
        if len(said) > 1:
            found.pop(text, None)
    return found | {fold(option): frozenset({option}) for option in question.options}
