"""A unit by itself, as it is written behind a number."""

from __future__ import annotations

from decimal import Decimal

from advisor.language.numbers import number_text, quantity_text

NOTHING = Decimal(0)


def unit_text(unit: str, language: str) -> str:
    """Return ``%``, ``kr`` or ``people``; nothing for a unit that numbers stand without."""
    written = quantity_text(NOTHING, unit, language)
    return written.removeprefix(number_text(NOTHING, language)).strip()
