"""Write a profile down as somebody would."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from advisor.model.case import Answer, Profile, State, TableAnswer
from tests.profile.small_base import small

STATES = {
    State.DONT_KNOW: "don't know",
    State.DOES_NOT_APPLY: "does not apply",
    State.NOT_ASKED: None,
}

Number = Callable[[Decimal], object]


def as_plain(profile: Profile, number: Number) -> dict[str, Any]:
    """Return a profile of the small base as lists, dictionaries and texts."""
    blocks: dict[str, dict[str, object]] = {"company": {"name": profile.company}, "answers": {}}
    for name, question in small().questions.items():
        blocks[question.place][name] = _answer(profile.answers[name], number)
    tables = {name: _table(table, number) for name, table in profile.tables.items()}
    rivals = tables["competitors"]
    for row in rivals if isinstance(rivals, list) else []:
        del row["scale"]
    return {**blocks, **tables, "cut_lines": profile.cut_lines.value, "notes": profile.notes}


def _answer(answer: Answer, number: Number) -> object:
    if answer.state is not State.KNOWN:
        return STATES[answer.state]
    value = _value(answer, number)
    return {"value": value, "unsure": "yes"} if answer.unsure else value


def _value(answer: Answer, number: Number) -> object:
    value = answer.value
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return {name: number(mark) for name, mark in value}
    return number(value) if isinstance(value, Decimal) else value


def _table(table: TableAnswer, number: Number) -> object:
    if table.state is not State.KNOWN:
        return STATES[table.state]
    return [
        {
            "name": row.name,
            "scale": [number(end) for end in row.scale],
            **{name: _answer(cell, number) for name, cell in row.cells.items()},
        }
        for row in table.rows
    ]
