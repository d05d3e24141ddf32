"""Findings as the reader sees them: value, standing, reasons, grounds, what is missing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from advisor.advice.findings import standing
from advisor.model.findings import FindingView
from advisor.model.grounds import Ground
from tests.inference.small import assessed, cell, small, traced

BASE = small(
    """
    parameters: [{id: score.full, value: 2}, {id: score.half, value: 1}, {id: score.none, value: 0}]
    sources:
      - {id: S9, title: Another article, grade: article}
    questions:
      - {id: open, label: Opening, kind: yes_no}
      - {id: full, label: Crowd, kind: yes_no}
    tables: [{id: things, label: Things, columns: [{id: good, label: Is it good, kind: yes_no}]}]
    findings:
      - {id: room, label: Enough room, check: yes, topic: topic,
         domain: {holds: There is room, fails: There is none}}
      - {id: state, label: The state, domain: [good, so_so, bad], topic: topic,
         points: {good: score.full, so_so: score.half, bad: score.none}}
      - {id: plain, label: Plain, domain: {quiet: It is quiet, loud: It is loud},
         default: {value: quiet, because: "{open|Nobody} said it was loud."}}
      - {id: traits, label: Traits, several: yes, domain: {quick: Quick, dear: Dear}}
      - {id: fit, label: Fit, of: things, domain: {fine: It fits, poor: It does not}}
    rules:
      - {id: r1, when: {open: yes}, conclude: {room: holds, state: so_so, traits: [quick, dear]},
         because: "Open: {open}.", source: [S1, P1]}
      - {id: r2, when: {full: yes}, conclude: {room: holds}, because: "Open: {open}.", source: S9}
      - {id: r3, when: {full: no}, conclude: {state: bad}}
      - {id: r4, for_each: things, where: {good: yes}, when: {room: holds}, conclude: {fit: fine},
         because: "{row} is good."}
      - {id: r5, when: {full: no, open: no}, conclude: {plain: loud}}
    """
)


def views(text: str) -> dict[tuple[str, str], FindingView]:
    return {(view.id, view.row): view for view in assessed(BASE, text).findings}


def ground(name: str, label: str, text: str, row: str = "", *, unsure: bool = False) -> Ground:
    return Ground(name, row, "answer", label, text, "known", unsure)


def test_a_concluded_finding_has_its_reasons_grounds_and_sources() -> None:
    found = views("answers: {open: {value: yes, unsure: yes}, full: yes}")
    assert found["room", ""] == FindingView(
        id="room",
        row="",
        label="Enough room",
        topic="topic",
        check=True,
        state="known",
        value="holds",
        text="There is room",
        standing="well",
        certainty=Decimal("0.945"),
        certainty_word="well supported",
        decision="concluded",
        reasons=("Open: Yes.",),
        rests_on=(ground("full", "Crowd", "Yes"), ground("open", "Opening", "Yes", unsure=True)),
        missing=(),
        sources=("P1", "S1", "S9"),
    )


def test_an_open_finding_says_what_is_missing() -> None:
    found = views("answers: {open: no}")
    assert found["room", ""] == FindingView(
        id="room",
        row="",
        label="Enough room",
        topic="topic",
        check=True,
        state="open",
        value="",
        text="not known",
        standing="unknown",
        certainty=Decimal(0),
        certainty_word="",
        decision="open",
        reasons=(),
        rests_on=(),
        missing=("Crowd",),
        sources=("S1",),
    )


def test_a_default_gives_its_own_reason() -> None:
    found = views("answers: {open: yes, full: yes}")["plain", ""]
    assert found == FindingView(
        id="plain",
        row="",
        label="Plain",
        topic="",
        check=False,
        state="known",
        value="quiet",
        text="It is quiet",
        standing="",
        certainty=Decimal("0.5"),
        certainty_word="supported",
        decision="default",
        reasons=("Yes said it was loud.",),
        rests_on=(),
        missing=(),
        sources=("S1",),
    )
    assert views("answers: {full: yes}")["plain", ""].reasons == ("Nobody said it was loud.",)


def test_a_finding_of_several_values_shows_them_in_the_order_of_its_domain() -> None:
    found = views("answers: {open: yes}")["traits", ""]
    assert (found.value, found.text, found.standing) == ("dear,quick", "Quick; Dear", "")
    none = views("answers: {open: no}")["traits", ""]
    assert (none.value, none.text, none.decision) == ("", "none", "silent")
    unknown = views("")["traits", ""]
    assert (unknown.state, unknown.text, unknown.missing) == ("open", "not known", ("Opening",))


def test_a_finding_of_a_row_rests_on_that_row_and_on_what_came_before() -> None:
    found = views("answers: {open: yes}\nthings: [{name: A, good: yes}, {name: B}]")
    view = found["fit", "A"]
    assert view.reasons == ("A is good.",)
    assert view.rests_on == (
        ground("open", "Opening", "Yes"),
        ground("things.good", "A: Is it good", "Yes", "A"),
    )
    assert found["fit", "B"].missing == ("B: Is it good",)


def test_the_row_that_stands_for_a_table_nobody_filled_in_is_not_shown() -> None:
    assert [key for key in views("") if key[0] == "fit"] == []


@pytest.mark.parametrize(
    ("answers", "room", "state"),
    [
        ("open: yes, full: yes", "well", "between"),
        ("open: no, full: no", "unknown", "badly"),
        ("open: yes, full: no", "well", "badly"),
    ],
)
def test_a_standing_is_that_of_the_check_or_of_the_points(
    answers: str, room: str, state: str
) -> None:
    base = small(STANDINGS)
    found = {view.id: view.standing for view in assessed(base, f"answers: {{{answers}}}").findings}
    assert found == {"room": room, "state": state, "failing": "badly", "best": "well", "plain": ""}


STANDINGS = """
    parameters: [{id: score.full, value: 2}, {id: score.half, value: 1}, {id: score.none, value: 0}]
    questions: [{id: open, kind: yes_no}, {id: full, kind: yes_no}]
    findings:
      - {id: room, check: yes, domain: [holds, fails]}
      - {id: failing, check: yes, domain: [holds, fails]}
      - {id: state, domain: [good, so_so, bad], topic: topic,
         points: {good: score.full, so_so: score.half, bad: score.none}}
      - {id: best, domain: [good, bad], topic: topic, points: {good: score.half, bad: score.none}}
      - {id: plain, domain: [good, bad]}
    rules:
      - {id: r1, when: {open: yes}, conclude: {room: holds}}
      - {id: r2, when: {open: yes, full: yes}, conclude: {state: so_so}}
      - {id: r3, when: {full: no}, conclude: {state: bad}}
      - {id: r4, conclude: {failing: fails, best: good, plain: good}}
    """


def test_several_values_at_once_do_not_count() -> None:
    traits = replace(BASE.findings["traits"], points={"quick": "score.full", "dear": "score.none"})
    settlement = next(s for s in traced(BASE).settlements if s.cell == cell("traits"))
    assert standing(traits, settlement, BASE) == "unknown"
    settlement = next(
        s for s in traced(BASE, "answers: {open: yes}").settlements if s.cell == cell("traits")
    )
    assert standing(traits, settlement, BASE) == ""


def test_findings_come_in_order_of_name_and_row() -> None:
    found = views("answers: {open: yes}\nthings: [{name: B}, {name: A}]")
    assert list(found) == [
        ("fit", "A"),
        ("fit", "B"),
        ("plain", ""),
        ("room", ""),
        ("state", ""),
        ("traits", ""),
    ]
