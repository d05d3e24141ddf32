"""In which order to act: what matters most first, but nothing before what must precede it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.advice.ranking import Ranked, key_of, priority, rank
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.advice import PlanStep
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Firing, Trace
from tests.inference.small import assessed, small, traced
from tests.strategies.bases import load_base
from tests.strategies.documents import rich_bases
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

# At a weight of 1 and a certainty of 1, the priority is the impact less the effort.
PLAIN = """
    parameters:
      - {id: priority.impact_weight, value: 1}
      - {id: evidence.article, value: 1, unit: certainty}
"""


QUESTION = "    questions: [{id: open, kind: yes_no}]"


def base(*advice: str, extra: str = "") -> Knowledge:
    """A base in which all this advice is always given."""
    lines = "".join(f"      - {{{item}}}\n" for item in advice)
    return small(f"{PLAIN}{extra}\n    advice:\n{lines}")


def ranked(knowledge: Knowledge, text: str = "") -> tuple[Ranked, ...]:
    trace = traced(knowledge, text)
    return rank(advice_in(trace, knowledge), knowledge, trace)


def advice_in(trace: Trace, knowledge: Knowledge) -> tuple[Firing, ...]:
    return tuple(firing for firing in trace.firings if firing.production in knowledge.advice)


def order(found: tuple[Ranked, ...]) -> list[str]:
    return [item.firing.production for item in found]


def raising(item: Ranked) -> tuple[str, str, str]:
    """A piece's own priority, the one it has in the end, and what raised it."""
    return str(item.own), str(item.effective), item.raised_by[0] if item.raised_by else ""


def leads(found: tuple[Ranked, ...]) -> list[str]:
    return [item.firing.production for item in found if item.lead]


def test_priority_is_weight_times_impact_times_certainty_less_effort() -> None:
    knowledge = small(
        """
        advice: [{id: act, impact: 5, effort: 2, strength: moderate}]
        """
    )
    trace = traced(knowledge)
    (firing,) = trace.firings
    assert priority(firing, knowledge) == 3 * 5 * Decimal("0.7") - 2
    assert rank(trace.firings, knowledge, trace) == (
        Ranked(firing, Decimal("8.5"), Decimal("8.5"), None, (), lead=True),
    )


def test_the_highest_priority_comes_first() -> None:
    found = ranked(
        base(
            "id: middling, impact: 4, effort: 2",
            "id: little, impact: 1, effort: 1",
            "id: much, impact: 5, effort: 1",
        )
    )
    assert order(found) == ["much", "middling", "little"]
    assert [item.own for item in found] == [4, 2, 0]


def test_among_equals_the_first_by_name_comes_first() -> None:
    found = ranked(base("id: c, impact: 3", "id: a, impact: 3", "id: b, impact: 3"))
    assert order(found) == ["a", "b", "c"]


def test_advice_waits_for_what_must_precede_it() -> None:
    found = ranked(
        base(
            "id: z_first, impact: 1, effort: 1",
            "id: then, impact: 5, effort: 1, after: z_first",
            "id: between, impact: 4, effort: 1",
        )
    )
    assert order(found) == ["z_first", "then", "between"]
    assert [item.after for item in found] == [(), (("z_first", ""),), ()]


def test_what_must_precede_inherits_the_priority_of_what_waits_however_far() -> None:
    knowledge = base(
        "id: ground, impact: 1, effort: 4",
        "id: wall, impact: 2, effort: 1, after: ground",
        "id: roof, impact: 5, effort: 1, after: wall",
        "id: garden, impact: 3, effort: 1",
    )
    ground, wall, roof, garden = ranked(knowledge)
    assert [order((item,))[0] for item in (ground, wall, roof, garden)] == [
        "ground",
        "wall",
        "roof",
        "garden",
    ]
    assert raising(ground) == ("-3", "4", "roof")
    assert raising(wall) == ("1", "4", "roof")
    assert raising(roof) == ("4", "4", "")
    assert raising(garden) == ("2", "2", "")


def test_nothing_is_raised_by_what_matters_no_more() -> None:
    first, then = ranked(
        base("id: first, impact: 4, effort: 1", "id: then, impact: 4, effort: 1, after: first")
    )
    assert raising(first)[1:] == ("3", "")
    assert raising(then)[1:] == ("3", "")


def test_of_equals_that_raise_a_piece_the_first_by_name_is_named() -> None:
    first, *_ = ranked(
        base(
            "id: first, impact: 1, effort: 1",
            "id: c, impact: 5, effort: 1, after: first",
            "id: b, impact: 5, effort: 1, after: first",
        )
    )
    assert raising(first)[1:] == ("4", "b")


