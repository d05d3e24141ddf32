"""Nobody can work out from what is told of a table what is not told of it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from advisor.batch.cohort.disclosure import (
    Count,
    Sum,
    Told,
    hidden,
    protect,
    protect_means,
    told_alone,
)

LEAST = st.integers(3, 6)
COUNTS = st.integers(0, 30).flatmap(lambda of: st.builds(Count, st.just(of), st.integers(0, of)))
TABLES = st.lists(COUNTS, min_size=1, max_size=5)


def total_of(rows: Iterable[Count]) -> Count:
    """Return the sum of the rows of a table."""
    listed = list(rows)
    return Count(sum(row.of for row in listed), sum(row.hits for row in listed))


def allowed(row: Count, told: Told, least: int) -> set[int]:
    """Return the hits that a row of known size can have by what is told of it alone."""
    if told is Told.EXACTLY:
        return {row.hits}
    if told is Told.FEW:
        return set(range(least))
    return set(range(row.of - least + 1 if told is Told.ALL_BUT_FEW else 0, row.of + 1))


def pairs(row: Count, told: Told, unknown: bool, most: int, least: int) -> set[Count]:  # noqa: FBT001
    """Return the sizes and hits that a reader must hold possible for a row."""
    if unknown:
        return {Count(of, hits) for of in range(most + 1) for hits in range(of + 1)}
    return {Count(row.of, hits) for hits in allowed(row, told, least)}


def possible(rows: list[Count], told: list[Told], least: int, asked: int) -> set[Count]:
    """Return what one row can be, given all others and the total: every way to fill them in."""
    total, unknown = total_of(rows), hidden([row.of for row in rows], least)
    most = sum(rows[place].of for place in unknown)
    sums = {Count(0, 0)}
    for place, row in enumerate(rows):
        if place != asked:
            found = pairs(row, told[place], place in unknown, most, least)
            sums = {
                Count(s.of + f.of, s.hits + f.hits)
                for s in sums
                for f in found
                if s.of + f.of <= total.of and s.hits + f.hits <= total.hits
            }
    own = pairs(rows[asked], told[asked], asked in unknown, most, least)
    return {pair for pair in own if Count(total.of - pair.of, total.hits - pair.hits) in sums}


@given(rows=TABLES, least=LEAST)
def test_what_is_told_exactly_is_of_enough_companies_and_so_is_the_opposite(
    rows: list[Count], least: int
) -> None:
    whole, each = protect(total_of(rows), rows, least)
    for row, told in ((total_of(rows), whole), *zip(rows, each, strict=True)):
        assert row.hits in allowed(row, told, least)
        if told is Told.EXACTLY:
            assert min(row.hits, row.misses) >= least
        elif told is not Told.NOTHING:
            assert row.of >= least


@given(
    rows=st.lists(COUNTS, min_size=1, max_size=4).filter(lambda r: total_of(r).of <= 60),
    least=LEAST,
)
def test_who_knows_all_else_still_cannot_say_what_a_hidden_count_is(
    rows: list[Count], least: int
) -> None:
    whole, told = protect(total_of(rows), rows, least)
    if whole is not Told.EXACTLY:
        return
    unknown = hidden([row.of for row in rows], least)
    for place, row in enumerate(rows):
        if told[place] is Told.EXACTLY or not row.of:
            continue
        left = possible(rows, told, least, place)
        assert row in left
        if place in unknown:
            assert len({pair.of for pair in left}) > 1
            assert max(pair.of for pair in left) >= least
        hits = {pair.hits for pair in left}
        alone = allowed(row, told[place], least)
        assert hits >= alone or len(hits) >= least


@given(rows=TABLES, least=LEAST)
def test_what_is_left_of_the_total_after_the_exact_rows_could_be_told_itself(
    rows: list[Count], least: int
) -> None:
    whole, told = protect(total_of(rows), rows, least)
    rest = [row for row, how in zip(rows, told, strict=True) if row.of and how is not Told.EXACTLY]
    if whole is Told.EXACTLY and rest:
        assert len(rest) > 1
        assert min(total_of(rest).hits, total_of(rest).misses) >= least


@given(rows=TABLES, least=LEAST)
def test_no_row_is_told_exactly_where_the_total_is_not(rows: list[Count], least: int) -> None:
    whole, told = protect(total_of(rows), rows, least)
    assert whole is Told.EXACTLY or Told.EXACTLY not in told


@given(of=st.integers(0, 30), least=LEAST)
def test_what_a_bound_says_is_all_that_follows_from_its_being_told(of: int, least: int) -> None:
    told = [told_alone(Count(of, hits), least) for hits in range(of + 1)]
    for how in {Told.FEW, Told.ALL_BUT_FEW} & set(told):
        said = allowed(Count(of, 0), how, least)
        assert said == {hits for hits, each in enumerate(told) if each is how}
    assert Told.NOTHING not in told or set(told) == {Told.NOTHING}


SUMS = st.integers(0, 25).flatmap(
    lambda of: st.builds(Sum, st.just(of), st.integers(0, 20 * of).map(lambda n: Decimal(5 * n)))
)


@given(rows=st.lists(SUMS, min_size=1, max_size=6), least=LEAST)
def test_a_mean_and_what_is_left_of_it_leave_room_for_every_single_score(
    rows: list[Sum], least: int
) -> None:
    total = Sum(sum(row.of for row in rows), sum((row.points for row in rows), Decimal(0)))
    whole, told = protect_means(total, rows, least)
    rest = [row for row, is_told in zip(rows, told, strict=True) if row.of and not is_told]
    left = Sum(sum(row.of for row in rest), sum((row.points for row in rest), Decimal(0)))
    published = [row for row, is_told in zip(rows, told, strict=True) if is_told]
    if whole:
        published.append(total)
        if rest:
            assert len(rest) > 1
            published.append(left)
    for of, points in published:
        assert of >= least
        # Without one company and its score, the others' could still be all sorts.
        assert points - 100 >= 100
        assert points <= 100 * of - 200


def test_the_smallest_rows_are_held_back_with_one_that_is_too_small() -> None:
    rows = [Count(30, 15), Count(12, 6), Count(20, 10), Count(4, 2)]
    _, told = protect(total_of(rows), rows, 5)
    assert told == [Told.EXACTLY, Told.NOTHING, Told.EXACTLY, Told.NOTHING]


def test_a_share_of_none_or_all_is_told_as_a_bound() -> None:
    rows = [Count(20, 0), Count(20, 20), Count(20, 10)]
    _, told = protect(total_of(rows), rows, 5)
    assert told == [Told.FEW, Told.ALL_BUT_FEW, Told.EXACTLY]
