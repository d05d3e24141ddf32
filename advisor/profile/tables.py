"""Read a table of a profile: its rows, each cell, each row's scale."""

from __future__ import annotations

import contextlib
from decimal import Decimal

from msgspec import Struct

from advisor.edge.containers import ListOf
from advisor.edge.nodes import Mapping, Node, Scalar, Sequence, describe, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.scalars import Number, Text
from advisor.edge.shape import Schema, Shape
from advisor.edge.suggest import did_you_mean
from advisor.language.messages import N_, _
from advisor.model.case import Answer, Row, State, TableAnswer, Value
from advisor.model.knowledge import Kind, Question, Table
from advisor.profile.answers import DOES_NOT_APPLY, DONT_KNOW, AnswerTo, state_word

MAX_ROWS = 500
MAX_NAME = 200
DEFAULT_SCALE = (Decimal(1), Decimal(5))
RATING_KINDS = frozenset({Kind.RATING, Kind.RATINGS})


class TableShape(Struct, frozen=True):
    """A list of rows, or *don't know*, or *does not apply*."""

    table: Table

    def read(self, node: Node, problems: Problems, owner: str) -> TableAnswer:
        """Return the table with every row that could be read; refuse if one could not."""
        state = state_word(node)
        if state is not None:
            return TableAnswer(state)
        if not isinstance(node, Sequence):
            raise problems.refuse(
                node.location,
                5,
                _("{owner}: expected a list of rows, found {found}").format(
                    owner=owner, found=describe(node)
                ),
                _("begin each row with '- name: …', or write {answer}").format(answer=_(DONT_KNOW)),
            )
        if len(node.items) > MAX_ROWS:
            raise problems.refuse(
                node.location,
                9,
                _("{owner}: more than {limit} rows").format(owner=owner, limit=MAX_ROWS),
                _("keep those that matter"),
            )
        rows: dict[str, Row] = {}
        first: dict[str, int] = {}
        broken = False
        for item in node.items:
            try:
                row = _RowReader(self.table, problems).read(item, owner)
            except Refused:
                broken = True
                continue
            if row.name in rows:
                broken |= _report_twin(row, item, first[row.name], problems, owner)
            first.setdefault(row.name, item.location.line)
            rows[row.name] = row
        if broken:
            raise Refused
        return TableAnswer(State.KNOWN, tuple(rows[name] for name in sorted(rows)))

    def schema(self) -> Schema:
        """Return an array of rows, or one of the two states."""
        cells = {column.id: AnswerTo(column).schema() for column in given_columns(self.table)}
        properties: Schema = {"name": Text().schema(), **cells}
        if has_scale(self.table):
            number = {"type": "number"}
            properties["scale"] = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
        row = {
            "type": "object",
            "additionalProperties": False,
            "required": ["name"],
            "properties": properties,
        }
        rows = {"type": "array", "items": row, "maxItems": MAX_ROWS}
        return {
            "description": self.table.ask,
            "anyOf": [rows, {"enum": [DONT_KNOW, DOES_NOT_APPLY]}],
        }


def given_columns(table: Table) -> list[Question]:
    """Return the columns a company fills in, which are those that are not computed."""
    return [column for column in table.columns.values() if not column.computed]


def has_scale(table: Table) -> bool:
    """Tell whether rows of a table have a scale of ratings."""
    return any(column.kind in RATING_KINDS for column in given_columns(table))


