"""Read a text as the edge does, and say what came of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from advisor.edge.nodes import Mapping, Node, Scalar
from advisor.edge.problems import Problems, Refused
from advisor.model.diagnostic import Location

Parser = Callable[[str, str, Problems], Node | None]


class Came(NamedTuple):
    """The node, if there is one, whether the text was refused, and what was said."""

    node: Node | None
    refused: bool
    said: list[str]


def read(parse: Parser, text: str, file: str = "f") -> Came:
    """Read a text; whatever but ``Refused`` it raises reaches the test."""
    problems = Problems("K")
    try:
        node = parse(text, file, problems)
    except Refused:
        return Came(None, refused=True, said=[str(found) for found in problems.found])
    return Came(node, refused=False, said=[str(found) for found in problems.found])


def plain(node: Node | None) -> object:
    """Return a node as lists, dictionaries and texts; nothing written is None."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return None if node.is_null else node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]


def places(node: Node | None) -> list[Location]:
    """Return the place of every node, keys included, in the order written."""
    if node is None:
        return []
    if isinstance(node, Scalar):
        return [node.location]
    if isinstance(node, Mapping):
        inner = [place for pair in node.entries for part in pair for place in places(part)]
    else:
        inner = [place for item in node.items for place in places(item)]
    return [node.location, *inner]


def mistakes_in(path: Path) -> list[tuple[str, str, list[str]]]:
    """Return the cases of a file: ``==`` and a name, a text, ``>`` and what is said of it."""
    cases = []
    for block in path.read_text(encoding="utf-8").split("\n== ")[1:]:
        name, *lines = block.rstrip("\n").split("\n")
        said = [f"f:{line.removeprefix('> ')}" for line in lines if line.startswith("> ")]
        text = "\n".join(line for line in lines if not line.startswith("> "))
        cases.append((name, text, said))
    return cases
