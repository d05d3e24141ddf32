"""Importance–performance analysis of the customers' decision criteria, with gaps.

Method: J. A. Martilla and J. C. James, "Importance-Performance Analysis",
Journal of Marketing 41(1), 1977, 77-79. Each criterion falls into one of four
quadrants by whether its importance and the firm's performance reach a cut
line. The expectation gap is own performance less what customers expect; the
value gap is own performance less that of the best rival on the criterion.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from advisor.language.messages import messages_in
from advisor.language.numbers import number_text, quantity_text
from advisor.model.case import CutLines, Row, State, Value

NEEDS: Mapping[str, tuple[str, ...]] = {
    "weight": ("importance",),
    "quadrant": ("importance", "own"),
    "expectation_gap": ("own", "expected"),
    "expectation_gap_share": ("own", "expected"),
    "best_rival": ("competitors",),
    "best_rival_name": ("competitors",),
    "value_gap": ("own", "competitors"),
    "value_gap_share": ("own", "competitors"),
}
"""The computed columns, each with the columns it takes of its own row."""

ALONE = frozenset(NEEDS) - {"weight", "quadrant"}
"""The columns for which no other row matters."""

Scale = tuple[Decimal, Decimal]

HALF = Fraction(1, 2)
QUADRANTS = {
    (True, False): "concentrate_here",
    (True, True): "keep_up",
    (False, False): "low_priority",
    (False, True): "possible_overkill",
}


def importance_performance(
    rows: tuple[Row, ...], cut_lines: CutLines
) -> dict[str, dict[str, Value]]:
    """Return, by criterion, whatever of the computed columns can be worked out.

    ``weight`` is the criterion's share of all importance, in percent. Gaps are
    in points of the row's own scale; their ``_share`` is in percent of that
    scale, so that criteria on different scales compare. A mark exactly on a
    cut line counts as high; places on a scale are exact fractions for its sake.
    """
    placed = [row for row in rows if _mark(row, "importance") is not None]
    rated = _rated(rows)
    lines = _lines(rated, cut_lines)
    total = sum((_weight(row) for row in placed), Fraction(0))
    found: dict[str, dict[str, Value]] = {row.name: _gaps(row) for row in rows}
    for row in placed:
        if total:
            found[row.name]["weight"] = _percent(_weight(row) / total)
    for row in rated:
        high = tuple(_position(row, column) >= lines[column] for column in ("importance", "own"))
        found[row.name]["quadrant"] = QUADRANTS[high[0], high[1]]
    return found


def explain(rows: tuple[Row, ...], cut_lines: CutLines, language: str) -> tuple[str, ...]:
    """Return sentences that say where high begins, and what could not be placed."""
    rated, say = _rated(rows), messages_in(language)
    if not rated:
        return ()
    notes = [_basis(rated, cut_lines, language)]
    left_out = len(rows) - len(rated)
    if left_out:
        said = say.ngettext(
            "{count} criterion has no place, for want of its importance or your mark.",
            "{count} criteria have no place, for want of their importance or your mark.",
            left_out,
        )
        notes.append(said.format(count=left_out))
    if len({row.scale for row in rows}) > 1:
        notes.append(
            say.gettext(
                "Criteria are marked on different scales; they are compared by their share."
            )
        )
    return tuple(notes)


def _basis(rated: list[Row], cut_lines: CutLines, language: str) -> str:
    lines, say = _lines(rated, cut_lines), messages_in(language)
    parts = []
    labels = {"importance": say.gettext("importance"), "own": say.gettext("your mark")}
    for column, label in labels.items():
        spread = len({_position(row, column) for row in rated}) > 1
        at_mean = spread and cut_lines is CutLines.MEAN
        basis = (
            say.gettext("the mean of the criteria")
            if at_mean
            else say.gettext("the middle of the scale")
        )
        parts.append(f"{label} {_on_scale(lines[column], rated, language)} ({basis})")
    return say.gettext("High begins at: {parts}.").format(parts=", ".join(parts))


def _on_scale(line: Fraction, rated: list[Row], language: str) -> str:
    """Return a cut line as a mark where all rows share a scale, else in percent of it."""
    scales = {row.scale for row in rated}
    if len(scales) > 1:
        return quantity_text(_percent(line), "percent of scale", language)
    low, high = (Fraction(end) for end in scales.pop())
    return number_text(_decimal(low + line * (high - low)), language)


def _rated(rows: tuple[Row, ...]) -> list[Row]:
    """Return the rows that have both marks and so a place among the quadrants."""
    return [
        row
        for row in rows
        if _mark(row, "importance") is not None and _mark(row, "own") is not None
    ]


def _lines(rated: list[Row], cut_lines: CutLines) -> dict[str, Fraction]:
    return {
        column: cut_line([_position(row, column) for row in rated], cut_lines)
        for column in ("importance", "own")
    }


def cut_line(positions: list[Fraction], wanted: CutLines) -> Fraction:
    """Return where low ends and high begins, as a share of the scale from 0 to 1.

    The mean of the company's own criteria, or the middle of the scale when
    that is asked for. Where the marks do not differ (or there is only one),
    their mean separates nothing, and the middle is used instead.
    """
    if wanted is CutLines.MIDPOINT or len(set(positions)) < 2:  # noqa: PLR2004 - no spread
        return HALF
    return sum(positions, Fraction(0)) / len(positions)


def best_rival(row: Row) -> tuple[str, Decimal] | None:
    """Return the rival with the highest mark, the first by name among equals, and the mark."""
    answer = row.cells.get("competitors")
    if answer is None or not isinstance(answer.value, tuple) or not answer.value:
        return None
    return min(answer.value, key=lambda mark: (-mark[1], mark[0]))


def _gaps(row: Row) -> dict[str, Value]:
    own, expected = _mark(row, "own"), _mark(row, "expected")
    rival = best_rival(row)
    found: dict[str, Value] = {}
    if rival is not None:
        found["best_rival_name"], found["best_rival"] = rival
    if own is not None and expected is not None:
        found["expectation_gap"] = own - expected
        found["expectation_gap_share"] = _share(row, own - expected)
    if own is not None and rival is not None:
        found["value_gap"] = own - rival[1]
        found["value_gap_share"] = _share(row, own - rival[1])
    return found


def _mark(row: Row, column: str) -> Decimal | None:
    answer = row.cells.get(column)
    known = answer is not None and answer.state is State.KNOWN
    value = answer.value if known and answer is not None else None
    return value if isinstance(value, Decimal) else None


def _position(row: Row, column: str) -> Fraction:
    """Return a mark as its place on the row's scale, from 0 to 1."""
    mark = _mark(row, column)
    return _place(row.scale[0] if mark is None else mark, row.scale)


# The same marks come again and again while one of them is tried with another, or without it.


@lru_cache(maxsize=1024)
def _place(mark: Decimal, scale: Scale) -> Fraction:
    low, high = (Fraction(end) for end in scale)
    return (Fraction(mark) - low) / (high - low)


def _weight(row: Row) -> Fraction:
    """Return importance as a share of the highest mark possible."""
    return _of_highest(_mark(row, "importance") or Decimal(0), row.scale)


@lru_cache(maxsize=1024)
def _of_highest(mark: Decimal, scale: Scale) -> Fraction:
    return Fraction(mark) / Fraction(scale[1])


def _share(row: Row, points: Decimal) -> Decimal:
    return _share_of(points, row.scale)


@lru_cache(maxsize=1024)
def _share_of(points: Decimal, scale: Scale) -> Decimal:
    low, high = scale
    return _percent(Fraction(points) / (Fraction(high) - Fraction(low)))


def _percent(share: Fraction) -> Decimal:
    return _decimal(100 * share)


def _decimal(number: Fraction) -> Decimal:
    """Return a number to 28 digits, rounded once."""
    return Decimal(number.numerator) / Decimal(number.denominator)
