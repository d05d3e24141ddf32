"""What a cohort says is so, and would be so if those it does not tell of were others."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.batch.cohort.publish import cohort_of
from advisor.batch.record import Record
from advisor.model.cohort import Band, Cohort, Dimension, Group, Share
from tests.batch.cohort.registers import ADVICE, CHECKS, knowledge, record, registers, tallied

LEAST = st.integers(3, 6)


def published(register: list[Record], least: int = 5) -> Cohort:
    """Return the cohort of a register."""
    return cohort_of(tallied(register), knowledge(), least)


def is_so(share: Share, hits: int, of: int, least: int) -> bool:
    """Tell whether a share says what is so, exactly only where it is of enough companies."""
    percent = Decimal(100 * hits) / of
    if hits < least:
        return share.low == 0 and percent < share.high
    if of - hits < least:
        return share.high == 100 and percent > share.low
    return share.low == share.high and abs(percent - share.low) <= Decimal("0.5")


def agrees(group: Group, members: list[Record], least: int) -> bool:
    """Tell whether every figure of a group is that of its members."""

    def all_so(shares: dict[str, Share], of: Callable[[Record, str], bool | None]) -> bool:
        for name, share in shares.items():
            known = [held for each in members if (held := of(each, name)) is not None]
            if len(known) < least or not is_so(share, sum(known), len(known), least):
                return False
        return True

    return (
        group.companies == len(members) >= least
        and all_so(dict(group.checks), fails)
        and all_so(dict(group.well), does_well)
        and all_so(dict(group.advice), is_told)
        and all(mean == mean_of(members, topic) for topic, mean in group.means.items())
    )


def fails(each: Record, check: str) -> bool | None:
    """Tell whether a company fails a check, or None where that is not decided."""
    return {"well": False, "badly": True}.get(each.checks[check])


def does_well(each: Record, topic: str) -> bool | None:
    """Tell whether a company has 60 points or more, or None where it has no score."""
    score = each.scores[topic]
    return None if score is None else score >= 60


def is_told(each: Record, advice: str) -> bool:
    """Tell whether a company is told this to begin with."""
    return any(item.id == advice for item in each.leading)


def mean_of(members: list[Record], topic: str) -> int:
    """Return the mean score, in whole points."""
    scores = [score for each in members if (score := each.scores[topic]) is not None]
    return int((sum(scores, Decimal(0)) / len(scores)).to_integral_value(ROUND_HALF_UP))


def members_of(group: Group, dimension: Dimension, register: list[Record]) -> list[Record]:
    """Return the companies of a group; the others are those of no group that is told of."""
    told = {each.key for each in dimension.groups if each.kind != "others"}
    if group.kind == "others":
        return [each for each in register if each.groups[dimension.question][0] not in told]
    return [each for each in register if each.groups[dimension.question][0] == group.key]


def all_agrees(cohort: Cohort, register: list[Record]) -> bool:
    """Tell whether everything a cohort says is so of a register."""
    if cohort.whole is None:
        return len(register) < cohort.min_group
    spread = all(
        sum(band.share.low for band in bands) in range(97, 104) and len(bands) > 1
        for bands in cohort.bands.values()
    )
    return (
        spread
        and agrees(cohort.whole, register, cohort.min_group)
        and all(
            agrees(group, members_of(group, dimension, register), cohort.min_group)
            for dimension in cohort.dimensions
            for group in dimension.groups
        )
    )


@given(register=registers(), least=LEAST)
def test_everything_a_cohort_says_is_so_and_is_about_enough_companies(
    register: list[Record], least: int
) -> None:
    assert all_agrees(published(register, least), register)


@given(register=registers(), least=LEAST, place=st.integers(0, 59))
def test_every_size_of_a_hidden_group_is_possible_by_all_that_is_told(
    register: list[Record], least: int, place: int
) -> None:
    cohort = published(register, least)
    hidden = [
        (dimension.question, each)
        for dimension in cohort.dimensions
        for group in dimension.groups
        if group.kind == "others"
        for each in members_of(group, dimension, register)
    ]
    assume(hidden)
    question, chosen = hidden[place % len(hidden)]
    strangers = {each.groups[question] for name, each in hidden if name == question} - {
        chosen.groups[question]
    }
    assert strangers
    for group in strangers:
        moved = replace(chosen, groups={**chosen.groups, question: group})
        other = [moved if each is chosen else each for each in register]
        assert all_agrees(cohort, other)


@given(register=registers(most=30), least=LEAST)
def test_the_order_of_companies_changes_nothing_but_the_spelling_of_groups(
    register: list[Record], least: int
) -> None:
    assert published(register, least) == published(register[::-1], least)


@given(register=registers(most=30), least=LEAST)
def test_every_band_of_scores_has_enough_companies_and_one_begins_at_60(
    register: list[Record], least: int
) -> None:
    cohort = published(register, least)
    for topic, bands in cohort.bands.items():
        well = cohort.whole.well[topic] if cohort.whole is not None else Share(0, 100)
        # The share from 60 on is told as well: what lies between it and a limit would follow.
        assert (well.low == well.high) is (60 in {band.low for band in bands})
        scores = [score for each in register if (score := each.scores[topic]) is not None]
        for band in bands:
            held = sum(band.low <= s < band.high or s == band.high == 100 for s in scores)
            assert held >= least
            assert is_so(band.share, held, len(scores), least)


def test_a_group_smaller_than_three_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match=r"^2$"):
        published([], 2)


def test_of_too_few_companies_nothing_is_told_not_even_how_many() -> None:
    register = [record(checks={"room": "badly"}, leading=ADVICE)] * 4
    assert published(register) == published([])
    assert published(register).whole is None


def test_shares_are_of_the_companies_in_which_a_check_is_decided() -> None:
    register = [
        *[record(checks={"room": "badly", "proof": "unknown"})] * 12,
        *[record(checks={"room": "well", "proof": ""})] * 12,
        *[record(checks={"room": "unknown", "proof": "badly"})] * 7,
    ]
    cohort = published(register)
    assert cohort.whole is not None
    assert dict(cohort.whole.checks) == {"room": Share(50, 50)}
    assert dict(cohort.decided) == {"room": 20}
    assert set(cohort.checks) == set(CHECKS)


def test_bands_are_put_together_until_each_holds_enough() -> None:
    scores = [0] * 6 + [20] * 2 + [45] * 4 + [60] * 4 + [100] * 9
    cohort = published([record(scores={"price": score}) for score in scores])
    assert cohort.bands["price"] == (
        Band(0, 20, Share(24, 24)),
        Band(20, 60, Share(24, 24)),
        Band(60, 100, Share(52, 52)),
    )
    assert "service" not in cohort.bands


def test_advice_is_told_of_without_what_is_one_companys_own() -> None:
    cohort = published([record(leading=["mend_row"])] * 8 + [record()] * 8)
    assert cohort.advice["mend_row"] == "Mend “…” at the company for a price."
    assert cohort.whole is not None
    assert dict(cohort.whole.advice) == {"mend_row": Share(50, 50)}
