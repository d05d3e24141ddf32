"""The one door to Experta: nothing else in Advisor imports it.

Experta 1.9.4 is the engine the inference runs on, and it has traps. Those that can be met once,
where it is imported and where its objects are made, are met here:

- importing it needs ``collections.Mapping``, which Python 3.10 removed, and sets up the root
  logger of whoever imports it;
- its watchers log every fact they see, and Advisor's facts are a company's confidential answers;
- it takes facts, tests and rules that can never match, and says nothing.

``fact_class``, ``where``, ``rule`` and ``engine_class`` make what a network is made of, and refuse
what Experta would take in silence. How an engine is used (in one thread, without ``retract``,
thrown away once it has failed) is for its user to keep. Each trap has a test that shows it bite:
``tests/inference/test_experta_traps.py``.

Experta has no types: to a type checker every name of its own is ``Any``, in annotations too.
``Engine`` says what Advisor relies on.
"""

from __future__ import annotations

import collections
import collections.abc
import inspect
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter, itemgetter
from typing import Any, Protocol, cast

__all__ = [
    "ANDFC",
    "AS",
    "MATCH",
    "NUMBER",
    "TEST",
    "Action",
    "Activation",
    "Engine",
    "Fact",
    "InitialFact",
    "KnowledgeEngine",
    "Match",
    "Matcher",
    "P",
    "ReteMatcher",
    "Rule",
    "W",
    "engine_class",
    "fact_class",
    "rule",
    "tested_names",
    "where",
]


@contextmanager
def _mapping_lent() -> Iterator[None]:
    """Lend frozendict 1.2, which Experta pins, the ``collections.Mapping`` it subclasses."""
    if hasattr(collections, "Mapping"):
        yield
        return
    collections.Mapping = collections.abc.Mapping  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del collections.Mapping  # type: ignore[attr-defined]


@contextmanager
def _root_logger_spared() -> Iterator[None]:
    """Make ``logging.basicConfig()`` do nothing, as it does while root has a handler."""
    placeholder = logging.NullHandler()
    logging.root.addHandler(placeholder)
    try:
        yield
    finally:
        logging.root.removeHandler(placeholder)


# The import lock of this module lets one thread do this, once. The names come from submodules
# because the package itself swallows ImportError: a missing dependency of Experta's would be
# reported as a missing name.
with _mapping_lent(), _root_logger_spared():
    from experta import watchers
    from experta.abstract import Matcher
    from experta.activation import Activation
    from experta.agenda import Agenda
    from experta.conditionalelement import TEST
    from experta.engine import KnowledgeEngine
    from experta.fact import Fact, InitialFact
    from experta.factlist import FactList
    from experta.fieldconstraint import ANDFC, P, W
    from experta.matchers import ReteMatcher
    from experta.rule import Rule
    from experta.shortcuts import AS, MATCH
    from experta.strategies import DepthStrategy

# An application that logs at INFO or DEBUG must not write down a company's answers thereby.
logging.getLogger("experta").setLevel(logging.WARNING)


class Engine(Protocol):
    """What Advisor asks of a ``KnowledgeEngine``."""

    @property
    def facts(self) -> Mapping[int, Fact]:
        """Everything declared since the last reset, by number."""

    def reset(self) -> None:
        """Forget the facts. This does not mend an engine that has failed."""

    def declare(self, *facts: Fact) -> Fact | None:
        """Add facts; return the last, or None where it equals one that is there already."""

    def take(self, facts: Iterable[Fact]) -> None:
        """Add facts that ``holding`` has made, which need no further look."""

    def run(self) -> None:
        """Fire every rule that matches, the highest salience first."""


NUMBER = "__factid__"
"""The entry of a declared fact that has its number."""

Action = Callable[[Engine, Mapping[str, Any]], None]
"""What a rule does when it fires, given the engine and what the patterns bound, by name."""


_fill = dict.update
_enter = dict.__setitem__


