"""Companies get file names that every system takes, no two alike."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pathvalidate import is_valid_filename

from advisor.batch.names import Names


@pytest.mark.parametrize(
    ("company", "name"),
    [
        ("Glans Bilvask AS", "glans-bilvask-as"),
        ("Åkers Øl & Ärtor", "åkers-øl-ärtor"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con_"),
        ("a|b*c<d>:e", "a-b-c-d-e"),
        ("…", "company"),
        ("", "company"),
        (".", "company"),
        ("Lars' Bakeri & Sønn (Oslo)", "lars-bakeri-sønn-oslo"),
        ("x" * 300, "x" * 60),
    ],
)
def test_a_name_is_the_company_s_as_far_as_file_names_allow(company: str, name: str) -> None:
    assert Names().next(company) == name


def test_companies_of_one_name_are_numbered() -> None:
    names = Names()
    assert [names.next(company) for company in ("AS", "as", "AS-2", "As", "AS 2")] == [
        "as",
        "as-2",
        "as-2-2",
        "as-3",
        "as-2-3",
    ]


@given(st.lists(st.text(max_size=80), max_size=12))
def test_names_are_safe_and_differ_whatever_companies_are_called(companies: list[str]) -> None:
    names = Names()
    given_out = [names.next(company) for company in companies]
    assert len({name.casefold() for name in given_out}) == len(companies)
    for name in given_out:
        assert is_valid_filename(f"{name}.md", platform="universal")
        assert not re.search(r"[/\\\x00-\x1f]", name)


@given(
    st.lists(st.sampled_from(["AS", "as", "as-2", "AB", "ab 2"]), max_size=12), st.integers(0, 12)
)
def test_names_go_on_the_same_after_a_break(companies: list[str], break_: int) -> None:
    whole, before, after = Names(), Names(), Names()
    expected = [whole.next(company) for company in companies]
    first = [before.next(company) for company in companies[:break_]]
    for company in companies[:break_]:
        after.next(company)
    assert first + [after.next(company) for company in companies[break_:]] == expected
