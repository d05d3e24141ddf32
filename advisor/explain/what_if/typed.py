"""``--set``: an answer named and typed on the command line becomes another profile."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from advisor.edge.nodes import shorten
from advisor.edge.suggest import did_you_mean, expected_or_near
from advisor.language.messages import _
from advisor.model.case import NOT_ASKED, Answer, Cell, Profile, Ratings, Row, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Kind, Knowledge, Question
from advisor.profile.cells import expected_answer
from advisor.profile.changed import with_answer, with_cell
from advisor.profile.tables import RATING_KINDS
from advisor.profile.typed import read_marks, read_typed
from advisor.profile.typed_words import NotUnderstood, fold

Others = Callable[[], Sequence[Knowledge]]
"""The same knowledge base in further languages, opened when words are not understood."""


def with_set(text: str, profile: Profile, knowledge: Knowledge, others: Others) -> Profile:
    """Return the profile with one answer as ``question=value`` or ``table.row.column=value`` says.

    The value is read as people type it, in any of the languages. Raises
    ``NotUnderstood`` with what is expected.
    """
    if "=" not in text:
        raise NotUnderstood(
            _("'{text}': expected an answer and its value, such as 'question=value'").format(
                text=shorten(text)
            )
        )
    cell, typed = _split(text, profile, knowledge)
    attribute, row = cell
    asked = question_of(attribute, knowledge)
    held = _row(profile, cell)
    scale = held.scale if held is not None and asked.kind in RATING_KINDS else None
    rivals = [name for name, _mark in _marks(held, attribute.name)]
    typing = _Typing(asked, knowledge.language, scale, rivals)
    try:
        answer = typing.read(typed)
    except NotUnderstood:
        also = dict(_labels(attribute, others()))
        try:
            answer = typing.read(typed, also)
        except NotUnderstood as mistake:
            expected = mistake.message
            if asked.options:
                expected = _("expected {what}").format(what=expected_answer(asked, in_words=False))
            said = _("{name}: '{typed}' is no answer; {expected}").format(
                name=name_of(cell), typed=shorten(typed.strip()), expected=expected
            )
            raise NotUnderstood(said) from None
    if held is None:
        return with_answer(profile, attribute.name, answer)
    if asked.kind is Kind.RATINGS:
        answer = _beside(held, attribute.name, answer)
    return with_cell(profile, attribute, row, answer)


class _Typing(Struct, frozen=True):
    """All that tells how to read what was typed for a question."""

    question: Question
    language: str
    scale: tuple[Decimal, Decimal] | None
    rivals: Sequence[str]

    def read(self, text: str, also: Mapping[str, str] = {}) -> Answer:
        if self.question.kind is Kind.RATINGS:
            return read_marks(text, self.rivals, self.language, self.scale)
        return read_typed(text, self.question, self.language, self.scale, also)


def question_of(attribute: Attribute, knowledge: Knowledge) -> Question:
    """Return the question, or the column, that an attribute names."""
    if attribute.table:
        return knowledge.tables[attribute.table].columns[attribute.name]
    return knowledge.questions[attribute.name]


def name_of(cell: Cell) -> str:
    """Return a cell as it is named on the command line."""
    attribute, row = cell
    return f"{attribute.table}.{row}.{attribute.name}" if attribute.table else attribute.name


def _split(text: str, profile: Profile, knowledge: Knowledge) -> tuple[Cell, str]:
    """Return the cell and what was typed for it; a row's name may hold the sign between them."""
    first: NotUnderstood | None = None
    for at in (place for place, sign in enumerate(text) if sign == "="):
        try:
            return find_cell(text[:at].strip(), profile, knowledge), text[at + 1 :]
        except NotUnderstood as mistake:
            first = first or mistake
    assert first is not None  # noqa: S101 - the caller has seen the sign
    raise first


def find_cell(name: str, profile: Profile, knowledge: Knowledge) -> Cell:
    """Return the cell of a question's id or label, or of ``table.row.column``."""
    table, dot, rest = name.partition(".")
    if dot and table in knowledge.tables:
        return _in_table(table, rest, profile, knowledge)
    labels = {fold(question.label): id_ for id_, question in knowledge.questions.items()}
    found = name if name in knowledge.questions else labels.get(fold(name))
    if found is not None:
        return (Attribute("", found), "")
    if name in knowledge.tables:
        raise NotUnderstood(
            _("'{name}' is a table: name a cell, as {name}.row.column").format(name=name)
        )
    near = did_you_mean(name, [*knowledge.questions, *knowledge.tables])
    said = _("no question '{name}'").format(name=shorten(name))
    raise NotUnderstood(f"{said}; {near}" if near else said)


def _in_table(table: str, rest: str, profile: Profile, knowledge: Knowledge) -> Cell:
    row, dot, column = rest.rpartition(".")
    columns = knowledge.tables[table].columns
    rows = {fold(each.name): each.name for each in profile.tables[table].rows}
    if not dot:
        raise NotUnderstood(
            _("'{name}': expected {table}.row.column").format(
                name=shorten(f"{table}.{rest}"), table=table
            )
        )
    given = [id_ for id_, each in columns.items() if not each.computed]
    if column in columns and column not in given:
        raise NotUnderstood(
            _("{table}.{column} is worked out; change what it is made of").format(
                table=table, column=column
            )
        )
    if column not in given:
        said = _("no column '{column}' in {table}").format(column=shorten(column), table=table)
        raise NotUnderstood(f"{said}; {expected_or_near(column, given)}")
    if fold(row) not in rows:
        said = _("no row '{row}' in {table}").format(row=shorten(row), table=table)
        near = expected_or_near(row, rows.values())
        raise NotUnderstood(f"{said}; {near}" if near else said)
    return (Attribute(table, column), rows[fold(row)])


def _row(profile: Profile, cell: Cell) -> Row | None:
    attribute, name = cell
    if not attribute.table:
        return None
    return next(row for row in profile.tables[attribute.table].rows if row.name == name)


def _labels(attribute: Attribute, others: Sequence[Knowledge]) -> Iterator[tuple[str, str]]:
    """Yield the words of each option in further languages, with its id."""
    for knowledge in others:
        for option, label in question_of(attribute, knowledge).options.items():
            yield label, option


def _marks(row: Row | None, column: str) -> Ratings:
    value = row.cells.get(column, NOT_ASKED).value if row is not None else None
    return value if isinstance(value, tuple) else ()


def _beside(row: Row, column: str, after: Answer) -> Answer:
    """Return marks for rivals in which those who were not named keep theirs."""
    before = _marks(row, column)
    if not before or not isinstance(after.value, tuple) or not after.value:
        return after
    marks = {**dict(before), **dict(after.value)}
    unsure = after.unsure or row.cells[column].unsure
    return Answer(State.KNOWN, tuple(sorted(marks.items())), unsure)
