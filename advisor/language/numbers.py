"""Numbers and units in the reader's conventions.

The same few numbers (certainties, marks) are written again and again in one
document, and Babel is thorough rather than fast; hence the caches.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from functools import lru_cache

from babel import Locale
from babel.numbers import format_decimal, get_minus_sign_symbol

from advisor.language.messages import messages_in
from advisor.language.units import CURRENCIES, MONEY, PERCENT, UNIT_FREE, YES_OR_NO

SPARE_DIGITS = 40
WHOLE = "#,##0"


@lru_cache(maxsize=4096)
def number_text(number: Decimal, language: str, digits: int = 2) -> str:
    """Return a number with at most so many decimals, as the language writes it."""
    pattern = f"{WHOLE}." + "#" * digits if digits else WHOLE
    return _written(number, pattern, language)


@lru_cache(maxsize=4096)
def fixed_text(number: Decimal, language: str, digits: int = 2) -> str:
    """Return a number with exactly so many decimals, for arithmetic that lines up."""
    return _written(number, f"{WHOLE}." + "0" * digits, language)


@lru_cache(maxsize=4096)
def signed_text(number: Decimal, language: str) -> str:
    """Return a difference with its sign, at most two decimals; zero has none."""
    text = number_text(abs(number), language)
    if text == number_text(Decimal(0), language):
        return text
    return f"{'+' if number > 0 else '−'}{text}"


@lru_cache(maxsize=4096)
def quantity_text(number: Decimal, unit: str, language: str) -> str:
    """Return a number with its unit: ``12.5%``, ``4 employees``, ``3.2``, ``900 kr``, ``Yes``."""
    if unit == YES_OR_NO:
        say = messages_in(language)
        return say.gettext("Yes") if number else say.gettext("No")
    if unit == PERCENT:
        return _written(number, f"{WHOLE}.##{_percent_sign(language)}", language)
    text = number_text(number, language)
    if unit == MONEY and language in CURRENCIES:
        return f"{text}\N{NO-BREAK SPACE}{CURRENCIES[language]}"
    if unit.startswith(f"{PERCENT} of "):
        percent = _written(number, f"{WHOLE}.#{_percent_sign(language)}", language)
        share = unit.removeprefix(f"{PERCENT} ")
        return f"{percent} {messages_in(language).gettext(share)}"
    return text if unit in UNIT_FREE else f"{text} {unit}"


@lru_cache(maxsize=16)
def _percent_sign(language: str) -> str:
    """Return the sign with the space that a language puts before it: ``12%``, ``12 %``."""
    pattern = str(Locale.parse(language).percent_formats[None].pattern)
    return pattern.removeprefix(WHOLE) if pattern.startswith(WHOLE) else "%"


def _written(number: Decimal, pattern: str, language: str) -> str:
    """Return a number, or percents, in a pattern; what rounds to zero has no sign.

    Babel rounds in the precision of the context, and fails where that is too little.
    """
    with localcontext(Context(prec=SPARE_DIGITS + max(0, number.adjusted()))):
        shown = number / 100 if pattern.endswith("%") else number
        text = str(format_decimal(shown, format=pattern, locale=language))
    zero = str(format_decimal(0, format=pattern, locale=language))
    if text.lstrip("-−") == zero:
        return zero
    return text.replace("-", get_minus_sign_symbol(language), 1)
