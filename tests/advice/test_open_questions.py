"""What is still open, and which answers would settle it: those, and enough of them."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.advice.missing import Missing
from advisor.advice.open_questions import view_open_questions
from advisor.advice.wording import Wording
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.advice import OpenQuestion
from advisor.model.case import Answer, Profile, Row, State, TableAnswer
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace
from advisor.profile.tables import given_columns
from tests.inference.small import assessed, small
from tests.strategies.bases import load_base
from tests.strategies.documents import rich_bases
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles, values

QUESTIONS = """
    questions:
      - {id: open, label: Opening, ask: "Are you open?", help: Look., kind: yes_no}
      - {id: full, label: Crowd, ask: "Is it full?", help: Count., kind: yes_no}
    tables:
      - id: things
        label: Things
        row: useful thing
        ask: Which things?
        help: List them.
        columns: [{id: good, label: Is it good, kind: yes_no, help: Try it.}]
"""


def questions(entries: str, text: str = "") -> tuple[OpenQuestion, ...]:
    return assessed(small(QUESTIONS + entries), text).open_questions


OPENING = OpenQuestion("open", "", "Opening", "Are you open?", "Look.", "not_asked", (), 0)
CROWD = OpenQuestion("full", "", "Crowd", "Is it full?", "Count.", "not_asked", (), 0)
THINGS = OpenQuestion("things", "", "Things", "Which things?", "List them.", "not_asked", (), 0)


def settling(question: OpenQuestion, *what: str, advice: int = 0) -> OpenQuestion:
    return replace(question, settles=what, advice=advice)


def test_an_answer_that_advice_waits_for_is_asked_with_what_it_settles() -> None:
    advice = "    advice: [{id: act, when: {open: yes}, do: Open later.}]"
    asked = settling(OPENING, "Open later.", advice=1)
    assert questions(advice) == (asked,)
    dont_know = replace(asked, state="dont_know")
    assert questions(advice, "answers: {open: don't know}") == (dont_know,)
    assert questions(advice, "answers: {open: no}") == ()
    assert questions(advice, "answers: {open: does not apply}") == ()


CHECK = """
    findings:
      - {id: room, label: Enough room, domain: [holds, fails], check: yes%s}
    rules:
      - {id: r1, when: {full: yes}, conclude: {room: fails}}
