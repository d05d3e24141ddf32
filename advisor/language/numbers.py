"""Numbers and units in the reader's conventions.

The same few numbers (certainties, marks) are written again and again in one
document, and Babel is thorough rather than fast; hence the caches.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_decimal, format_percent

UNIT_FREE = frozenset({"", "points", "money", "rows", "pieces", "certainty"})


@lru_cache(maxsize=4096)
def number_text(number: Decimal, language: str, digits: int = 2) -> str:
    """Return a number with at most so many decimals, as the language writes it."""
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return str(format_decimal(number, format=pattern, locale=language))


@lru_cache(maxsize=4096)
def fixed_text(number: Decimal, language: str, digits: int = 2) -> str:
    """Return a number with exactly so many decimals, for arithmetic that lines up."""
    return str(format_decimal(number, format="#,##0." + "0" * digits, locale=language))


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
        return str(format_percent(number / 100, format="#,##0.##%", locale=language))
    text = number_text(number, language)
    if unit.startswith("percent of "):
        percent = str(format_percent(number / 100, format="#,##0.#%", locale=language))
        return f"{percent} {unit.removeprefix('percent ')}"
    return text if unit in UNIT_FREE else f"{text} {unit}"
