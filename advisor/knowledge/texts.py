"""Placeholders in the words of rules and advice: which they are, and whether they exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct

from advisor.edge.nodes import shorten
from advisor.edge.problems import Problems
from advisor.edge.suggest import did_you_mean
from advisor.knowledge.vocabulary import Vocabulary
from advisor.language.messages import _
from advisor.model.condition import Attribute
from advisor.model.diagnostic import Location


class Placeholder(Struct, frozen=True):
    """``{name}`` or ``{name|fallback}`` in a text."""

    name: str
    fallback: str | None


_PIECE = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")


@lru_cache(maxsize=8192)
def pieces(text: str) -> tuple[str | Placeholder, ...]:
    """Return the literal parts of a text and its placeholders, in order.

    Raises ``ValueError`` for unbalanced braces. The texts are those of a few
    knowledge bases, and are taken apart for every company; hence the cache.
    """
    return tuple(_pieces(text))


def _pieces(text: str) -> Iterator[str | Placeholder]:
    for match in _PIECE.finditer(text):
        if match[1] is not None:
            name, bar, fallback = match[1].partition("|")
            yield Placeholder(name.strip(), fallback.strip() if bar else None)
        elif match[0] in {"{", "}"}:
            raise ValueError(match[0])
        else:
            yield {"{{": "{", "}}": "}"}.get(match[0], match[0])


class TextChecker(Struct, frozen=True):
    """Reports placeholders that do not exist."""

    vocabulary: Vocabulary
    problems: Problems

    def check(self, text: str, at: Location, owner: str, table: str) -> None:
        """Check one text; ``table`` is the table whose rows it is about, or empty."""
        try:
            found = [piece for piece in pieces(text) if isinstance(piece, Placeholder)]
        except ValueError:
            self.problems.error(
                at,
                33,
                _("{owner}: a text has a brace without its other half").format(owner=owner),
                _("write {{ or }} for a brace that is meant as one"),
            )
            return
        for placeholder in found:
            if not self._exists(placeholder.name, table):
                self.problems.error(
                    at,
                    33,
                    _("{owner}: a text names '{{{placeholder}}}', which is not declared").format(
                        owner=owner, placeholder=shorten(placeholder.name)
                    ),
                    self._near(placeholder.name, table),
                )

    def _exists(self, name: str, table: str) -> bool:
        known = self.vocabulary
        return (
            name == "company"
            or (name == "row" and bool(table))
            or name in known.parameters
            or target(name, table).name in known.broken
            or target(name, table) in known.domains
        )

    def _near(self, name: str, table: str) -> str:
        known = self.vocabulary
        if not table and name.partition(".")[0] == "row":
            return _("say with 'for_each' whose rows it is about")
        if table and name in known.names(table):
            return _("write '{placeholder}'").format(placeholder=f"{{row.{name}}}")
        rows = [f"row.{column}" for column in known.names(table)] if table else []
        candidates = [*known.names(""), *rows, *known.parameters, "company"]
        return did_you_mean(name, candidates) or _("declare it, or check its spelling")


def target(name: str, table: str) -> Attribute:
    """Return the attribute that a placeholder names in a text about a table's rows."""
    if table and name.startswith("row."):
        return Attribute(table, name.removeprefix("row."))
    return Attribute("", name)
