"""The methods that fill computed columns, by the name rules use for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct

from advisor.analysis import customer_value, loyalty_ladder
from advisor.analysis import importance_performance as marks
from advisor.analysis.settings import Settings
from advisor.model.case import CutLines, Row, Value
from advisor.model.knowledge import Parameter

Computed = Mapping[str, Mapping[str, Value]]
"""For each row's name, the values of the computed columns that could be worked out."""


class Method(Struct, frozen=True):
    """A way to work out columns from the other columns of all rows.

    ``needs`` gives each column the columns of its own row that it is made of; in
    every column but the ``alone`` the same columns of all other rows count too.
    ``notes`` says, in the given language, how it was done for these rows.
    ``parameters`` are those of the knowledge base that it reads, with their units.
    As one of the numbers that are missing in some rows rises, every column only
    rises or only falls, through the order of its options if it has any; but for
    those that are ``turning``. Some columns of a row count only ``through``
    another one, in all but the columns that are ``alone``.
    """

    needs: Mapping[str, tuple[str, ...]]
    compute: Callable[[tuple[Row, ...], Settings], Computed]
    notes: Callable[[tuple[Row, ...], Settings, str], tuple[str, ...]]
    parameters: Mapping[str, str] = {}
    alone: frozenset[str] = frozenset()
    turning: Callable[[tuple[Row, ...]], frozenset[str]] = lambda _: frozenset()
    through: Mapping[str, str] = {}

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns that the method can fill."""
        return tuple(self.needs)

    def cells_behind(self, column: str, row: str, rows: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield column and row of each cell that decides on a computed one, its own row first."""
        yield from ((needed, row) for needed in self.needs[column])
        if column not in self.alone:
            others = [other for other in rows if other != row]
            yield from ((needed, other) for other in others for needed in self.needs[column])

    def settings(self, parameters: Mapping[str, Parameter], cut_lines: CutLines) -> Settings:
        """Return what the method goes by; loading has made sure that its parameters exist."""
        return Settings(cut_lines, {name: parameters[name].value for name in self.parameters})

    def any_settings(self) -> Settings:
        """Return settings with which the method works, for finding out what it needs."""
        return Settings(parameters=dict.fromkeys(self.parameters, Decimal(1)))


METHODS: Mapping[str, Method] = {
    "customer_value": Method(
        customer_value.NEEDS,
        customer_value.customer_value,
        customer_value.explain,
        customer_value.PARAMETERS,
        customer_value.ALONE,
        through=customer_value.THROUGH,
    ),
    "importance_performance": Method(
        marks.NEEDS,
        lambda rows, settings: marks.importance_performance(rows, settings.cut_lines),
        lambda rows, settings, language: marks.explain(rows, settings.cut_lines, language),
        alone=marks.ALONE,
    ),
    "loyalty_ladder": Method(
        loyalty_ladder.NEEDS,
        loyalty_ladder.loyalty_ladder,
        loyalty_ladder.explain,
        turning=loyalty_ladder.turning,
    ),
}
