"""What is asked next: a pure function, which never asks twice, and comes to an end."""

from __future__ import annotations

import copy
import datetime as dt
from functools import cache
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.inference.engine import InferenceEngine
from advisor.interview.next_question import next_question, subject
from advisor.interview.place import CellAnswer, CompanyName, Place, RowName
from advisor.interview.session import Session
from advisor.interview.taking import take, take_state
from advisor.model.case import Cell, Profile, State
from advisor.model.knowledge import Kind, Knowledge, Question
from advisor.pipeline import advise
from advisor.profile.file import ProfileFile
from advisor.profile.read import parse_profile
from advisor.report.render import render
from tests.interview.whole import bakery
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles

DAY = dt.date(2026, 11, 22)
FILE = Path("nowhere.yaml")
NAMES = ["Smith", "Jones", "Øst & Vest: bakeri"]
ENOUGH = 200


@cache
def engine() -> InferenceEngine:
    """Return an engine for the small base."""
    return InferenceEngine(bakery())


@given(st.data())
@settings(one_in(3))
def test_the_next_question_follows_from_its_input_alone_and_is_open(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    profile = data.draw(profiles(knowledge))
    before = copy.deepcopy(profile)
    found = next_question(knowledge, profile)
    assert next_question(knowledge, profile) == found
    assert profile == before
    if found is not None:
        assert _state(profile, found.cell) is State.NOT_ASKED


def _state(profile: Profile, cell: Cell) -> State:
    attribute, row = cell
    if attribute.table:
        rows = {each.name: each for each in profile.tables[attribute.table].rows}
        answer = rows[row].cells.get(attribute.name)
        return State.NOT_ASKED if answer is None else answer.state
    if attribute.name in profile.tables:
        return profile.tables[attribute.name].state
    return profile.answers[attribute.name].state


@given(st.data())
@settings(one_in(6))
def test_an_interview_about_anything_ends_and_asks_nothing_twice(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    asked = _answer_all(Session(ProfileFile(FILE, knowledge)), data)
    assert len(asked) == len(set(asked))


@given(st.data())
@settings(one_in(3))
def test_an_interview_and_a_profile_with_its_answers_give_the_same_document(
    data: st.DataObject,
) -> None:
    session = Session(ProfileFile(FILE, bakery()))
    _answer_all(session, data)
    text = session.file.text()
    entries = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - words as they stand there
    shuffled = _shuffled({k: v for k, v in entries.items() if v}, data)
    again = parse_profile(yaml.dump(shuffled, sort_keys=False, allow_unicode=True), "p", bakery())
    assert parse_profile(text, "p", bakery()) == session.file.profile
    documents = [
        render(advise(engine(), profile, DAY)) for profile in (session.file.profile, again)
    ]
    assert documents[0] == documents[1]


def _shuffled(found: object, data: st.DataObject) -> object:
    """Return a mapping or a list of rows in another order, down to its cells."""
    if isinstance(found, dict):
        keys = data.draw(st.permutations(list(found)))
        return {key: _shuffled(found[key], data) for key in keys}
    if isinstance(found, list):
        return [_shuffled(each, data) for each in data.draw(st.permutations(found))]
    return found


def _answer_all(session: Session, data: st.DataObject) -> list[Place]:
    """Answer until nothing is asked any more; return what was asked, but for names of rows."""
    asked: list[Place] = []
    for _ in range(ENOUGH):
        place = session.place()
        if place is None:
            return asked
        if not isinstance(place, RowName):
            asked.append(place)
        done = _answered(place, session, data)
        if done is not None:
            session.went_on(done)
    raise AssertionError("it goes on for ever")


def _answered(place: Place, session: Session, data: st.DataObject) -> Place | None:
    states = [State.DONT_KNOW, State.DOES_NOT_APPLY]
    if isinstance(place, CompanyName):
        return take(place, "Møllers Bakeri", session)
    if isinstance(place, RowName):
        rows = session.file.profile.tables[place.table].rows
        if not rows and data.draw(st.integers(0, 3)) == 0:
            return take_state(place, data.draw(st.sampled_from(states)), session)
        left = [name for name in NAMES if name not in {row.name for row in rows}]
        return take(place, data.draw(st.sampled_from(["", *left])), session)
    if data.draw(st.integers(0, 4)) == 0:
        return take_state(place, data.draw(st.sampled_from(states)), session)
    typed = data.draw(st.sampled_from(_ways_to_answer(place, session.knowledge)))
    return take(place, typed, session, unsure=data.draw(st.booleans()))


def _ways_to_answer(place: CellAnswer, knowledge: Knowledge) -> list[str]:
    asked = subject(place.cell, knowledge)
    assert isinstance(asked, Question)
    if asked.kind is Kind.RATINGS:
        return ["", "none", "Smith: 4", "Jones: 2.5"]
    if asked.kind is Kind.TEXT:
        return ["", "Warm bread", "yes", "1.5"]
    if asked.kind is Kind.CHOICES:
        return ["", "0", "1", "1, 2"]
    if asked.options:
        return ["", *(str(number + 1) for number in range(len(asked.options)))]
    return ["", "1", "2.5", "5", "4?"]
