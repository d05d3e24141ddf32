"""From a conclusion back to what the company said, and every firing with its arithmetic."""

from __future__ import annotations

from decimal import Decimal

from advisor.advice.grounds import Grounds
from advisor.advice.wording import Wording
from advisor.model.advice import AdviceView
from advisor.model.grounds import Derivation, Ground
from tests.inference.small import HOW, assessed, cell, small, traced

BASE = small(
    """
    parameters: [{id: pace.slow, value: 2}, {id: load.high, value: 85, unit: percent}]
    questions:
      - {id: peak, label: The busiest hour, kind: choice, options: {served: All served, lost: Lost}}
      - {id: load, label: Load, kind: percent}
      - {id: speed, label: Speed, kind: number, unit: points}
      - {id: remarks, label: Remarks, kind: text}
    tables:
      - id: things
        label: Things
        columns: [{id: good, label: Is it good, kind: yes_no}]
    measures: [{id: pace, label: Pace, sum: [speed, speed]}]
    findings:
      - {id: room, label: Enough room, domain: {holds: There is room, fails: There is none}}
      - {id: quick, label: Quick, domain: {yes: Quick enough, no: Too slow}}
      - {id: fit, label: Fit, of: things, domain: {fine: It fits, poor: It does not}}
      - {id: calm, label: Calm, domain: {yes: It is calm, no: It is not},
         default: {value: yes, because: "Nobody at {company} complained."}}
    rules:
      - {id: lost, when: {peak: lost}, conclude: {room: fails}, because: "People leave: {peak}."}
      - {id: strained, when: {load: {more_than: load.high}}, conclude: {room: fails},
         because: "At {load} it is full.", source: P1}
      - {id: slow, when: {room: fails, pace: {at_most: pace.slow}}, conclude: {quick: no}}
      - {id: poor, for_each: things, where: {good: no}, conclude: {fit: poor},
         because: "{row} is not good."}
    advice:
      - {id: build, when: {quick: no, known: remarks}, do: "Build, {company}.",
         why: "At peak: {peak}.", not_when: "You move.", horizon: year, effort: 4}
      - {id: mend, for_each: things, where: {fit: poor}, do: "Mend {row}."}
      - {id: check, when: {any_row: {of: things, where: {fit: poor}}}, unless: {room: holds}}
      - {id: enjoy, when: {calm: yes}}
    """
)
SAID = "answers: {peak: {value: lost, unsure: yes}, load: 90, speed: 1, remarks: Hm}"


def ground(name: str, label: str, text: str, row: str = "") -> Ground:
    return Ground(name, row, "answer", label, text, "known", unsure=False)


PEAK = Ground("peak", "", "answer", "The busiest hour", "Lost", "known", unsure=True)
LOAD = ground("load", "Load", "90%")
PACE = Ground("pace", "", "measure", "Pace", "2", "known", unsure=False)
REMARKS = ground("remarks", "Remarks", "Hm")


def advice(text: str) -> dict[str, AdviceView]:
    return {view.key: view for view in assessed(BASE, text).advice}


def test_advice_rests_on_the_answers_and_measures_at_the_bottom() -> None:
    # No room: 0.54 by one rule and 0.75 by the other, which is 0.885; then two steps of 0.9.
    certainty = Decimal("0.71685")
    assert advice(SAID)["build"] == AdviceView(
        key="build",
        id="build",
        row="",
        topic="topic",
        do="Build, Glans.",
        why="At peak: Lost.",
        how=tuple(HOW),
        measure="Count it",
        impact=3,
        effort=4,
        horizon="year",
        not_when="You move.",
        certainty=certainty,
        certainty_word="supported",
        certainty_arithmetic="0.80 × 0.90 = 0.72",
        priority=certainty * 9 - 4,
        priority_arithmetic="3 × 3 × 0.72 − 4 = 2.45",
        rank=2,
        lead=True,
        prospect="certain",
        awaits=(),
        after=(),
        reasons=("Because of slow.",),
        rests_on=(LOAD, PACE, PEAK, REMARKS),
        grade="article",
        sources=("S1",),
    )


def test_advice_about_a_row_rests_on_that_row() -> None:
    found = advice("things: [{name: A, good: no}, {name: B, good: no}]")
    assert found["mend: B"].do == "Mend B."
    assert found["mend: B"].reasons == ("B is not good.",)
    assert found["mend: B"].rests_on == (ground("things.good", "B: Is it good", "No", "B"),)


