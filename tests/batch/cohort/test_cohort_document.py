"""The document of a cohort, whole, and with whatever companies call their trade."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from advisor.batch.cohort.publish import cohort_of
from advisor.batch.record import Record
from advisor.model.cohort import Cohort
from advisor.model.diagnostic import InputError
from advisor.report.cohort import render_cohort
from advisor.report.escape import plain
from tests.batch.cohort.registers import knowledge, record, tallied
from tests.report.marked import hostile_text, with_cmark_gfm, with_markdown_it

DOCUMENT = Path(__file__).parent / "documents" / "cohort.md"
DAY = dt.date(2026, 11, 22)


def register() -> list[Record]:
    """Return a register of trades of every size, with answers that follow a pattern."""
    trades = ["Bakery"] * 40 + ["Car | *wash*"] * 25 + ["Bank"] * 9 + ["Taxi"] * 3 + [""] * 6
    sizes = [*"0010200", ""]
    return [
        record(
            trade,
            sizes[number % len(sizes)],
            checks={
                "room": ["badly", "badly", "badly", "well"][number % 4],
                "proof": ["well", "badly", "well", "unknown", "well"][number % 5],
            },
            scores={"price": [0, 30, 50, 75, 100, None][number % 6], "service": 90},
            leading=[["mend_row"], ["mend_row", "add_capacity"], []][number % 3],
        )
        for number, trade in enumerate(trades)
    ]


def cohort(companies: list[Record]) -> Cohort:
    """Return what companies have in common."""
    return replace(cohort_of(tallied(companies), knowledge(), 5), program="1.0")


def test_the_whole_document() -> None:
    found = replace(cohort(register()), knowledge_digest="0123456789ab")
    assert render_cohort(found, DAY) == DOCUMENT.read_text(encoding="utf-8")


def test_of_too_few_companies_the_document_says_only_that() -> None:
    assert render_cohort(cohort(register()[:4]), DAY) == (
        "# What the companies have in common\n"
        "\n"
        "Fewer than 5 companies were evaluated. "
        "Nothing is said about so few, since it would tell of each.\n"
    )


def test_where_only_the_number_may_be_told_the_document_says_why() -> None:
    document = render_cohort(cohort([record()] * 5), DAY)
    assert "5 companies were evaluated.\n\n## What is not told, and why\n" in document
    assert "|" not in document


@given(typed=hostile_text)
def test_what_companies_call_their_trade_stands_there_and_does_nothing(typed: str) -> None:
    found = cohort(register())
    trade = found.dimensions[1]
    groups = (replace(trade.groups[0], words=typed), *trade.groups[1:])
    dimensions = (found.dimensions[0], replace(trade, groups=groups))
    document = render_cohort(replace(found, dimensions=dimensions), DAY)
    tame = replace(trade, groups=(replace(trade.groups[0], words="tame"), *trade.groups[1:]))
    expected = render_cohort(replace(found, dimensions=(found.dimensions[0], tame)), DAY)
    for read in (with_cmark_gfm, with_markdown_it):
        assert read(document)[0] == read(expected)[0]
        assert plain(typed) in read(document)[1]


def test_a_template_of_ones_own_takes_the_place_of_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "cohort.md.j2").write_text("{{ companies }} on {{ date }}", encoding="utf-8")
    assert render_cohort(cohort(register()), DAY, tmp_path) == "83 on 2026-11-22\n"


def test_a_mistake_in_a_template_is_reported_at_its_line(tmp_path: Path) -> None:
    (tmp_path / "cohort.md.j2").write_text("one\n{{ compnies }}", encoding="utf-8")
    with pytest.raises(InputError) as refused:
        render_cohort(cohort(register()), DAY, tmp_path)
    said = [str(each).replace(f"{tmp_path}/", "") for each in refused.value.diagnostics]
    assert said == [
        "cohort.md.j2:2:1: error T002: 'compnies' is undefined; did you mean 'companies'?"
    ]
