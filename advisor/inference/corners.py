"""The ends of what may fill the gaps of a table, in as few combinations as will do.

As one missing number rises, what a method works out only rises or only falls
(``Method.turning`` has the exceptions). So the most that can come of it comes where
each missing number stands at an end of what its question allows, or is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import product
from math import prod

from msgspec.structs import replace

from advisor.analysis.methods import METHODS
from advisor.inference.allowed import bounds_of
from advisor.model.case import NOT_ASKED, Answer, Cell, Profile, Row, State, Value
from advisor.model.knowledge import NUMBER_KINDS, Kind, Knowledge

HUGE = Decimal(10) ** 12
"""Stands at the end of what has none."""

Filling = Mapping[Cell, Answer]
"""Answers for some gaps."""


class Corners:
    """The ends of what the gaps of one table may hold."""

    def __init__(self, name: str, knowledge: Knowledge, profile: Profile) -> None:
        """Take the profile without its *don't knows*."""
        self._table, self._knowledge, self._profile = knowledge.tables[name], knowledge, profile
        self._rows = {row.name: row for row in profile.tables[name].rows}

    def of(self, gap: Cell) -> Sequence[Answer]:
        """Return the ends of what an answer may be, or all its words, and that it stays out."""
        question = self._table.columns[gap[0].name]
        low, high = self.bounds(gap)
        ends: Iterable[Value] = (low, high)
        if question.kind is Kind.RATINGS:
            ends = ((("", low),), (("", high),))
        elif question.kind not in NUMBER_KINDS:
            ends = question.options
        return [*(Answer(State.KNOWN, end) for end in ends), NOT_ASKED]

    def bounds(self, gap: Cell) -> tuple[Decimal, Decimal]:
        """Return the least and the greatest number, or mark, that may stand there."""
        question = self._table.columns[gap[0].name]
        scale = self._rows[gap[1]].scale
        bounds = scale if question.kind is Kind.RATINGS else bounds_of(question, scale)
        low, high = bounds
        return -HUGE if low is None else low, HUGE if high is None else high

    def of_all(self, gaps: Iterable[Cell], most: int, *, bundled: bool) -> list[Filling]:
        """Return the combinations of the ends, or none if there are too many.

        ``bundled`` is for columns in which a row counts ``through`` another column.
        """
        left = list(gaps)
        parts: list[Sequence[Filling]] = []
        if bundled:
            for bundle, through in self._bundles(left):
                parts.append(self._extremes(bundle, through))
                left = [gap for gap in left if gap not in bundle]
        parts.extend([{gap: answer} for answer in self.of(gap)] for gap in left)
        if prod(len(part) for part in parts) > most:
            return []
        return [_joined(chosen) for chosen in product(*parts)]

    def _bundles(self, gaps: Iterable[Cell]) -> Iterator[tuple[list[Cell], str]]:
        """Yield the gaps of one row that count only through one of its computed columns."""
        found: dict[tuple[str, str], list[Cell]] = defaultdict(list)
        for gap in gaps:
            for method in sorted(self._table.methods):
                through = METHODS[method].through.get(gap[0].name)
                if through is not None and through in self._table.columns:
                    found[gap[1], through].append(gap)
        yield from ((bundle, through) for (_, through), bundle in found.items() if len(bundle) > 1)

    def _extremes(self, bundle: Sequence[Cell], through: str) -> Sequence[Filling]:
        """Return what makes a computed column least and greatest, and one without it."""
        method = METHODS[self._table.columns[through].computed]
        settings = method.settings(self._knowledge.parameters, self._profile.cut_lines)
        row = self._rows[bundle[0][1]]
        worth: dict[Decimal, Filling] = {}
        for ends in product(*(self.of(gap)[:-1] for gap in bundle)):
            filling = dict(zip(bundle, ends, strict=True))
            value = method.compute((filled(row, filling),), settings)[row.name].get(through)
            if not isinstance(value, Decimal):
                return [_joined(each) for each in product(*(self._one_by_one(g) for g in bundle))]
            worth[value] = filling
        return [worth[min(worth)], worth[max(worth)], dict.fromkeys(bundle, NOT_ASKED)]

    def _one_by_one(self, gap: Cell) -> Sequence[Filling]:
        return [{gap: answer} for answer in self.of(gap)]


def filled(row: Row, filling: Filling) -> Row:
    """Return a row with some of its gaps filled in."""
    own = {cell[0].name: answer for cell, answer in filling.items() if cell[1] == row.name}
    return replace(row, cells={**row.cells, **own}) if own else row


def _joined(parts: Iterable[Filling]) -> Filling:
    return {gap: answer for part in parts for gap, answer in part.items()}
