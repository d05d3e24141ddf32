"""Random profiles for any knowledge base: values, unknowns, unsure answers, tables.

A strategy is made once for all questions and tables of one shape: Hypothesis takes longer to make
and to check one than to draw from it, and most bases of the tests ask the same questions.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from hypothesis import strategies as st

from advisor.model.case import Answer, CutLines, Profile, Row, State, TableAnswer, Value
from advisor.model.knowledge import Kind, Knowledge, Question, Table
from advisor.profile.answers import number_shape
from advisor.profile.tables import DEFAULT_SCALE, given_columns, has_scale

ROW_NAMES = ["Alpha", "beta | pipe", "Øst *star*", "<b>delta</b>"]
TEXTS = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()))
OTHERS = st.sampled_from([State.DONT_KNOW, State.NOT_ASKED, State.DOES_NOT_APPLY])

Scale = tuple[Decimal, Decimal]
kept = lru_cache(maxsize=1000)


class AnswerShape(NamedTuple):
    """What matters of a question to what can be answered."""

    kind: Kind
    options: tuple[str, ...]
    low: Decimal
    high: Decimal


class TableShape(NamedTuple):
    """What matters of a table: the scales of its marks, and its columns on each."""

    scales: tuple[Scale, ...]
    columns: tuple[tuple[tuple[str, AnswerShape], ...], ...]


def profiles(knowledge: Knowledge) -> st.SearchStrategy[Profile]:
    """Return profiles for a knowledge base."""
    return _profiles(
        tuple((name, _shape(question)) for name, question in knowledge.questions.items()),
        tuple((name, _table_shape(table)) for name, table in knowledge.tables.items()),
    )


@kept
def _profiles(
    questions: tuple[tuple[str, AnswerShape], ...], tables_: tuple[tuple[str, TableShape], ...]
) -> st.SearchStrategy[Profile]:
    return st.builds(
        Profile,
        company=TEXTS,
        answers=st.fixed_dictionaries({name: _answers(shape) for name, shape in questions}),
        tables=st.fixed_dictionaries({name: _tables(shape) for name, shape in tables_}),
        cut_lines=st.sampled_from(CutLines),
        notes=st.one_of(st.just(""), TEXTS),
    )


def answers(question: Question, scale: Scale | None = None) -> st.SearchStrategy[Answer]:
    """Return answers to a question: a value more often than not."""
    return _answers(_shape(question, scale))


@kept
def _answers(shape: AnswerShape) -> st.SearchStrategy[Answer]:
    value = st.builds(Answer, st.just(State.KNOWN), _values(shape), st.booleans())
    return st.one_of(value, value, st.builds(Answer, OTHERS))


def values(question: Question, scale: Scale | None = None) -> st.SearchStrategy[Value]:
    """Return values that a question accepts."""
    return _values(_shape(question, scale))


@kept
def _values(shape: AnswerShape) -> st.SearchStrategy[Value]:
    kind = shape.kind
    if kind in {Kind.CHOICE, Kind.YES_NO}:
        return st.sampled_from(shape.options)
    if kind is Kind.CHOICES:
        return st.frozensets(st.sampled_from(shape.options))
    if kind is Kind.TEXT:
        return TEXTS
    numbers = _numbers(shape.low, shape.high)
    if kind is Kind.RATINGS:
        marks = st.dictionaries(st.sampled_from(["Ulv", "Åse"]), numbers)
        return marks.map(lambda found: tuple(sorted(found.items())))
    return numbers


def _shape(question: Question, scale: Scale | None = None) -> AnswerShape:
    options = tuple(sorted(question.options))
    if question.kind in {Kind.RATING, Kind.RATINGS}:
        return AnswerShape(question.kind, options, *(scale or DEFAULT_SCALE))
    bounds = number_shape(question)
    low = bounds.minimum if bounds.minimum is not None else Decimal(0)
    high = bounds.maximum if bounds.maximum is not None else low + 5
    return AnswerShape(question.kind, options, low, high)


def _numbers(low: Decimal, high: Decimal) -> st.SearchStrategy[Decimal]:
    """Return numbers in steps of a half, so that thresholds are often met exactly."""
    steps = st.integers(0, int((high - low) * 2))
    return steps.map(lambda step: min(high, low + Decimal(step) / 2))


def tables(table: Table) -> st.SearchStrategy[TableAnswer]:
    """Return tables: filled in, perhaps with no row, or not."""
    return _tables(_table_shape(table))


@kept
def _tables(shape: TableShape) -> st.SearchStrategy[TableAnswer]:
    rows = st.lists(st.sampled_from(ROW_NAMES), unique=True, max_size=3).flatmap(
        lambda names: _all_rows(shape, tuple(sorted(names)))
    )
    filled = st.builds(TableAnswer, st.just(State.KNOWN), rows)
    return st.one_of(filled, filled, st.builds(TableAnswer, OTHERS))


def _table_shape(table: Table) -> TableShape:
    scales = [DEFAULT_SCALE, (Decimal(0), Decimal(10))] if has_scale(table) else [DEFAULT_SCALE]
    return TableShape(
        tuple(scales),
        tuple(
            tuple((column.id, _shape(column, scale)) for column in given_columns(table))
            for scale in scales
        ),
    )


@kept
def _all_rows(shape: TableShape, names: tuple[str, ...]) -> st.SearchStrategy[tuple[Row, ...]]:
    return st.tuples(*(_rows(shape, name) for name in names))


@kept
def _rows(shape: TableShape, name: str) -> st.SearchStrategy[Row]:
    on_scale = {
        scale: st.builds(
            Row,
            name=st.just(name),
            cells=st.fixed_dictionaries({column: _answers(each) for column, each in columns}),
            scale=st.just(scale),
        )
        for scale, columns in zip(shape.scales, shape.columns, strict=True)
    }
    return st.sampled_from(shape.scales).flatmap(on_scale.__getitem__)
