"""What located data must look like: read it, or say everything that is wrong with it.

A shape reads a node into a value and also describes itself as JSON Schema, so
that the reader and the schema given to editors cannot disagree.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from advisor.edge.nodes import Node, Scalar, describe
from advisor.edge.problems import Problems

T = TypeVar("T")
Schema = dict[str, Any]


class Shape(ABC, Generic[T]):
    """Reads one node; ``owner`` is whose it is, for the beginning of a message."""

    @abstractmethod
    def read(self, node: Node, problems: Problems, owner: str) -> T:
        """Return the value, or report what is wrong and raise ``Refused``."""

    @abstractmethod
    def schema(self) -> Schema:
        """Return the JSON Schema of what is accepted."""


def scalar(node: Node, problems: Problems, owner: str, expected: str) -> Scalar:
    """Return the node if it is a scalar with something in it."""
    if isinstance(node, Scalar) and not node.is_null:
        return node
    raise problems.refuse(node.location, 5, f"{owner}: expected {expected}, found {describe(node)}")
