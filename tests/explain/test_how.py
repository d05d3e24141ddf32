"""How a piece of advice came about: the tree, its certainty, what is told once and cited."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from advisor.explain.told.asked import OtherCommand, UnknownName
from advisor.explain.told.written import to_json, to_markdown
from advisor.model.explanation import Node
from tests.explain.telling import how, tree


def test_a_tree_goes_from_the_advice_down_to_the_answers_with_what_gave_way() -> None:
    assert (
        tree(how("widen"))
        == """\
Do widen.
There is no room.
How sure: 0.92 × 0.90 = 0.83 (weakest ground × evidence.article); an article
says so (S1)
Not when: It was one day.
└─ Room: Too little
   │  How sure: 0.90 + 0.24 − 0.90 × 0.24 = 0.92
   │  The rule roomy speaks for “Enough” (0.40): what is better supported
   │  counts.
   ├─ Rule lost: People leave: Lost.
   │  │  How sure: 1.00 × 0.90 = 0.90 (weakest ground × evidence.article); an
   │  │  article says so (S1)
   │  └─ Busiest hour: Lost [fits: “Lost” or “Queue”]
   └─ Rule loaded: Because of loaded.
      │  How sure: 0.60 × 0.40 = 0.24 (weakest ground × strength.weak); an
      │  article says so (S1)
      └─ Load: 3 [fits: more than 2 (load.high)]
         │  6 ÷ 2 = 3
         ├─ Guests: 6 (unsure)
         └─ Staff: 2

These answers alone lead to it; none of them can be spared: “Busiest hour:
Lost”.
2 further answers bear on it: “Guests: 6” (unsure); “Staff: 2”.
"""
    )


def test_a_default_is_told_with_what_keeps_its_rules_from_saying_otherwise() -> None:
    assert (
        tree(how("keep", text="answers: {retention: 64, open: yes}"))
        == """\
Do keep.
It matters.
How sure: 0.50 × 0.90 = 0.45 (weakest ground × evidence.article); an article
says so (S1)
├─ Loyal: They stay
│  │  How sure: 0.50 (certainty.default)
│  │  No rule says otherwise, so this is taken to be so: Mostly so.
│  └─ Rule leaving does not hold:
│     └─ Retention: 64% [wanted: less than 60% (retention.healthy)]
└─ Opening hours: Yes

These answers alone lead to it; none of them can be spared: “Retention: 64%”;
“Opening hours: Yes”.
"""
    )


def test_advice_about_rows_is_told_for_each_row_for_which_it_holds() -> None:
    assert (
        tree(how("mend"))
        == """\
Do mend for Lamp.
It matters.
How sure: 0.90 × 0.90 = 0.81 (weakest ground × evidence.article); an article
says so (S1)
└─ Lamp: Fit: Poor
   └─ Rule poor: Lamp: Lamp is not good.
      │  How sure: 1.00 × 0.90 = 0.90 (weakest ground × evidence.article); an
      │  article says so (S1)
      └─ Lamp: Good: No

These answers alone lead to it; none of them can be spared: “Lamp: Good: No”.
"""
    )


def test_of_several_parts_that_would_do_the_chosen_one_is_explained_and_the_others_named() -> None:
    assert (
        tree(how("either"))
        == """\
Do either.
It matters.
How sure: 1.00 × 0.90 = 0.90 (weakest ground × evidence.article); an article
says so (S1)
└─ One of these is enough:
   │  Not so, and not needed: Busiest hour [“Served”]
   ├─ Opening hours: Yes
   └─ Things: at least one row in which this is so

These answers alone lead to it; none of them can be spared: “Opening hours:
Yes”.
"""
    )


def test_a_narrow_terminal_gets_narrow_lines() -> None:
    drawn = tree(how("widen"), 40)
    assert max(map(len, drawn.splitlines())) == 40
    assert drawn.splitlines()[6:9] == [
        "└ Room: Too little",
        "  │ How sure: 0.90 + 0.24 − 0.90 × 0.24",
        "  │ = 0.92",
    ]


def test_the_owner_gets_a_sentence_or_two() -> None:
    assert (
        tree(how("widen", "owner"))
        == """\
Do widen.
Because you said “Busiest hour: Lost”. People leave: Lost. The advice is well
supported; an article says so.
"""
    )


def test_a_student_gets_sources_and_parameters_as_well() -> None:
    told = tree(how("widen", "student"))
    assert told.startswith(tree(how("widen")))
    assert (
        told.removeprefix(tree(how("widen")))
        == """\

What the sources say
- S1: An article

Parameters
- certainty.unsure: 0.6 (S1) Any other answer carries 1.
- evidence.article: 0.9 (S1) The five articles this base was made from.
- load.high: 2 (S1)
- strength.weak: 0.4 (S1)
"""
    )


def test_in_markdown_it_is_a_nested_list() -> None:
    assert (
        to_markdown(how("widen"))
        == """\
