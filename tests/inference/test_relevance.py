"""Questions that other answers make pointless do not apply; all others stay as they are."""

from __future__ import annotations

import pytest

from advisor.inference.facts import make_case
from advisor.model.case import Reading, State
from tests.inference.small import cell, profile, small, traced

BASE = small(
    """
    questions:
      - {id: queue, kind: choice, options: [served, waits, lost]}
      - {id: hours, kind: number, unit: points, ask_when: {queue: {one_of: [waits, lost]}}}
      - {id: phone, kind: yes_no, ask_when: {known: hours}}
      - {id: shop, kind: yes_no, ask_when: {not: {queue: lost}}}
      - {id: deeper, kind: yes_no, ask_when: {shop: yes}}
    findings: [{id: quick, domain: [yes, no]}]
    rules:
      - {id: nobody_waits, when: {not: {phone: yes}}, conclude: {quick: yes}}
      - {id: nobody_calls, when: {does_not_apply: hours}, conclude: {quick: yes}}
    """
)
NOT_ASKED, DOES_NOT_APPLY = State.NOT_ASKED, State.DOES_NOT_APPLY


def states(text: str) -> dict[str, State]:
    readings = make_case(BASE, profile(BASE, text)).readings
    return {name: readings[cell(name)].state for name in BASE.questions}


@pytest.mark.parametrize(
    ("answers", "hours", "phone", "shop", "deeper"),
    [
        ("{}", NOT_ASKED, DOES_NOT_APPLY, NOT_ASKED, NOT_ASKED),
        ("{queue: dont_know}", NOT_ASKED, DOES_NOT_APPLY, NOT_ASKED, NOT_ASKED),
        ("{queue: lost}", NOT_ASKED, DOES_NOT_APPLY, DOES_NOT_APPLY, DOES_NOT_APPLY),
        ("{queue: served}", DOES_NOT_APPLY, DOES_NOT_APPLY, NOT_ASKED, NOT_ASKED),
        ("{queue: served, hours: 3}", State.KNOWN, NOT_ASKED, NOT_ASKED, NOT_ASKED),
        ("{queue: served, hours: dont_know}", DOES_NOT_APPLY, DOES_NOT_APPLY, NOT_ASKED, NOT_ASKED),
        ("{queue: waits, shop: no}", NOT_ASKED, DOES_NOT_APPLY, State.KNOWN, DOES_NOT_APPLY),
    ],
)
def test_a_question_does_not_apply_when_it_makes_no_sense_and_nobody_answered_it(
    answers: str, hours: State, phone: State, shop: State, deeper: State
) -> None:
    found = states(f"answers: {answers}")
    assert (found["hours"], found["phone"], found["shop"], found["deeper"]) == (
        hours,
        phone,
        shop,
        deeper,
    )


def test_rules_see_that_a_question_does_not_apply() -> None:
    trace = traced(BASE, "answers: {queue: served}")
    assert [firing.production for firing in trace.firings] == ["nobody_calls"]
    assert trace.open_rules == ()
    assert trace.readings[cell("hours")] == Reading(DOES_NOT_APPLY)


def test_while_it_may_be_asked_the_rules_stay_open() -> None:
    trace = traced(BASE, "answers: {queue: lost, hours: 2}")
    assert [record.production for record in trace.open_rules] == ["nobody_waits"]
