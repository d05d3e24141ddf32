"""What a comparison says of single differences, so that it reads well after a year."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import asdict

from advisor.explain.compare.compare import compare
from advisor.explain.compare.corners import Asked, Inputs
from advisor.explain.compare.parts import part_text
from advisor.explain.compare.words import part_said
from advisor.explain.compare.written import as_text
from advisor.knowledge.opening import open_knowledge
from advisor.model.comparison import Part
from advisor.model.knowledge import Knowledge
from tests.inference.small import profile, small

BASE = """
    parameters:
      - {id: load.high, value: 85, unit: percent}
      - {id: evidence.page, value: 0.7, unit: certainty}
    questions:
      - {id: trust, label: "Can I trust them?", kind: yes_no}
      - {id: load, label: Load, kind: percent}
    tables:
      - {id: things, label: Things, columns: [{id: mark, label: Mark, kind: rating}]}
    measures:
      - {id: marks, label: Marks, mean: {of: things.mark}}
    findings:
      - {id: trusted, label: Trusted, domain: {holds: They do, fails: They do not}}
      - {id: room, label: Room, domain: {holds: Enough, fails: Too little}}
    rules:
      - {id: yes_they_do, when: {trust: yes}, conclude: {trusted: holds}}
      - {id: no_they_do_not, when: {trust: no}, conclude: {trusted: fails}}
      - {id: loaded, when: {load: {more_than: load.high}}, conclude: {room: fails}}
      - {id: roomy, when: {load: {at_most: load.high}}, conclude: {room: holds}}
    advice:
      - {id: earn, when: {trusted: fails}, do: Earn trust.}
      - {id: keep, when: {trusted: holds}, do: Keep trust.}
"""


def told(old: str, new: str, before: Knowledge, after: Knowledge) -> list[str]:
    """Return the text behind the title, line by line."""
    profiles = [profile(base, text) for text in (old, new) for base in (before, after)]
    first, second, third, fourth = map(Asked, profiles)
    found = compare(Inputs(before, after, first, third, second, fourth))
    return as_text(found).splitlines()[3:]


def told_of_answers(old: str, new: str) -> list[str]:
    base = small(BASE)
    return told(old, new, base, base)


def test_a_label_that_asks_is_followed_by_its_answer_and_told_in_full_only_once() -> None:
    assert told_of_answers("answers: {trust: no}", "answers: {trust: yes}") == [
        "1 answer differs; the answers brought every change about.",
        "",
        "New advice",
        "- Keep trust. · place 1 · among the first",
        "    Can I trust them? No → Yes",
        "",
        "Advice that no longer holds",
        "- Earn trust. · place 1 · was among the first",
        "    as above: Can I trust them?",
        "",
        "Findings",
        "- Trusted: They do not → They do",
        "    as above: Can I trust them?",
    ]


def test_of_a_table_only_rows_that_came_or_went_are_named() -> None:
    old = "things: [{name: Door, mark: 3}, {name: Bell, mark: 5}]"
    new = "things: [{name: Bell, mark: 5}, {name: Sign, mark: 2}, {name: Till, mark: 2}]"
    assert told_of_answers(old, new) == [
        "1 answer differs; the answers brought every change about.",
        "",
        "Numbers worked out",
        "- Marks: 4 → 3",
        "    Things: 2 rows filled in → 3 rows filled in (new: Sign, Till; gone: Door)",
    ]


def test_another_value_of_a_parameter_is_no_change_of_the_rules_that_name_it() -> None:
    before, after = small(BASE), small(BASE.replace("value: 85", "value: 95"))
    answers = "answers: {load: 90}"
    assert told(answers, answers, before, after) == [
        "0 answers differ; 1 entry of the rules differs; the knowledge brought every change about.",
        "",
        "Findings",
        "- Room: Too little → Enough",
        "    parameter load.high: value: 85 → 95",
    ]


def test_a_number_that_only_went_into_a_figure_has_changed_something() -> None:
    old = "things: [{name: Door, mark: 3}]"
    assert told_of_answers(old, old.replace("3", "4")) == [
        "1 answer differs; the answers brought every change about.",
        "",
        "Numbers worked out",
        "- Marks: 3 → 4",
        "    Door: Mark: 3 → 4",
    ]


SAME = "Ask ten customers what they would miss if you were gone, and write down their words. " * 2


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Part("why", "Old.", "New."), "why: Old. → New."),
        (Part("options.long", "", "Long"), "option long: – → Long"),
        (Part("kind", "choice", "number"), "kind: choice → number"),
        (
            Part("why", f"{SAME}Old.", f"{SAME}New."),
            "why: …write down their words. Old. → …write down their words. New.",
        ),
        (
            Part("why", f"Old. {SAME}", "New."),
            f"why: {f'Old. {SAME}'[:159]}… → New.",
        ),
    ],
)
def test_a_part_shows_where_it_differs(part: Part, said: str) -> None:
    assert part_said(part) == said


def test_every_part_of_the_shipped_base_has_words() -> None:
    base = open_knowledge(None, "en")
    for things in (base.questions, base.tables, base.measures, base.findings, base.rules):
        for thing in (*things.values(), *base.advice.values()):
            for name, part in asdict(thing).items():
                assert not re.search(r"[a-z]\(\w+=|\[\"|object at", part_text(part)), (name, part)
