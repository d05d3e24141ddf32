"""What located data must look like: read it, or say everything that is wrong with it.

A shape reads a node into a value and also describes itself as JSON Schema, so
that the reader and the schema given to editors cannot disagree.
"""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from advisor.edge.nodes import Node, Scalar, describe
from advisor.edge.problems import Problems
from advisor.language.messages import _

T_co = TypeVar("T_co", covariant=True)
Schema = dict[str, Any]


class Shape(Protocol[T_co]):
    """Reads one node; ``owner`` is whose it is, for the beginning of a message."""

    def read(self, node: Node, problems: Problems, owner: str) -> T_co:
        """Return the value, or report what is wrong and raise ``Refused``."""

    def schema(self) -> Schema:
        """Return the JSON Schema of what is accepted."""


def scalar(node: Node, problems: Problems, owner: str, expected: str, hint: str = "") -> Scalar:
    """Return the node if it is a scalar with something in it.

    ``hint`` is for what is no scalar at all.
    """
    if isinstance(node, Scalar) and not node.is_null:
        return node
    raise problems.refuse(
        node.location,
        5,
        _("{owner}: expected {expected}, found {found}").format(
            owner=owner, expected=expected, found=describe(node)
        ),
        "" if isinstance(node, Scalar) else hint,
    )
