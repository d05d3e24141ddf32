"""The JSON form: every key there is, for a program to fill in."""

from __future__ import annotations

import json

from advisor.model.case import State
from advisor.profile.forms.json_form import json_form
from advisor.profile.read import parse_profile
from tests.profile.small_base import small


def test_every_question_and_every_table_is_a_key_without_an_answer() -> None:
    questions = small().questions.values()
    assert json.loads(json_form(small())) == {
        "company": {"name": None, "industry": None, "employees": None},
        "answers": {q.id: None for q in questions if q.place == "answers"},
        "criteria": None,
        "competitors": None,
        "notes": None,
    }


def test_it_is_read_as_a_profile_without_answers_once_it_has_a_name() -> None:
    filled = json_form(small()).replace('"name": null', '"name": "Glans Bilvask"')
    profile = parse_profile(filled, "new.json", small())
    assert (profile.company, profile.notes) == ("Glans Bilvask", "")
    assert {answer.state for answer in profile.answers.values()} == {State.NOT_ASKED}
    assert {table.state for table in profile.tables.values()} == {State.NOT_ASKED}
