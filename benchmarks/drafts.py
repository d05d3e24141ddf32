"""A company being made up: a few answers and rows, everything else not asked."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from advisor.model.case import (
    NOT_ASKED,
    Answer,
    Profile,
    Row,
    State,
    TableAnswer,
)
from advisor.model.knowledge import Knowledge, Question
from advisor.profile.answers import DOES_NOT_APPLY, DONT_KNOW

Cells = dict[str, Answer]
Place = tuple[str, str, str]
"""A table, a row and a column; for an answer only the last is set."""


@dataclass
class Draft:
    """Answers by question, and tables with their rows or with what is said instead."""

    answers: dict[str, Answer] = field(default_factory=dict)
    tables: dict[str, dict[str, Cells]] = field(default_factory=dict)
    states: dict[str, State] = field(default_factory=dict)

    def profile(self, knowledge: Knowledge) -> Profile:
        """Return the profile that says so."""
        answers = dict.fromkeys(knowledge.questions, NOT_ASKED)
        tables = {name: TableAnswer(State.NOT_ASKED) for name in knowledge.tables}
        for name, rows in self.tables.items():
            filled = tuple(Row(row, rows[row]) for row in sorted(rows))
            tables[name] = TableAnswer(State.KNOWN, filled)
        tables.update({name: TableAnswer(state) for name, state in self.states.items()})
        return Profile("the company", {**answers, **self.answers}, tables)

    def copy(self) -> Draft:
        """Return a draft to change without changing this one."""
        tables = {
            table: {r: dict(cells) for r, cells in rows.items()}
            for table, rows in self.tables.items()
        }
        return Draft(dict(self.answers), tables, copy.copy(self.states))

    def row(self, table: str, row: str) -> Cells:
        """Return the cells of a row, which is there from now on."""
        self.states.pop(table, None)
        return self.tables.setdefault(table, {}).setdefault(row, {})

    def smaller(self) -> Iterator[Draft]:
        """Yield drafts that say one thing less, the largest things first."""
        for table in sorted(self.tables):
            made = self.copy()
            del made.tables[table]
            yield made
            for row in sorted(self.tables[table]):
                made = self.copy()
                del made.tables[table][row]
                yield made
        for table in sorted(self.states):
            made = self.copy()
            del made.states[table]
            yield made
        for name in sorted(self.answers):
            made = self.copy()
            del made.answers[name]
            yield made
        for table, rows in sorted(self.tables.items()):
            for row, cells in sorted(rows.items()):
                for column in sorted(cells):
                    made = self.copy()
                    del made.tables[table][row][column]
                    yield made

    def blocks(self, knowledge: Knowledge) -> dict[str, object]:
        """Return the blocks of a profile, as they are written."""
        blocks: dict[str, object] = {}
        for place in ("company", "answers"):
            given = {
                name: written(answer, knowledge.questions[name])
                for name, answer in sorted(self.answers.items())
                if knowledge.questions[name].place == place
            }
            if given:
                blocks[place] = given
        for name in knowledge.tables:
            columns = knowledge.tables[name].columns
            if name in self.states:
                blocks[name] = _STATES[self.states[name]]
            elif name in self.tables:
                blocks[name] = [
                    {"name": row, **{c: written(a, columns[c]) for c, a in sorted(cells.items())}}
                    for row, cells in sorted(self.tables[name].items())
                ]
        return blocks


_STATES = {State.DONT_KNOW: DONT_KNOW, State.DOES_NOT_APPLY: DOES_NOT_APPLY}


def written(answer: Answer, question: Question) -> object:
    """Return an answer as a profile has it."""
    if answer.state is not State.KNOWN:
        return _STATES[answer.state]
    value = answer.value
    if isinstance(value, frozenset):
        return [option for option in question.options if option in value]
    if isinstance(value, tuple):
        return {rival: number(mark) for rival, mark in value}
    said: object = number(value) if isinstance(value, Decimal) else value
    return {"value": said, "unsure": "yes"} if answer.unsure else said


def number(value: Decimal) -> str:
    """Return a number without an exponent and without zeros that say nothing."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def flow(value: object) -> str:
    """Return a value as YAML on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_word(str(k))}: {flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    return _word(str(value))


def _word(text: str) -> str:
    plain = text and not set(text) & set("{}[],:#'\"&*!|>%@`") and text.strip() == text
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