def test_of_equally_urgent_pieces_the_one_with_the_higher_priority_of_its_own_comes_first() -> None:
    found = ranked(
        base(
            "id: a_ground, impact: 1, effort: 1",
            "id: house, impact: 5, effort: 1, after: a_ground",
            "id: z_garden, impact: 5, effort: 1",
        )
    )
    assert order(found) == ["z_garden", "a_ground", "house"]


def test_before_says_the_same_from_the_other_side() -> None:
    found = ranked(
        base("id: b_then, impact: 5, effort: 1", "id: c_first, impact: 1, before: b_then")
    )
    assert order(found) == ["c_first", "b_then"]
    assert found[1].after == (("c_first", ""),)


def test_advice_does_not_wait_for_what_is_not_given() -> None:
    knowledge = base(
        "id: absent, when: {open: yes}",
        "id: act, after: absent",
        extra=QUESTION,
    )
    (found,) = ranked(knowledge, "answers: {open: no}")
    assert (order((found,)), found.after) == (["act"], ())


# ---- Rows.

THINGS = """
    tables:
      - id: things
        columns: [{id: size, kind: number, unit: points}]
"""
ROWS = """
things:
  - {name: Beta, size: 1}
  - {name: Alpha, size: 2}
  - {name: Gamma}
  - {name: Delta, size: 2}
"""


def rows_in_order(row_order: str) -> list[str]:
    knowledge = base(f"id: mend, for_each: things{row_order}", extra=THINGS)
    return [item.firing.row for item in ranked(knowledge, ROWS)]


@pytest.mark.parametrize(
    ("row_order", "rows"),
    [
        ("", ["Alpha", "Beta", "Delta", "Gamma"]),
        (", row_order: {highest: size}", ["Alpha", "Delta", "Beta", "Gamma"]),
        (", row_order: {lowest: size}", ["Beta", "Alpha", "Delta", "Gamma"]),
    ],
)
def test_rows_of_one_piece_of_advice_follow_its_row_order_and_then_their_names(
    row_order: str, rows: list[str]
) -> None:
    assert rows_in_order(row_order) == rows


def test_advice_waits_for_every_row_of_what_must_precede_it() -> None:
    knowledge = base(
        "id: mend, for_each: things, impact: 1, effort: 1",
        "id: advertise, impact: 5, effort: 1, after: mend",
        extra=THINGS,
    )
    found = ranked(knowledge, "things: [{name: Beta}, {name: Alpha}]")
    assert [key_of(item.firing) for item in found] == [
        ("mend", "Alpha"),
        ("mend", "Beta"),
        ("advertise", ""),
    ]
    assert found[-1].after == (("mend", "Alpha"), ("mend", "Beta"))
    assert {item.effective for item in found} == {Decimal(4)}


# ---- The few to begin with.


def with_impacts(*impacts: int, at_least: int = 3, at_most: int = 5, share: int = 50) -> Knowledge:
    extra = (
        f"      - {{id: lead.at_least, value: {at_least}, unit: pieces}}\n"
        f"      - {{id: lead.at_most, value: {at_most}, unit: pieces}}\n"
        f"      - {{id: lead.share_of_top, value: {share}, unit: percent}}\n"
    )
    advice = [f"id: a{number}, impact: {impact}" for number, impact in enumerate(impacts)]
    return base(*advice, extra=extra)


def test_advice_leads_while_its_priority_is_at_least_the_share_of_the_highest() -> None:
    # Priorities 4, 3, 2 and 1; half of the highest is 2.
    assert leads(ranked(with_impacts(5, 4, 3, 2, at_least=1))) == ["a0", "a1", "a2"]
    assert leads(ranked(with_impacts(5, 4, 3, 2, at_least=1, share=51))) == ["a0", "a1"]


def test_at_least_so_many_lead_however_little_they_matter() -> None:
    assert leads(ranked(with_impacts(5, 1, 1, 1, at_least=3))) == ["a0", "a1", "a2"]
    assert leads(ranked(with_impacts(5, 1, at_least=3))) == ["a0", "a1"]


def test_at_most_so_many_lead_however_much_they_matter() -> None:
    found = ranked(with_impacts(5, 5, 5, 5, at_least=1, at_most=2))
    assert leads(found) == ["a0", "a1"]


def test_without_advice_there_is_nothing_to_rank() -> None:
    silent = base("id: act, when: {known: open}", extra=QUESTION)
    assert ranked(silent) == ()


