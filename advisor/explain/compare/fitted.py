"""Read a profile for a base it was not written for: what the base cannot use is left out, and told.

A year later a base asks other questions, or has other options. That is no
mistake of the company's, so the answers concerned count as not given.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from msgspec import Struct

from advisor.edge.files import read_text
from advisor.edge.nodes import Mapping, Node, Scalar, Sequence
from advisor.edge.problems import Problems, Refused
from advisor.edge.shape import Shape
from advisor.model.case import Answer, Profile, TableAnswer
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Knowledge, Table
from advisor.profile.answers import AnswerTo
from advisor.profile.read import build_profile, parse_text, profile_record
from advisor.profile.tables import TableShape

Reason = Literal["not asked for", "not a possible answer"]
OUTSIDE = frozenset({"cut_lines", "notes", "language", "unfinished"})
BLOCKS = ("company", "answers")
OF_A_ROW = frozenset({"name", "scale"})

Entry = tuple[Scalar, Node]


class Unused(Struct, frozen=True, order=True):
    """An answer that a base cannot use."""

    id: str
    row: str
    reason: Reason


class Fitted(Struct, frozen=True):
    """A profile for a base, and what was left out of it."""

    profile: Profile
    unused: tuple[Unused, ...]


def read_node(path: Path) -> Node | None:
    """Return what a profile's file holds; raises ``InputError`` when it cannot be read."""
    problems = Problems("P")
    try:
        return parse_text(read_text(path, problems), str(path), problems)
    except Refused:
        raise InputError(problems.found) from None


def fit(node: Mapping, knowledge: Knowledge) -> Fitted:
    """Return the profile that a file's content is for a base.

    Raises ``InputError`` for mistakes that are no matter of the base.
    """
    fitting = _Fitting(knowledge)
    pruned = Mapping(node.location, tuple(fitting.blocks(node)))
    problems = Problems("P")
    try:
        content = profile_record(knowledge).read(pruned, problems, "")
        profile = build_profile(content, pruned, knowledge, problems)
    except Refused:
        raise InputError(problems.found) from None
    problems.raise_errors()
    return Fitted(profile, tuple(sorted(set(fitting.unused))))


class _Fitting:
    """Goes through a profile and keeps what a base can use."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.unused: list[Unused] = []

    def blocks(self, node: Mapping) -> Iterator[Entry]:
        """Yield the blocks; an answer goes into the block in which the base has its question."""
        given: dict[str, list[Entry]] = {name: [] for name in BLOCKS}
        places = {}
        for key, value in node.entries:
            if key.text in BLOCKS and isinstance(value, Mapping):
                places[key.text] = (key, value)
                for place, entry in self._answers(key.text, value):
                    given[place].append(entry)
            elif key.text in self.knowledge.tables:
                yield key, self._table(self.knowledge.tables[key.text], value)
            elif key.text == "unfinished":
                yield key, self._of_tables(value)
            elif key.text in OUTSIDE or key.text in BLOCKS:
                yield key, value
            else:
                self.unused.append(Unused(key.text, "", "not asked for"))
        for name in BLOCKS:
            if given[name]:
                key, value = places.get(name) or (Scalar(node.location, name), node)
                yield key, Mapping(value.location, tuple(given[name]))

    def _answers(self, block: str, node: Mapping) -> Iterator[tuple[str, Entry]]:
        for key, value in node.entries:
            question = self.knowledge.questions.get(key.text)
            if question is None:
                if block == "company" and key.text == "name":
                    yield block, (key, value)
                else:
                    self.unused.append(Unused(key.text, "", "not asked for"))
            elif _reads(AnswerTo(question), value):
                yield question.place, (key, value)
            else:
                self.unused.append(Unused(key.text, "", "not a possible answer"))

    def _table(self, table: Table, node: Node) -> Node:
        if not isinstance(node, Sequence):
            return node
        return Sequence(node.location, tuple(self._row(table, item) for item in node.items))

    def _row(self, table: Table, node: Node) -> Node:
        if not isinstance(node, Mapping):
            return node
        name = node.get("name")
        row = " ".join(name.text.split()) if isinstance(name, Scalar) else ""
        whole = tuple(entry for entry in node.entries if entry[0].text in OF_A_ROW)
        kept = []
        for key, value in node.entries:
            column = table.columns.get(key.text)
            if key.text in OF_A_ROW:
                kept.append((key, value))
            elif column is None or column.computed:
                self.unused.append(Unused(f"{table.id}.{key.text}", row, "not asked for"))
            elif self._can_be_cell(table, node, (*whole, (key, value))):
                kept.append((key, value))
            else:
                self.unused.append(Unused(f"{table.id}.{key.text}", row, "not a possible answer"))
        return Mapping(node.location, tuple(kept))

    def _can_be_cell(self, table: Table, node: Mapping, entries: tuple[Entry, ...]) -> bool:
        """Tell whether a cell can be read; if the row cannot without it, it is not to blame."""
        shape = TableShape(table)
        alone = Mapping(node.location, entries[:-1])
        with_it = Mapping(node.location, entries)
        return _reads(shape, Sequence(node.location, (with_it,))) or not _reads(
            shape, Sequence(node.location, (alone,))
        )

    def _of_tables(self, node: Node) -> Node:
        """Return a list of tables without those that the base has not."""
        if not isinstance(node, Sequence):
            return node
        tables = self.knowledge.tables
        kept = (i for i in node.items if not isinstance(i, Scalar) or i.text in tables)
        return Sequence(node.location, tuple(kept))


def _reads(shape: Shape[Answer] | Shape[TableAnswer], node: Node) -> bool:
    """Tell whether a node can be read in a shape; nothing at all always can."""
    if isinstance(node, Scalar) and node.is_null:
        return True
    problems = Problems("P")
    try:
        shape.read(node, problems, "")
    except Refused:
        return False
    return not problems.has_errors
