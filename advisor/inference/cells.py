"""From the places of what a condition reads to the cells that stand there for a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from advisor.inference.conditions import Verdict, unique
from advisor.knowledge.strata import Node
from advisor.model.case import Cell
from advisor.model.condition import Attribute, Rows

Verdicts = Mapping[Rows, Verdict]


class Cells:
    """The cells of one condition; ``places`` are the bits of a number.

    Mostly they are the same for every company: then they are ``fixed``.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        """Take what the condition reads, in the order of places."""
        self._nodes = nodes
        self._of_rows = any(isinstance(node, Attribute) and node.table for node in nodes)
        self._on_tables = sum(1 << n for n, node in enumerate(nodes) if isinstance(node, Rows))
        self.fixed = not self._of_rows and not self._on_tables
        self._kept: dict[int, tuple[Cell, ...]] = {}
        self._matched: tuple[Cell, ...] | None = None

    def matched(self, row: str) -> tuple[Cell, ...]:
        """Return what the patterns match; for a condition on rows that is the table."""
        if self._matched is None or self._of_rows:
            self._matched = unique(_whole(node, row) for node in self._nodes)
        return self._matched

    def support(self, places: int, row: str, verdicts: Verdicts) -> tuple[Cell, ...]:
        """Return the cells on which a condition that holds there rests."""
        kept = self._kept.get(places)
        if kept is not None:
            return kept
        return self._at(places, row, lambda node: verdicts[node].support.cells)

    def missing(self, places: int, row: str, verdicts: Verdicts) -> tuple[Cell, ...]:
        """Return the cells for which a condition waits that is unknown there."""
        kept = self._kept.get(places)
        if kept is not None:
            return kept
        return self._at(places, row, lambda node: verdicts[node].missing)

    def _at(
        self, places: int, row: str, behind: Callable[[Rows], tuple[Cell, ...]]
    ) -> tuple[Cell, ...]:
        found = unique(self._each(places, row, behind))
        if not self._of_rows and not places & self._on_tables:
            self._kept[places] = found
        return found

    def _each(
        self, places: int, row: str, behind: Callable[[Rows], tuple[Cell, ...]]
    ) -> Iterator[Cell]:
        for place, node in enumerate(self._nodes):
            if places >> place & 1:
                if isinstance(node, Rows):
                    yield from behind(node)
                else:
                    yield _whole(node, row)


def _whole(node: Node, row: str) -> Cell:
    if isinstance(node, Rows):
        return (Attribute("", node.table), "")
    return (node, row if node.table else "")