class _RowReader:
    """Reads one row and everything wrong with it."""

    def __init__(self, table: Table, problems: Problems) -> None:
        self.table = table
        self.problems = problems

    def read(self, node: Node, owner: str) -> Row:
        if not isinstance(node, Mapping):
            raise self.problems.refuse(
                node.location,
                5,
                _("{owner}: expected a row (keys with values), found {found}").format(
                    owner=owner, found=describe(node)
                ),
                _("begin it with '- name: …', the name of the {row}").format(row=self.table.row),
            )
        name = self._name(node, owner)
        if name is not None:
            owner = _("{owner}, row '{row}'").format(owner=owner, row=shorten(name))
        broken = self._report_strangers(node, owner)
        scale = self._scale(node, owner)
        cells: dict[str, Answer] = {}
        for column in given_columns(self.table):
            child = _given(node, column.id)
            if child is None or (scale is None and column.kind in RATING_KINDS):
                continue
            try:
                shape = self._shape(column, scale or DEFAULT_SCALE)
                cells[column.id] = shape.read(child, self.problems, f"{owner}, '{column.id}'")
            except Refused:
                broken = True
        if broken or name is None or scale is None:
            raise Refused
        return Row(name, cells, scale)

    def _name(self, node: Mapping, owner: str) -> str | None:
        """Return the row's name, or None when it has none that will do."""
        child = _given(node, "name")
        if child is None:
            self.problems.error(
                node.location,
                10,
                _("{owner}: a row without 'name'").format(owner=owner),
                _("name the {row}").format(row=self.table.row),
            )
            return None
        with contextlib.suppress(Refused):
            return Text(at_most=MAX_NAME).read(child, self.problems, f"{owner}, 'name'")
        return None

    def _report_strangers(self, node: Mapping, owner: str) -> bool:
        known = ["name", *(column.id for column in given_columns(self.table))]
        if has_scale(self.table):
            known.append("scale")
        strangers = [key for key, _ in node.entries if key.text not in known]
        for key in strangers:
            hint = did_you_mean(key.text, known) or _("a row has: {known}").format(
                known=", ".join(known)
            )
            if key.text in self.table.columns:
                hint = _("leave it out; it is worked out from the others")
            self.problems.error(
                key.location,
                4,
                _("{owner}: unknown key '{key}'").format(owner=owner, key=shorten(key.text)),
                hint,
            )
        return bool(strangers)

    def _scale(self, node: Mapping, owner: str) -> tuple[Decimal, Decimal] | None:
        """Return the lowest and the highest mark, or None when they will not do."""
        child = _given(node, "scale")
        if child is None or not has_scale(self.table):
            return DEFAULT_SCALE
        ends = ListOf(Number(), at_least=2, at_most=2, hint=N_("write it as [1, 5]"))
        try:
            low, high = ends.read(child, self.problems, f"{owner}, 'scale'")
        except Refused:
            return None
        # Below zero, importance could not be shared out; without a distance there is no scale.
        if low < 0 or low >= high:
            self.problems.error(
                child.location,
                7,
                _("{owner}: a scale runs from 0 or more up to something higher").format(
                    owner=owner
                ),
                _("write it as [1, 5]"),
            )
            return None
        return low, high

    def _shape(self, column: Question, scale: tuple[Decimal, Decimal]) -> Shape[Answer]:
        if column.kind is Kind.RATING:
            return _Rating(column, Number(*scale))
        if column.kind is Kind.RATINGS:
            return _Ratings(column, Number(*scale))
        return AnswerTo(column)


def _given(node: Mapping, key: str) -> Node | None:
    """Return what stands under a key, or None when nothing does."""
    child = node.get(key)
    return None if isinstance(child, Scalar) and child.is_null else child


class _Rating(AnswerTo, frozen=True):
    """A mark on the row's own scale."""

    marks: Number

    def _value(self, node: Node, problems: Problems, owner: str) -> Value:
        return self.marks.read(node, problems, owner)


class _Ratings(AnswerTo, frozen=True):
    """A mark for each competitor, on the row's own scale."""

    marks: Number

    def _value(self, node: Node, problems: Problems, owner: str) -> Value:
        if not isinstance(node, Mapping):
            raise problems.refuse(
                node.location,
                5,
                _("{owner}: expected a mark for each competitor, found {found}").format(
                    owner=owner, found=describe(node)
                ),
                _("write {Name of the rival: 3.5}"),
            )
        found: dict[str, Decimal] = {}
        broken = False
        for key, child in node.entries:
            name = " ".join(key.text.split())
            # A rival about whom nothing is known simply has no mark.
            if state_word(child) is not None or (isinstance(child, Scalar) and child.is_null):
                continue
            if name in found or not name:
                what = (
                    _("the rival '{name}' stands twice").format(name=shorten(name))
                    if name
                    else _("a mark for nobody")
                )
                problems.error(key.location, 20, f"{owner}: {what}", _("name each rival once"))
                broken = True
                continue
            try:
                found[name] = self.marks.read(child, problems, f"{owner}, '{shorten(name)}'")
            except Refused:
                broken = True
        if broken:
            raise Refused
        return tuple(sorted(found.items()))


def _report_twin(row: Row, node: Node, first: int, problems: Problems, owner: str) -> bool:
    problems.error(
        node.location,
        20,
        _("{owner}: the row '{row}' stands twice; the first is in line {first}").format(
            owner=owner, row=shorten(row.name), first=first
        ),
        _("give each row its own name"),
    )
    return True
