"""The ladder from first interest to recommending shows where people are lost."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from advisor.analysis.loyalty_ladder import NEEDS, RUNGS, explain, loyalty_ladder
from advisor.analysis.methods import METHODS
from advisor.analysis.settings import Settings
from advisor.model.case import Answer, Row, State, Value

ANY = Settings()


def rung(name: str, people: int | None, row: str = "") -> Row:
    cells = {"rung": Answer(State.KNOWN, name)}
    if people is not None:
        cells["people"] = Answer(State.KNOWN, Decimal(people))
    return Row(row or name, cells)


def ladder(*rows: Row) -> dict[str, dict[str, Value]]:
    return loyalty_ladder(rows, ANY)


def leak(*rows: Row) -> list[str]:
    return [name for name, cells in ladder(*rows).items() if cells.get("leaks_most") == "yes"]


def test_each_step_is_set_against_the_one_below() -> None:
    found = ladder(
        rung("lead", 200),
        rung("prospect", 80),
        rung("customer", 60),
        rung("repeat_buyer", 15),
        rung("ambassador", 6),
    )
    assert found == {
        "lead": {"leaks_most": "no"},
        "prospect": {"people_below": 200, "share_of_below": 40, "leaks_most": "no"},
        "customer": {"people_below": 80, "share_of_below": 75, "leaks_most": "no"},
        "repeat_buyer": {"people_below": 60, "share_of_below": 25, "leaks_most": "yes"},
        "ambassador": {"people_below": 15, "share_of_below": 40, "leaks_most": "no"},
    }


def test_of_equal_leaks_the_lowest_counts() -> None:
    assert leak(rung("customer", 5), rung("prospect", 10), rung("lead", 20)) == ["prospect"]


def test_a_rung_that_was_not_counted_is_stepped_over_and_said_so() -> None:
    rows = (rung("lead", 100), rung("prospect", None), rung("customer", 20))
    assert ladder(*rows)["customer"]["share_of_below"] == 20
    assert ladder(*rows)["prospect"] == {}
    assert len(explain(rows, ANY, "en")) == 1
    assert explain((rung("customer", 9), rung("repeat_buyer", 3)), ANY, "en") == ()
    assert explain((), ANY, "en") == ()


def test_nobody_goes_on_from_an_empty_rung() -> None:
    found = ladder(rung("lead", 30), rung("prospect", 0), rung("customer", 0))
    assert found["prospect"] == {"people_below": 30, "share_of_below": 0, "leaks_most": "yes"}
    assert found["customer"] == {"people_below": 0, "leaks_most": "no"}


def test_a_ladder_on_which_nobody_is_lost_leaks_nowhere() -> None:
    assert leak(rung("customer", 40), rung("repeat_buyer", 40), rung("ambassador", 50)) == []
    assert leak(rung("customer", 40)) == []


def test_rows_for_the_same_rung_add_up() -> None:
    rows = (rung("lead", 50, "shop"), rung("lead", 50, "web"), rung("prospect", 25))
    assert ladder(*rows)["prospect"]["share_of_below"] == 25


def test_what_was_not_answered_is_not_guessed() -> None:
    cells = {"rung": Answer(State.DONT_KNOW), "people": Answer(State.KNOWN, Decimal(3))}
    assert ladder(Row("somebody", cells)) == {"somebody": {}}
    assert ladder() == {}


def test_the_method_declares_the_columns_that_it_fills() -> None:
    found = ladder(rung("lead", 2), rung("prospect", 1))
    assert set(METHODS["loyalty_ladder"].columns) == set(found["prospect"]) == set(NEEDS)


ROWS = st.lists(
    st.tuples(st.sampled_from(RUNGS), st.one_of(st.none(), st.integers(0, 50))), max_size=7
).map(lambda drawn: [rung(name, people, str(place)) for place, (name, people) in enumerate(drawn)])


@given(rows=ROWS, data=st.data())
def test_the_order_of_the_rows_changes_nothing(rows: list[Row], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert ladder(*rows) == ladder(*shuffled)
    assert explain(tuple(rows), ANY, "en") == explain(tuple(shuffled), ANY, "en")


@given(rows=ROWS)
def test_at_most_one_rung_leaks_most_and_no_share_is_smaller(rows: list[Row]) -> None:
    found = ladder(*rows)
    shares = [
        share
        for cells in found.values()
        if isinstance(share := cells.get("share_of_below"), Decimal)
    ]
    leaking = {row.cells["rung"].value for row in rows if row.name in leak(*rows)}
    assert len(leaking) == (1 if any(share < 100 for share in shares) else 0)
    for name in leak(*rows):
        assert found[name]["share_of_below"] == min(shares)