# Do widen

There is no room.

How sure: 0.92 × 0.90 = 0.83 (weakest ground × evidence.article); an article says so (S1).

Not when: It was one day.

- Room: Too little
  - *How sure: 0.90 + 0.24 − 0.90 × 0.24 = 0.92*
  - *The rule roomy speaks for “Enough” (0.40): what is better supported counts.*
  - Rule lost: People leave: Lost.
    - *How sure: 1.00 × 0.90 = 0.90 (weakest ground × evidence.article); an article says so (S1)*
    - Busiest hour: Lost \\[fits: “Lost” or “Queue”\\]
  - Rule loaded: Because of loaded.
    - *How sure: 0.60 × 0.40 = 0.24 (weakest ground × strength.weak); an article says so (S1)*
    - Load: 3 \\[fits: more than 2 (load.high)\\]
      - *6 ÷ 2 = 3*
      - Guests: 6 (unsure)
      - Staff: 2

**These answers alone lead to it**; none of them can be spared: “Busiest hour: Lost”.

2 further answers bear on it: “Guests: 6” (unsure); “Staff: 2”.
"""
    )


def test_json_has_every_key_in_every_step() -> None:
    told = json.loads(to_json(how("widen")))
    (one,) = told["told"]
    assert told["format"] == "advisor-explanation/1"
    assert (one["key"], one["standing"]) == ("widen", "stands")
    stack, kinds = [one["tree"]], set()
    while stack:
        step = stack.pop()
        assert tuple(step) == Node.__struct_fields__
        kinds.add(step["kind"])
        stack.extend(step["parts"])
    assert kinds == {"advice", "finding", "rule", "answer", "measure"}


def test_cited_answers_are_marked_in_the_tree_and_the_others_are_further_ones() -> None:
    (told,) = how("widen").told
    assert [ground.id for ground in told.cited] == ["peak"]
    assert [ground.id for ground in told.further] == ["guests", "staff"]
    (room,) = told.tree.parts
    lost, loaded = room.parts
    assert [answer.cited for answer in lost.parts] == [True]
    assert [answer.cited for answer in loaded.parts[0].parts] == [False, False]


def test_each_conclusion_carries_its_certainty_and_the_arithmetic() -> None:
    (told,) = how("widen").told
    (room,) = told.tree.parts
    assert [step.certainty for step in room.parts] == [Decimal("0.9"), Decimal("0.24")]
    assert room.certainty == Decimal("0.924")
    assert room.arithmetic == "0.90 + 0.24 − 0.90 × 0.24 = 0.92"


def test_what_is_used_twice_is_explained_once() -> None:
    explanation = how(
        "widen",
        text="""
        answers: {peak: lost, staff: 2, guests: 6}
        """,
    )
    (told,) = explanation.told
    keys = []
    stack = [told.tree]
    while stack:
        step = stack.pop()
        if step.parts:
            keys.append(step.key)
        stack.extend(step.parts)
    assert len(keys) == len(set(keys))


def test_advice_that_gave_way_says_to_what() -> None:
    (told,) = how("rest").told
    assert told.standing == "gave_way"
    assert told.summary == (
        "Its condition holds, but it gave way to other advice: Do run. "
        "Only one of the two can be done, and the other brings more."
    )


def test_a_row_can_be_named_and_must_be_there() -> None:
    assert [told.row for told in how("mend:Lamp").told] == ["Lamp"]
    with pytest.raises(UnknownName) as caught:
        how("mend:Lmap")
    assert str(caught.value) == "'things' has no row of that name; did you mean 'Lamp'?"
    with pytest.raises(UnknownName) as caught:
        how("widen:Lamp")
    assert str(caught.value) == (
        "the advice 'widen' is about the company, not about rows; leave the row out"
    )


def test_a_misspelt_advice_gets_a_suggestion() -> None:
    with pytest.raises(UnknownName) as caught:
        how("widn")
    assert str(caught.value) == "there is no advice 'widn'; did you mean 'widen'?"


def test_advice_that_does_not_hold_is_for_the_other_question() -> None:
    with pytest.raises(OtherCommand) as caught:
        how("keep")
    assert str(caught.value) == (
        "the advice 'keep' does not hold for this company; "
        "'advisor explain PROFILE --why-not keep' says what it lacks"
    )


def test_what_a_company_typed_can_neither_hide_nor_become_markdown() -> None:
    text = """
        things: [{name: "A *b*\\u202e <i>", good: no}]
        """
    assert "\u202e" not in tree(how("mend", text=text))
    document = to_markdown(how("mend", text=text))
    assert document.startswith("# Do mend for A \\*b\\* \\<i>\n")
