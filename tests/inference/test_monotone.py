"""An answer more changes nothing that does not depend on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.network import productions_of
from advisor.knowledge.strata import measure_reads, reads
from advisor.model.case import Answer, Cell, Profile, State, TableAnswer
from advisor.model.condition import Attribute, Condition, Rows
from advisor.model.knowledge import Knowledge, Question, Rule
from advisor.model.outcome import Firing, OpenRule, Settlement, Trace
from advisor.profile.tables import given_columns
from tests.shipped import shipped_engine
from tests.strategies.bases import bases, load_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles, values

UNANSWERED = {State.DONT_KNOW, State.NOT_ASKED}


def mentioned(condition: Condition) -> Iterator[Attribute]:
    """Every attribute that a condition mentions, in its conditions on rows too."""
    for node in reads(condition):
        if isinstance(node, Rows):
            yield from mentioned(node.where)
        else:
            yield node


def drawn_from(knowledge: Knowledge) -> Mapping[Attribute, set[Attribute]]:
    """What each finding, measure, computed column and dependent question is drawn from directly."""
    found: dict[Attribute, set[Attribute]] = {}
    for question in knowledge.questions.values():
        found[Attribute("", question.id)] = set(mentioned(question.ask_when))
    for measure in knowledge.measures.values():
        nodes = measure_reads(measure, knowledge.parameters)
        found[Attribute("", measure.id)] = {n for n in nodes if isinstance(n, Attribute)}
    for rule in knowledge.rules.values():
        for conclusion in rule.conclusions:
            concluded = knowledge.findings[conclusion.finding].attribute
            found.setdefault(concluded, set()).update(mentioned(rule.condition))
    for table in knowledge.tables.values():
        filled_in = {Attribute(table.id, column.id) for column in given_columns(table)}
        for column in table.columns.values():
            if column.computed:
                found[Attribute(table.id, column.id)] = filled_in
    return found


def touched(changed: Attribute, knowledge: Knowledge) -> tuple[set[Attribute], set[str]]:
    """The attributes, and the rules and advice, that depend on an attribute however far."""
    sources = drawn_from(knowledge)
    reached = {changed}
    while True:
        more = {at for at, needed in sources.items() if needed & reached} - reached
        if not more:
            break
        reached |= more
    productions = {
        production.id
        for production in productions_of(knowledge)
        if not reached.isdisjoint(mentioned(production.condition))
    }
    return reached, productions


def unanswered(profile: Profile, knowledge: Knowledge) -> list[tuple[Cell, Question]]:
    """Every question, and every cell of a row, to which the profile has no answer."""
    questions: list[tuple[Cell, Question]] = [
        ((Attribute("", name), ""), question)
        for name, question in knowledge.questions.items()
        if profile.answers[name].state in UNANSWERED
    ]
    cells = [
        ((Attribute(table.id, column.id), row.name), column)
        for table in knowledge.tables.values()
        for row in profile.tables[table.id].rows
        for column in given_columns(table)
        if row.cells[column.id].state in UNANSWERED
    ]
    return questions + cells


def answered(profile: Profile, at: Cell, answer: Answer) -> Profile:
    """The profile with one answer more."""
    attribute, name = at
    if not attribute.table:
        return replace(profile, answers={**profile.answers, attribute.name: answer})
    rows = tuple(
        replace(row, cells={**row.cells, attribute.name: answer}) if row.name == name else row
        for row in profile.tables[attribute.table].rows
    )
    table = TableAnswer(State.KNOWN, rows)
    return replace(profile, tables={**profile.tables, attribute.table: table})


Rest = tuple[list[Firing], list[OpenRule], list[Settlement], dict[Cell, object]]


def untouched(trace: Trace, attributes: set[Attribute], productions: set[str]) -> Rest:
    """What a trace says of everything else."""
    return (
        [firing for firing in trace.firings if firing.production not in productions],
        [record for record in trace.open_rules if record.production not in productions],
        [s for s in trace.settlements if s.cell[0] not in attributes],
        {at: r for at, r in trace.readings.items() if at[0] not in attributes},
    )


def draw_change(
    data: st.DataObject, knowledge: Knowledge, profile: Profile
) -> tuple[Attribute, Profile]:
    """Draw an answer to something that was not answered."""
    gaps = unanswered(profile, knowledge)
    assume(gaps)
    at, question = data.draw(st.sampled_from(gaps))
    rows = profile.tables[at[0].table].rows if at[0].table else ()
    scale = next((row.scale for row in rows if row.name == at[1]), None)
    value = data.draw(values(question, scale))
    return at[0], answered(profile, at, Answer(State.KNOWN, value, data.draw(st.booleans())))


@given(st.data())
def test_an_answer_more_changes_nothing_that_does_not_depend_on_it(data: st.DataObject) -> None:
    knowledge = load_base(data.draw(bases()))
    profile = data.draw(profiles(knowledge))
    changed, more = draw_change(data, knowledge, profile)
    engine = InferenceEngine(knowledge)
    before = engine.run(make_case(knowledge, profile))
    after = engine.run(make_case(knowledge, more))
    closure = touched(changed, knowledge)
    assert untouched(after, *closure) == untouched(before, *closure)


@given(st.data())
@one_in(10)
def test_in_the_shipped_base_too(data: st.DataObject) -> None:
    engine = shipped_engine()
    profile = data.draw(profiles(engine.knowledge))
    changed, more = draw_change(data, engine.knowledge, profile)
    before = engine.run(make_case(engine.knowledge, profile))
    after = engine.run(make_case(engine.knowledge, more))
    closure = touched(changed, engine.knowledge)
    assert untouched(after, *closure) == untouched(before, *closure)


def test_the_closure_of_an_answer_is_not_the_whole_base() -> None:
    knowledge = shipped_engine().knowledge
    rules = {p.id for p in productions_of(knowledge) if isinstance(p, Rule)}
    reached = {
        name: len(touched(Attribute("", name), knowledge)[1] & rules)
        for name in knowledge.questions
    }
    assert max(reached.values()) < len(rules) / 2
    assert sum(1 for count in reached.values() if count) > len(reached) / 2
