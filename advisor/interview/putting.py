"""How a place is put to the owner: the question in words, and what may be typed."""

from __future__ import annotations

from advisor.interview.actions import Action, keys_for
from advisor.interview.next_question import subject
from advisor.interview.place import CompanyName, Place, RowName
from advisor.interview.prompt import Option, Prompt
from advisor.interview.session import Session
from advisor.language.messages import _
from advisor.model.case import Answer, Cell, Row
from advisor.model.knowledge import Kind, Question, Table
from advisor.profile.read import COMPETITORS, NAMELESS
from advisor.profile.tables import DEFAULT_SCALE
from advisor.profile.typed import Scale, typed_form
from advisor.profile.typed_numbers import numbers_from, shape_of

# What can be done where the answer is a name, which one always knows.
FOR_NAMES = frozenset(Action) - {
    Action.DONT_KNOW,
    Action.NOT_APPLY,
    Action.UNSURE,
    Action.LATER,
}


def prompt_for(place: Place, session: Session) -> Prompt:
    """Return the prompt of a place, with the answer there is as its default."""
    language = session.knowledge.language
    if isinstance(place, CompanyName):
        name = session.file.profile.company
        return Prompt(
            _("What is the company called?"),
            default="" if name == NAMELESS else name,
            keys=keys_for(language, FOR_NAMES),
            is_text=True,
        )
    if isinstance(place, RowName):
        return _row_prompt(place, session)
    return _answer_prompt(place.cell, session)


def label(place: Place, session: Session) -> str:
    """Return what a place is about in a few words."""
    knowledge = session.knowledge
    if isinstance(place, CompanyName):
        return _("Name of the company")
    if isinstance(place, RowName):
        table = knowledge.tables[place.table]
        return f"{table.label}: {place.row}" if place.row else table.label
    attribute, row = place.cell
    words = subject(place.cell, knowledge).label
    return f"{row}: {words}" if attribute.table else words


def given(place: Place, session: Session) -> str:
    """Return the answer there is at a place, as it would be typed."""
    if isinstance(place, CompanyName):
        return session.file.profile.company
    if isinstance(place, RowName):
        if place.row:
            return place.row
        answer = Answer(session.file.profile.tables[place.table].state)
        return typed_form(answer, _column(session, place.table), session.knowledge.language)
    asked = _question(place.cell, session)
    return typed_form(session.answer(place.cell), asked, session.knowledge.language)


def help_for(place: Place, session: Session) -> list[str]:
    """Return the paragraphs that help to answer: how to find it out, and an example."""
    knowledge = session.knowledge
    if isinstance(place, CompanyName):
        return [_("The name stands at the head of the advice.")]
    if isinstance(place, RowName):
        table = knowledge.tables[place.table]
        return [text for text in (table.ask, table.help) if text]
    asked = _question(place.cell, session)
    found = [asked.help] if asked.help else []
    if asked.example:
        found.append(_("For example: {example}").format(example=asked.example))
    return found or [_("There is no more to say about this question.")]


def guess_said(*, unsure: bool) -> str:
    """Return what is said when an answer is marked as a guess, or is not any more."""
    if unsure:
        return _("Your answer will be marked as a guess.")
    return _("Your answer will not be marked as a guess.")


def scale_of(cell: Cell, session: Session) -> Scale | None:
    """Return the scale of marks that a cell is given on, or None where it has none."""
    attribute, name = cell
    if not attribute.table:
        return None
    row = row_of(attribute.table, name, session)
    return row.scale if row is not None else DEFAULT_SCALE


def row_of(table: str, name: str, session: Session) -> Row | None:
    """Return a row of a table, if there is one of that name."""
    rows = session.file.profile.tables[table].rows
    return next((row for row in rows if row.name == name), None)


def rivals(session: Session) -> tuple[str, ...]:
    """Return the names of the rivals that have been listed."""
    table = session.file.profile.tables.get(COMPETITORS)
    return tuple(row.name for row in table.rows) if table is not None else ()


def _row_prompt(place: RowName, session: Session) -> Prompt:
    knowledge = session.knowledge
    table, known = knowledge.tables[place.table], session.file.profile.tables[place.table]
    keys = FOR_NAMES if place.row or known.rows else frozenset(Action) - {Action.UNSURE}
    return Prompt(
        _row_question(table, place.row, bool(known.rows)),
        expects=_("its name, or - to take it out")
        if place.row
        else _expected_row(bool(known.rows)),
        default=place.row or ("" if known.rows else given(place, session)),
        keys=keys_for(knowledge.language, keys),
        is_text=True,
    )


def _row_question(table: Table, row: str, further: bool) -> str:  # noqa: FBT001 - which of two
    if row:
        return _("{row}: its name").format(row=_capital(table.row))
    if further:
        return _("One more {row}? Its name:").format(row=table.row)
    return _("The first {row}. Its name:").format(row=table.row)


def _expected_row(further: bool) -> str:  # noqa: FBT001 - which of two
    return (
        _("nothing, if that is all") if further else _("a name, or nothing to leave this for later")
    )


def _answer_prompt(cell: Cell, session: Session) -> Prompt:
    language = session.knowledge.language
    asked, attribute = _question(cell, session), cell[0]
    options = (
        tuple(_(words) for words in asked.options.values())
        if asked.kind is Kind.YES_NO
        else tuple(asked.options.values())
    )
    return Prompt(
        _cell_question(cell, asked) if attribute.table else asked.ask,
        options=tuple(Option(words) for words in options),
        several=asked.kind is Kind.CHOICES,
        expects=_expected(asked, scale_of(cell, session), session, language),
        default=typed_form(session.answer(cell), asked, language),
        keys=keys_for(language),
        is_text=asked.kind in {Kind.TEXT, Kind.RATINGS},
    )


def _cell_question(cell: Cell, asked: Question) -> str:
    said = _("“{row}”: {label}").format(row=cell[1], label=asked.label.lower())
    return f"{said}. {asked.help}" if asked.help else f"{said}?"


def _expected(asked: Question, scale: Scale | None, session: Session, language: str) -> str:
    """Return what may be typed, in a few words; nothing where the options say it."""
    if asked.options:
        return ""
    if asked.kind is Kind.TEXT:
        return _("your own words")
    shape = shape_of(asked, scale)
    number = numbers_from(shape, language)
    if asked.kind is Kind.RATINGS:
        names = rivals(session)
        if names:
            said = _("{number} for each, in this order: {names}")
            return said.format(number=number, names=", ".join(names))
        return _("rivals with their marks, such as “Smith: 3; Jones: 4”")
    if asked.kind is Kind.PERCENT:
        return _("{number}, in percent").format(number=number)
    if asked.unit and asked.unit not in {"points", "money"}:
        return _("{number}, in {unit}").format(number=number, unit=asked.unit)
    return number


def _question(cell: Cell, session: Session) -> Question:
    asked = subject(cell, session.knowledge)
    assert isinstance(asked, Question)  # noqa: S101 - tables are asked by the names of their rows
    return asked


def _column(session: Session, table: str) -> Question:
    """Return any column: the words for states are the same whatever the question."""
    return next(iter(session.knowledge.tables[table].columns.values()))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
