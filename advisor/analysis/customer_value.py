"""What groups of customers are worth: in a year, over the years, and beside each other.

Lifetime value for a constant yearly margin m, retention r and discount d, after
S. Gupta and D. R. Lehmann, "Managing Customers as Investments", 2005:
m·r/(1+d−r) when the first margin comes after one test of retention, and
m·(1+d)/(1+d−r) when it comes at once.

ABC classes by one of two conventions. By customers: the best so many percent of
customers are A, the next so many B, the others C. By value: the groups that
make up the first so many percent of all value are A, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import groupby

from msgspec import Struct

from advisor.analysis.settings import Settings
from advisor.language.messages import messages_in
from advisor.language.numbers import quantity_text
from advisor.model.case import Row, State, Value

NEEDS: Mapping[str, tuple[str, ...]] = {
    "contribution": ("order_value", "frequency", "margin"),
    "lifetime_value": ("order_value", "frequency", "margin", "retention"),
    "attempt_value": ("order_value", "frequency", "margin", "retention", "probability"),
    "group_value": ("order_value", "frequency", "margin", "retention", "customers"),
    "value_share": ("order_value", "frequency", "margin", "retention", "customers"),
    "beside_average": ("order_value", "frequency", "margin", "retention", "customers"),
    "value_class": ("order_value", "frequency", "margin", "retention", "customers"),
}
"""The computed columns, each with the columns it takes of its own row."""

ALONE = frozenset({"contribution", "lifetime_value", "attempt_value", "group_value"})
"""The columns for which no other row matters."""

THROUGH = dict.fromkeys(NEEDS["lifetime_value"], "lifetime_value")
"""In all others these count only by what one customer is worth."""

DISCOUNT = "lifetime.discount_rate"
AT_ONCE = "lifetime.first_at_once"
BY_VALUE = "abc.by_value"
BEST_CUSTOMERS, NEXT_CUSTOMERS = "abc.best_customers", "abc.next_customers"
BEST_VALUE, NEXT_VALUE = "abc.best_value", "abc.next_value"

PARAMETERS: Mapping[str, str] = {
    DISCOUNT: "percent",
    AT_ONCE: "yes or no",
    BY_VALUE: "yes or no",
    BEST_CUSTOMERS: "percent",
    NEXT_CUSTOMERS: "percent",
    BEST_VALUE: "percent",
    NEXT_VALUE: "percent",
}
"""What the method reads, with the unit it has to be in."""


WHOLE = 100


class Worth(Struct, frozen=True):
    """What one customer of a group is worth, and how many there are."""

    name: str
    each: Fraction
    customers: Fraction

    @property
    def group(self) -> Fraction:
        """Return what the whole group is worth."""
        return self.each * self.customers


def customer_value(rows: tuple[Row, ...], settings: Settings) -> dict[str, dict[str, Value]]:
    """Return, by group, whatever of the computed columns can be worked out.

    ``contribution`` is what one customer leaves in a year, ``lifetime_value``
    what one leaves over the years, and ``attempt_value`` what it is worth to
    speak with one who may become a customer. ``group_value`` is the lifetime
    value of all customers of the group and ``value_share`` its part of that of
    all groups, in percent; ``beside_average`` is one customer's worth in percent
    of the average customer's, and ``value_class`` is a, b or c.
    """
    found: dict[str, dict[str, Value]] = {row.name: _alone(row, settings) for row in rows}
    known = list(_known(rows, settings))
    total = sum((worth.group for worth in known), Fraction(0))
    customers = sum((worth.customers for worth in known), Fraction(0))
    for worth in known:
        found[worth.name]["group_value"] = _money(worth.group)
        if total > 0:
            found[worth.name]["value_share"] = _decimal(100 * worth.group / total)
            found[worth.name]["beside_average"] = _decimal(100 * worth.each * customers / total)
    for name, letter in classes(known, settings).items():
        found[name]["value_class"] = letter
    return found


def lifetime_value(
    margin: Fraction, retention: Fraction, discount: Fraction, *, at_once: bool
) -> Fraction | None:
    """Return the worth today of a margin that comes every year while the customer stays.

    None where it has no limit: nobody ever leaves, and money later is worth as
    much as money now.
    """
    leaving = 1 + discount - retention
    if not leaving:
        return None
    return margin * (1 + discount if at_once else retention) / leaving


def classes(known: list[Worth], settings: Settings) -> dict[str, str]:
    """Return each group's class; a group on which nothing is earned is always c.

    Groups stand in the order of what is ranked: one customer's worth, or the
    whole group's. A group is where its middle is, and equal ones are one group;
    however large the best is, it is a when there are others.
    """
    by_value = settings.flag(BY_VALUE)
    a_ends, b_wide = (Fraction(limit) / 100 for limit in _limits(settings))
    found = {worth.name: "c" for worth in known if worth.each <= 0}

    def ranked(worth: Worth) -> Fraction:
        return worth.group if by_value else worth.each

    def weight(worth: Worth) -> Fraction:
        return max(worth.group, Fraction(0)) if by_value else worth.customers

    total = sum((weight(worth) for worth in known), Fraction(0))
    if not total:
        return found
    before = Fraction(0)
    blocks = [list(equal) for _, equal in groupby(sorted(known, key=ranked, reverse=True), ranked)]
    for place, block in enumerate(blocks):
        wide = sum((weight(worth) for worth in block), Fraction(0))
        middle = (before + wide / 2) / total
        best = place == 0 and len(blocks) > 1
        letter = "a" if best or middle <= a_ends else "b" if middle <= a_ends + b_wide else "c"
        found |= {worth.name: letter for worth in block if worth.each > 0}
        before += wide
    return found


def explain(rows: tuple[Row, ...], settings: Settings, language: str) -> tuple[str, ...]:
    """Return sentences that say by which formula and which convention, and what is left out."""
    placed, say = list(_known(rows, settings)), messages_in(language)
    if not placed:
        return ()
    notes = [_formula(settings, language), _convention(settings, language)]
    left_out = len(rows) - len(placed)
    if left_out:
        said = say.ngettext(
            "{count} group has no class, for want of a number.",
            "{count} groups have no class, for want of a number.",
            left_out,
        )
        notes.append(said.format(count=left_out))
    return tuple(notes)


def _formula(settings: Settings, language: str) -> str:
    say = messages_in(language)
    said = (
        say.gettext(
            "Lifetime value: what one customer leaves in a year × (1 + d) ÷ (1 + d − r), "
            "which counts the first year in full; r is the share still there after a year, and d "
            "is {rate} a year, because money later is worth less than money now."
        )
        if settings.flag(AT_ONCE)
        else say.gettext(
            "Lifetime value: what one customer leaves in a year × r ÷ (1 + d − r), "
            "which counts from the second year on; r is the share still there after a year, and d "
            "is {rate} a year, because money later is worth less than money now."
        )
    )
    return said.format(rate=_percent(settings.parameters[DISCOUNT], language))


def _convention(settings: Settings, language: str) -> str:
    by_value, say = settings.flag(BY_VALUE), messages_in(language)
    said = (
        say.gettext(
            "ABC classes: groups in the order of what the whole group is worth; A has the first "
            "{a} of all value, B the next {b}, C the rest. A group is where its middle falls; the "
            "best of several is A, and one that leaves nothing is C."
        )
        if by_value
        else say.gettext(
            "ABC classes: groups in the order of what one customer is worth; A has the best "
            "{a} of all customers, B the next {b}, C the rest. A group is where its middle "
            "falls; the best of several is A, and one that leaves nothing is C."
        )
    )
    a, b = _limits(settings)
    return said.format(a=_percent(a, language), b=_percent(b, language))


def _limits(settings: Settings) -> tuple[Decimal, Decimal]:
    """Return the shares of the classes A and B in percent, by the convention in force."""
    by_value = settings.flag(BY_VALUE)
    names = (BEST_VALUE, NEXT_VALUE) if by_value else (BEST_CUSTOMERS, NEXT_CUSTOMERS)
    a, b = (settings.parameters[name] for name in names)
    return a, b


def _percent(number: Decimal, language: str) -> str:
    return quantity_text(number, "percent", language)


def _alone(row: Row, settings: Settings) -> dict[str, Value]:
    """Return the columns for which no other row matters."""
    found: dict[str, Value] = {}
    yearly, each = _contribution(row), _each(row, settings)
    probability = _number(row, "probability")
    if yearly is not None:
        found["contribution"] = _money(yearly)
    if each is not None:
        found["lifetime_value"] = _money(each)
        if probability is not None:
            found["attempt_value"] = _money(each * Fraction(probability) / 100)
    return found


def _known(rows: tuple[Row, ...], settings: Settings) -> Iterator[Worth]:
    """Yield the groups whose whole worth is known."""
    for row in rows:
        each, customers = _each(row, settings), _number(row, "customers")
        if each is not None and customers is not None:
            yield Worth(row.name, each, Fraction(customers))


def _contribution(row: Row) -> Fraction | None:
    order, times, margin = (_number(row, name) for name in NEEDS["contribution"])
    if order is None or times is None or margin is None:
        return None
    return _left_in_a_year(order, times, margin)


# The same groups come again and again while one of them is tried with other numbers.


@lru_cache(maxsize=1024)
def _left_in_a_year(order: Decimal, times: Decimal, margin: Decimal) -> Fraction:
    return Fraction(order) * Fraction(times) * Fraction(margin) / 100


def _each(row: Row, settings: Settings) -> Fraction | None:
    yearly, retention = _contribution(row), _number(row, "retention")
    if yearly is None or retention is None:
        return None
    return _worth(yearly, retention, settings.share(DISCOUNT), settings.flag(AT_ONCE))


@lru_cache(maxsize=1024)
def _worth(
    yearly: Fraction,
    retention: Decimal,
    discount: Fraction,
    at_once: bool,  # noqa: FBT001 - a cache has no keywords
) -> Fraction | None:
    return lifetime_value(yearly, Fraction(retention) / 100, discount, at_once=at_once)


def _number(row: Row, column: str) -> Decimal | None:
    answer = row.cells.get(column)
    known = answer is not None and answer.state is State.KNOWN
    value = answer.value if known and answer is not None else None
    return value if isinstance(value, Decimal) else None


def _money(amount: Fraction) -> Decimal:
    """Return an amount in whole units from a hundred on; answers are not exact enough for more."""
    return Decimal(round(amount)) if abs(amount) >= WHOLE else round(_decimal(amount), 2)


def _decimal(number: Fraction) -> Decimal:
    """Return a number to 28 digits, rounded once."""
    return Decimal(number.numerator) / Decimal(number.denominator)
