"""Numbers as people type them: in their own convention, with currency, unit or *thousand*.

What can be read in one way only is read, whichever convention it is in. Where
two conventions disagree and either could be meant, nobody guesses.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from advisor.edge.nodes import shorten
from advisor.edge.scalars import MAX_DIGITS, Number, to_number
from advisor.language.messages import _
from advisor.language.units import PERCENT
from advisor.model.knowledge import Kind, Question
from advisor.profile.answers import number_shape
from advisor.profile.typed_words import NotUnderstood, fold

MAX_LENGTH = 80
# Babel's names for a point with comma groups, a comma with blank groups, a comma with point groups.
CONVENTIONS = ("en", "nb", "de")
GROUP = 3
THOUSAND, MILLION, MILLIARD = Decimal(10**3), Decimal(10**6), Decimal(10**9)
MULTIPLES = {
    **dict.fromkeys(("k", "tusen", "thousand"), THOUSAND),
    **dict.fromkeys(
        ("mill", "million", "millions", "millioner", "milj", "miljon", "miljoner", "mn"), MILLION
    ),
    **dict.fromkeys(("mrd", "milliard", "milliarder", "md", "miljard", "miljarder"), MILLIARD),
}
MONEY_MULTIPLES = {
    **dict.fromkeys(("tkr", "tnok", "tsek"), THOUSAND),
    **dict.fromkeys(("mkr", "mnok", "msek"), MILLION),
}
CURRENCIES = frozenset(
    "kr kroner krone kronor krona nok sek dkk eur euro euros usd dollar dollars gbp pounds € $ £".split()  # noqa: E501, SIM905 - a list to read
)
PERCENT_WORDS = frozenset({"%", "percent", "per cent", "prosent", "procent", "pct", "pst"})
WHOLE_KRONER = re.compile(r"[.,:][-–—]+")
# A mark with fewer or more than three digits after it can only be a decimal one.
ONE_WAY = re.compile(r"[0-9]+[.,](?:[0-9]{1,2}|[0-9]{4,})")
WRITTEN = re.compile(
    r"(?P<minus>[-+]?)(?P<front>(?:[^\W\d]+\.?|[€$£])?) ?(?P<sign>[-+]?) ?"
    r"(?P<digits>[.,]?[0-9](?:[ .,]?[0-9])*)(?P<tail>.*)"
)
SCIENTIFIC = re.compile(r"[-+]?[0-9.]+[eE][-+]?[0-9]{1,2}")
RANGE = re.compile(
    r"[0-9]\s*[^\W\d]{0,9}[.%]?\s*(?:[-–—…]|\.{2,}|\bto\b|\btil\b|\btill\b)\s*[^\W\d]{0,9}\s*[0-9]"
)


class TwoWays(NotUnderstood):
    """What was typed is one number in one convention and another in the other."""


def shape_of(question: Question, scale: tuple[Decimal, Decimal] | None) -> Number:
    """Return the bounds of a number; those of a mark are the ends of the row's scale."""
    if scale is not None and question.kind in {Kind.RATING, Kind.RATINGS}:
        return Number(*scale)
    return number_shape(question)


def expected_number(shape: Number, language: str) -> str:
    """Say which numbers are expected, written as the language writes them."""
    return _("expected {what}").format(what=numbers_from(shape, language))


def numbers_from(shape: Number, language: str) -> str:
    """Return which numbers fit: *a number from 1 to 5*."""
    from advisor.language.numbers import number_text  # noqa: PLC0415 - only mistakes need Babel

    noun, low, high = _("a number"), shape.minimum, shape.maximum
    least = "" if low is None else number_text(low, language)
    most = "" if high is None else number_text(high, language)
    if least and most:
        noun = _("{noun} from {low} to {high}").format(noun=noun, low=least, high=most)
    elif least:
        noun = _("{noun} of {low} or more").format(noun=noun, low=least)
    elif most:
        noun = _("{noun} of {high} or less").format(noun=noun, high=most)
    return noun


def read_number(text: str, question: Question, language: str, shape: Number) -> Decimal:
    """Return the number that was typed; raises ``NotUnderstood``."""
    reader = _Reader(question, language, shape)
    number = reader.read(_plain(text))
    if not _within(number, shape):
        raise reader.refusal()
    return number


def typed_number(number: Decimal, language: str) -> str:
    """Return a number as it would be typed: without groups, and never to be misread."""
    written = format(number.normalize() if number else Decimal(0), "f")
    if to_number(written) is None:
        return str(number.normalize())
    whole, point, decimals = written.partition(".")
    if not point:
        return whole
    if len(decimals) == GROUP:  # else the decimals could be taken for thousands
        decimals += "0"
    return f"{whole}{_decimal_mark(language)}{decimals}"


