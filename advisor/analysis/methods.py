"""The methods that fill computed columns, by the name rules use for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from advisor.analysis.importance_performance import COLUMNS, explain, importance_performance
from advisor.model.case import CutLines, Row, Value

Computed = Mapping[str, Mapping[str, Value]]
"""For each row's name, the values of the computed columns that could be worked out."""


class Method(Struct, frozen=True):
    """A way to work out columns from the other columns of all rows.

    ``notes`` says, in the given language, how it was done for these rows.
    """

    columns: tuple[str, ...]
    compute: Callable[[tuple[Row, ...], CutLines], Computed]
    notes: Callable[[tuple[Row, ...], CutLines, str], tuple[str, ...]]


METHODS: Mapping[str, Method] = {
    "importance_performance": Method(COLUMNS, importance_performance, explain),
}
