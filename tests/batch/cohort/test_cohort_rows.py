"""Which groups are told of by themselves, so that no sums of groups differ by a few companies."""

from __future__ import annotations

from collections import Counter
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from advisor.batch.cohort.rows import MOST_SHOWN, OTHERS, rows_of, smallest_difference
from advisor.batch.cohort.tally import LATE, MOST_GROUPS
from advisor.batch.record import Record
from tests.batch.cohort.registers import record, registers, tallied

Cells = dict[tuple[str, str], int]
LEAST = st.integers(3, 6)


def subsets(names: set[str]) -> chain[tuple[str, ...]]:
    """Return every choice of some names, none and all of them included."""
    ordered = sorted(names)
    return chain.from_iterable(combinations(ordered, size) for size in range(len(ordered) + 1))


def differences(cells: Cells) -> set[int]:
    """Return how many companies are left in every way to take groups away from others."""
    left = set()
    for some in subsets({a for a, _ in cells}):
        for others in subsets({b for _, b in cells}):
            ours = {cell for cell in cells if cell[0] in some}
            theirs = {cell for cell in cells if cell[1] in others}
            if theirs <= ours or ours <= theirs:
                left.add(abs(sum(cells[c] for c in ours) - sum(cells[c] for c in theirs)))
    return left - {0}


@given(
    cells=st.dictionaries(
        st.tuples(st.sampled_from("ABCD"), st.sampled_from("wxyz")), st.integers(1, 9), min_size=1
    )
)
def test_the_smallest_difference_is_that_of_all_ways_to_take_groups_away(cells: Cells) -> None:
    # Whole groups are among all ways, too; that they are large enough is seen to elsewhere.
    groups = Counter[str]()
    for (a, b), companies in cells.items():
        groups.update({a: companies, b: companies})
    assert min(smallest_difference(cells), *groups.values()) == min(differences(cells))


@given(register=registers(), least=LEAST)
def test_no_group_no_rest_and_no_difference_is_of_fewer_companies(
    register: list[Record], least: int
) -> None:
    tally = tallied(register)
    rows = rows_of(tally, least)
    for question, found in rows.items():
        assert sum(row.figures.companies for row in found) == len(register)
        assert all(row.figures.companies >= least for row in found)
        apart = {row.key for row in found} - {OTHERS}
        assert len(apart) <= MOST_SHOWN
        assert len(tally.groups[question].keys() - apart) != 1
    if len(rows) == 2:
        cells: Counter[tuple[str, str]] = Counter()
        shown = {question: {row.key for row in found} for question, found in rows.items()}
        for each in register:
            people, trade = (each.groups[name][0] for name in ("people", "trade"))
            cells[
                people if people in shown["people"] else OTHERS,
                trade if trade in shown["trade"] else OTHERS,
            ] += 1
        assert min(differences(dict(cells)), default=least) >= least


def test_a_group_that_is_another_and_one_company_more_is_not_told_of() -> None:
    register = [record("Bakery", "0")] * 12 + [record("Bank", "2")] * 9
    assert [row.key for row in rows_of(tallied(register), 5)["trade"]] == ["bakery", "bank"]
    register = [record("Bakery", "0")] * 12 + [record("Bank", "2")] * 9 + [record("Bank", "0")]
    assert list(rows_of(tallied(register), 5)) == ["people"]


def test_a_small_group_takes_the_next_smallest_with_it() -> None:
    register = [record("Bakery")] * 20 + [record("Bank")] * 7 + [record("Taxi")] * 2
    rows = rows_of(tallied(register), 5)["trade"]
    assert [(row.key, row.figures.companies) for row in rows] == [("bakery", 20), (OTHERS, 9)]


def test_two_small_groups_that_are_enough_together_leave_the_others_alone() -> None:
    register = [record("Bakery")] * 20 + [record("Bank")] * 7
    register += [record("Taxi")] * 3 + [record("Gym")] * 2
    rows = rows_of(tallied(register), 5)["trade"]
    assert [(row.key, row.figures.companies) for row in rows] == [
        ("bakery", 20),
        ("bank", 7),
        (OTHERS, 5),
    ]


def test_the_others_are_never_one_group_only() -> None:
    register = [record(f"Trade {number}") for number in range(9) for _ in range(20 - number)]
    rows = rows_of(tallied(register), 5)["trade"]
    assert [row.key for row in rows] == [*(f"trade {number}" for number in range(7)), OTHERS]
    assert rows[-1].figures.companies == 25


def test_groups_beyond_a_number_are_counted_together() -> None:
    rare = [record(f"Trade {number}") for number in range(MOST_GROUPS + 100)]
    tally = tallied([*rare, *[record("Late")] * 30, *[record("")] * 30])
    assert len(tally.groups["trade"]) == MOST_GROUPS + 2
    assert tally.groups["trade"][LATE].companies == 130
    rows = rows_of(tally, 5)["trade"]
    assert [(row.key, row.figures.companies) for row in rows] == [("", 30), (OTHERS, 630)]