"""


def test_an_answer_that_a_check_waits_for_is_asked() -> None:
    assert questions(CHECK % "") == (settling(CROWD, "Enough room"),)
    assert questions(CHECK % "", "answers: {full: no}") == ()
    assert questions(CHECK % ", default: holds") == (settling(CROWD, "Enough room"),)


def test_an_answer_that_a_score_waits_for_is_asked() -> None:
    scored = """
    parameters: [{id: score.full, value: 1}, {id: score.none, value: 0}]
    findings:
      - {id: room, domain: [good, bad], topic: topic, points: {good: score.full, bad: score.none}}
    rules: [{id: r1, when: {full: yes}, conclude: {room: bad}}]
    """
    assert questions(scored) == (settling(CROWD, "Room"),)


def test_an_answer_that_only_a_finding_in_between_waits_for_is_not_asked() -> None:
    between = """
    findings: [{id: room, domain: [good, bad]}]
    rules: [{id: r1, when: {full: yes}, conclude: {room: bad}}]
    """
    assert questions(between) == ()


def test_an_answer_that_could_break_a_draw_is_asked() -> None:
    draw = """
    findings: [{id: room, label: Room, domain: [holds, fails], check: yes}]
    rules:
      - {id: r1, conclude: {room: holds}}
      - {id: r2, conclude: {room: fails}}
      - {id: r3, when: {full: yes}, conclude: {room: fails}, strength: weak}
    """
    assert questions(draw) == (settling(CROWD, "Room"),)
    assert questions(draw, "answers: {full: no}") == ()


def test_the_answer_that_settles_most_comes_first_and_names_all_that_it_settles() -> None:
    advice = """
    advice:
      - {id: a, when: {open: yes}, do: Open.}
      - {id: b, when: {full: yes, open: no}, do: Build.}
      - {id: c, when: {full: no}, do: Advertise.}
      - {id: d, when: {full: no}, do: Advertise.}
      - {id: e, when: {open: no}, do: Close.}
    """
    assert questions(advice) == (
        settling(OPENING, "Build.", "Close.", "Open.", advice=3),
        settling(CROWD, "Advertise.", "Build.", advice=3),
    )


def test_answers_that_settle_as_much_come_in_order_of_their_names() -> None:
    advice = "    advice: [{id: a, when: {open: yes}}, {id: b, when: {full: yes}}]"
    assert [question.id for question in questions(advice)] == ["full", "open"]


def test_a_cell_is_asked_for_by_the_name_of_its_row() -> None:
    advice = """
    advice: [{id: mend, for_each: things, where: {good: no}, do: "Mend “{row}”."}]
    """
    cell = OpenQuestion(
        "things.good", "A", "A: Is it good", "", "Try it.", "not_asked", ("Mend “A”.",), 1
    )
    found = questions(advice, "things: [{name: A}, {name: B, good: yes}]")
    assert found == (cell,)


def test_a_table_nobody_filled_in_is_asked_for_with_the_word_for_its_rows() -> None:
    advice = """
    advice:
      - {id: mend, for_each: things, where: {good: no}, do: "Mend {row} in its {{row}}."}
    """
    asked = settling(THINGS, "Mend each useful thing in its {row}.", advice=1)
    assert questions(advice) == (asked,)
    dont_know = replace(asked, state="dont_know")
    assert questions(advice, "things: don't know") == (dont_know,)
    assert questions(advice, "things: []") == ()


def test_a_table_is_asked_for_once_for_all_its_uses() -> None:
    entries = """
    parameters: [{id: rows.few, value: 2, unit: rows}]
    measures: [{id: many, unit: rows, count: {of: things}}]
    advice:
      - {id: a, for_each: things, when: {full: yes}}
      - {id: b, when: {any_row: {of: things, where: {good: yes}}}}
      - {id: c, when: {many: {less_than: rows.few}}}
    """
    assert questions(entries, "answers: {full: yes}") == (
        settling(THINGS, "Do a for each useful thing.", "Do b.", "Do c.", advice=3),
    )


# ---- In random bases: the answers asked for are enough.


def open_questions(knowledge: Knowledge, trace: Trace) -> tuple[OpenQuestion, ...]:
    wording = Wording(knowledge, trace, "Glans", "en")
    return view_open_questions(wording, Missing(knowledge, trace))


@given(st.data())
@one_in(2)
def test_when_everything_asked_for_is_answered_nothing_is_left_to_ask(
    data: st.DataObject,
) -> None:
    knowledge = load_base(data.draw(rich_bases()))
    engine = InferenceEngine(knowledge)
    profile = data.draw(profiles(knowledge))
    trace = engine.run(make_case(knowledge, profile))
    for _ in range(20):
        asked = open_questions(knowledge, trace)
        if not asked:
            break
        for question in asked:
            profile = answered(profile, question, knowledge, data)
        trace = engine.run(make_case(knowledge, profile))
    assert open_questions(knowledge, trace) == ()
    missing = Missing(knowledge, trace)
    for record in trace.open_rules:
        if record.production in knowledge.advice:
            assert missing.answers(record.missing) == ()


@given(st.data())
@one_in(2)
def test_only_what_was_not_answered_is_asked_for(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(rich_bases()))
    profile = data.draw(profiles(knowledge))
    trace = InferenceEngine(knowledge).run(make_case(knowledge, profile))
    asked = open_questions(knowledge, trace)
    assert len({(question.id, question.row) for question in asked}) == len(asked)
    for question in asked:
        assert question.settles
        assert given_answer(profile, question).state.value == question.state
        assert question.state in {"dont_know", "not_asked"}
        assert question.ask or "." in question.id


def given_answer(profile: Profile, question: OpenQuestion) -> Answer | TableAnswer:
    table, dot, column = question.id.partition(".")
    if not dot:
        return profile.tables.get(question.id) or profile.answers[question.id]
    (row,) = (row for row in profile.tables[table].rows if row.name == question.row)
    return row.cells[column]


def answered(
    profile: Profile, question: OpenQuestion, knowledge: Knowledge, data: st.DataObject
) -> Profile:
    """The profile with an answer to a question; a table gets a row about which nothing is known."""
    name, dot, column = question.id.partition(".")
    if not dot and name in knowledge.tables:
        blank = {c.id: Answer(State.NOT_ASKED) for c in given_columns(knowledge.tables[name])}
        table = TableAnswer(State.KNOWN, (Row("New", blank),))
        return replace(profile, tables={**profile.tables, name: table})
    if not dot:
        value = data.draw(values(knowledge.questions[name]))
        return replace(profile, answers={**profile.answers, name: Answer(State.KNOWN, value)})
    scale = (Decimal(1), Decimal(5))
    value = data.draw(values(knowledge.tables[name].columns[column], scale))
    rows = tuple(
        replace(row, cells={**row.cells, column: Answer(State.KNOWN, value)})
        if row.name == question.row
        else row
        for row in profile.tables[name].rows
    )
    return replace(profile, tables={**profile.tables, name: TableAnswer(State.KNOWN, rows)})
