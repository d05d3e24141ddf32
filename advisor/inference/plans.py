"""Rules made ready for the compiled matcher: each is a bit of a number, each pattern an inlet."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from advisor.inference.experta import Fact, InitialFact, Rule
from advisor.inference.kept import Kept
from advisor.inference.sides import Pattern, Ready, left_hand_side

MOST_KEPT = 2048
"""For how many values an inlet keeps which rules accept them."""


class Inlet:
    """Where the facts of a class come in: those of one value of ``key``, if rules join on it.

    ``readers`` has the rules with a pattern there, as bits; ``others`` all but those.
    """

    def __init__(self, number: int, key: str) -> None:
        """Begin without readers."""
        self.key = key
        self.bit = 1 << number
        self.readers = 0
        self.others = -1
        self.checked = ""
        self.kept: Kept[object, int] = Kept(MOST_KEPT)
        self._patterns: list[tuple[int, Pattern]] = []

    def add(self, bit: int, pattern: Pattern) -> None:
        """Add the pattern of a rule, which can have one here."""
        if self.readers & bit:
            raise ValueError(
                f"this matcher takes one pattern for {pattern.kind.__name__} in a rule"
            )
        self.readers |= bit
        self.others = ~self.readers
        self._patterns.append((bit, pattern))
        checked = {field for _, each in self._patterns for field, _ in each.checks}
        self.checked = checked.pop() if len(checked) == 1 else ""

    def accepting(self, fact: Fact) -> int:
        """Return the rules whose pattern a fact matches.

        What is accepted of a value that equals nothing but itself is ``kept``,
        where it is all that is checked; our network declares such values. Of
        two that are equal, as 1 and True, a rule may accept one only.
        """
        value = fact.get(self.checked)
        found = sum(bit for bit, pattern in self._patterns if _matches(pattern, fact))
        # A fact that lacks a field is matched by fewer patterns; its number counts as one.
        if value is not None and _is_like_no_other(value) and len(fact) > len(fact.fields):
            self.kept.keep(value, found)
        return found


class Plan(Struct, frozen=True):
    """A rule ready to match.

    ``inlets`` has one for each pattern; ``binds`` says which name gets the
    value of which fact (by its pattern) and field.
    """

    rule: Ready
    inlets: tuple[Inlet, ...]
    binds: tuple[tuple[str, int, str], ...]
    tests: tuple[tuple[Callable[..., object], tuple[str, ...]], ...]


class Plans(Struct, frozen=True):
    """All rules: ``joined`` has those that join facts on a name, as bits."""

    plans: tuple[Plan, ...]
    inlets: dict[type[Fact], list[Inlet]]
    joined: int


def plans_of(rules: Iterable[Rule]) -> Plans:
    """Return rules ready to match."""
    inlets: dict[type[Fact], dict[str, Inlet]] = {}
    plans: list[Plan] = []
    joined = 0
    for number, each in enumerate(rules):
        sides = left_hand_side(each)
        patterns = sides.patterns or (Pattern(InitialFact, (), ()),)
        join = _join(patterns)
        places: list[Inlet] = []
        binds: dict[str, tuple[int, str]] = {}
        for place, pattern in enumerate(patterns):
            key = next((field for field, name in pattern.binds if name == join), "")
            of_kind = inlets.setdefault(pattern.kind, {})
            if key not in of_kind:
                of_kind[key] = Inlet(sum(map(len, inlets.values())), key)
            of_kind[key].add(1 << number, pattern)
            places.append(of_kind[key])
            for field, name in pattern.binds:
                binds.setdefault(name, (place, field))
        if join is not None:
            joined |= 1 << number
        bound = tuple((name, place, field) for name, (place, field) in binds.items())
        plans.append(Plan(Ready(each), tuple(places), bound, sides.tests))
    return Plans(
        tuple(plans), {kind: list(found.values()) for kind, found in inlets.items()}, joined
    )


def _join(patterns: tuple[Pattern, ...]) -> str | None:
    """Return the name that several patterns bind, if any."""
    names = [name for pattern in patterns for _, name in pattern.binds]
    joins = sorted({name for name in names if names.count(name) > 1})
    if len(joins) > 1:
        raise ValueError(f"this matcher joins on one name, not on {joins}")
    return joins[0] if joins else None


def _matches(pattern: Pattern, fact: Fact) -> bool:
    for field, accepts in pattern.checks:
        if field not in fact or not accepts(fact[field]):
            return False
    return all(field in fact for field, _ in pattern.binds)


def _is_like_no_other(value: object) -> bool:
    """Tell whether a value equals nothing but itself."""
    equal: object = type(value).__eq__
    return equal is object.__eq__
