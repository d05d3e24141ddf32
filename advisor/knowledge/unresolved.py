"""What is kept as written, with its place, until every name of all files is known."""

from __future__ import annotations

from msgspec import Struct

from advisor.edge.containers import ListOf
from advisor.edge.nodes import Mapping, Node, Scalar, describe
from advisor.edge.problems import Problems
from advisor.edge.shape import Schema, scalar
from advisor.language.messages import _


class Reference(Struct, frozen=True):
    """A name declared elsewhere, kept with its place."""

    what: str = "a name"

    def read(self, node: Node, problems: Problems, owner: str) -> Scalar:
        """Return the node of the name."""
        return scalar(node, problems, owner, _(self.what))

    def schema(self) -> Schema:
        """Return a string."""
        return {"type": "string"}


class ConditionNode(Struct, frozen=True):
    """A condition, kept as written until every name is known."""

    def read(self, node: Node, problems: Problems, owner: str) -> Node:
        """Return the node, which must be a mapping."""
        if isinstance(node, Mapping):
            return node
        raise problems.refuse(
            node.location,
            5,
            _("{owner}: expected conditions such as 'peak_demand: lost', found {found}").format(
                owner=owner, found=describe(node)
            ),
            _("put several into a list under 'all' or 'any'"),
        )

    def schema(self) -> Schema:
        """Return a reference to the recursive definition."""
        return {"$ref": "#/$defs/condition"}


class Operands(Struct, frozen=True):
    """What a formula works on, kept as written until every name is known."""

    def read(self, node: Node, problems: Problems, owner: str) -> Node:
        """Return the node; ``formulas`` judges it."""
        del problems, owner
        return node

    def schema(self) -> Schema:
        """Return a list of names, or a column with an optional weight and condition."""
        column = {
            "type": "object",
            "additionalProperties": False,
            "required": ["of"],
            "properties": {
                "of": {"type": "string"},
                "by": {"type": "string"},
                "where": {"$ref": "#/$defs/condition"},
            },
        }
        return {"anyOf": [{"type": "array", "items": {"type": "string"}}, column]}


REFERENCES = ListOf(Reference(), lone=True)
SOURCES = ListOf(Reference("the id of a source"), lone=True, at_least=1)
