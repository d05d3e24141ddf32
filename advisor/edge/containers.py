"""Shapes of lists and of keys with values."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Mapping as MappingABC
from typing import Any, Generic, TypeVar

from msgspec import Struct

from advisor.edge.nodes import Mapping, Node, Scalar, Sequence, describe, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.scalars import Pattern
from advisor.edge.shape import Schema, Shape
from advisor.edge.suggest import did_you_mean
from advisor.model.diagnostic import Location

T = TypeVar("T")


class ListOf(Struct, Generic[T], frozen=True):
    """A list; with ``lone`` a single item may stand for a list of one.

    With ``keep_going`` the good items are returned although others are broken;
    those have been reported. ``hint`` says how to write a list.
    """

    item: Shape[T]
    lone: bool = False
    at_least: int = 0
    at_most: int | None = None
    keep_going: bool = False
    hint: str = "begin each entry with '- '"

    def read(self, node: Node, problems: Problems, owner: str) -> tuple[T, ...]:
        """Return the items that could be read."""
        if isinstance(node, Sequence):
            nodes = node.items
        elif self.lone and not (isinstance(node, Scalar) and node.is_null):
            nodes = (node,)
        else:
            raise problems.refuse(
                node.location,
                5,
                f"{owner}: expected a list, found {describe(node)}",
                self.hint,
            )
        if len(nodes) < self.at_least or (self.at_most is not None and len(nodes) > self.at_most):
            raise problems.refuse(
                node.location, 7, f"{owner}: expected {self._size()}, found {len(nodes)}"
            )
        items, broken = [], False
        for child in nodes:
            try:
                items.append(self.item.read(child, problems, owner))
            except Refused:
                broken = True
        if broken and not self.keep_going:
            raise Refused
        return tuple(items)

    def schema(self) -> Schema:
        """Return an array, or a choice between one and many."""
        array: Schema = {"type": "array", "items": self.item.schema()}
        if self.at_least:
            array["minItems"] = self.at_least
        if self.at_most is not None:
            array["maxItems"] = self.at_most
        return {"anyOf": [self.item.schema(), array]} if self.lone else array

    def _size(self) -> str:
        if self.at_most is None:
            return f"{self.at_least} or more entries"
        if self.at_most == self.at_least:
            return f"{self.at_least} entries"
        return f"{self.at_least} to {self.at_most} entries"


class MapOf(Struct, Generic[T], frozen=True):
    """Keys of one form with values of one shape, in the order written."""

    key: Pattern
    value: Shape[T]
    at_least: int = 0

    def read(self, node: Node, problems: Problems, owner: str) -> dict[str, T]:
        """Return the mapping."""
        if not isinstance(node, Mapping):
            raise problems.refuse(
                node.location,
                5,
                f"{owner}: expected keys with values, found {describe(node)}",
                "write each as 'name: value'",
            )
        if len(node.entries) < self.at_least:
            raise problems.refuse(
                node.location,
                7,
                f"{owner}: expected {self.at_least} or more entries, found {len(node.entries)}",
            )
        found: dict[str, T] = {}
        broken = False
        for key, child in node.entries:
            try:
                name = self.key.read(key, problems, owner)
                found[name] = self.value.read(child, problems, f"{owner}, '{name}'")
            except Refused:
                broken = True
        if broken:
            raise Refused
        return found

    def schema(self) -> Schema:
        """Return an object whose keys follow the pattern."""
        pattern = f"^{self.key.pattern}$"
        return {
            "type": "object",
            "patternProperties": {pattern: self.value.schema()},
            "additionalProperties": False,
            "minProperties": self.at_least,
        }


class Field(Struct, Generic[T], frozen=True):
    """A key of a record: its shape, whether it must stand, and what it says."""

    shape: Shape[T]
    doc: str = ""
    required: bool = False
    default: Any = None
    into: str = ""


class Record(Struct, Generic[T], frozen=True):
    """Keys of which each has its own shape.

    ``build`` makes the value; it gets the location and every key by name, and
    may itself report and refuse. ``label`` is the key that names the record in
    messages. ``elsewhere`` says of keys that are not known here where they
    belong, and ``others`` what to do about any that nothing resembles.
    """

    noun: str
    fields: MappingABC[str, Field[Any]]
    build: Callable[..., T]
    label: str = "id"
    elsewhere: MappingABC[str, str] = {}
    others: str = ""

    def read(self, node: Node, problems: Problems, owner: str) -> T:
        """Return what ``build`` makes of the keys."""
        if not isinstance(node, Mapping):
            prefix = f"{owner}: " if owner else ""
            raise problems.refuse(
                node.location,
                5,
                f"{prefix}expected {_a(self.noun)} (keys with values), found {describe(node)}",
                "write each key as 'key: value'",
            )
        who = self._who(node)
        broken = self._report_strangers(node, problems, who)
        values: dict[str, Any] = {}
        children = {key.text: child for key, child in node.entries}
        for name, spec in self.fields.items():
            child = children.get(name)
            if child is None or (isinstance(child, Scalar) and child.is_null):
                broken |= spec.required and self._report_missing(node, name, problems, who)
                values[spec.into or name] = spec.default
                continue
            try:
                values[spec.into or name] = spec.shape.read(child, problems, f"{who}, '{name}'")
            except Refused:
                broken = True
        if broken:
            raise Refused
        return self.build(node.location, **values)

    def schema(self) -> Schema:
        """Return an object without further keys."""
        schema: Schema = {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {**spec.shape.schema(), **({"description": spec.doc} if spec.doc else {})}
                for name, spec in self.fields.items()
            },
        }
        required = [name for name, spec in self.fields.items() if spec.required]
        if required:
            schema["required"] = required
        return schema

    def _who(self, node: Mapping) -> str:
        named = node.get(self.label) if self.label else None
        if isinstance(named, Scalar) and not named.is_null:
            return f"{self.noun} '{shorten(named.text)}'"
        return self.noun

    def _report_strangers(self, node: Mapping, problems: Problems, who: str) -> bool:
        strangers = [key for key, _ in node.entries if key.text not in self.fields]
        for key in strangers:
            hint = self.elsewhere.get(key.text) or did_you_mean(key.text, self.fields)
            hint = hint or self.others or f"{_a(self.noun)} has: {', '.join(self.fields)}"
            problems.error(key.location, 4, f"{who}: unknown key '{shorten(key.text)}'", hint)
        return bool(strangers)

    def _report_missing(self, node: Mapping, name: str, problems: Problems, who: str) -> bool:
        doc = self.fields[name].doc
        problems.error(node.location, 10, f"{who}: the key '{name}' is missing", doc)
        return True


def keep(location: Location, /, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - any record
    """Build a plain dictionary, for records that have no type of their own.

    A key of the record may be called ``location`` as well, and then counts.
    """
    return {"location": location, **values}


def _a(noun: str) -> str:
    """Return a noun with its article, where it takes one."""
    if noun in {"advice", "answers"}:
        return noun
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"
