"""Groups of customers are valued by a formula one can check with pencil and paper."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.analysis.customer_value import (
    AT_ONCE,
    BEST_CUSTOMERS,
    BEST_VALUE,
    BY_VALUE,
    DISCOUNT,
    NEEDS,
    NEXT_CUSTOMERS,
    NEXT_VALUE,
    customer_value,
    explain,
    lifetime_value,
)
from advisor.analysis.methods import METHODS
from advisor.analysis.settings import Settings
from advisor.model.case import Answer, Row, State, Value

COLUMNS = ("order_value", "frequency", "margin", "retention", "customers", "probability")


def settings(discount: str = "10", *, at_once: bool = True, by_value: bool = False) -> Settings:
    return Settings(
        parameters={
            DISCOUNT: Decimal(discount),
            AT_ONCE: Decimal(at_once),
            BY_VALUE: Decimal(by_value),
            BEST_CUSTOMERS: Decimal(20),
            NEXT_CUSTOMERS: Decimal(60),
            BEST_VALUE: Decimal(80),
            NEXT_VALUE: Decimal(15),
        }
    )


def group(name: str, *numbers: str | None) -> Row:
    """A group with the numbers that are known, in the order of ``COLUMNS``."""
    cells = {
        column: Answer(State.KNOWN, Decimal(number))
        for column, number in zip(COLUMNS, numbers, strict=False)
        if number is not None
    }
    return Row(name, cells)


def worth(name: str, each: str, customers: str) -> Row:
    """A group whose customers are worth so much each: they buy once and never return."""
    return group(name, each, "1", "100", "0", customers)


def column(rows: list[Row], name: str, wanted: Settings) -> dict[str, Value | None]:
    found = customer_value(tuple(rows), wanted)
    return {row: cells.get(name) for row, cells in found.items()}


@pytest.mark.parametrize(("at_once", "expected"), [(True, "366.67"), (False, "266.67")])
def test_a_customer_who_leaves_100_a_year_and_stays_with_80_percent(
    at_once: bool,  # noqa: FBT001 - a case of the table above
    expected: str,
) -> None:
    each = lifetime_value(Fraction(100), Fraction(8, 10), Fraction(1, 10), at_once=at_once)
    assert each is not None
    assert f"{float(each):.2f}" == expected
    rows = (group("regulars", "50", "4", "50", "80", "10", "25"),)
    (found,) = customer_value(rows, settings(at_once=at_once)).values()
    whole = Decimal(round(Decimal(expected)))
    assert (found["contribution"], found["lifetime_value"]) == (Decimal(100), whole)


def test_everything_that_the_numbers_tell_is_worked_out() -> None:
    rows = (
        group("regulars", "50", "4", "50", "80", "30", "25"),
        group("passers-by", "100", "1", "20", "0", "200", "5"),
    )
    found = customer_value(rows, settings())
    assert found["passers-by"] == {
        "contribution": Decimal(20),
        "lifetime_value": Decimal(20),
        "attempt_value": Decimal(1),
        "group_value": Decimal(4000),
        "value_share": Decimal(4000) / Decimal(15000) * 100,
        "beside_average": Decimal(100 * 20 * 230) / Decimal(15000),
        "value_class": "b",
    }
    assert found["regulars"]["group_value"] == Decimal(11000)
    assert found["regulars"]["attempt_value"] == Decimal("91.67")
    assert found["regulars"]["value_class"] == "a"


def test_the_first_year_is_all_there_is_when_nobody_returns() -> None:
    rows = [group("wedding guests", "1000", "1", "30", "0")]
    assert column(rows, "lifetime_value", settings()) == {"wedding guests": Decimal(300)}
    late = column(rows, "lifetime_value", settings(at_once=False))
    assert late == {"wedding guests": Decimal(0)}


def test_nobody_leaves_but_money_later_is_worth_less() -> None:
    assert lifetime_value(Fraction(100), Fraction(1), Fraction(1, 10), at_once=True) == Fraction(
        1100
    )


def test_large_amounts_are_whole_and_small_ones_have_cents() -> None:
    rows = (group("x", "99.999", "1", "100", "0", "3", "50"), group("y", "0.5", "1", "33", "0"))
    x, y = customer_value(rows, settings()).values()
    assert (x["lifetime_value"], x["group_value"]) == (Decimal("100.00"), Decimal(300))
    assert (x["attempt_value"], y["contribution"]) == (Decimal("50.00"), Decimal("0.16"))


def test_a_value_without_limit_is_left_unknown() -> None:
    rows = [group("for ever", "50", "4", "50", "100", "10"), worth("once", "20", "5")]
    (endless, once) = customer_value(tuple(rows), settings("0")).values()
    assert endless == {"contribution": Decimal(100)}
    assert once["value_share"] == Decimal(100)


def test_by_customers_the_best_fifth_is_a_and_the_last_fifth_c() -> None:
    rows = [worth(str(each), str(each), "10") for each in (50, 10, 40, 20, 30)]
    found = column(rows, "value_class", settings())
    assert found == {"50": "a", "40": "b", "30": "b", "20": "b", "10": "c"}


def test_by_value_the_groups_that_make_up_four_fifths_are_a() -> None:
    rows = [worth("few", "500", "1"), worth("many", "4", "100"), worth("rest", "1", "50")]
    found = column(rows, "value_class", settings(by_value=True))
    assert found == {"few": "a", "many": "a", "rest": "c"}
    assert column(rows, "value_class", settings()) == {"few": "a", "many": "b", "rest": "c"}


def test_the_limits_belong_to_the_better_class() -> None:
    by_customers = [worth("x", "9", "40"), worth("y", "5", "80"), worth("z", "1", "0")]
    # The middles: 20 of 120 is less than a fifth; 80 of 120; 120 of 120.
    assert column(by_customers, "value_class", settings()) == {"x": "a", "y": "b", "z": "c"}
    exactly = [worth("x", "9", "40"), worth("y", "5", "60")]
    assert column(exactly, "value_class", settings())["x"] == "a"
    by_value = [worth("x", "60", "1"), worth("y", "40", "1")]
    assert column(by_value, "value_class", settings(by_value=True))["y"] == "a"


def test_the_best_of_several_groups_is_a_however_large_it_is() -> None:
    rows = [worth("most", "9", "90"), worth("some", "5", "10")]
    assert column(rows, "value_class", settings()) == {"most": "a", "some": "c"}
    assert column(rows[:1], "value_class", settings()) == {"most": "b"}


@pytest.mark.parametrize("by_value", [True, False])
def test_equal_groups_are_in_the_same_class(by_value: bool) -> None:  # noqa: FBT001 - both cases
    rows = [worth(name, "10", "10") for name in "xyz"]
    found = column(rows, "value_class", settings(by_value=by_value))
    assert len(set(found.values())) == 1


@pytest.mark.parametrize("by_value", [True, False])
def test_a_group_on_which_money_is_lost_is_c(by_value: bool) -> None:  # noqa: FBT001 - both cases
    rows = [group("loss", "100", "2", "-5", "50", "1"), worth("gain", "10", "99")]
    found = column(rows, "value_class", settings(by_value=by_value))
    assert found["loss"] == "c"
    assert column([rows[0]], "value_class", settings(by_value=by_value)) == {"loss": "c"}


def test_shares_of_nothing_are_unknown() -> None:
    rows = [worth("nobody yet", "10", "0"), group("loss", "100", "2", "-5", "50", "0")]
    found = customer_value(tuple(rows), settings())
    assert "value_share" not in found["nobody yet"]
    assert "value_class" not in found["nobody yet"]
    assert found["loss"]["value_class"] == "c"


def test_what_was_not_answered_is_not_guessed() -> None:
    cells = {name: Answer(State.DONT_KNOW) for name in COLUMNS}
    assert customer_value((Row("x", cells),), settings()) == {"x": {}}
    assert customer_value((), settings()) == {}


def test_it_is_said_how_value_and_classes_were_worked_out() -> None:
    rows = (worth("known", "10", "5"), group("unknown", "10"))
    assert explain(rows, settings(), "en") == (
        "Lifetime value: what one customer leaves in a year × (1 + d) ÷ (1 + d − r), "
        "which counts the first year in full; r is the share still there after a year, and d "
        "is 10% a year, because money later is worth less than money now.",
        "ABC classes: groups in the order of what one customer is worth; A has the best 20% of all "
        "customers, B the next 60%, C the rest. A group is where its middle falls; the best "
        "of several is A, and one that leaves nothing is C.",
        "1 group has no class, for want of a number.",
    )
    assert explain((*rows, rows[1]), settings(), "en")[2].startswith("2 groups have no class")
    assert explain(rows[1:], settings(), "en") == ()


def test_the_other_formula_and_the_other_convention_are_said_too() -> None:
    wanted = settings("12.5", at_once=False, by_value=True)
    formula, convention = explain((worth("known", "10", "5"),), wanted, "en")
    assert "× r ÷ (1 + d − r), which counts from the second year on" in formula
    assert "d is 12.5% a year" in formula
    assert "A has the first 80% of all value, B the next 15%, C the rest." in convention


def test_the_method_declares_the_columns_and_the_parameters_that_it_reads() -> None:
    rows = (group("x", "1", "1", "1", "1", "1", "1"), group("y"))
    method = METHODS["customer_value"]
    found = method.compute(rows, method.any_settings())
    assert set(method.columns) == set(found["x"])
    assert set(method.parameters) == set(settings().parameters)


NUMBERS = st.decimals(0, 1000, places=1).map(str)
PERCENTS = st.decimals(0, 100, places=1).map(str)
MARGINS = st.decimals(-100, 100, places=1).map(str)


def optional(numbers: st.SearchStrategy[str]) -> st.SearchStrategy[str | None]:
    return st.one_of(st.none(), numbers)


GROUPS = st.lists(
    st.tuples(*map(optional, (NUMBERS, NUMBERS, MARGINS, PERCENTS, NUMBERS, PERCENTS))), max_size=6
).map(lambda drawn: [group(str(place), *numbers) for place, numbers in enumerate(drawn)])
SETTINGS = st.builds(
    settings,
    st.sampled_from(["0.5", "10", "100"]),
    at_once=st.booleans(),
    by_value=st.booleans(),
)


@given(rows=GROUPS, wanted=SETTINGS, data=st.data())
def test_the_order_of_the_groups_changes_nothing(
    rows: list[Row], wanted: Settings, data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert customer_value(tuple(rows), wanted) == customer_value(tuple(shuffled), wanted)
    assert explain(tuple(rows), wanted, "en") == explain(tuple(shuffled), wanted, "en")


@given(rows=GROUPS, wanted=SETTINGS)
def test_shares_add_up_to_the_whole(rows: list[Row], wanted: Settings) -> None:
    shares = [
        share
        for share in column(rows, "value_share", wanted).values()
        if isinstance(share, Decimal)
    ]
    assert not shares or abs(sum(shares, Decimal(-100))) < Decimal("1e-15") * max(map(abs, shares))


@given(rows=GROUPS, wanted=SETTINGS)
def test_no_group_worth_less_is_in_a_better_class(rows: list[Row], wanted: Settings) -> None:
    name = "group_value" if wanted.flag(BY_VALUE) else "lifetime_value"
    placed = [
        (cells[name], cells["value_class"])
        for cells in customer_value(tuple(rows), wanted).values()
        if "value_class" in cells
    ]
    for value, letter in placed:
        for other, better in placed:
            assert not (str(letter) < str(better) and Decimal(str(value)) < Decimal(str(other)))


@given(rows=GROUPS, wanted=SETTINGS)
def test_a_column_is_worked_out_only_from_the_cells_it_needs(
    rows: list[Row], wanted: Settings
) -> None:
    found = customer_value(tuple(rows), wanted)
    for row in rows:
        for name in found[row.name]:
            assert row.cells.keys() >= set(NEEDS[name])
        for name in ("contribution", "lifetime_value", "attempt_value", "group_value"):
            assert (name in found[row.name]) == (row.cells.keys() >= set(NEEDS[name]))
