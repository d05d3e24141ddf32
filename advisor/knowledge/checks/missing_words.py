"""K107: a placeholder that may have nothing to show, with no words to use instead."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.knowledge.checks.satisfiable import holding
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.search import search
from advisor.knowledge.checks.uses import placeholders, productions, texts
from advisor.knowledge.checks.warn import named, warning
from advisor.knowledge.texts import target
from advisor.language.messages import _
from advisor.model.condition import All, Attribute, Leaf, Not, Operator
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge, Production


def check(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield the placeholders whose value some company has not given when the text is used."""
    problem = Problem(knowledge)
    for production in productions(knowledge):
        for name in _without_fallback(production, knowledge):
            attribute = target(name, production.table)
            if _may_be_missing(attribute, production, problem):
                yield warning(
                    production.location,
                    107,
                    _("{production}: '{{{name}}}' may have nothing to show").format(
                        production=named(production), name=name
                    ),
                    _("give words to use instead: '{{{name}|…}}'").format(name=name),
                )


def _without_fallback(production: Production, knowledge: Knowledge) -> list[str]:
    """Return the names that a production's texts show, each once, in order."""
    names = [
        placeholder.name
        for text in texts(production)
        for placeholder in placeholders(text)
        if placeholder.fallback is None and placeholder.name not in knowledge.parameters
    ]
    always = {"company", "row"} if production.table else {"company"}
    return [name for name in dict.fromkeys(names) if name not in always]


def _may_be_missing(attribute: Attribute, production: Production, problem: Problem) -> bool:
    """Tell whether a condition can hold while an attribute is not known."""
    missing = All((production.condition, Not(Leaf(attribute, Operator.KNOWN))))
    return search(problem, [holding(missing, production.table)]).verdict is True
