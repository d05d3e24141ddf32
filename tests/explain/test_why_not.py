"""Why a piece of advice is not given: what is lacking, nearest first, and by how much."""

from __future__ import annotations

import pytest

from advisor.explain.told.asked import OtherCommand
from advisor.explain.told.written import to_markdown
from tests.explain.telling import tree, why_not

LOYAL = "answers: {retention: 64}"
CLOSED = """
    answers: {peak: lost, open: no}
    things: [{name: A, good: yes}]
"""


def test_a_number_that_misses_says_by_how_much_and_which_parameter() -> None:
    assert (
        tree(why_not("win_back", text=LOYAL))
        == """\
Do win_back.
Its condition does not hold. What is lacking, the nearest first:
└─ Loyal: They stay [wanted: “They leave”]
   └─ Rule leaving would need:
      └─ Retention: 64% [wanted: less than 60% (retention.healthy)]
            4 percentage points over the threshold of 60% (parameter
            retention.healthy)
"""
    )


def test_a_measure_is_told_with_its_formula() -> None:
    assert (
        tree(why_not("shrink"))
        == """\
Do shrink.
Its condition does not hold. What is lacking, the nearest first:
└─ Sizes: 5 [wanted: at most 2 (load.high)]
   │  2 + 3 = 5
   │  3 over the threshold of 2 (parameter load.high)
   ├─ Lamp: Size: 2
   └─ Rug: Size: 3
"""
    )


def test_a_default_is_lacking_because_of_the_rules_that_say_otherwise() -> None:
    assert (
        tree(why_not("keep"))
        == """\
Do keep.
Its condition does not hold. What is lacking, the nearest first:
└─ Loyal: They leave [wanted: “They stay”]
   │  It is taken to be so as soon as no rule says otherwise.
   └─ Rule leaving: Only 58% stay.
      │  How sure: 1.00 × 0.90 = 0.90 (weakest ground × evidence.article); an
      │  article says so (S1)
      └─ Retention: 58% [fits: less than 60% (retention.healthy)]
"""
    )


def test_of_several_ways_the_nearest_comes_first() -> None:
    assert (
        tree(why_not("either", text=CLOSED))
        == """\
Do either.
Its condition does not hold. What is lacking, the nearest first:
└─ One of these would do:
   ├─ Opening hours: No [wanted: “Yes”]
   ├─ Busiest hour: Lost [wanted: “Served”]
   └─ Things: at least one row in which this is so
      │  So it is in 0 of them.
      └─ A
         └─ A: Good: Yes [wanted: “No”]
"""
    )


def test_what_is_open_says_which_answers_it_waits_for() -> None:
    assert (
        tree(why_not("count_on", text=LOYAL))
        == """\
Do count_on.
It is still open, and waits for: “Guests are counted”; “Opening hours”.
├─ Guests are counted: not answered [wanted: “Yes”]
└─ Opening hours: not answered [wanted: “Yes”]
"""
    )


def test_advice_about_rows_is_told_for_the_rows_for_which_it_does_not_hold() -> None:
    assert (
        tree(why_not("mend"))
        == """\
Do mend for Rug.
Its condition does not hold. What is lacking, the nearest first:
└─ Rug: Fit: not known [wanted: “Poor”]
   └─ Rule poor: Rug would need:
      └─ Rug: Good: Yes [wanted: “No”]
"""
    )


def test_a_table_that_nobody_filled_in_is_what_advice_about_rows_waits_for() -> None:
    assert (
        tree(why_not("mend", text=LOYAL))
        == """\
Do mend for each thing.
It is still open, and waits for: “Things”.
└─ Things: not answered [wanted: filled in]
"""
    )


def test_advice_that_gave_way_says_to_what_and_is_not_explained_again() -> None:
    assert (
        tree(why_not("rest"))
        == """\
Do rest.
Its condition holds, but it gave way to other advice: Do run. Only one of the
two can be done, and the other brings more.
It matters.
How sure: 0.92 × 0.90 = 0.83 (weakest ground × evidence.article); an article
says so (S1)
"""
    )


@pytest.mark.parametrize(
    ("advice", "text", "said"),
    [
        (
            "win_back",
            LOYAL,
            "“Retention: 64%”, 4 percentage points over the threshold of 60% "
            "(parameter retention.healthy).",
        ),
        (
            "win_back",
            "answers: {retention: 61}",
            "“Retention: 61%”, 1 percentage point over the threshold of 60% "
            "(parameter retention.healthy).",
        ),
        (
            "win_back",
            "answers: {retention: 60}",
            "“Retention: 60%”, exactly on the threshold (parameter retention.healthy).",
        ),
        ("either", CLOSED, "It would take another answer than “Opening hours: No”: “Yes”."),
        (
            "count_on",
            LOYAL,
            "It depends on what you have not answered: “Guests are counted”; “Opening hours”.",
        ),
    ],
)
def test_the_owner_gets_the_nearest_miss_in_a_sentence(advice: str, text: str, said: str) -> None:
    (told,) = why_not(advice, "owner", text).told
    assert told.owner == said
    assert told.tree.parts == ()


def test_what_cannot_be_worked_out_waits_for_nothing() -> None:
    (told,) = why_not("widen", text="answers: {staff: 0, guests: 3, peak: served, open: no}").told
    assert told.standing == "open"
    assert told.waits_for == ()
    assert told.summary == "It is still open: your answers do not decide what it needs."


def test_in_markdown_it_is_a_nested_list() -> None:
    assert (
        to_markdown(why_not("win_back", text=LOYAL))
        == """\
# Do win_back

Its condition does not hold. What is lacking, the nearest first:

- Loyal: They stay \\[wanted: “They leave”\\]
  - Rule leaving would need:
    - Retention: 64% \\[wanted: less than 60% (retention.healthy)\\]
      - *4 percentage points over the threshold of 60% (parameter retention.healthy)*
"""
    )


def test_advice_that_holds_is_for_the_other_question() -> None:
    with pytest.raises(OtherCommand) as caught:
        why_not("win_back")
    assert str(caught.value) == (
        "the advice 'win_back' holds for this company; "
        "'advisor explain PROFILE win_back' says how it came about"
    )
