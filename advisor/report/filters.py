"""The filters of the templates: numbers, dates and lists as a language writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_percent
from jinja2.exceptions import FilterArgumentError
from markupsafe import Markup

from advisor.language.messages import _
from advisor.language.numbers import number_text, signed_text
from advisor.report import escape

END_OF_SENTENCE = (".", "!", "?", "…", ":")
CLOSING = "”’»\"')"


def for_language(language: str) -> Mapping[str, Callable[..., object]]:
    """Return the filters by name; all return text to be escaped, but those that write code."""

    def number(value: object, digits: int = 2) -> str:
        """``1234.5|number`` gives 1,234.5: at most so many decimals."""
        return number_text(_decimal(value, "number"), language, digits)

    def signed(value: object) -> str:
        """``1.5|signed`` gives +1.5; zero has no sign."""
        return signed_text(_decimal(value, "signed"), language)

    def percent(value: object) -> str:
        """``62.5|percent`` gives 62.5%."""
        share = round(_decimal(value, "percent"), 1) / 100
        return str(format_percent(share, locale=language, decimal_quantization=False))

    def date(value: object) -> str:
        """``'2026-11-21'|date`` gives November 21, 2026."""
        try:
            day = dt.date.fromisoformat(str(value))
        except ValueError:
            raise FilterArgumentError(_("'date' is for days written as 2026-11-21")) from None
        # Kept together: a number with a point and a blank would begin a list.
        return format_date(day, format="long", locale=language).replace(". ", ".\N{NO-BREAK SPACE}")

    def listed(value: Iterable[object]) -> str:
        """``['a', 'b', 'c']|listed`` gives a, b, and c."""
        return format_list([str(item) for item in value], locale=language) if value else ""

    return {
        "number": number,
        "signed": signed,
        "percent": percent,
        "date": date,
        "listed": listed,
        "headline": _headline,
        "sentence": _sentence,
        "code": _code,
        "code_in_cell": _code_in_cell,
        "url": _url,
    }


def _decimal(value: object, name: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (Decimal, int, float)):
        raise FilterArgumentError(_("'{name}' is for numbers").format(name=name))
    return Decimal(str(value))


def _headline(value: str) -> str:
    """Return a sentence without its full stop, for a heading or a table."""
    shorter = value[:-1].rstrip() if value.endswith(".") else value
    return value if not shorter or shorter.endswith(".") else shorter


def _sentence(value: str) -> str:
    """Return a text that ends like a sentence; nothing stays nothing."""
    ended = value.rstrip(CLOSING).endswith(END_OF_SENTENCE)
    return value if ended or not value else value + "."


def _code(value: object) -> Markup:
    return Markup(escape.code(str(value)))  # noqa: S704 - escaped


def _code_in_cell(value: object) -> Markup:
    return Markup(escape.code_in_cell(str(value)))  # noqa: S704 - escaped


def _url(value: object) -> Markup:
    return Markup(escape.url(str(value)))  # noqa: S704 - escaped
