"""Match facts against rules without Rete: conditions compiled once, indexed by class of fact.

Experta's own matcher tries every fact against every pattern, which is where
nearly all the time of a run goes. Here a fact is tried only against patterns of
its own class, and a rule is looked at again only when one of its patterns has
matched something new. Everything else stays Experta's: the facts, the agenda,
the strategy, the run loop.

The rules this matcher takes are those that ``advisor.inference.experta.rule``
makes: patterns, joined on at most one name, and tests after them. Facts are
only ever added; a matcher for facts that come and go would have to remember
which activations rest on which fact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from msgspec import Struct

from advisor.inference.experta import (
    Activation,
    Fact,
    InitialFact,
    LeftHandSide,
    Matcher,
    Pattern,
    Rule,
    left_hand_side,
    unbound,
)

Context = dict[str, Any]
Match = tuple[Fact, Context]


class Plan(Struct, frozen=True):
    """A rule ready to match; ``join`` is the name that several of its patterns bind, if any."""

    rule: Rule
    sides: LeftHandSide
    join: str


class CompiledMatcher(Matcher):  # type: ignore[misc]  # Experta has no types
    """A matcher that looks only where something has changed."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - Experta's engine
        """Compile the rules of an engine."""
        super().__init__(engine)
        self._plans = [_plan(rule) for rule in engine.get_rules()]
        self._watching: dict[type[Fact], list[tuple[int, int]]] = defaultdict(list)
        for number, plan in enumerate(self._plans):
            for place, pattern in enumerate(plan.sides.patterns):
                self._watching[pattern.kind].append((number, place))
        self._matched: dict[tuple[int, int], dict[Any, list[Match]]] = {}
        self._unmatched: list[int] = []
        self.reset()

    def reset(self) -> None:
        """Forget every fact."""
        self._matched = {}
        self._unmatched = [len(plan.sides.patterns) for plan in self._plans]

    def changes(
        self, adding: Iterable[Fact] | None = None, deleting: Sequence[Fact] | None = None
    ) -> tuple[list[Activation], list[Activation]]:
        """Return the activations that new facts bring, and none that go."""
        if deleting:
            raise TypeError("this matcher takes no fact back")
        return [found for fact in adding or () for found in self._activations(fact)], []

    def _activations(self, fact: Fact) -> Iterator[Activation]:
        for number, place in self._watching[type(fact)]:
            plan = self._plans[number]
            context = _bind(plan.sides.patterns[place], fact)
            if context is None:
                continue
            key = context.get(plan.join)
            matched = self._matched.get((number, place))
            if matched is None:
                matched = self._matched[number, place] = defaultdict(list)
                self._unmatched[number] -= 1
            matched[key].append((fact, context))
            # Most matches come while another pattern has none yet.
            if not self._unmatched[number]:
                yield from self._complete(number, place, key, (fact, context))

    def _complete(self, number: int, place: int, key: object, new: Match) -> Iterator[Activation]:
        """Yield the ways in which a new match completes its rule."""
        plan = self._plans[number]
        alternatives: list[list[Match]] = []
        for other in range(len(plan.sides.patterns)):
            found = [new] if other == place else self._candidates(number, other, key)
            if not found:
                return
            alternatives.append(found)
        for matches in product(*alternatives):
            context: Context = {}
            for _, bound in matches:
                context.update(bound)
            if _agree(plan, matches) and _tests_hold(plan.sides, context):
                yield Activation(plan.rule, [fact for fact, _ in matches], context)

    def _candidates(self, number: int, place: int, key: object) -> list[Match]:
        """Return the matches of another pattern that can join a match with this key."""
        matched = self._matched[number, place]
        plan = self._plans[number]
        binds = {name for _, name in plan.sides.patterns[place].binds}
        if not plan.join or plan.join not in binds:
            return matched[None]
        if key is not None:
            return matched[key]
        return [match for matches in matched.values() for match in matches]


def _plan(rule: Rule) -> Plan:
    sides = left_hand_side(rule)
    if not sides.patterns:
        sides = LeftHandSide((Pattern(InitialFact, (), ()),), sides.tests)
    names = [name for pattern in sides.patterns for _, name in pattern.binds]
    joins = sorted({name for name in names if names.count(name) > 1})
    if len(joins) > 1:
        raise ValueError(f"this matcher joins on one name, not on {joins}")
    return Plan(unbound(rule), sides, joins[0] if joins else "")


def _bind(pattern: Pattern, fact: Fact) -> Context | None:
    """Return what a fact gives a pattern's names, or None where it does not match."""
    for field, accepts in pattern.checks:
        if field not in fact or not accepts(fact[field]):
            return None
    if any(field not in fact for field, _ in pattern.binds):
        return None
    return {name: fact[field] for field, name in pattern.binds}


def _agree(plan: Plan, matches: Sequence[Match]) -> bool:
    """Tell whether all matches that bind the joined name bind it to one value."""
    values = [bound[plan.join] for _, bound in matches if plan.join in bound]
    return all(value == values[0] for value in values)


def _tests_hold(sides: LeftHandSide, context: Mapping[str, Any]) -> bool:
    return all(accepts(**{name: context[name] for name in names}) for accepts, names in sides.tests)
