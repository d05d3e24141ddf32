"""Where people are lost between first interest and recommending: rung by rung.

Each rung is counted by the people who came at least that far, so that the share
of one rung in the rung below it is the share who went on. A rung that was not
counted is stepped over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from advisor.analysis.settings import Settings
from advisor.language.messages import messages_in
from advisor.model.case import Row, State, Value

RUNGS = ("lead", "prospect", "customer", "repeat_buyer", "ambassador")
"""The rungs, the lowest first."""

NEEDS: Mapping[str, tuple[str, ...]] = {
    "people_below": ("rung", "people"),
    "share_of_below": ("rung", "people"),
    "leaks_most": ("rung", "people"),
}
"""The computed columns, each with the columns it takes of its own row."""


def loyalty_ladder(rows: tuple[Row, ...], _settings: Settings) -> dict[str, dict[str, Value]]:
    """Return, by row, whatever of the computed columns can be worked out.

    ``people_below`` are those on the next lower rung that was counted, and
    ``share_of_below`` is the percentage of them who went on, unknown where
    there is nobody. ``leaks_most`` is yes on the rung with the smallest share
    under 100, the lowest of equals, and no on every other that was counted.
    """
    found: dict[str, dict[str, Value]] = {row.name: {} for row in rows}
    people = _people(rows)
    below = _below(people)
    shares = {rung: people[rung] / people[under] for rung, under in below.items() if people[under]}
    losing = [rung for rung in people if shares.get(rung, Fraction(1)) < 1]
    worst = min(losing, key=lambda rung: (shares[rung], RUNGS.index(rung)), default="")
    for row in rows:
        rung = _rung(row)
        if rung not in people or _count(row) is None:
            continue
        found[row.name]["leaks_most"] = "yes" if rung == worst else "no"
        if rung in below:
            found[row.name]["people_below"] = _decimal(people[below[rung]])
        if rung in shares:
            found[row.name]["share_of_below"] = _decimal(100 * shares[rung])
    return found


def turning(rows: tuple[Row, ...]) -> frozenset[str]:
    """Return the columns that may go up and down again as a missing count of people rises.

    A count between two others moves the share of its own rung up and that of
    the next down, so that a third one may be the smallest only in between.
    """
    missing = [row for row in rows if _count(row) is None]
    if not missing:
        return frozenset()
    counted = [RUNGS.index(rung) for rung in _people(rows)]
    rungs = [RUNGS.index(_rung(row)) for row in missing if _rung(row)]
    at_an_end = counted and rungs and not min(counted) <= rungs[0] <= max(counted)
    return frozenset() if len(missing) == 1 and at_an_end else frozenset({"leaks_most"})


def explain(rows: tuple[Row, ...], _settings: Settings, language: str) -> tuple[str, ...]:
    """Return a sentence when a rung between two others was not counted."""
    places = [RUNGS.index(rung) for rung in _people(rows)]
    if not places or len(places) > max(places) - min(places):
        return ()
    return (
        messages_in(language).gettext(
            "A step that was not counted is left out; the next is set against the one before it."
        ),
    )


def _people(rows: tuple[Row, ...]) -> dict[str, Fraction]:
    """Return the people on each rung that was counted; rows for one rung add up."""
    people: dict[str, Fraction] = defaultdict(Fraction)
    for row in rows:
        rung, count = _rung(row), _count(row)
        if rung in RUNGS and count is not None:
            people[rung] += count
    return dict(people)


def _below(people: Mapping[str, Fraction]) -> dict[str, str]:
    """Return, for each rung but the lowest, the next lower one that was counted."""
    counted = [rung for rung in RUNGS if rung in people]
    return dict(zip(counted[1:], counted, strict=False))


def _rung(row: Row) -> str:
    value = _value(row, "rung")
    return value if isinstance(value, str) else ""


def _count(row: Row) -> Fraction | None:
    value = _value(row, "people")
    return Fraction(value) if isinstance(value, Decimal) else None


def _value(row: Row, column: str) -> Value | None:
    answer = row.cells.get(column)
    return answer.value if answer is not None and answer.state is State.KNOWN else None


def _decimal(number: Fraction) -> Decimal:
    """Return a number to 28 digits, rounded once."""
    return Decimal(number.numerator) / Decimal(number.denominator)
