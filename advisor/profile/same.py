"""Remember what was made of a thing that cannot be looked up by its content."""

from __future__ import annotations

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A thing as the key of a cache: only itself is the same."""

    def __init__(self, thing: T) -> None:
        """Hold on to the thing, so that no other can take its place in memory."""
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        """Tell whether it is the very same thing."""
        return isinstance(other, Same) and other.thing is self.thing

    def __hash__(self) -> int:
        """Return a number that no other thing has at the same time."""
        return id(self.thing)
