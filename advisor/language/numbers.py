"""Numbers and units in the reader's conventions.

The same few numbers (certainties, marks) are written again and again in one
document, and Babel is thorough rather than fast; hence the caches.
"""

from __future__ import annotations

from decimal import Context, Decimal, localcontext
from functools import lru_cache

from babel.numbers import format_decimal

SPARE_DIGITS = 40
UNIT_FREE = frozenset({"", "points", "money", "rows", "pieces", "certainty"})


@lru_cache(maxsize=4096)
def number_text(number: Decimal, language: str, digits: int = 2) -> str:
    """Return a number with at most so many decimals, as the language writes it."""
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return _written(number, pattern, language)


@lru_cache(maxsize=4096)
def fixed_text(number: Decimal, language: str, digits: int = 2) -> str:
    """Return a number with exactly so many decimals, for arithmetic that lines up."""
    return _written(number, "#,##0." + "0" * digits, language)


@lru_cache(maxsize=4096)
def signed_text(number: Decimal, language: str) -> str:
    """Return a difference with its sign, at most two decimals; zero has none."""
    text = number_text(abs(number), language)
    if text == number_text(Decimal(0), language):
        return text
    return f"{'+' if number > 0 else '−'}{text}"


@lru_cache(maxsize=4096)
def quantity_text(number: Decimal, unit: str, language: str) -> str:
    """Return a number with its unit: ``12.5%``, ``4 employees``, ``3.2``."""
    if unit == "percent":
        return _written(number, "#,##0.##%", language)
    text = number_text(number, language)
    if unit.startswith("percent of "):
        percent = _written(number, "#,##0.#%", language)
        return f"{percent} {unit.removeprefix('percent ')}"
    return text if unit in UNIT_FREE else f"{text} {unit}"


def _written(number: Decimal, pattern: str, language: str) -> str:
    """Return a number, or percents, in a pattern; what rounds to zero has no sign.

    Babel rounds in the precision of the context, and fails where that is too little.
    """
    with localcontext(Context(prec=SPARE_DIGITS + max(0, number.adjusted()))):
        shown = number / 100 if pattern.endswith("%") else number
        text = str(format_decimal(shown, format=pattern, locale=language))
    zero = str(format_decimal(0, format=pattern, locale=language))
    return zero if text.lstrip("-−") == zero else text
