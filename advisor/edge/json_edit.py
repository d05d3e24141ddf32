"""Change one value of a JSON text; the order of everything else in it is kept."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import msgspec

from advisor.edge.yaml_edit import Path
from advisor.edge.yaml_words import Plain, digits, whole_characters

_ENCODER = msgspec.json.Encoder(decimal_format="number")


class JsonEditor:
    """A JSON text that holds an object, in which ``parse_json`` found nothing wrong."""

    def __init__(self, text: str) -> None:
        """Begin with a text."""
        self.text = text
        # Decimals keep numbers as they were written.
        self._root: dict[str, Any] = json.loads(text, parse_float=Decimal, parse_int=Decimal)

    def put(self, path: Path, value: Plain) -> None:
        """Write a value where the path ends, and the keys that lead to it."""
        node: Any = self._root
        for step in path[:-1]:
            if not isinstance(step, int) and node.get(step) is None:
                node[step] = {}
            node = node[step]
        node[path[-1]] = _in_json(value)
        self._write()

    def append(self, key: str, row: Mapping[str, Plain]) -> None:
        """Add a row to the list under a key of the root; what is no list becomes one."""
        if not isinstance(self._root.get(key), list):
            self._root[key] = []
        self._root[key].append(_in_json(row))
        self._write()

    def remove(self, path: Path) -> None:
        """Take a value out, with its key."""
        node: Any = self._root
        for step in path[:-1]:
            node = node[step] if isinstance(step, int) else node.get(step)
            if node is None:
                return
        last = path[-1]
        if isinstance(last, int):
            del node[last]
        else:
            node.pop(last, None)
        self._write()

    def _write(self) -> None:
        self.text = msgspec.json.format(_ENCODER.encode(self._root), indent=2).decode() + "\n"


def _in_json(value: Plain) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        return whole_characters(str(value))
    if isinstance(value, Decimal):
        return Decimal(digits(value))
    if isinstance(value, Mapping):
        return {whole_characters(str(key)): _in_json(inner) for key, inner in value.items()}
    return [_in_json(item) for item in value]
