"""The one door to Experta: nothing else in Advisor imports it.

Experta 1.9.4 is the engine the inference runs on, and it has traps. Those of its import are met
here:

- it needs ``collections.Mapping``, which Python 3.10 removed, and sets up the root logger of
  whoever imports it;
- its watchers log every fact they see, and Advisor's facts are a company's confidential answers.

``experta_rules`` and ``experta_engine`` make what a network is made of, and refuse what Experta
would take in silence. How an engine is used (in one thread, without ``retract``, thrown away once
it has failed) is for its user to keep. Each trap has a test that shows it bite:
``tests/inference/test_experta_traps.py``.

Experta has no types: to a type checker every name of its own is ``Any``, in annotations too.
``Engine`` says what Advisor relies on.
"""

from __future__ import annotations

import collections
import collections.abc
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

__all__ = [
    "ANDFC",
    "AS",
    "MATCH",
    "NUMBER",
    "TEST",
    "Activation",
    "Agenda",
    "DepthStrategy",
    "Engine",
    "Fact",
    "FactList",
    "InitialFact",
    "KnowledgeEngine",
    "Matcher",
    "P",
    "ReteMatcher",
    "Rule",
    "W",
    "watchers",
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
