"""What a run that looks ahead calls settled stays so, whatever is answered afterwards."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.advice.conflicts import resolve_conflicts
from advisor.advice.prospects import Prospect, prospects
from advisor.advice.ranking import key_of, rank
from advisor.advice.settled_lead import settled_lead
from advisor.advice.wording import Wording
from advisor.inference.chances import Chances
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.prior import Prior
from advisor.interview.worth import Appraiser
from advisor.model.case import (
    NOT_ASKED,
    UNKNOWN_ROW,
    Answer,
    Profile,
    State,
    TableAnswer,
)
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace
from advisor.profile.tables import given_columns
from tests.shipped import shipped_base
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import answers, profiles, tables


@st.composite
def completions(draw: st.DrawFn, knowledge: Knowledge, profile: Profile) -> Profile:
    """The profile with answers to some, or all, of what nobody was asked yet.

    What makes no sense to ask beside the answers there are is not answered.
    """
    pending = make_case(knowledge, profile, ahead=True).readings
    given_answers = {
        name: draw(answers(knowledge.questions[name]))
        if pending[Attribute("", name), ""].state is State.PENDING and answer == NOT_ASKED
        else answer
        for name, answer in profile.answers.items()
    }
    given_tables = {}
    for name, table in profile.tables.items():
        columns = given_columns(knowledge.tables[name])
        if table.state is State.NOT_ASKED:
            given_tables[name] = draw(tables(knowledge.tables[name]))
            continue
        rows = tuple(
            replace(
                row,
                cells={
                    column.id: draw(answers(column, row.scale))
                    if row.cells.get(column.id, NOT_ASKED) == NOT_ASKED
                    else row.cells[column.id]
                    for column in columns
                },
            )
            for row in table.rows
        )
        given_tables[name] = replace(table, rows=rows)
    return replace(profile, answers=given_answers, tables=given_tables)


def check_that_it_stays(
    engine: InferenceEngine, profile: Profile, later: Profile
) -> tuple[Trace, Trace]:
    """What is certain happens, what is excluded does not, and what is known stays known."""
    knowledge = engine.knowledge
    ahead = engine.run(make_case(knowledge, profile, ahead=True))
    after = engine.run(make_case(knowledge, later))
    fired = {(firing.production, firing.row): firing.certainty for firing in after.firings}
    for firing in ahead.firings:
        assert (firing.production, firing.row) in fired
        grown = fired[firing.production, firing.row]
        assert grown >= firing.certainty
        if (firing.production, firing.row) not in ahead.loose:
            assert grown == firing.certainty
    for cell, reading in ahead.readings.items():
        if reading.state is State.KNOWN and reading.possible in {None, frozenset()}:
            assert after.readings[cell].value == reading.value
    found = prospects(Prior.of(knowledge), ahead)
    for name, row in fired.keys() - ahead_keys(ahead):
        if name in knowledge.advice:
            table = knowledge.advice[name].table
            stands_for = row if (name, row) in found else UNKNOWN_ROW
            assert table or stands_for == row
            assert found[name, stands_for] is Prospect.POSSIBLE
    return ahead, after


def ahead_keys(trace: Trace) -> set[tuple[str, str]]:
    """The firings of a trace by production and row."""
    return {(firing.production, firing.row) for firing in trace.firings}


@given(st.data())
@one_in(2)
def test_what_is_certain_or_excluded_stays_so(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    profile = data.draw(profiles(knowledge))
    later = data.draw(completions(knowledge, profile))
    check_that_it_stays(InferenceEngine(knowledge), profile, later)


@cache
def shipped() -> InferenceEngine:
    return InferenceEngine(shipped_base(), appraise=Appraiser(shipped_base()))


@given(st.data())
@one_in(10)
def test_in_the_shipped_base_too(data: st.DataObject) -> None:
    engine = shipped()
    profile = data.draw(profiles(engine.knowledge))
    later = data.draw(completions(engine.knowledge, profile))
    check_that_it_stays(engine, profile, later)


def leading(engine: InferenceEngine, trace: Trace) -> tuple[tuple[str, str], ...]:
    """The leading advice of a run, in order."""
    knowledge = engine.knowledge
    standing = resolve_conflicts(Wording(knowledge, trace, "", "en")).firings
    ranked = rank(standing, knowledge, trace)
    return tuple(key_of(item.firing) for item in ranked if item.lead)


def with_a_small_lead(knowledge: Knowledge) -> Knowledge:
    """The base, with a lead of one or two pieces: random bases have three at most."""
    least = replace(knowledge.parameters["lead.at_least"], value=Decimal(1))
    most = replace(knowledge.parameters["lead.at_most"], value=Decimal(2))
    parameters = {**knowledge.parameters, "lead.at_least": least, "lead.at_most": most}
    return replace(knowledge, parameters=parameters)


@given(st.data())
@one_in(2)
def test_a_settled_lead_is_not_changed_by_any_answer(data: st.DataObject) -> None:
    knowledge = with_a_small_lead(load_base(data.draw(bases())))
    engine = InferenceEngine(knowledge)
    profile = data.draw(profiles(knowledge))
    ahead = engine.run(make_case(knowledge, profile, ahead=True))
    lead = settled_lead(Prior.of(knowledge), ahead)
    later = data.draw(completions(knowledge, profile))
    after = engine.run(make_case(knowledge, later))
    assert lead is None or leading(engine, after) == lead


@given(st.data())
@one_in(10)
def test_nor_is_that_of_the_shipped_base(data: st.DataObject) -> None:
    engine = shipped()
    profile = data.draw(profiles(engine.knowledge))
    ahead = engine.run(make_case(engine.knowledge, profile, ahead=True))
    lead = settled_lead(Prior.of(engine.knowledge), ahead)
    later = data.draw(completions(engine.knowledge, profile))
    after = engine.run(make_case(engine.knowledge, later))
    assert lead is None or leading(engine, after) == lead


def answered_where_worthless(
    data: st.DataObject, knowledge: Knowledge, profile: Profile, asked: set[Attribute]
) -> Profile:
    """The profile with answers to whatever the engine does not ask about."""
    later = data.draw(completions(knowledge, profile))
    return replace(
        profile,
        answers={
            name: profile.answers[name] if Attribute("", name) in asked else answer
            for name, answer in later.answers.items()
        },
        tables={
            name: profile.tables[name]
            if Attribute("", name) in asked or any(a.table == name for a in asked)
            else table
            for name, table in later.tables.items()
        },
    )


@given(st.data())
@one_in(2)
def test_what_is_not_asked_cannot_bring_any_advice(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    engine = InferenceEngine(knowledge, appraise=Appraiser(knowledge))
    profile = data.draw(profiles(knowledge))
    before = engine.run(make_case(knowledge, profile, ahead=True))
    asked = {ask.cell[0] for ask in before.asks}
    later = answered_where_worthless(data, knowledge, profile, asked)
    after = engine.run(make_case(knowledge, later, ahead=True))
    advice = knowledge.advice
    gained = {key for key in ahead_keys(after) - ahead_keys(before) if key[0] in advice}
    assert not gained
    prior = Prior.of(knowledge)
    assert advice_that_may_come(prior, after) == advice_that_may_come(prior, before)


def advice_that_may_come(prior: Prior, trace: Trace) -> set[str]:
    """The advice with a chance to hold."""
    chances = Chances.of(prior, trace)
    return {
        name
        for name, row in chances.open
        if name in prior.knowledge.advice and chances.of_instance((name, row))[0] > 0
    }


@given(st.data())
@one_in(2)
def test_nothing_is_asked_when_all_is_answered(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    engine = InferenceEngine(knowledge, appraise=Appraiser(knowledge))
    profile = data.draw(profiles(knowledge))
    asked = engine.run(make_case(knowledge, profile, ahead=True)).asks
    for cell in (ask.cell for ask in asked):
        attribute, row = cell
        if attribute.table:
            row_cells = next(r for r in profile.tables[attribute.table].rows if r.name == row).cells
            assert row_cells[attribute.name] == NOT_ASKED
        elif attribute.name in profile.tables:
            assert profile.tables[attribute.name] == TableAnswer(State.NOT_ASKED)
        else:
            assert profile.answers[attribute.name] == Answer(State.NOT_ASKED)
