"""Shapes of single values: texts, words out of a list, numbers, dates."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from msgspec import Struct

from advisor.edge.nodes import Node, shorten
from advisor.edge.problems import Problems
from advisor.edge.shape import Schema, scalar
from advisor.edge.suggest import expected_or_near

NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?", re.ASCII)
MAX_DIGITS = 15


class Text(Struct, frozen=True):
    """Words; white space at the ends and line breaks inside are folded."""

    what: str = "a text"
    at_most: int | None = None

    def read(self, node: Node, problems: Problems, owner: str) -> str:
        """Return the text on one line."""
        hint = "put a text that begins with '[' or '{' in quotation marks"
        text = " ".join(scalar(node, problems, owner, self.what, hint).text.split())
        if self.at_most is not None and len(text) > self.at_most:
            raise problems.refuse(
                node.location,
                7,
                f"{owner}: expected at most {self.at_most} characters, found {len(text)}",
                "shorten it",
            )
        return text

    def schema(self) -> Schema:
        """Return a schema for any scalar, since editors read ``2026`` as a number."""
        return {"type": ["string", "number", "boolean"]}


class Pattern(Struct, frozen=True):
    """A word of a given form."""

    pattern: str
    what: str
    reserved: frozenset[str] = frozenset()

    def read(self, node: Node, problems: Problems, owner: str) -> str:
        """Return the word."""
        text = scalar(node, problems, owner, self.what).text
        if not re.fullmatch(self.pattern, text):
            raise problems.refuse(
                node.location,
                8,
                f"{owner}: expected {self.what}, found '{shorten(text)}'",
                self._nearest(text),
            )
        if text in self.reserved:
            raise problems.refuse(
                node.location, 8, f"{owner}: '{text}' has a meaning of its own", "choose another id"
            )
        return text

    def schema(self) -> Schema:
        """Return a schema with the pattern."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}

    def _nearest(self, text: str) -> str:
        joined = "-".join(text.split())
        plain = re.sub(r"[^a-z0-9_.]+", "_", text.lower()).strip("_.")
        for near in (joined, plain):
            if re.fullmatch(self.pattern, near) and near not in self.reserved:
                return f"write '{shorten(near)}'"
        return ""


class OneOf(Struct, frozen=True):
    """One word out of a fixed list."""

    words: tuple[str, ...]

    def read(self, node: Node, problems: Problems, owner: str) -> str:
        """Return the word."""
        text = scalar(node, problems, owner, f"one of: {', '.join(self.words)}").text
        if text not in self.words:
            raise problems.refuse(
                node.location,
                6,
                f"{owner}: '{shorten(text)}' is not possible here",
                expected_or_near(text, self.words),
            )
        return text

    def schema(self) -> Schema:
        """Return an enumeration."""
        return {"enum": list(self.words)}


YES_NO_WORDS = {"yes": True, "true": True, "no": False, "false": False}


class YesNo(Struct, frozen=True):
    """``yes`` or ``no``; JSON's ``true`` and ``false`` as well."""

    def read(self, node: Node, problems: Problems, owner: str) -> bool:
        """Return the truth value."""
        text = scalar(node, problems, owner, "yes or no").text.lower()
        if text not in YES_NO_WORDS:
            raise problems.refuse(
                node.location, 6, f"{owner}: expected yes or no, found '{shorten(text)}'"
            )
        return YES_NO_WORDS[text]

    def schema(self) -> Schema:
        """Return a schema that accepts both spellings."""
        return {"enum": [True, False, "yes", "no"]}


def to_number(text: str) -> Decimal | None:
    """Return the exact number a text stands for, or None; never infinite, never NaN."""
    if not NUMBER.fullmatch(text):
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:  # pragma: no cover - the pattern admits only numbers
        return None
    exact = number.as_tuple()
    small = len(exact.digits) <= MAX_DIGITS and abs(number.adjusted()) <= MAX_DIGITS
    return number if small or number == 0 else None


class Number(Struct, frozen=True):
    """A number with a decimal point, within bounds that are both included."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    whole: bool = False

    def read(self, node: Node, problems: Problems, owner: str) -> Decimal:
        """Return the exact number."""
        written = scalar(node, problems, owner, self._expected()).text
        number = to_number(written)
        if number is None or (self.whole and number != number.to_integral_value()):
            raise problems.refuse(
                node.location,
                7,
                f"{owner}: expected {self._expected()}, found '{shorten(written)}'",
                _number_hint(written),
            )
        if (self.minimum is not None and number < self.minimum) or (
            self.maximum is not None and number > self.maximum
        ):
            raise problems.refuse(
                node.location, 7, f"{owner}: expected {self._expected()}, found {shorten(written)}"
            )
        return number

    def schema(self) -> Schema:
        """Return a number with its bounds."""
        schema: Schema = {"type": "integer" if self.whole else "number"}
        if self.minimum is not None:
            schema["minimum"] = as_json_number(self.minimum)
        if self.maximum is not None:
            schema["maximum"] = as_json_number(self.maximum)
        return schema

    def _expected(self) -> str:
        noun = "a whole number" if self.whole else "a number"
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            return f"{noun} from {low} to {high}"
        if low is not None:
            return f"{noun} of {low} or more"
        return noun if high is None else f"{noun} of {high} or less"


def _number_hint(written: str) -> str:
    """Say how to write what is probably meant; a comma may mean a point or thousands."""
    bare = re.sub(r"(?i)[\s%€$£]|kr\.?|nok|sek|dkk|eur|usd", "", written).removesuffix(",-")
    if NUMBER.fullmatch(bare) and to_number(bare) is None:
        return f"use at most {MAX_DIGITS} digits"
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", bare, re.ASCII):
        plain = bare.replace(",", "")
        decimal = bare.replace(",", ".")
        alternative = f", or {decimal} if the comma is a decimal one"
        return f"write {plain} for thousands{alternative if to_number(decimal) else ''}"
    point = bare.replace(",", ".")
    if to_number(point) is None:
        return "write digits, with a decimal point if need be"
    if "," in bare:
        return f"write {point}, with a decimal point"
    return "" if bare == written else f"write {point}, without unit or spaces"


def as_json_number(number: Decimal) -> int | float:
    """Return a number as JSON has it: whole ones without a point."""
    return int(number) if number == number.to_integral_value() else float(number)


def to_date(text: str) -> dt.date | None:
    """Return the day that ``2026-11-21`` stands for, or None for anything else."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class Date(Struct, frozen=True):
    """A day, as 2026-11-21."""

    def read(self, node: Node, problems: Problems, owner: str) -> dt.date:
        """Return the day."""
        text = scalar(node, problems, owner, "a date such as 2026-11-21").text
        day = to_date(text)
        if day is None:
            raise problems.refuse(
                node.location,
                7,
                f"{owner}: expected a date such as 2026-11-21, found '{shorten(text)}'",
            )
        return day

    def schema(self) -> Schema:
        """Return a dated string."""
        return {"type": "string", "format": "date"}
