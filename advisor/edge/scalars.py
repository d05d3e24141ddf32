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
from advisor.language.messages import N_, _

NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?", re.ASCII)
MAX_DIGITS = 15


class Text(Struct, frozen=True):
    """Words; white space at the ends and line breaks inside are folded."""

    what: str = N_("a text")
    at_most: int | None = None

    def read(self, node: Node, problems: Problems, owner: str) -> str:
        """Return the text on one line."""
        hint = _("put a text that begins with '[' or '{' in quotation marks")
        text = " ".join(scalar(node, problems, owner, _(self.what), hint).text.split())
        if self.at_most is not None and len(text) > self.at_most:
            raise problems.refuse(
                node.location,
                7,
                _("{owner}: expected at most {at_most} characters, found {count}").format(
                    owner=owner, at_most=self.at_most, count=len(text)
                ),
                _("shorten it"),
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
        text = scalar(node, problems, owner, _(self.what)).text
        if not re.fullmatch(self.pattern, text):
            raise problems.refuse(
                node.location,
                8,
                _("{owner}: expected {what}, found '{text}'").format(
                    owner=owner, what=_(self.what), text=shorten(text)
                ),
                self._nearest(text),
            )
        if text in self.reserved:
            raise problems.refuse(
                node.location,
                8,
                _("{owner}: '{text}' has a meaning of its own").format(owner=owner, text=text),
                _("choose another id"),
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
                return _("write '{near}'").format(near=shorten(near))
        return ""


class OneOf(Struct, frozen=True):
    """One word out of a fixed list."""

    words: tuple[str, ...]

    def read(self, node: Node, problems: Problems, owner: str) -> str:
        """Return the word."""
        text = scalar(
            node, problems, owner, _("one of: {words}").format(words=", ".join(self.words))
        ).text
        if text not in self.words:
            raise problems.refuse(
                node.location,
                6,
                _("{owner}: '{text}' is not possible here").format(owner=owner, text=shorten(text)),
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
        text = scalar(node, problems, owner, _("yes or no")).text.lower()
        if text not in YES_NO_WORDS:
            raise problems.refuse(
                node.location,
                6,
                _("{owner}: expected yes or no, found '{text}'").format(
                    owner=owner, text=shorten(text)
                ),
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
                _("{owner}: expected {expected}, found '{written}'").format(
                    owner=owner, expected=self._expected(), written=shorten(written)
                ),
                _number_hint(written),
            )
        if (self.minimum is not None and number < self.minimum) or (
            self.maximum is not None and number > self.maximum
        ):
            raise problems.refuse(
                node.location,
                7,
                _("{owner}: expected {expected}, found {written}").format(
                    owner=owner, expected=self._expected(), written=shorten(written)
                ),
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
        noun = _("a whole number") if self.whole else _("a number")
        low, high = self.minimum, self.maximum
        if low is not None and high is not None:
            return _("{noun} from {low} to {high}").format(noun=noun, low=low, high=high)
        if low is not None:
            return _("{noun} of {low} or more").format(noun=noun, low=low)
        return noun if high is None else _("{noun} of {high} or less").format(noun=noun, high=high)


def _number_hint(written: str) -> str:
    """Say how to write what is probably meant; a comma may mean a point or thousands."""
    bare = re.sub(r"(?i)[\s%€$£]|kr\.?|nok|sek|dkk|eur|usd", "", written).removesuffix(",-")
    if NUMBER.fullmatch(bare) and to_number(bare) is None:
        return _("use at most {limit} digits").format(limit=MAX_DIGITS)
    if re.fullmatch(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", bare, re.ASCII):
        plain = bare.replace(",", "")
        decimal = bare.replace(",", ".")
        if to_number(decimal) is None:
            return _("write {plain} for thousands").format(plain=plain)
        return _("write {plain} for thousands, or {decimal} if the comma is a decimal one").format(
            plain=plain, decimal=decimal
        )
    point = bare.replace(",", ".")
    if to_number(point) is None:
        return _("write digits, with a decimal point if need be")
    if "," in bare:
        return _("write {point}, with a decimal point").format(point=point)
    return "" if bare == written else _("write {point}, without unit or spaces").format(point=point)


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
        text = scalar(node, problems, owner, _("a date such as 2026-11-21")).text
        day = to_date(text)
        if day is None:
            raise problems.refuse(
                node.location,
                7,
                _("{owner}: expected a date such as 2026-11-21, found '{text}'").format(
                    owner=owner, text=shorten(text)
                ),
            )
        return day

    def schema(self) -> Schema:
        """Return a dated string."""
        return {"type": "string", "format": "date"}
