"""What the rules can tell of a reading: which comparisons hold of it, and how certainly.

Rules ask a reading a few questions only: whether it is *lost*, whether it is
more than 85. Readings that answer all of them alike are one to the rules, and
share one ``Aspect``. So each comparison is made once for each reading, not once
for each rule; and since there are few aspects of a thing, whatever follows from
one can be kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from advisor.inference.conditions import Verdict, certainty_of
from advisor.inference.experta import Fact
from advisor.inference.kept import Kept
from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.strata import Node
from advisor.model.case import SURE, Reading, State
from advisor.model.condition import Condition, Leaf, Not, Rows

MOST_KEPT = 512
"""How many aspects, and how many readings with their aspect, are kept of one thing."""


class Aspect:
    """The truth of each comparison, and the certainty with which it is made, in the lens's order.

    ``pending`` is set where an answer may still come. An aspect equals nothing
    but itself, which makes it quick to look up. ``fact`` is the company's fact
    that holds it, once it is made: a fact of one run serves in the next.
    """

    __slots__ = ("certainties", "fact", "pending", "truths")

    def __init__(
        self, truths: tuple[Truth, ...], certainties: tuple[Decimal, ...], *, pending: bool = False
    ) -> None:
        """Take what the comparisons have found."""
        self.truths = truths
        self.certainties = certainties
        self.pending = pending
        self.fact: Fact | None = None


class Lens:
    """Shows of the readings of one thing what the rules compare in them."""

    def __init__(self, node: Node, leaves: Iterable[Leaf] = ()) -> None:
        """Take what is looked at, and every comparison that any rule makes of it."""
        self.node = node
        self.leaves = tuple(leaves)
        self._places = {leaf: place for place, leaf in enumerate(self.leaves)}
        self._aspects: Kept[object, Aspect] = Kept(MOST_KEPT)
        self._seen: Kept[object, Aspect] = Kept(MOST_KEPT)
        self._same: Kept[int, tuple[Reading, Aspect]] = Kept(MOST_KEPT)

    def place(self, leaf: Leaf) -> int:
        """Return where in an aspect a comparison is found."""
        return self._places[leaf]

    def of_reading(self, reading: Reading) -> Aspect:
        """Return the aspect of a reading."""
        # The reading is kept, so that no other object can come to have its identity.
        same = self._same.get(id(reading))
        if same is not None:
            return same[1]
        key = _exactly(reading)
        aspect = self._seen.get(key) or self._seen.keep(key, self._looked_at(reading))
        if not isinstance(reading.value, Decimal):
            # A number is read anew for every company, words and what is settled are not.
            self._same.keep(id(reading), (reading, aspect))
        return aspect

    def of_verdict(self, verdict: Verdict) -> Aspect:
        """Return the aspect of a verdict on a condition over rows, which is its one comparison."""
        return self._one((verdict.truth,), (verdict.support.certainty,), pending=False)

    def _looked_at(self, reading: Reading) -> Aspect:
        return self._one(
            tuple(leaf_truth(leaf, reading) for leaf in self.leaves),
            tuple(certainty_of(leaf, reading) for leaf in self.leaves),
            pending=reading.state is State.PENDING,
        )

    def _one(
        self, truths: tuple[Truth, ...], certainties: tuple[Decimal, ...], *, pending: bool
    ) -> Aspect:
        key = (truths, None if _all_sure(certainties) else str(certainties), pending)
        found = self._aspects.get(key)
        return found or self._aspects.keep(key, Aspect(truths, certainties, pending=pending))


def lenses_for(nodes: Iterable[Node], conditions: Iterable[Condition]) -> Mapping[Node, Lens]:
    """Return a lens for each thing, with the comparisons that conditions in normal form make."""
    found: dict[Node, dict[Leaf, None]] = {node: {} for node in nodes}
    for condition in conditions:
        for leaf in _leaves(condition):
            found[leaf.attribute][leaf] = None
    return {node: Lens(node, leaves) for node, leaves in found.items()}


def _leaves(condition: Condition) -> Iterator[Leaf]:
    if isinstance(condition, Leaf):
        yield condition
    elif not isinstance(condition, (Rows, Not)):
        for part in condition.parts:
            yield from _leaves(part)


def _exactly(reading: Reading) -> object:
    """Return what tells readings apart, and their certainties to the last digit."""
    if reading.certainty is SURE and reading.possible is None and not reading.members:
        return id(reading.state), reading.value
    # As text, for 0.9 and 0.90 are equal, and the trace tells them apart.
    exact = str((reading.certainty, reading.members))
    return id(reading.state), reading.value, reading.possible, exact


def _all_sure(certainties: tuple[Decimal, ...]) -> bool:
    return all(certainty is SURE for certainty in certainties)
