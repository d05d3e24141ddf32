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
from advisor.language.messages import N_, _
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
    hint: str = N_("begin each entry with '- '")

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
                _("{owner}: expected a list, found {found}").format(
                    owner=owner, found=describe(node)
                ),
                _(self.hint),
            )
        if len(nodes) < self.at_least or (self.at_most is not None and len(nodes) > self.at_most):
            raise problems.refuse(
                node.location,
                7,
                _("{owner}: expected {size}, found {count}").format(
                    owner=owner, size=self._size(), count=len(nodes)
                ),
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
            return _("{at_least} or more entries").format(at_least=self.at_least)
        if self.at_most == self.at_least:
            return _("{at_least} entries").format(at_least=self.at_least)
        return _("{at_least} to {at_most} entries").format(
            at_least=self.at_least, at_most=self.at_most
        )


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
                _("{owner}: expected keys with values, found {found}").format(
                    owner=owner, found=describe(node)
                ),
                _("write each as 'name: value'"),
            )
        if len(node.entries) < self.at_least:
            raise problems.refuse(
                node.location,
                7,
                _("{owner}: expected {at_least} or more entries, found {count}").format(
                    owner=owner, at_least=self.at_least, count=len(node.entries)
                ),
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
                prefix
                + _("expected {noun} (keys with values), found {found}").format(
                    noun=_a(self.noun), found=describe(node)
                ),
                _("write each key as 'key: value'"),
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
            return f"{_(self.noun)} '{shorten(named.text)}'"
        return _(self.noun)

    def _report_strangers(self, node: Mapping, problems: Problems, who: str) -> bool:
        strangers = [key for key, _ in node.entries if key.text not in self.fields]
        for key in strangers:
            hint = _(self.elsewhere.get(key.text, "")) or did_you_mean(key.text, self.fields)
            hint = (
                hint
                or _(self.others)
                or _("{noun} has: {fields}").format(
                    noun=_a(self.noun), fields=", ".join(self.fields)
                )
            )
            problems.error(
                key.location,
                4,
                _("{who}: unknown key '{key}'").format(who=who, key=shorten(key.text)),
                hint,
            )
        return bool(strangers)

    def _report_missing(self, node: Mapping, name: str, problems: Problems, who: str) -> bool:
        doc = _(self.fields[name].doc)
        problems.error(
            node.location,
            10,
            _("{who}: the key '{name}' is missing").format(who=who, name=name),
            doc,
        )
        return True


def keep(location: Location, /, **values: Any) -> dict[str, Any]:  # noqa: ANN401 - any record
    """Build a plain dictionary, for records that have no type of their own.

    A key of the record may be called ``location`` as well, and then counts.
    """
    return {"location": location, **values}


def _a(noun: str) -> str:
    """Return a noun with its article, where it takes one."""
    if noun in {"advice", "answers"}:
        return _(noun)
    article = "an" if noun[0] in "aeiou" else "a"
    phrase = f"{article} {noun}"
    return _(phrase)
