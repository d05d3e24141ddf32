"""Shapes of single values: texts, words out of a list, numbers, dates."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from advisor.edge.nodes import Node, shorten
from advisor.edge.problems import Problems
from advisor.edge.shape import Schema, Shape, scalar
from advisor.edge.suggest import expected_or_near

NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?")
MAX_DIGITS = 15


@dataclass(frozen=True)
class Text(Shape[str]):
    """Words; white space at the ends and line breaks inside are folded."""

    what: str = "a text"

    def read(self, node: Node, problems: Problems, owner: str) -> str:
        """Return the text on one line."""
        return " ".join(scalar(node, problems, owner, self.what).text.split())

    def schema(self) -> Schema:
        """Return a schema for any scalar, since editors read ``2026`` as a number."""
        return {"type": ["string", "number", "boolean"]}


@dataclass(frozen=True)
class Pattern(Shape[str]):
    """A word of a given form."""

    pattern: str
    what: str
    reserved: frozenset[str] = frozenset()

    def read(self, node: Node, problems: Problems, owner: str) -> str:
        """Return the word."""
        text = scalar(node, problems, owner, self.what).text
        if not re.fullmatch(self.pattern, text):
            raise problems.refuse(
                node.location, 8, f"{owner}: expected {self.what}, found '{shorten(text)}'"
            )
        if text in self.reserved:
            raise problems.refuse(
                node.location, 8, f"{owner}: '{text}' has a meaning of its own", "choose another id"
            )
        return text

    def schema(self) -> Schema:
        """Return a schema with the pattern."""
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True)
class OneOf(Shape[str]):
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


@dataclass(frozen=True)
class YesNo(Shape[bool]):
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


@dataclass(frozen=True)
class Number(Shape[Decimal]):
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
    bare = re.sub(r"[\s\u00a0%]|kr\.?$", "", written)
    if bare != written and to_number(bare.replace(",", ".")) is not None:
        return f"write {bare.replace(',', '.')}, without spaces and unit"
    if to_number(written.replace(",", ".")) is not None:
        return f"write {written.replace(',', '.')}, with a decimal point"
    return ""


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


@dataclass(frozen=True)
class Date(Shape[dt.date]):
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
