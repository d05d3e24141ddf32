"""Goals as the owner reads them: the smallest change, the proof that there is none, the budget."""

from __future__ import annotations

import pytest

from advisor.explain.what_if.goal import seek
from advisor.explain.what_if.goal_named import named_goal
from advisor.explain.what_if.standing_alone import standing_alone
from advisor.inference.engine import InferenceEngine
from advisor.model.condition import Attribute
from advisor.profile.typed_words import NotUnderstood
from tests.explain.changing import BASE, DAY, company, shown, sought
from tests.inference.small import profile, small

CROWDED = """
answers: {peak: lost, load: 90, town: small, sign: no, title: no, staff: 8, guests: 5,
  extras: [wash]}
things: [{name: Door, mark: 3, kind: old}, {name: Bell, mark: 4.5, kind: new}]
"""


def paragraphs(goal: str, budget: int = 2000) -> list[str]:
    """Return what is said of a goal, without the heading."""
    text = shown(sought(company(CROWDED), goal, budget))
    return text.removeprefix("What it would take: Glans\n\n").removesuffix("\n").split("\n\n")


def test_a_change_may_need_several_answers_and_tells_what_comes_with_it() -> None:
    assert paragraphs("drop:widen") == [
        "You want to be rid of this advice: “Make room.”",
        "This is the smallest change that does it (cost 7):",
        "- Load: 90% → 85%\n- Busiest hour: Lost → Served",
        "- 1 piece of advice would come with it:\n    Advertise.",
        "Nothing cheaper does it: everything else is excluded, or was tried (11 runs of the "
        "engine).",
    ]


def test_changes_of_the_same_cost_are_all_told() -> None:
    assert paragraphs("reach:fame=They know you") == [
        "You want to reach this: “Fame: They know you”",
        "Each of these does it, at the least cost (1):",
        "Way 1",
        "- Sign: No → Yes",
        "No other advice comes or goes with it.",
        "Way 2",
        "- Title: No → Yes",
        "No other advice comes or goes with it.",
        "Nothing cheaper does it: everything else is excluded, or was tried (8 runs of the "
        "engine).",
    ]


def test_what_nobody_controls_is_proved_to_stay_and_said_why() -> None:
    assert paragraphs("drop:move") == [
        "You want to be rid of this advice: “Move.”",
        "It depends on nothing that you control, so nothing you do changes it.",
        "It rests on what you cannot change:",
        "- Town: Small",
    ]


def test_what_is_so_already_needs_no_change() -> None:
    assert paragraphs("reach:fame=no") == ["This is so already: “Fame: Nobody does”"]
    assert paragraphs("drop:advertise") == [
        "This is not advised now, so nothing has to change: “Advertise.”"
    ]


def test_a_search_that_stops_says_how_far_it_came() -> None:
    assert paragraphs("reach:room=holds", budget=3) == [
        "You want to reach this: “Room: Enough”",
        "Nothing was found. The search stopped at its budget: it has searched all changes of cost "
        "up to 2 (3\nruns of the engine); --budget gives it more.",
    ]
    assert paragraphs("reach:room=holds", budget=1) == [
        "You want to reach this: “Room: Enough”",
        "Nothing was found. The search stopped at its budget (1 run of the engine).",
    ]


def test_a_number_goes_no_further_than_it_must() -> None:
    [way, other] = sought(company(CROWDED), "drop:hire").effects
    assert [(c.id, c.before, c.after) for c in (*way.changes, *other.changes)] == [
        ("guests", "5", "1"),
        ("staff", "8", "4"),
    ]


def test_of_several_options_only_those_change_that_rules_ask_for() -> None:
    [way] = sought(company(CROWDED), "drop:offer_more").effects
    assert [(c.before, c.after) for c in way.changes] == [("Wash", "Wash; Wax")]


def test_a_row_is_named_behind_the_advice() -> None:
    goal = sought(company(CROWDED), "drop:improve:door")
    assert (goal.row, goal.words) == ("Door", "Improve Door.")
    [way] = goal.effects
    assert [(c.id, c.row, c.after) for c in way.changes] == [("things.mark", "Door", "4")]