class _CheckedFact(Fact):  # type: ignore[misc]  # Experta has no types
    """A fact, or a pattern for facts, that knows the names of its fields."""

    fields: tuple[str, ...] = ()

    def __init__(self, **values: object) -> None:
        if not values.keys() <= set(self.fields):
            unknown = min(values.keys() - set(self.fields))
            raise TypeError(
                f"{type(self).__name__} has no field {unknown!r}, only {sorted(self.fields)}"
            )
        super().__init__(**values)

    @classmethod
    def holding(cls, values: dict[str, object]) -> Fact:
        """Return a fact with values for all its fields, in their order, to be taken as they are.

        Experta makes a fact in many small steps: it freezes what could change and looks for
        defaults. Here the values are such that there is nothing to do. ``take`` gives the fact
        its number, and may give it another after a reset.
        """
        fact = cls.__new__(cls)
        _fill(fact, values)
        fact.identity = (cls, *values.values())
        return fact

    def __str__(self) -> str:
        """Return the fact's number, as Experta does with more steps: it asks at every firing."""
        return f"<f-{self.get(NUMBER)}>"


def fact_class(name: str, *fields: str) -> type[Fact]:
    """Return a class of facts that has these fields and refuses any other.

    Experta takes a field named like a number or with ``__`` in its name and does not match it as
    meant; it takes a pattern with a misspelt field and matches nothing. Here both are errors.
    """
    for field in fields:
        if not field.isidentifier() or "__" in field:
            raise ValueError(f"{name}: Experta cannot match a field named {field!r}")
    return type(name, (_CheckedFact,), {"fields": fields})


def where(function: Callable[..., object], names: Sequence[str]) -> TEST:
    """Return a test that holds when the function accepts the values bound to these names.

    Experta reads the names from the parameters of the function it is given. A function made for
    data has no such parameters, so it is wrapped in one whose signature says the names. It gets
    the values in the order of the names.
    """

    def holds(**bound: object) -> object:
        return function(*(bound[name] for name in names))

    keyword_only = inspect.Parameter.KEYWORD_ONLY
    signature = inspect.Signature([inspect.Parameter(name, keyword_only) for name in names])
    cast("Any", holds).__signature__ = signature
    cast("Any", holds).__wrapped__ = function
    return TEST(holds)


def _bare(engine: Engine, /, **bound: object) -> None:
    """Have the parameters of every function that fires a rule."""


_FIRING = inspect.signature(_bare)


def rule(
    action: Action, patterns: Sequence[Fact], tests: Sequence[TEST] = (), *, salience: int
) -> Rule:
    """Return a rule that fires once for every way in which facts match all patterns and tests.

    NOT, OR, AND and EXISTS are refused. Tests come after all patterns and may use only names that
    a pattern binds: Experta gives an earlier test None for the name, or never tries it. Every
    rule gets a function of its own: Experta takes equal rules with one function for one rule.
    """
    if not all(isinstance(pattern, Fact) for pattern in patterns):
        raise TypeError(f"the patterns of a rule must be facts, not {patterns!r}")
    bound_names = {name for pattern in patterns for name in _bound_names(pattern)}
    unbound = {name for each in tests for name in tested_names(each)} - bound_names
    if unbound:
        raise ValueError(f"no pattern binds {sorted(unbound)}, only {sorted(bound_names)}")

    def fire(engine: Engine, /, **bound: object) -> None:
        action(engine, bound)

    # Experta asks every function for its signature, and working it out is slow.
    cast("Any", fire).__signature__ = _FIRING
    # Experta copies what a function has to the rule: there another matcher finds the action.
    cast("Any", fire).action = action
    return Rule(*patterns, *tests, salience=salience)(fire)


_number = itemgetter(NUMBER)


class _SortedAgenda(DepthStrategy):  # type: ignore[misc]  # Experta has no types
    """Experta's own order, brought about by one sort, not by an insertion for each activation."""

    def update_agenda(
        self,
        agenda: Agenda,
        added: Sequence[Activation],
        removed: Sequence[Activation],
    ) -> None:
        """Put activations on the agenda and take others off; mostly there are none of either."""
        if added or removed:
            super().update_agenda(agenda, added, removed)

    def _update_agenda(
        self,
        agenda: Agenda,
        added: Sequence[Activation],
        removed: Sequence[Activation],
    ) -> None:
        super()._update_agenda(agenda, (), removed)
        for activation in added:
            numbers = list(map(_number, activation.facts))
            numbers.sort(reverse=True)
            activation.key = (activation.rule.salience, numbers)
        agenda.activations.extend(added)
        agenda.activations.sort(key=attrgetter("key"))


