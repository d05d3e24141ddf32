"""The classes of facts of a knowledge base: what is declared of a case, and of a row.

One class for each thing that has a reading. What a fact holds is the reading's
aspect, all that a rule can ask of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from advisor.inference.aspects import Lens, lenses_for
from advisor.inference.conditions import Verdict
from advisor.inference.experta import Fact
from advisor.inference.experta_rules import fact_class
from advisor.knowledge.strata import Node, Strata, reads
from advisor.model.case import Cell, Reading
from advisor.model.condition import Attribute, Condition, Rows
from advisor.model.knowledge import Knowledge

ROW = "row"
READING = "reading"
WORTH = "worth"


class Kinds(Struct, frozen=True):
    """The classes of facts by what they are about, and the lenses that show aspects.

    ``rows`` has a class for the rows of each table, ``needs`` one for the need
    of each answer. Facts that no rule reads are not made: ``read`` has the
    lens and the class of the others. ``answers`` has these for the company's
    cells of a case, ``columns`` what a case has readings of for each row, and
    ``known`` all that there can be readings of; all are sorted.
    """

    readings: Mapping[Node, type[Fact]]
    rows: Mapping[str, type[Fact]]
    needs: Mapping[Attribute, type[Fact]]
    lenses: Mapping[Node, Lens]
    read: Mapping[Node, tuple[Lens, type[Fact]]]
    answers: Sequence[tuple[Cell, tuple[Lens, type[Fact]]]]
    columns: Sequence[Attribute]
    known: Sequence[Attribute]

    def row(self, table: str, row: str) -> Fact:
        """Return the fact that a table has a row."""
        return self.rows[table].holding({ROW: row})

    def reading(self, cell: Cell, reading: Reading) -> Fact | None:
        """Return the fact of what is known of a cell, if any rule reads it."""
        attribute, row = cell
        read = self.read.get(attribute)
        if read is None:
            return None
        lens, kind = read
        aspect = lens.of_reading(reading)
        if attribute.table:
            return kind.holding({ROW: row, READING: aspect})
        if aspect.fact is None:
            aspect.fact = kind.holding({READING: aspect})
        return aspect.fact

    def given(self, readings: Mapping[Cell, Reading]) -> Iterator[Fact]:
        """Yield the facts of the company's answers, as ``reading`` makes them, sorted."""
        for cell, (lens, kind) in self.answers:
            aspect = lens.of_reading(readings[cell])
            if aspect.fact is None:
                aspect.fact = kind.holding({READING: aspect})
            yield aspect.fact

    def verdict(self, rows: Rows, verdict: Verdict) -> Fact:
        """Return the fact of how a condition on rows was decided."""
        lens, kind = self.read[rows]
        return kind.holding({READING: lens.of_verdict(verdict)})

    def need(self, cell: Cell, worth: float) -> Fact:
        """Return the fact that an answer is needed."""
        attribute, row = cell
        values = {ROW: row, WORTH: worth} if attribute.table else {WORTH: worth}
        return self.needs[attribute].holding(values)


def kinds_of(
    knowledge: Knowledge,
    strata: Strata,
    conditions: Sequence[Condition],
    asked_when: Sequence[Condition] | None,
) -> Kinds:
    """Return the classes of facts of a base whose rules have these conditions, in normal form.

    ``asked_when`` has those of its questions, if there will be rules that ask:
    they read every answer.
    """
    inputs = list(_inputs(knowledge))
    nodes = [*inputs, *strata.levels]
    classes = {node: _reading_class(node) for node in nodes}
    lenses = lenses_for(nodes, [*conditions, *(asked_when or ())])
    read: set[Node] = {node for condition in conditions for node in reads(condition)}
    if asked_when is not None:
        read.update(inputs)
    return Kinds(
        readings=classes,
        rows={table: fact_class(f"Row:{table}", ROW) for table in knowledge.tables},
        needs={attribute: _need_class(attribute) for attribute in _askable(knowledge)},
        lenses=lenses,
        read={node: (lenses[node], classes[node]) for node in nodes if node in read},
        answers=[
            ((each, ""), (lenses[each], classes[each]))
            for each in sorted(inputs)
            if each in read and not each.table
        ],
        columns=sorted(each for each in inputs if each in read and each.table),
        known=sorted(node for node in nodes if isinstance(node, Attribute)),
    )


def _inputs(knowledge: Knowledge) -> Iterator[Attribute]:
    yield from (Attribute("", name) for name in knowledge.questions)
    for table in knowledge.tables.values():
        yield Attribute("", table.id)
        yield from (Attribute(table.id, column) for column in table.columns)


def _askable(knowledge: Knowledge) -> Iterator[Attribute]:
    for attribute in _inputs(knowledge):
        if not attribute.table or not _is_computed(knowledge, attribute):
            yield attribute


def _is_computed(knowledge: Knowledge, attribute: Attribute) -> bool:
    return bool(knowledge.tables[attribute.table].columns[attribute.name].computed)


def _reading_class(node: Node) -> type[Fact]:
    of_row = isinstance(node, Attribute) and node.table
    return fact_class(f"Fact:{node}", *([ROW, READING] if of_row else [READING]))


def _need_class(attribute: Attribute) -> type[Fact]:
    return fact_class(f"Need:{attribute}", *([ROW, WORTH] if attribute.table else [WORTH]))
