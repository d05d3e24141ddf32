"""Cases that come out as they say pass; others say what came out, and why."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.cases.files import shown
from advisor.cases.judge import computed, settled
from advisor.cases.outcome import Outcome
from advisor.cases.run import run_cases
from advisor.cases.show import as_json, as_text
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.case import Profile
from advisor.model.condition import Attribute
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Knowledge
from advisor.model.worked import Expectation, Name, Subject, WorkedCase
from tests.cases.washing import BASE, WHOLE, results
from tests.cli.running import Ran, advisor
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

HERE = Location("random.yaml")

FAILING = """\
    cases:
      - name: Nobody leaves
        answers: {peak: lost}
        places: [{name: Hall, clean: yes}]
        expect:
          findings: {room: holds}
          rows: {places: {Hall: {state: dirty}}}
          measures: {share: 4}
          advice: [clean_up]
          no_advice: [make_room]
          open: [served_means_room]
          leading: [clean_up]
      - name: Nothing is said
        expect: {findings: {room: undecided}}
"""

SAID = """\
wash.yaml:2:5: failed: Nobody leaves
  line 6, room: expected holds, got fails
    fired  lost_means_no_room (BASE:30), so fails, certainty 0.60: peak: lost
    silent served_means_room (BASE:35): peak: lost
  line 7, state of 'Hall': expected dirty, got not_concluded
    silent dirty_place for 'Hall' (BASE:41): places.clean of 'Hall': yes
  line 8, share: expected 4, got not_known
    from spend: not_asked
    from sales: not_asked
  line 9, clean_up: expected given, got its condition does not hold
    silent clean_up (BASE:59): places.state of 'Hall': open
      silent dirty_place for 'Hall' (BASE:41): places.clean of 'Hall': yes
  line 10, make_room: expected not given, got given
    fired  make_room (BASE:48), certainty 0.36: room: fails, which comes from peak: lost
  line 11, served_means_room: expected open, got its condition does not hold
    silent served_means_room (BASE:35): peak: lost
  line 12, leading: expected clean_up, got make_room
wash.yaml:13:5: failed: Nothing is said
  line 14, room: expected undecided, got not_concluded
    open   lost_means_no_room (BASE:30) (could conclude fails, queue), for want of peak: not_asked
    open   served_means_room (BASE:35) (could conclude holds), for want of load: not_asked, \
peak: not_asked
2 cases, 8 expectations; 2 failed"""


def test_cases_that_come_out_as_they_say_are_counted() -> None:
    assert as_text(results(WHOLE)) == "4 cases, 16 expectations; 0 failed"


def test_a_case_that_fails_says_what_came_out_and_how() -> None:
    said = as_text(results(FAILING))
    assert [line.replace(_base(), "BASE") for line in said.splitlines()] == SAID.splitlines()


def test_a_program_gets_the_same() -> None:
    found = json.loads(as_json(results(FAILING)))
    assert len(found) == 8
    assert {key: found[2][key] for key in found[2] if key != "why"} == {
        "case": "Nobody leaves",
        "file": "wash.yaml",
        "line": 8,
        "column": 18,
        "subject": "measure",
        "about": "share",
        "expected": "4",
        "got": "not_known",
    }
    assert found[2]["why"] == ["from spend: not_asked", "from sales: not_asked"]


def test_the_command_exits_with_one_when_a_case_fails(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("cases:\n  - {name: A, expect: {advice: [make_room]}}\n", encoding="utf-8")
    ran = advisor("test", tmp_path, "--rules", BASE)
    assert (ran.code, ran.stderr) == (1, "")
    assert ran.stdout.startswith(f"{path}:2:5: failed: A\n  line 2, make_room: expected given,")
    assert ran.stdout.endswith("\n1 case, 1 expectation; 1 failed\n")


def test_a_mistake_in_a_case_stops_the_command(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("cases:\n  - {name: A, expect: {}}\n", encoding="utf-8")
    said = (
        f"{path}:2:5: error C033: case 'A': nothing is expected; "
        "name a finding, a measure or advice under 'expect'\n"
    )
    assert advisor("test", tmp_path, "--rules", BASE) == Ran(1, "", said)


def test_the_shipped_cases_come_out_as_they_say_and_reach_everything() -> None:
    ran = advisor("test", "--coverage")
    assert (ran.code, ran.stderr) == (0, ""), ran.stdout


@pytest.mark.parametrize("whole", [True, False])
@one_in(4)
@given(data=st.data())
def test_what_came_out_passes_and_anything_else_fails(data: st.DataObject, *, whole: bool) -> None:
    knowledge = load_base(data.draw(bases()))
    profile = data.draw(profiles(knowledge))
    engine = InferenceEngine(knowledge)
    outcome = Outcome(knowledge, engine.run(make_case(knowledge, profile)))
    expected = _all_of(outcome)
    if whole:
        assert _unmet(engine, profile, expected) == []
        return
    changed = _otherwise(data.draw(st.sampled_from(expected)), knowledge)
    assert _unmet(engine, profile, (changed,)) == [changed]


def _unmet(
    engine: InferenceEngine, profile: Profile, expected: tuple[Expectation, ...]
) -> list[Expectation]:
    case = WorkedCase("A case", HERE, profile, expected)
    (result,) = run_cases(engine, [case])
    return [unmet.judged.expectation for unmet in result.unmet]


def _all_of(outcome: Outcome) -> tuple[Expectation, ...]:
    knowledge = outcome.knowledge
    findings = [
        (Subject.FINDING, Name(cell[0].name, cell[1]), settled(s.reading, s.decision))
        for cell, s in outcome.settlements.items()
    ]
    measures = [
        (Subject.MEASURE, Name(name), computed(outcome.trace.readings[Attribute("", name), ""]))
        for name in knowledge.measures
    ]
    given_ = [(Subject.ADVICE, name, None) for name in sorted(outcome.given)]
    given_ids = {name.id for name in outcome.given}
    others = [(Subject.NO_ADVICE, Name(n), None) for n in knowledge.advice if n not in given_ids]
    waiting = [(Subject.OPEN, name, None) for name in sorted(outcome.open)]
    leading = [(Subject.LEADING, Name(""), outcome.leading)]
    everything = [*findings, *measures, *given_, *others, *waiting, *leading]
    return tuple(Expectation(HERE, *expected) for expected in everything)


def _otherwise(expectation: Expectation, knowledge: Knowledge) -> Expectation:
    """Return an expectation of something that did not come out."""
    subject, wanted = expectation.subject, expectation.wanted
    if subject is Subject.FINDING:
        finding = knowledge.findings[expectation.name.id]
        value = next(v for v in finding.domain if wanted not in (v, frozenset({v})))
        return replace(expectation, wanted=frozenset({value}) if finding.several else value)
    if subject is Subject.MEASURE:
        return replace(expectation, wanted=computed_otherwise(wanted))
    if subject is Subject.LEADING:
        assert isinstance(wanted, tuple)
        return replace(expectation, wanted=(*wanted, Name("nothing")))
    if subject is Subject.OPEN:
        return Expectation(HERE, Subject.LEADING, Name(""), (Name("nothing"),))
    opposite = Subject.NO_ADVICE if subject is Subject.ADVICE else Subject.ADVICE
    return replace(expectation, subject=opposite)


def computed_otherwise(wanted: object) -> Decimal:
    return wanted + 1 if isinstance(wanted, Decimal) else Decimal(1)


def _base() -> str:
    return shown(BASE / "base.yaml")