def test_advice_for_several_rows_leads_once() -> None:
    knowledge = base(
        "id: mend, for_each: things, impact: 5",
        "id: act, impact: 4",
        "id: rest, impact: 3",
        extra=THINGS,
    )
    found = ranked(knowledge, ROWS)
    assert [key_of(item.firing) for item in found if item.lead] == [
        ("mend", "Alpha"),
        ("act", ""),
        ("rest", ""),
    ]


def test_a_row_that_something_leading_waits_for_leads_with_it() -> None:
    knowledge = base(
        "id: mend, for_each: things, impact: 5",
        "id: act, impact: 4, after: mend",
        "id: rest, impact: 3",
        extra=THINGS,
    )
    assert leads(ranked(knowledge, ROWS)) == ["mend", "mend", "mend", "mend", "act"]


def test_a_prerequisite_leads_by_the_priority_it_inherits() -> None:
    knowledge = base(
        "id: ground, impact: 1, effort: 5",
        "id: house, impact: 5, effort: 1, after: ground",
        "id: garden, impact: 2, effort: 1",
        extra="      - {id: lead.at_least, value: 1, unit: pieces}",
    )
    assert leads(ranked(knowledge)) == ["ground", "house"]


# ---- As the reader sees it.


def test_the_arithmetic_of_a_priority_is_written_out() -> None:
    knowledge = small(
        """
        advice:
          - {id: ground, impact: 1, effort: 4}
          - {id: house, impact: 5, effort: 1, after: ground, strength: moderate}
        """
    )
    ground, house = assessed(knowledge).advice
    assert house.priority_arithmetic == "3 × 5 × 0.70 − 1 = 9.5"
    assert ground.priority_arithmetic == (
        "3 × 1 × 0.90 − 4 = -1.3; raised to 9.5, because this waits for it: Do house."
    )
    assert (house.priority, ground.priority) == (Decimal("9.5"), Decimal("9.5"))
    assert house.certainty_arithmetic == "1.00 × 0.70 = 0.70"


def test_the_plan_lists_the_advice_in_its_order_and_says_what_waits_for_what() -> None:
    knowledge = small(
        """
        tables: [{id: things, columns: [{id: size, kind: number, unit: points}]}]
        advice:
          - {id: mend, for_each: things, impact: 1, effort: 1, horizon: quarter}
          - {id: grow, impact: 5, effort: 2, after: mend, horizon: year, measure: Count}
        """
    )
    assessment = assessed(knowledge, "things: [{name: Beta}, {name: Alpha}]")
    assert [(item.rank, item.key, item.after) for item in assessment.advice] == [
        (1, "mend: Alpha", ()),
        (2, "mend: Beta", ()),
        (3, "grow", ("mend: Alpha", "mend: Beta")),
    ]
    assert assessment.plan == (
        PlanStep(1, "mend: Alpha", "Do mend for Alpha.", "quarter", 1, "Count it", ()),
        PlanStep(2, "mend: Beta", "Do mend for Beta.", "quarter", 1, "Count it", ()),
        PlanStep(3, "grow", "Do grow.", "year", 2, "Count", (1, 2)),
    )


@given(st.data())
@one_in(2)
def test_any_advice_is_ranked_so_that_nothing_comes_too_early_and_nothing_urgent_too_late(
    data: st.DataObject,
) -> None:
    knowledge = load_base(data.draw(rich_bases()))
    trace = InferenceEngine(knowledge).run(make_case(knowledge, data.draw(profiles(knowledge))))
    given_advice = advice_in(trace, knowledge)
    found = rank(given_advice, knowledge, trace)
    shuffled = tuple(data.draw(st.permutations(given_advice)))
    assert rank(shuffled, knowledge, trace) == found
    places = {key_of(item.firing): place for place, item in enumerate(found)}
    assert len(places) == len(found) == len(given_advice)
    effective = {key_of(item.firing): item.effective for item in found}
    for item in found:
        assert all(places[key] < places[key_of(item.firing)] for key in item.after)
        assert all(effective[key] >= item.effective for key in item.after)
        assert item.effective >= item.own == priority(item.firing, knowledge)
        assert (item.raised_by is None) == (item.effective == item.own)
    for part in ([i for i in found if i.lead], [i for i in found if not i.lead]):
        urgencies = [item.effective for item in part]
        assert urgencies == sorted(urgencies, reverse=True)
    leading = [item for item in found if item.lead]
    assert list(found[: len(leading)]) == leading
    assert len(leading) <= 5
    assert len(leading) >= min(3, len({item.firing.production for item in found}))
    waited_for = {key for item in leading for key in item.after}
    doubles = [
        item
        for place, item in enumerate(leading)
        if item.firing.production in {i.firing.production for i in leading[:place]}
    ]
    assert len(leading) == 3 or all(key_of(item.firing) in waited_for for item in doubles)
