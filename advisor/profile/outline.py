"""Where in a profile's file each answer stands: their order, and the place of a row."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.edge.nodes import Mapping, Node, Scalar, Sequence
from advisor.model.case import Cell, Profile, State
from advisor.model.condition import Attribute


def answered(node: Node | None, profile: Profile) -> Iterator[Cell]:
    """Yield what is answered, in the order of the file; the company's name is left out.

    ``node`` is what the file holds, ``profile`` what it says.
    """
    for key, block in node.entries if isinstance(node, Mapping) else ():
        if key.text in profile.tables:
            yield from _of_table(key.text, block, profile)
        elif isinstance(block, Mapping):
            for question, _ in block.entries:
                answer = profile.answers.get(question.text)
                if answer is not None and answer.state is not State.NOT_ASKED:
                    yield Attribute("", question.text), ""


def rows_in(node: Node | None, table: str) -> list[str]:
    """Return the names of a table's rows, in the order of the file."""
    rows = node.get(table) if isinstance(node, Mapping) else None
    return [_name(row) for row in rows.items] if isinstance(rows, Sequence) else []


def _of_table(table: str, block: Node, profile: Profile) -> Iterator[Cell]:
    answer = profile.tables[table]
    if answer.state is State.NOT_ASKED:
        return
    yield Attribute("", table), ""
    cells = {row.name: row.cells for row in answer.rows}
    for item in block.items if isinstance(block, Sequence) else ():
        name = _name(item)
        for column, _ in item.entries if isinstance(item, Mapping) else ():
            if column.text in cells[name]:
                yield Attribute(table, column.text), name


def _name(row: Node) -> str:
    name = row.get("name") if isinstance(row, Mapping) else None
    return " ".join(name.text.split()) if isinstance(name, Scalar) else ""
