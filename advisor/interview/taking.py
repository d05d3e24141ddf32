"""What was typed at a place becomes part of the profile."""

from __future__ import annotations

from msgspec.structs import replace

from advisor.interview.next_question import subject
from advisor.interview.place import CellAnswer, CompanyName, Place, RowName
from advisor.interview.putting import given, rivals, scale_of
from advisor.interview.session import Session
from advisor.language.messages import _
from advisor.model.case import NOT_ASKED, Answer, Cell, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Kind, Question
from advisor.profile.read import NAMELESS
from advisor.profile.tables import MAX_NAME, MAX_ROWS
from advisor.profile.typed import read_marks, read_typed
from advisor.profile.typed_words import NotUnderstood, clean, typed_state

TAKE_OUT = "-"


def take(place: Place, typed: str, session: Session, *, unsure: bool = False) -> Place | None:
    """Put what was typed into the profile; return the place that is done with thereby.

    Nothing typed keeps the answer there is; where there is none, the place is
    put off and None returned. Raises ``NotUnderstood``.
    """
    if isinstance(place, CompanyName):
        return _take_company(typed, session)
    if isinstance(place, RowName):
        return _take_row(place, typed, session)
    return _take_answer(place, typed, session, unsure=unsure)


def take_state(place: Place, state: State, session: Session) -> Place:
    """Answer a place with *don't know* or *does not apply*."""
    if isinstance(place, RowName):
        session.file.put((Attribute("", place.table), ""), Answer(state))
        session.file.set_unfinished(place.table, unfinished=False)
        return RowName(place.table)
    assert isinstance(place, CellAnswer)  # noqa: S101 - a company always has a name
    session.file.put(place.cell, Answer(state))
    return place


def _take_company(typed: str, session: Session) -> Place:
    name = clean(typed, MAX_NAME) if typed else session.file.profile.company
    if not name or name == NAMELESS:
        raise NotUnderstood(_("type the company's name"))
    if typed:
        session.file.name_company(name)
    return CompanyName()


def _take_row(place: RowName, typed: str, session: Session) -> Place | None:
    table = place.table
    if place.row and typed == TAKE_OUT:
        session.file.remove_row(table, place.row)
        return RowName(table)
    if place.row:
        name = clean(typed, MAX_NAME) if typed else place.row
        if name != place.row:
            _check_name(table, name, session)
            session.file.rename_row(table, place.row, name)
        return RowName(table, name)
    known = session.file.profile.tables[table]
    if not typed:
        return _no_more_rows(table, session)
    state = typed_state(typed)
    if state is not None and not known.rows:
        return take_state(place, state, session)
    name = clean(typed, MAX_NAME)
    _check_name(table, name, session)
    session.file.add_row(table, name)
    session.file.set_unfinished(table, unfinished=True)
    return RowName(table, name)


def _no_more_rows(table: str, session: Session) -> Place | None:
    known = session.file.profile.tables[table]
    session.file.set_unfinished(table, unfinished=False)
    if known.rows or known.state in {State.DONT_KNOW, State.DOES_NOT_APPLY}:
        return RowName(table)
    session.leave(RowName(table))
    return None


def _check_name(table: str, name: str, session: Session) -> None:
    rows = session.file.profile.tables[table].rows
    if name.casefold() in {row.name.casefold() for row in rows}:
        raise NotUnderstood(_("there is a row of that name already; give each its own name"))
    if len(rows) >= MAX_ROWS:
        raise NotUnderstood(_("there is no room for more than {limit}").format(limit=MAX_ROWS))


def _take_answer(place: CellAnswer, typed: str, session: Session, *, unsure: bool) -> Place | None:
    cell = place.cell
    if not typed:
        return _keep(place, session, unsure=unsure)
    answer = _read(cell, typed, session)
    if unsure and answer.state is State.KNOWN:
        answer = replace(answer, unsure=True)
    session.file.put(cell, answer)
    return place


def _keep(place: CellAnswer, session: Session, *, unsure: bool) -> Place | None:
    """Keep the answer there is, as a guess if it has been called one."""
    answer = session.answer(place.cell)
    if answer == NOT_ASKED:
        session.leave(place)
        return None
    if unsure and answer.state is State.KNOWN and not answer.unsure:
        session.file.put(place.cell, replace(answer, unsure=True))
    return place


def _read(cell: Cell, typed: str, session: Session) -> Answer:
    asked, language = subject(cell, session.knowledge), session.knowledge.language
    assert isinstance(asked, Question)  # noqa: S101 - tables are asked by the names of their rows
    scale = scale_of(cell, session)
    if asked.kind is Kind.RATINGS:
        return read_marks(typed, rivals(session), language, scale)
    return read_typed(typed, asked, language, scale)


def is_answered(place: Place, session: Session) -> bool:
    """Tell whether there is an answer to keep."""
    return bool(given(place, session)) and given(place, session) != NAMELESS
