"""From an example that the search found to a company that answers so."""

from __future__ import annotations

from advisor.knowledge.checks.solver.goals import COMPANY, Variable
from advisor.knowledge.checks.solver.intervals import some_number
from advisor.knowledge.checks.solver.readings import Readings
from advisor.knowledge.checks.solver.store import Store
from advisor.model.case import NOT_ASKED, Answer, Profile, Row, State, TableAnswer
from advisor.model.condition import Attribute


def company(example: Store) -> Profile:
    """Return a company that gives the answers of an example and no others.

    Measures are left to come about as they do.
    """
    knowledge = example.problem.knowledge
    answers = {
        name: answer(example.readings[variable])
        for name in knowledge.questions
        if (variable := Variable(COMPANY, Attribute("", name))) in example.readings
    }
    tables = {
        name: _table(name, example)
        for name in knowledge.tables
        if Variable(COMPANY, Attribute("", name)) in example.readings
    }
    return Profile("Example", answers, tables)


def answer(readings: Readings) -> Answer:
    """Return one of the answers that are left, a value if there is one."""
    if readings.words:
        return Answer(State.KNOWN, min(readings.words))
    if readings.numbers:
        return Answer(State.KNOWN, some_number(readings.numbers))
    if readings.several is not None:
        return Answer(State.KNOWN, readings.several.held)
    return NOT_ASKED if readings.unanswered else Answer(State.DOES_NOT_APPLY)


def _table(name: str, example: Store) -> TableAnswer:
    whole = answer(example.readings[Variable(COMPANY, Attribute("", name))])
    if whole.state is not State.KNOWN:
        return TableAnswer(whole.state)
    rows: list[Row] = []
    for number in example.rows_of(name):
        cells = {
            variable.attribute.name: answer(readings)
            for variable, readings in example.readings.items()
            if variable.row == number
        }
        times = example.rows[number - 1].times
        rows.extend(Row(f"row {number}.{copy}", cells) for copy in range(times))
    return TableAnswer(State.KNOWN, tuple(rows))
