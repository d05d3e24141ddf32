"""Worked cases are read with every mistake reported at once, each at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.cases.read import read_cases
from advisor.model.case import State
from advisor.model.diagnostic import InputError
from advisor.model.worked import Absent, Name, Subject
from tests.cases.washing import WHOLE, cases, knowledge, mistakes


def test_a_case_is_a_profile_with_expectations() -> None:
    queue, other, *_ = cases(WHOLE)
    assert queue.name == "A queue"
    assert queue.profile.company == "the company"
    assert queue.profile.answers["peak"].value == "lost"
    assert queue.profile.answers["load"].state is State.NOT_ASKED
    first, second, *_ = queue.expectations
    assert (first.subject, first.name, first.wanted) == (Subject.FINDING, Name("room"), "fails")
    assert second.wanted == frozenset({"queue"})
    assert str(first.location) == "wash.yaml:6:18"
    of_rows = [e for e in other.expectations if e.subject is Subject.FINDING and e.name.row]
    assert [(e.name.row, e.wanted) for e in of_rows] == [
        ("Hall", "dirty"),
        ("Yard", Absent.NOT_CONCLUDED),
    ]


def test_every_mistake_is_reported_at_once() -> None:
    assert mistakes("""\
        cases:
          - name: One
            anwers: {peak: lost}
            expect: {findings: {room: full, rooom: fails, state: fine}}
          - name: Two
            answers: {peak: loste}
            expect:
              measures: {shar: 4, share: much}
              advice: [make_rom, {make_room: Hall}, {clean_up: Hall}]
              open: [none]
          - name: Three
            expect: {findings: {}}
          - name: Three
            expect: {advice: [make_room], no_advice: [make_room], findings: {worries: [room]}}
          - expect: {findings: {room: [holds]}, rows: {places: {Hall: {room: holds}}}}
    """) == [
        "wash.yaml:3:5: error C004: case 'One': unknown key 'anwers'; did you mean 'answers'?",
        "wash.yaml:4:31: error C031: expect, 'findings', 'room': 'room' cannot be 'full'; "
        "expected one of: fails, holds, not_concluded, undecided",
        "wash.yaml:4:37: error C030: expect, 'findings': no finding 'rooom' of the company; "
        "did you mean 'room'?",
        "wash.yaml:4:51: error C030: expect, 'findings': no finding 'state' of the company; "
        "write it under 'rows', 'places' and the row's name",
        "wash.yaml:6:21: error C006: answers, 'peak': 'loste' is not one of the answers; "
        "did you mean 'lost'?",
        "wash.yaml:8:18: error C030: expect, 'measures': no measure 'shar'; did you mean 'share'?",
        "wash.yaml:8:34: error C007: expect, 'measures', 'share': expected a number, "
        "found 'much'; write digits, with a decimal point if need be",
        "wash.yaml:9:16: error C030: expect, 'advice': no advice 'make_rom'; "
        "did you mean 'make_room'?",
        "wash.yaml:9:26: error C032: expect, 'advice': 'make_room' is not about rows; "
        "write its id alone",
        "wash.yaml:10:14: error C030: expect, 'open': no rule or advice 'none'; "
        "expected one of: clean_up, dirty_place, lost_means_no_room, make_room, "
        "served_means_room",
        "wash.yaml:11:5: error C033: case 'Three': nothing is expected; "
        "name a finding, a measure or advice under 'expect'",
        "wash.yaml:14:80: error C031: expect, 'findings', 'worries': 'worries' cannot be 'room'; "
        "expected one of: dirt, not_concluded, queue, undecided",
        "wash.yaml:15:5: error C010: case: the key 'name' is missing; what happens, in a sentence",
        "wash.yaml:15:31: error C031: expect, 'findings', 'room': 'room' has one value at a time; "
        "write the value alone",
        "wash.yaml:15:64: error C030: rows, 'places', row 'Hall': no finding 'room' "
        "of the rows of places; write it under 'findings'",
    ]


def test_what_cases_say_of_each_other_is_reported_too() -> None:
    assert mistakes("""\
        cases:
          - name: Three
            expect: {advice: [{clean_up: Hall}]}
          - name: Three
            expect: {advice: [make_room], no_advice: [make_room]}
    """) == [
        "wash.yaml:3:24: error C032: no row 'Hall' in the tables of this case; "
        "add the row to its table",
        "wash.yaml:4:5: error C035: the case 'Three' stands twice; the first is at wash.yaml:2:5; "
        "give each case its own sentence",
        "wash.yaml:5:47: error C034: case 'Three': 'make_room' is expected and excluded; "
        "keep one of the two",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "wash.yaml:1:1: error C010: no cases; begin with 'cases:'"),
        ("cases: [", "wash.yaml:2:1: error C002: "),
        ("case: []", "wash.yaml:1:1: error C004: file of cases: unknown key 'case'; "),
    ],
)
def test_a_file_without_cases_is_no_file_of_cases(text: str, said: str) -> None:
    assert mistakes(text)[0].startswith(said)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none", "no such folder of cases; check the path"),
        ("", "the folder has no YAML files; give a folder of cases"),
    ],
)
def test_a_folder_without_cases_is_named(tmp_path: Path, name: str, said: str) -> None:
    folder = tmp_path / name
    with pytest.raises(InputError) as raised:
        read_cases(folder, knowledge())
    assert str(raised.value) == f"{folder}:1:1: error C001: {said}"
