"""``--set``: answers as people type them, in any language, for questions and cells."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from advisor.explain.what_if.typed import with_set
from advisor.model.case import Answer, Profile, State
from advisor.model.knowledge import Knowledge
from advisor.profile.typed_words import NotUnderstood
from tests.explain.changing import BASE, company
from tests.inference.small import profile, small

COMPANY = company("""
answers: {peak: lost, load: 90}
things: [{name: Bell.a=b, mark: 4.5, kind: new}]
""")
RIVALS = small("""
tables:
  - {id: marks, label: Marks, columns: [{id: theirs, label: Theirs, kind: ratings}]}
""")


def norwegian() -> list[Knowledge]:
    """Return the small base with its first options in Norwegian."""
    peak = replace(BASE.questions["peak"], options={"served": "Alle får hjelp", "lost": "De går"})
    return [replace(BASE, questions={**BASE.questions, "peak": peak})]


def set_to(text: str) -> Profile:
    """Return the company with one answer changed."""
    return with_set(text, COMPANY, BASE, norwegian)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("peak=served", Answer(State.KNOWN, "served")),
        ("peak=Served", Answer(State.KNOWN, "served")),
        ("Busiest hour = 1", Answer(State.KNOWN, "served")),
        ("peak=alle får hjelp", Answer(State.KNOWN, "served")),
        ("peak=served?", Answer(State.KNOWN, "served", unsure=True)),
        ("peak=vet ikke", Answer(State.DONT_KNOW)),
        ("peak=does not apply", Answer(State.DOES_NOT_APPLY)),
    ],
)
def test_an_answer_is_read_as_people_type_it(text: str, answer: Answer) -> None:
    assert set_to(text).answers["peak"] == answer


def test_a_number_is_read_as_its_language_writes_it() -> None:
    swedish = replace(BASE, language="sv")
    assert with_set("load=62,5", COMPANY, swedish, list).answers["load"] == Answer(
        State.KNOWN, Decimal("62.5")
    )


def test_the_name_of_a_row_may_hold_any_sign() -> None:
    [row] = set_to("things.bell.A=B.mark=2").tables["things"].rows
    assert row.cells["mark"] == Answer(State.KNOWN, Decimal(2))
    assert row.cells["kind"] == Answer(State.KNOWN, "new")


def test_rivals_who_are_not_named_keep_their_marks() -> None:
    before = profile(RIVALS, "marks: [{name: Price, theirs: {Ulv: 3, Åse: 4}}]")
    [row] = with_set("marks.Price.theirs=Ulv: 2", before, RIVALS, list).tables["marks"].rows
    assert row.cells["theirs"].value == (("Ulv", Decimal(2)), ("Åse", Decimal(4)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("peak", "'peak': expected an answer and its value, such as 'question=value'"),
        ("peek=lost", "no question 'peek'; did you mean 'peak'?"),
        ("peak=many", "peak: 'many' is no answer; expected one of: served, queue, lost"),
        ("load=120", "load: '120' is no answer; expected a number from 0 to 100"),
        ("things=3", "'things' is a table: name a cell, as things.row.column"),
        ("things.mark=3", "'things.mark': expected things.row.column"),
        ("things.Bell.mark=3", "no row 'Bell' in things; did you mean 'Bell.a=b'?"),
        ("things.Bell.x=3", "no column 'x' in things; expected one of: kind, mark"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_was_expected(text: str, message: str) -> None:
    with pytest.raises(NotUnderstood) as refused:
        set_to(text)
    assert refused.value.message == message