class Match(Activation):  # type: ignore[misc]  # as above
    """An activation that keeps its facts in a list, where Experta puts them into a set.

    A matcher that never takes an activation back need not find it again, and a set would hash
    every fact.
    """

    def __init__(self, each: object, facts: list[Fact], context: dict[str, Any]) -> None:
        """Take what matched, and what it bound."""
        self.rule = each
        self.facts = facts
        self.key = None
        self.context = context


class _Facts(FactList):  # type: ignore[misc]  # as above
    """A list of facts that takes many at a time."""

    last_index: int

    def take(self, facts: Iterable[Fact]) -> None:
        """Add facts as ``declare`` does, one that equals another not a second time."""
        known = self.reference_counter
        number = self.last_index
        for fact in facts:
            identity = fact.identity
            if identity not in known:
                known[identity] = 1
                _enter(fact, NUMBER, number)
                self[number] = fact
                self.added.append(fact)
                number += 1
        self.last_index = number
        if watchers.FACTS.isEnabledFor(logging.INFO):
            for fact in self.added:
                watchers.FACTS.info(" ==> %s: %r", fact, fact)

    @staticmethod
    def _get_fact_id(fact: Fact) -> object:
        if isinstance(fact, _CheckedFact):
            return (fact.__class__, *(fact.get(field, _CheckedFact) for field in fact.fields))
        return FactList._get_fact_id(fact)  # noqa: SLF001 - it is what this replaces


def _initial_facts() -> list[Fact]:
    return [InitialFact()]


# Experta asks for it at every reset.
cast("Any", _initial_facts).__signature__ = inspect.signature(_initial_facts)


class _Engine(KnowledgeEngine):  # type: ignore[misc]  # as above
    """An engine that does once what Experta's does every time.

    It asks its matcher only when facts have come or gone, and does not look through its members
    for the facts to begin with: ``engine_class`` gives it rules and nothing else.
    """

    def get_deffacts(self) -> list[Callable[[], list[Fact]]]:
        """Return what makes the facts that are there from the beginning: Experta's own."""
        return [_initial_facts]

    def reset(self, **given: object) -> None:
        """Forget the facts; go on with a list that is quicker at taking new ones."""
        super().reset(**given)
        # Experta makes its list itself, and puts the first fact into it.
        self.facts.__class__ = _Facts

    def take(self, facts: Iterable[Fact]) -> None:
        """Add facts as ``declare`` does, without a look at what each is made of."""
        self.facts.take(facts)
        if not self.running:
            self.strategy.update_agenda(self.agenda, *self.get_activations())

    def get_activations(self) -> tuple[Sequence[Activation], Sequence[Activation]]:
        """Return the activations that the facts since the last look bring and take away."""
        if not self.facts.added and not self.facts.removed:
            return (), ()
        activations: tuple[Sequence[Activation], Sequence[Activation]] = super().get_activations()
        return activations


def engine_class(
    rules: Mapping[str, Rule], matcher: type[Matcher] = ReteMatcher
) -> Callable[[], Engine]:
    """Return a class of engines that run these rules, given by id.

    An id may be any text: with ``rule:`` before it, no rule replaces a part of the engine or is
    hidden by one. Rules of equal salience are refused: Experta fires them in an order that
    differs between processes.
    """
    ids: dict[int, str] = {}
    for rule_id, each in rules.items():
        other = ids.setdefault(each.salience, rule_id)
        if other != rule_id:
            raise ValueError(f"rules {other!r} and {rule_id!r} have one salience, {each.salience}")
    members: dict[str, object] = {f"rule:{rule_id}": each for rule_id, each in rules.items()}
    members["__matcher__"] = matcher
    members["__strategy__"] = _SortedAgenda
    return cast("Callable[[], Engine]", type("AdvisorEngine", (_Engine,), members))


def tested_names(each: TEST) -> Iterable[str]:
    """Return the names whose values a test is given."""
    return inspect.signature(each[0]).parameters


def _bound_names(element: object) -> Iterator[str]:
    """Yield every name that a pattern, or a constraint within it, gives to what it matches."""
    name = getattr(element, "__bind__", None)
    if name is not None:
        yield name
    parts: Iterable[object] = ()
    if isinstance(element, Fact):
        parts = element.values()
    elif isinstance(element, tuple):
        parts = element
    for part in parts:
        yield from _bound_names(part)