def test_advice_on_the_whole_table_rests_on_the_rows_that_decide() -> None:
    found = advice("answers: {peak: lost}\nthings: [{name: A, good: yes}, {name: B, good: no}]")
    assert found["check"].rests_on == (
        ground("peak", "The busiest hour", "Lost"),
        ground("things.good", "B: Is it good", "No", "B"),
    )
    assert found["check"].reasons == ("People leave: Lost.", "B is not good.")


def test_advice_that_rests_on_a_default_gives_its_reason() -> None:
    found = advice("answers: {peak: served}")["enjoy"]
    assert found.reasons == ("Nobody at Glans complained.",)
    assert found.rests_on == ()


def test_every_firing_is_shown_with_its_grounds_and_its_arithmetic() -> None:
    derivations = assessed(BASE, f"{SAID}\nthings: [{{name: A, good: no}}]").derivations
    assert [(d.number, d.rule, d.row, d.kind) for d in derivations] == [
        (1, "lost", "", "rule"),
        (2, "poor", "A", "rule"),
        (3, "strained", "", "rule"),
        (4, "check", "", "advice"),
        (5, "enjoy", "", "advice"),
        (6, "mend", "A", "advice"),
        (7, "slow", "", "rule"),
        (8, "build", "", "advice"),
    ]
    assert derivations[0] == Derivation(
        number=1,
        rule="lost",
        row="",
        kind="rule",
        because="People leave: Lost.",
        concluded=("Enough room: There is none",),
        stands_in=("room",),
        grounds=(PEAK,),
        certainty=Decimal("0.54"),
        arithmetic="0.60 × 0.90 = 0.54",
        grade="article",
        sources=("S1",),
    )
    assert derivations[2].sources == ("P1",)
    assert (derivations[2].grade, derivations[2].arithmetic) == ("public", "1.00 × 0.75 = 0.75")
    assert derivations[1].concluded == ("A: Fit: It does not",)
    assert derivations[7].concluded == ("Build, Glans.",)
    assert derivations[7].because == "At peak: Lost."
    quick = Ground("quick", "", "finding", "Quick", "Too slow", "known", unsure=False)
    assert derivations[7].grounds == (quick, REMARKS)


def test_advice_that_gave_way_is_not_shown_among_the_firings() -> None:
    base = small("advice: [{id: a}, {id: b, overrides: [a]}]")
    assert [d.rule for d in assessed(base).derivations] == ["b"]


def test_where_a_value_comes_from_is_told() -> None:
    grounds = Grounds(Wording(BASE, traced(BASE, SAID), "Glans", "en"))
    origins = {
        name: grounds.origin(cell(name))
        for name in ("peak", "pace", "room", "things", "things.fit")
    }
    assert origins == {
        "peak": "answer",
        "pace": "measure",
        "room": "finding",
        "things": "table",
        "things.fit": "finding",
    }


def test_what_was_not_answered_is_a_ground_too() -> None:
    base = small(
        """
        questions: [{id: open, label: Opening, kind: yes_no}]
        advice: [{id: ask, when: {unknown: open}}]
        """
    )
    (item,) = assessed(base).advice
    assert item.rests_on == (
        Ground("open", "", "answer", "Opening", "not answered", "not_asked", unsure=False),
    )


def test_each_reason_is_given_once() -> None:
    base = small(
        """
        questions: [{id: open, kind: yes_no}]
        findings: [{id: a, domain: [yes, no]}, {id: b, domain: [yes, no]}]
        rules: [{id: r, when: {open: yes}, conclude: {a: yes, b: yes}, because: It is open.}]
        advice: [{id: act, when: {a: yes, b: yes}}]
        """
    )
    (item,) = assessed(base, "answers: {open: yes}").advice
    assert item.reasons == ("It is open.",)


def test_an_empty_table_is_what_a_condition_on_every_row_rests_on() -> None:
    base = small(
        """
        tables: [{id: things, label: Things, columns: [{id: good, kind: yes_no}]}]
        advice: [{id: act, when: {every_row: {of: things, where: {good: yes}}}}]
        """
    )
    (item,) = assessed(base, "things: []").advice
    assert item.rests_on == (
        Ground("things", "", "table", "Things", "0 rows filled in", "known", unsure=False),
    )
