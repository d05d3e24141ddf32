"""Tables and measures as the reader sees them: filled in, worked out, in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.model.tables import Cell, Column, MeasureView, TableRow, TableView
from tests.inference.small import assessed, small

BASE = small(
    """
    topics: [{id: topic, label: Topic, section: mix}]
    tables:
      - id: criteria
        label: What customers decide by
        columns:
          - {id: importance, label: Importance, kind: rating}
          - {id: own, label: Your mark, kind: rating}
          - {id: expected, label: Expected, kind: rating}
          - {id: kind_of_need, label: Kind, kind: choice, options: {basic: Taken for granted}}
          - {id: expectation_gap, label: Gap, kind: number, unit: points,
             computed: importance_performance}
      - {id: places, label: Places, columns: [{id: size, label: Size, kind: number, unit: m²}]}
    questions: [{id: turnover, kind: money}, {id: spend, kind: money}]
    measures:
      - {id: share, label: Marketing share, unit: percent, topic: topic, share: [spend, turnover]}
    """
)
CRITERIA = """
criteria:
  - {name: Wait, importance: 4, own: 4.5, expected: 2.7, kind_of_need: basic}
  - {name: Price, importance: don't know, own: 8, scale: [0, 10]}
"""


def tables(text: str) -> dict[str, TableView]:
    return {table.id: table for table in assessed(BASE, text).tables}


def test_a_table_is_shown_with_its_rows_cells_and_notes() -> None:
    assert tables(CRITERIA)["criteria"] == TableView(
        id="criteria",
        label="What customers decide by",
        state="known",
        columns=(
            Column("importance", "Importance", "points"),
            Column("own", "Your mark", "points"),
            Column("expected", "Expected", "points"),
            Column("kind_of_need", "Kind", ""),
            Column("expectation_gap", "Gap", "points"),
        ),
        rows=(
            TableRow(
                "Price",
                "0–10",
                (
                    Cell("importance", "dont_know", None, "", "not known"),
                    Cell("own", "known", Decimal(8), "", "8"),
                    Cell("expected", "not_asked", None, "", "not answered"),
                    Cell("kind_of_need", "not_asked", None, "", "not answered"),
                    Cell("expectation_gap", "open", None, "", "not known"),
                ),
            ),
            TableRow(
                "Wait",
                "1–5",
                (
                    Cell("importance", "known", Decimal(4), "", "4"),
                    Cell("own", "known", Decimal("4.5"), "", "4.5"),
                    Cell("expected", "known", Decimal("2.7"), "", "2.7"),
                    Cell("kind_of_need", "known", None, "basic", "Taken for granted"),
                    Cell("expectation_gap", "known", Decimal("1.8"), "", "1.8"),
                ),
            ),
        ),
        notes=(
            "High begins at: importance 3 (the middle of the scale), "
            "your mark 3 (the middle of the scale).",
            "1 criterion has no place, for want of its importance or your mark.",
            "Criteria are marked on different scales; they are compared by their share.",
        ),
    )


def test_a_table_without_ratings_has_no_scale_and_no_notes() -> None:
    assert tables("places: [{name: Town, size: 40}]")["places"] == TableView(
        id="places",
        label="Places",
        state="known",
        columns=(Column("size", "Size", "m²"),),
        rows=(TableRow("Town", "", (Cell("size", "known", Decimal(40), "", "40 m²"),)),),
        notes=(),
    )


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "not_asked"),
        ("criteria: don't know", "dont_know"),
        ("criteria: does not apply", "does_not_apply"),
        ("criteria: []", "known"),
    ],
)
def test_a_table_without_rows_says_why(text: str, state: str) -> None:
    found = tables(text)["criteria"]
    assert (found.state, found.rows, found.notes) == (state, (), ())


@pytest.mark.parametrize(
    ("answers", "state", "number", "text"),
    [
        ("spend: 25, turnover: 1000", "known", Decimal("2.5"), "2.5%"),
        ("spend: 25, turnover: 0", "open", None, "not known"),
        ("spend: 25, turnover: does not apply", "does_not_apply", None, "does not apply"),
        # As small and as large as a profile may say: more digits than decimals usually have.
        (
            "spend: 999999999999999, turnover: 0.000000000000001",
            "known",
            Decimal(99999999999999900000000000000000),
            "99,999,999,999,999,900,000,000,000,000,000%",
        ),
    ],
)
def test_a_measure_is_shown_with_its_unit(
    answers: str, state: str, number: Decimal | None, text: str
) -> None:
    assert assessed(BASE, f"answers: {{{answers}}}").measures == (
        MeasureView("share", "Marketing share", "percent", "topic", state, number, text),
    )
