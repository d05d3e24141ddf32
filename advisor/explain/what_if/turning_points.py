"""At which numbers anything can turn: thresholds, and where computed numbers pass theirs.

Rules compare a number with thresholds, directly or once it has gone into a
measure or a computed column. Between two turning points no condition can tell
one number from another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from advisor.analysis.methods import METHODS
from advisor.inference.facts import make_case
from advisor.inference.measures import compute
from advisor.inference.memory import WorkingMemory
from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.checks.uses import all_comparisons
from advisor.knowledge.strata import measure_reads, strata_of
from advisor.model.case import Case, Cell, Profile, Reading
from advisor.model.condition import Attribute, Leaf
from advisor.model.knowledge import Knowledge, Measure


class Comparisons(Struct, frozen=True):
    """What each attribute is compared with, in all conditions of a base."""

    leaves: Mapping[Attribute, tuple[Leaf, ...]]

    @classmethod
    def of(cls, knowledge: Knowledge) -> Comparisons:
        """Return the comparisons of a base, each once."""
        found: dict[Attribute, dict[Leaf, None]] = defaultdict(dict)
        for leaf in all_comparisons(knowledge):
            if isinstance(leaf, Leaf):
                found[leaf.attribute][leaf] = None
        return cls({attribute: tuple(leaves) for attribute, leaves in found.items()})

    def limits(self, attribute: Attribute) -> tuple[Decimal, ...]:
        """Return the numbers that an attribute is compared with, sorted."""
        leaves = self.leaves.get(attribute, ())
        return tuple(
            sorted({n for leaf in leaves for n in leaf.operands if isinstance(n, Decimal)})
        )

    def outcomes(self, attribute: Attribute, reading: Reading) -> tuple[Truth, ...]:
        """Return how every comparison of an attribute comes out."""
        return tuple(leaf_truth(leaf, reading) for leaf in self.leaves.get(attribute, ()))


class Terrain:
    """What one company's numbers amount to, as far as the rules of a base can tell it."""

    def __init__(self, knowledge: Knowledge, profile: Profile) -> None:
        """Take the base and the profile around which numbers are moved."""
        self.knowledge, self.profile = knowledge, profile
        self.comparisons = Comparisons.of(knowledge)
        self._small: dict[str, Knowledge] = {}

    def goes_into(self, attribute: Attribute) -> bool:
        """Tell whether a number goes into others, or decides on an order, beside being compared."""
        return attribute in self._inputs

    @cached_property
    def _inputs(self) -> frozenset[Attribute]:
        found = {node for measure in self._measures for node in self._read(measure)}
        for table in self.knowledge.tables.values():
            for method in table.methods:
                needed = METHODS[method].needs.values()
                found |= {Attribute(table.id, name) for names in needed for name in names}
        return frozenset(found | set(self._orders))

    @cached_property
    def _measures(self) -> tuple[Measure, ...]:
        """Return the measures that need no finding, in an order in which they can be computed."""
        found: list[Measure] = []
        derived = {finding.attribute for finding in self.knowledge.findings.values()}
        for node in strata_of(self.knowledge).computed:
            if isinstance(node, Attribute):
                measure = self.knowledge.measures[node.name]
                if not derived & set(self._read(measure)):
                    found.append(measure)
        return tuple(found)

    def _read(self, measure: Measure) -> Iterator[Attribute]:
        for node in measure_reads(measure, self.knowledge.parameters):
            if isinstance(node, Attribute):
                yield node

    @cached_property
    def _orders(self) -> tuple[Attribute, ...]:
        """Return the columns by which rows of advice are ordered."""
        return tuple(
            Attribute(item.table, item.row_order.column)
            for item in self.knowledge.advice.values()
            if item.row_order is not None
        )

    @cached_property
    def _whole(self) -> Case:
        return make_case(self.knowledge, self.profile)

    def seen(self, profile: Profile, table: str) -> tuple[object, ...]:
        """Return all that rules can tell of a profile in which only answers of a table move.

        Without a table, answers of the company.
        """
        case = make_case(self._of_table(table), profile)
        memory = WorkingMemory({**self._whole.readings, **case.readings}, dict(self._whole.tables))
        for measure in self._measures:
            cell = (Attribute("", measure.id), "")
            memory.readings[cell] = compute(measure, memory, self.knowledge.parameters)
        moving = [*case.readings, *((Attribute("", m.id), "") for m in self._measures)]
        signs: list[object] = [self._sign(cell, memory.readings[cell]) for cell in moving]
        signs.extend(self._order(c, memory) for c in self._orders if c.table == table)
        return tuple(signs)

    def _of_table(self, table: str) -> Knowledge:
        """Return the base with the questions of one table alone, or with those of the company."""
        if table not in self._small:
            kept = {table: self.knowledge.tables[table]} if table else {}
            questions = {} if table else self.knowledge.questions
            self._small[table] = replace(self.knowledge, tables=kept, questions=questions)
        return self._small[table]

    def _sign(self, cell: Cell, reading: Reading) -> object:
        value = reading.value
        # Marks of rivals are seen by what is worked out from them, numbers by how they compare.
        word = None if isinstance(value, (tuple, Decimal)) else value
        return reading.state, word, self.comparisons.outcomes(cell[0], reading)

    def _order(self, column: Attribute, memory: WorkingMemory) -> object:
        rows = memory.tables[column.table].rows
        numbers = {row: memory.readings[column, row].value for row in rows}
        known = sorted({n for n in numbers.values() if isinstance(n, Decimal)})
        return tuple(known.index(n) if isinstance(n, Decimal) else -1 for n in numbers.values())
