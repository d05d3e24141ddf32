"""The conditions of an Experta rule taken apart, for a matcher that is not Experta's own."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from advisor.inference.experta import ANDFC, TEST, Engine, Fact, P, Rule, W
from advisor.inference.experta_rules import Action, tested_names


class Pattern(Struct, frozen=True):
    """A pattern taken apart: the class of fact, what its fields must pass, what they bind."""

    kind: type[Fact]
    checks: tuple[tuple[str, Callable[[object], object]], ...]
    binds: tuple[tuple[str, str], ...]


class LeftHandSide(Struct, frozen=True):
    """A rule's conditions taken apart: its patterns, then its tests with the names they use."""

    patterns: tuple[Pattern, ...]
    tests: tuple[tuple[Callable[..., object], tuple[str, ...]], ...]


def left_hand_side(each: Rule) -> LeftHandSide:
    """Return the conditions of a rule that ``rule`` has made, for another matcher to use."""
    return LeftHandSide(
        patterns=tuple(_taken_apart(part) for part in each if isinstance(part, Fact)),
        tests=tuple(
            # The function that ``where`` was given, which takes the values in the order of names.
            (getattr(part[0], "__wrapped__", part[0]), tuple(tested_names(part)))
            for part in each
            if isinstance(part, TEST)
        ),
    )


class Ready:
    """A rule that fires: what the run loop needs of it, and its function called at once.

    Looking a rule up on an engine ties the two together, and the run loop then passes the engine
    a second time; Experta's own matcher works on copies. A copy would look for the function's
    parameters at every firing, of which those that ``rule`` makes take any.
    """

    def __init__(self, each: Rule) -> None:
        """Take a rule that ``rule`` has made."""
        self.salience = each.salience
        self.__name__ = each.__name__
        self._action: Action = each.action

    def __call__(self, engine: Engine, /, **bound: object) -> None:
        """Fire."""
        self._action(engine, bound)


def _taken_apart(pattern: Fact) -> Pattern:
    checks: list[tuple[str, Callable[[object], object]]] = []
    binds: list[tuple[str, str]] = []
    for field, constraint in pattern.items():
        if pattern.is_special(field):
            continue
        for part in constraint if isinstance(constraint, ANDFC) else (constraint,):
            if isinstance(part, P):
                checks.append((field, part.match))
            elif isinstance(part, W):
                binds.append((field, part.__bind__))
            else:
                raise TypeError(f"this pattern can be matched by Rete only: {pattern!r}")
    return Pattern(type(pattern), tuple(checks), tuple(binds))
