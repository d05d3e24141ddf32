"""What a network is made of: facts, tests and rules that Experta matches as they are meant.

Experta takes facts, tests and rules that can never match, and says nothing. Here they are refused.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, cast

from advisor.inference.experta import NUMBER, TEST, Engine, Fact, Rule

Action = Callable[[Engine, Mapping[str, Any]], None]
"""What a rule does when it fires, given the engine and what the patterns bound, by name."""

_fill = dict.update


class CheckedFact(Fact):  # type: ignore[misc]  # Experta has no types
    """A fact, or a pattern for facts, that knows the names of its fields."""

    fields: tuple[str, ...] = ()

    def __init__(self, **values: object) -> None:
        """Take values for some of the fields, or for all."""
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
    return type(name, (CheckedFact,), {"fields": fields})


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