NOTES = """
    questions:
      - {id: notes, label: Notes, kind: choices, controllable: yes,
         options: {customers: On customers, rivals: On rivals, nothing: Nothing}}
      - {id: extras, label: Extras, kind: choices, controllable: yes,
         options: {wash: Wash, wax: Wax, mend: Mend}}
    findings:
      - {id: noted, label: Noted, domain: {all: All, some: Some, none: Nothing}}
      - {id: wanted, label: Wanted, several: yes, domain: {wash: Wash, wax: Wax, mend: Mend}}
    rules:
      - {id: all_noted, when: {all: [{notes: {includes: customers}}, {notes: {includes: rivals}}]},
         conclude: {noted: all}}
      - {id: some_noted,
         when: {any: [{notes: {includes: customers}}, {notes: {includes: rivals}}]},
         unless: {all: [{notes: {includes: customers}}, {notes: {includes: rivals}}]},
         conclude: {noted: some}}
      - {id: none_noted, when: {notes: {includes: nothing}}, conclude: {noted: none}}
      - {id: wash, when: {extras: {includes: wash}}, conclude: {wanted: wash}}
      - {id: wax, when: {extras: {includes: wax}}, conclude: {wanted: wax}}
      - {id: mend, when: {extras: {includes: mend}}, conclude: {wanted: mend}}
    advice:
      - {id: note, when: {not: {notes: {includes: customers}}}, do: Write it down.}
"""


def changes_of(goal: str, answers: str) -> list[list[tuple[str, str]]]:
    """Return what changes from what to what, on each way to a goal."""
    knowledge = small(NOTES)
    before = profile(knowledge, answers)
    found = seek(InferenceEngine(knowledge), before, named_goal(goal, before, knowledge), 100, DAY)
    return [[(change.before, change.after) for change in way.changes] for way in found.effects]


def test_an_option_that_stands_alone_is_found_by_what_rules_draw_from_it() -> None:
    alone = standing_alone(small(NOTES))
    assert alone == {
        Attribute("", "notes"): frozenset({"nothing"}),
        Attribute("", "extras"): frozenset(),
    }


def test_an_option_that_stands_alone_is_never_proposed_beside_others() -> None:
    nothing, both = "answers: {notes: [nothing]}", "answers: {notes: [customers, rivals]}"
    assert changes_of("drop:note", nothing) == [[("Nothing", "On customers")]]
    assert changes_of("reach:noted=some", nothing) == [
        [("Nothing", "On customers")],
        [("Nothing", "On rivals")],
    ]
    assert changes_of("reach:noted=none", both) == [[("On customers; On rivals", "Nothing")]]


def test_of_very_many_changes_of_one_cost_some_are_told_and_that_there_are_more() -> None:
    names = [f"q{number:02}" for number in range(30)]
    questions = "".join(
        f"\n      - {{id: {name}, label: {name}, kind: yes_no, controllable: yes}}"
        for name in names
    )
    asked = ", ".join(f"{{{name}: yes}}" for name in names)
    knowledge = small(
        f"""
    questions:{questions}
    findings:
      - {{id: good, label: Good, domain: {{yes: Good}}}}
    rules:
      - {{id: either, when: {{any: [{asked}]}}, conclude: {{good: yes}}}}
    """
    )
    before = profile(knowledge, f"answers: {{{', '.join(f'{name}: no' for name in names)}}}")
    named = named_goal("reach:good=yes", before, knowledge)
    goal = seek(InferenceEngine(knowledge), before, named, 2000, DAY)
    assert (goal.verdict, len(goal.effects), goal.more, goal.exact) == ("found", 5, True, True)
    assert shown(goal).split("\n\n")[-2:] == [
        "There are more changes of this cost.",
        "Nothing cheaper does it: everything else is excluded, or was tried "
        f"({goal.runs} runs of the engine). Not all\nchanges of this cost were looked for.\n",
    ]
    assert goal.runs < 100