class _Reader(Struct, frozen=True):
    """Reads what was typed for one question."""

    question: Question
    language: str
    shape: Number

    def refusal(self) -> NotUnderstood:
        return NotUnderstood(expected_number(self.shape, self.language))

    def read(self, text: str) -> Decimal:
        scientific = to_number(text) if SCIENTIFIC.fullmatch(text) else None
        if scientific is not None:
            return scientific
        if RANGE.search(text):
            raise NotUnderstood(_("expected one number, not a range; give the middle of it"))
        written = WRITTEN.fullmatch(text) if len(text) <= MAX_LENGTH else None
        if written is None or (written["minus"] and written["sign"]):
            raise self.refusal()
        self._check_front(fold(written["front"]))
        sign = -1 if "-" in written["minus"] + written["sign"] else 1
        return self._digits(written["digits"], sign * self._multiple(written["tail"]))

    def _check_front(self, word: str) -> None:
        if word and not (self.question.kind is Kind.MONEY and word in CURRENCIES):
            raise self.refusal()

    def _multiple(self, tail: str) -> Decimal:
        """Return what the words after the digits multiply by, once each has a meaning here."""
        money = self.question.kind is Kind.MONEY
        kroner = WHOLE_KRONER.match(tail) if money else None
        rest = fold(tail[kroner.end() :] if kroner else tail)
        first, _blank, after = rest.partition(" ")
        known = {**MULTIPLES, **MONEY_MULTIPLES} if money else MULTIPLES
        multiple = known.get(first.rstrip("."))
        if multiple is not None and self.question.kind in {Kind.NUMBER, Kind.MONEY}:
            rest = after
        else:
            multiple = Decimal(1)
        self._check_unit(rest)
        return multiple

    def _check_unit(self, words: str) -> None:
        """Refuse words after the number that are no unit of the question's."""
        question = self.question
        if not words or (question.kind is Kind.MONEY and words in CURRENCIES):
            return
        percent = question.kind is Kind.PERCENT or question.unit.startswith(PERCENT)
        if words in PERCENT_WORDS:
            if percent:
                return
            expected = expected_number(self.shape, self.language)
            raise NotUnderstood(_("{expected}, not a percentage").format(expected=expected))
        unit = fold(question.unit)
        if words == unit or (len(words) >= GROUP and unit.startswith(words)):
            return
        expected = expected_number(self.shape, self.language)
        raise NotUnderstood(
            _("{expected}, without '{word}'").format(expected=expected, word=shorten(words, 20))
        )

    def _digits(self, digits: str, factor: Decimal) -> Decimal:
        """Return what the digits stand for in the reader's convention, or in any if all agree."""
        if digits.isdecimal():
            return _exact(Decimal(digits), factor)
        if ONE_WAY.fullmatch(digits):
            return _exact(Decimal(digits.replace(",", ".")), factor)
        read = {
            _exact(number, factor)
            for convention in CONVENTIONS
            if (number := _in_convention(digits, convention)) is not None
        }
        possible = {number for number in read if _within(number, self.shape)}
        own = _in_convention(digits, self.language)
        if own is not None:
            mine = _exact(own, factor)
            # Thousands come in groups, millions with decimals; else either may be meant.
            grouped = _decimal_mark(self.language) not in digits
            firm = grouped == (abs(factor) == 1)
            if firm or possible <= {mine} or mine not in possible:
                return mine
        if not read:
            raise self.refusal()
        if len(possible) > 1:
            one, other = (typed_number(each(possible), self.language) for each in (max, min))
            raise TwoWays(
                _("this can be read in two ways: write {one} or {other}").format(
                    one=one, other=other
                )
            )
        return min(possible or read)


def _exact(number: Decimal, factor: Decimal) -> Decimal:
    """Return a number times a factor, if a profile can hold as many digits."""
    if to_number(format(number, "f")) is not None:
        product = number * factor
        if abs(factor) != 1 and product == product.to_integral_value():
            product = product.to_integral_value()
        if to_number(format(product, "f")) is not None:
            return product or Decimal(0)
    raise NotUnderstood(_("use at most {limit} digits").format(limit=MAX_DIGITS))


@lru_cache(maxsize=4096)
def _in_convention(digits: str, locale: str) -> Decimal | None:
    """Return what digits stand for in a convention, strictly; blanks may group in any."""
    # Only numbers with more than digits need Babel.
    from babel.numbers import NumberFormatError, get_group_symbol, parse_decimal  # noqa: PLC0415

    group, mark = get_group_symbol(locale), _decimal_mark(locale)
    if " " in digits and group in digits:
        return None
    written = digits.replace(" ", group)
    if set(written) - {*"0123456789", group, mark}:
        return None
    try:
        return parse_decimal(written, locale=locale, strict=True)
    except NumberFormatError:
        return None


@lru_cache(maxsize=len(CONVENTIONS))
def _decimal_mark(locale: str) -> str:
    from babel.numbers import get_decimal_symbol  # noqa: PLC0415 - as above

    return get_decimal_symbol(locale)


def _within(number: Decimal, shape: Number) -> bool:
    low, high = shape.minimum, shape.maximum
    return (low is None or low <= number) and (high is None or number <= high)


def _plain(text: str) -> str:
    """Return what was typed with plain blanks, blanks for apostrophes, and a plain minus."""
    flat = " ".join(text.replace("\N{MINUS SIGN}", "-").split())
    return re.sub(r"(?<=[0-9])['’](?=[0-9])", " ", flat)
