"""Random profiles for any knowledge base: values, unknowns, unsure answers, tables."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from advisor.model.case import Answer, CutLines, Profile, Row, State, TableAnswer, Value
from advisor.model.knowledge import Kind, Knowledge, Question, Table
from advisor.profile.answers import number_shape
from advisor.profile.tables import DEFAULT_SCALE, given_columns, has_scale

ROW_NAMES = ["Alpha", "beta | pipe", "Øst *star*", "<b>delta</b>"]
TEXTS = st.text(min_size=1, max_size=30).filter(lambda text: bool(text.strip()))


def profiles(knowledge: Knowledge) -> st.SearchStrategy[Profile]:
    """Return profiles for a knowledge base."""
    return st.builds(
        Profile,
        company=TEXTS,
        answers=st.fixed_dictionaries(
            {name: answers(question) for name, question in knowledge.questions.items()}
        ),
        tables=st.fixed_dictionaries(
            {name: tables(table) for name, table in knowledge.tables.items()}
        ),
        cut_lines=st.sampled_from(CutLines),
        notes=st.one_of(st.just(""), TEXTS),
    )


def answers(
    question: Question, scale: tuple[Decimal, Decimal] | None = None
) -> st.SearchStrategy[Answer]:
    """Return answers to a question: a value more often than not."""
    value = st.builds(Answer, st.just(State.KNOWN), values(question, scale), st.booleans())
    others = [State.DONT_KNOW, State.NOT_ASKED, State.DOES_NOT_APPLY]
    return st.one_of(value, value, st.builds(Answer, st.sampled_from(others)))


def values(
    question: Question, scale: tuple[Decimal, Decimal] | None = None
) -> st.SearchStrategy[Value]:
    """Return values that a question accepts."""
    kind = question.kind
    if kind in {Kind.CHOICE, Kind.YES_NO}:
        return st.sampled_from(sorted(question.options))
    if kind is Kind.CHOICES:
        return st.frozensets(st.sampled_from(sorted(question.options)))
    if kind is Kind.TEXT:
        return TEXTS
    if kind is Kind.RATING:
        return _numbers(*(scale or DEFAULT_SCALE))
    if kind is Kind.RATINGS:
        marks = st.dictionaries(
            st.sampled_from(["Ulv", "Åse"]), _numbers(*(scale or DEFAULT_SCALE))
        )
        return marks.map(lambda found: tuple(sorted(found.items())))
    shape = number_shape(question)
    low = shape.minimum if shape.minimum is not None else Decimal(0)
    return _numbers(low, shape.maximum if shape.maximum is not None else low + 5)


def _numbers(low: Decimal, high: Decimal) -> st.SearchStrategy[Decimal]:
    """Return numbers in steps of a half, so that thresholds are often met exactly."""
    steps = st.integers(0, int((high - low) * 2))
    return steps.map(lambda step: min(high, low + Decimal(step) / 2))


def tables(table: Table) -> st.SearchStrategy[TableAnswer]:
    """Return tables: filled in, perhaps with no row, or not."""
    rows = st.lists(st.sampled_from(ROW_NAMES), unique=True, max_size=3).flatmap(
        lambda names: st.tuples(*(_rows(table, name) for name in sorted(names)))
    )
    filled = st.builds(TableAnswer, st.just(State.KNOWN), rows)
    others = [State.DONT_KNOW, State.NOT_ASKED, State.DOES_NOT_APPLY]
    return st.one_of(filled, filled, st.builds(TableAnswer, st.sampled_from(others)))


def _rows(table: Table, name: str) -> st.SearchStrategy[Row]:
    scales = [DEFAULT_SCALE, (Decimal(0), Decimal(10))] if has_scale(table) else [DEFAULT_SCALE]
    return st.sampled_from(scales).flatmap(
        lambda scale: st.builds(
            Row,
            name=st.just(name),
            cells=st.fixed_dictionaries(
                {column.id: answers(column, scale) for column in given_columns(table)}
            ),
            scale=st.just(scale),
        )
    )
