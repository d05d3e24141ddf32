"""What a piece of advice still rests on: the missing answers behind it, and how often each is read.

Only what is undecided in a run that looks ahead is followed; what is true or
false there stays so, whatever the answers.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property

from advisor.inference.chances import Chances, Instance
from advisor.inference.conditions import truth
from advisor.inference.truth import Truth
from advisor.model.case import UNKNOWN_ROW, Cell, Reading, State
from advisor.model.condition import ALWAYS, Attribute, Condition, Leaf, Rows

Node = Hashable


def is_settled(reading: Reading) -> bool:
    """Tell whether a run that looks ahead has the last word on something."""
    return reading.state is not State.PENDING and not reading.possible


class Cone:
    """All that one instance rests on which is still undecided.

    ``answers`` has the missing answers with the comparisons that read them,
    ``derived`` the same for what is worked out from missing numbers, or from a
    table nobody has filled in; ``rowless`` the names of such tables.
    """

    def __init__(self, chances: Chances, instance: Instance) -> None:
        """Follow an instance down."""
        self._chances = chances
        self._prior = chances.prior
        self._memory = chances.memory
        self._readers: dict[Node, list[Node]] = {}
        self.answers: dict[Cell, set[Leaf]] = {}
        self.derived: dict[Cell, set[Leaf]] = {}
        self.rowless: set[str] = set()
        self._instance(instance, None)

    def _read(self, node: Node, reader: Node) -> bool:
        """Note that something is read; return whether this is the first time."""
        first = node not in self._readers
        self._readers.setdefault(node, []).append(reader)
        return first

    def _instance(self, instance: Instance, reader: Node) -> None:
        name, row = instance
        if instance not in self._chances.open or not self._read(instance, reader):
            return
        table = self._prior.production(name).table
        if table and row == UNKNOWN_ROW:
            self.rowless.add(table)
        self._condition(self._prior.conditions[name], row, instance)

    def _condition(self, condition: Condition, row: str, reader: Node) -> None:
        if isinstance(condition, Leaf):
            self._leaf(condition, row, reader)
        elif truth(condition, self._memory.view(row)) is not Truth.UNKNOWN:
            return
        elif isinstance(condition, Rows):
            self._rows(condition, reader)
        else:
            for part in condition.parts:  # type: ignore[union-attr] # the normal form has no Not
                self._condition(part, row, reader)

    def _rows(self, rows: Rows, reader: Node) -> None:
        table = self._memory.tables[rows.table]
        if table.state is not State.KNOWN:
            self.rowless.add(rows.table)
        if self._read(rows, reader):
            for row in table.rows:
                self._condition(rows.where, row, rows)

    def _leaf(self, leaf: Leaf, row: str, reader: Node) -> None:
        attribute = leaf.attribute
        cell = (attribute, row if attribute.table else "")
        reading = self._memory.readings[cell]
        if is_settled(reading) or truth(leaf, self._memory.view(row)) is not Truth.UNKNOWN:
            return
        finding = self._prior.finding(attribute)
        if finding is not None:
            if self._read(cell, reader):
                for instance, _ in self._chances.instances_for(finding, cell[1]):
                    self._instance(instance, cell)
        elif self._prior.question(attribute) is not None or self._is_table(attribute):
            self._answer(cell, leaf, reader)
        else:
            self._read(cell, reader)
            self.derived.setdefault(cell, set()).add(leaf)

    def _is_table(self, attribute: Attribute) -> bool:
        return not attribute.table and attribute.name in self._prior.knowledge.tables

    def _answer(self, cell: Cell, leaf: Leaf, reader: Node) -> None:
        self.answers.setdefault(cell, set()).add(leaf)
        questions = self._prior.knowledge.questions
        question = None if cell[0].table else questions.get(cell[0].name)
        if self._read(cell, reader) and question is not None and question.ask_when != ALWAYS:
            self._condition(question.ask_when, "", cell)

    @cached_property
    def shared(self) -> Mapping[Node, bool]:
        """Return, for everything in the cone, whether more than one way leads to it."""
        found: dict[Node, bool] = {}

        def look(node: Node) -> bool:
            if node not in found:
                readers = self._readers.get(node, [])
                found[node] = len(readers) > 1 or any(look(reader) for reader in readers)
            return found[node]

        for node in list(self._readers):
            look(node)
        return found

    @property
    def repeated(self) -> list[Cell]:
        """Return the missing answers to which more than one way leads, sorted."""
        return sorted(cell for cell in self.answers if self.shared[cell])


def table_cell(name: str) -> Cell:
    """Return the cell of a table as a whole."""
    return Attribute("", name), ""