DOUBTFUL = """
    parameters:
      - {id: total.enough, value: 10, unit: points}
      - {id: gap.none, value: 0, unit: points}
    questions:
      - {id: a, label: A, kind: number, unit: points, controllable: yes, change_cost: 1}
      - {id: b, label: B, kind: number, unit: points}
      - {id: c, label: C, kind: yes_no, controllable: yes, change_cost: 3}
      - {id: d, label: D, kind: yes_no, controllable: yes, change_cost: 3}
    measures:
      - {id: total, label: Total, sum: [a, b]}
      - {id: gap, label: Gap, difference: [a, b]}
    findings:
      - {id: good, label: Good, domain: {yes: Good}}
      - {id: fine, label: Fine, domain: {yes: Fine}}
    rules:
      - {id: both, when: {total: {at_least: total.enough}, gap: {at_most: gap.none}},
         conclude: {good: yes, fine: yes}}
      - {id: otherwise, when: {c: yes}, conclude: {good: yes, fine: yes}}
      - {id: or_so, when: {d: yes}, conclude: {fine: yes}}
"""


@pytest.mark.parametrize(
    ("goal", "claim"),
    [
        ("reach:good=yes", "This does it (cost 3):"),
        ("reach:fine=yes", "Each of these does it (cost 3):"),
    ],
)
def test_nothing_is_called_smallest_where_not_all_numbers_were_tried(goal: str, claim: str) -> None:
    knowledge = small(DOUBTFUL)
    before = profile(knowledge, "answers: {a: 1, b: 4, c: no, d: no}")
    named = named_goal(goal, before, knowledge)
    said = shown(seek(InferenceEngine(knowledge), before, named, 200, DAY))
    assert f"\n\n{claim}\n\n" in said
    assert "Nothing cheaper was found; but numbers that go into others were tried" in said


def test_a_search_broken_off_among_equals_claims_no_more_than_the_least_cost() -> None:
    goal = sought(company(CROWDED), "reach:fame=yes", budget=6)
    assert shown(goal).split("\n\n")[2:] == [
        "This does it, at the least cost (1):",
        "- Sign: No → Yes",
        "No other advice comes or goes with it.",
        "Nothing cheaper does it: everything else is excluded, or was tried (6 runs of the "
        "engine). The\nsearch stopped at its budget; --budget gives it more.\n",
    ]


def test_texts_may_tell_of_answers_that_have_no_say_in_the_goal() -> None:
    knowledge = small("""
    questions:
      - {id: sign, label: Sign, kind: yes_no, controllable: yes}
      - {id: town, label: Town, kind: text}
    advice:
      - {id: paint, when: {sign: no}, do: "Paint a sign in {town}.", why: "There is {town}."}
      - {id: stay, when: {known: sign}, do: "Stay in {town}.",
         overrides: [paint]}
    """)
    before = profile(knowledge, "answers: {sign: no, town: Bergen}")
    named = named_goal("drop:stay", before, knowledge)
    goal = seek(InferenceEngine(knowledge), before, named, 100, DAY)
    assert (goal.words, goal.verdict) == ("Stay in Bergen.", "impossible")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("widen", "'widen': expected drop:ADVICE or reach:FINDING=VALUE"),
        ("drop:widn", "no advice 'widn'; did you mean 'widen'?"),
        ("drop:widen:Door", "'Door': this is not about rows"),
        ("drop:improve:Dor", "no row 'Dor' in things; did you mean 'Door'?"),
        ("reach:room", "'reach:room': expected a finding and its value, as reach:FINDING=VALUE"),
        ("reach:rom=holds", "no finding 'rom'; did you mean 'room'?"),
        ("reach:room=good", "room cannot be 'good'; expected one of: fails, holds"),
    ],
)
def test_a_goal_that_is_not_understood_is_refused(text: str, message: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        named_goal(text, company(CROWDED), BASE)
    assert refused.value.message == message
