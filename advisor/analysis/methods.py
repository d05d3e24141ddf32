"""The methods that fill computed columns, by the name rules use for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from advisor.analysis.importance_performance import NEEDS, explain, importance_performance
from advisor.model.case import CutLines, Row, Value

Computed = Mapping[str, Mapping[str, Value]]
"""For each row's name, the values of the computed columns that could be worked out."""


class Method(Struct, frozen=True):
    """A way to work out columns from the other columns of all rows.

    ``needs`` gives each column the columns of its own row that it is made of.
    ``notes`` says, in the given language, how it was done for these rows.
    """

    needs: Mapping[str, tuple[str, ...]]
    compute: Callable[[tuple[Row, ...], CutLines], Computed]
    notes: Callable[[tuple[Row, ...], CutLines, str], tuple[str, ...]]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that the method can fill."""
        return tuple(self.needs)


METHODS: Mapping[str, Method] = {
    "importance_performance": Method(NEEDS, importance_performance, explain),
}
