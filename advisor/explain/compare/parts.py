"""A part of an entry as a line shows it: in words where it has words, else by its names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import singledispatch

from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.phrases import in_full
from advisor.language.messages import _
from advisor.model.condition import ALWAYS, All, Any_, Condition, Leaf, Not, Rows
from advisor.model.knowledge import (
    Conclusion,
    Default,
    Grouping,
    OverColumn,
    OverNames,
    Override,
    RowOrder,
)


@singledispatch
def part_text(value: object) -> str:
    """Return a part, by the names of the rules files; nothing for one that is not there."""
    return "" if value is None else str(getattr(value, "value", value))


@part_text.register
def _yes_or_no(value: bool) -> str:  # noqa: FBT001 - it is what is shown
    return "yes" if value else "no"


@part_text.register
def _date(value: dt.date) -> str:
    return value.isoformat()


@part_text.register(Leaf)
@part_text.register(Rows)
@part_text.register(All)
@part_text.register(Any_)
@part_text.register(Not)
def _condition(value: Condition) -> str:
    return "" if value == ALWAYS else in_full(normal_form(value))


@part_text.register(tuple)
def _several(value: tuple[object, ...]) -> str:
    texts = [part_text(each) for each in value]
    return (" / " if any(" " in text for text in texts) else ", ").join(texts)


@part_text.register(Mapping)
def _by_name(value: Mapping[str, object]) -> str:
    return ", ".join(
        f"{name}: {held}" if isinstance(held, str) else name for name, held in value.items()
    )


@part_text.register
def _conclusion(value: Conclusion) -> str:
    return f"{value.finding}: {value.value}"


@part_text.register
def _override(value: Override) -> str:
    return f"{value.id} ({value.because})"


@part_text.register
def _default(value: Default) -> str:
    return f"{value.value} ({value.because})"


@part_text.register
def _grouping(value: Grouping) -> str:
    return ", ".join(value.limits)


@part_text.register
def _names(value: OverNames) -> str:
    return ", ".join(value.names)


@part_text.register
def _column(value: OverColumn) -> str:
    column = f"{value.table}.{value.column}" if value.column else value.table
    weighted = f" × {value.table}.{value.weight}" if value.weight else ""
    where = _condition(value.where)
    return column + weighted + (_(" where {condition}").format(condition=where) if where else "")


@part_text.register
def _row_order(value: RowOrder) -> str:
    said = _("{column}, the highest first") if value.highest else _("{column}, the lowest first")
    return said.format(column=value.column)
