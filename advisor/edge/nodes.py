"""Located data: what a YAML or JSON text holds, each piece with its place."""

from __future__ import annotations

from msgspec import Struct

from advisor.language.messages import _
from advisor.model.diagnostic import Location

NULL_WORDS = frozenset({"", "~", "null", "Null", "NULL"})


class Scalar(Struct, frozen=True):
    """A word, a number, a text: always as written, never interpreted."""

    location: Location
    text: str
    quoted: bool = False

    @property
    def is_null(self) -> bool:
        """Tell whether nothing was written here, or nothing but space."""
        return not self.text.strip() or (not self.quoted and self.text in NULL_WORDS)


class Sequence(Struct, frozen=True):
    """A list."""

    location: Location
    items: tuple[Node, ...]


class Mapping(Struct, frozen=True):
    """Keys with values, in the order written; no key stands twice."""

    location: Location
    entries: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        """Return the value under a key, or None."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping


def describe(node: Node) -> str:
    """Say what a node is, for the words "expected …, found …"."""
    if isinstance(node, Sequence):
        return _("a list")
    if isinstance(node, Mapping):
        return _("keys with values")
    return "nothing" if node.is_null else f"'{shorten(node.text)}'"


def shorten(text: str, limit: int = 60) -> str:
    """Return the text on one line of at most ``limit`` characters, safe to print."""
    flat = " ".join(text.split())
    printable = "".join(char if char.isprintable() else "?" for char in flat)
    return printable if len(printable) <= limit else printable[: limit - 1] + "…"
