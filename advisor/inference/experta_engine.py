"""The engine that runs a network: Experta's, with lean subclasses in its own extension points."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import Any, cast

from advisor.inference.experta import (
    NUMBER,
    Activation,
    Agenda,
    DepthStrategy,
    Engine,
    Fact,
    FactList,
    InitialFact,
    KnowledgeEngine,
    Matcher,
    ReteMatcher,
    Rule,
    watchers,
)
from advisor.inference.experta_rules import CheckedFact

_enter = dict.__setitem__
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
        if isinstance(fact, CheckedFact):
            return (fact.__class__, *(fact.get(field, CheckedFact) for field in fact.fields))
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
