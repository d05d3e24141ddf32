"""K104: rules, or pieces of advice, that ask exactly the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from advisor.knowledge.checks.canonical import canonical
from advisor.knowledge.checks.contradiction import contradict
from advisor.knowledge.checks.warn import named, warning
from advisor.language.messages import _
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge, Production, Rule


def check(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield all but the first of those that ask the same, each with the first.

    Rules that contradict each other are left to the check for that.
    """
    for productions in (knowledge.rules.values(), knowledge.advice.values()):
        for first, *later in _alike(productions, knowledge):
            for other in later:
                if not contradict(first, other, knowledge):
                    yield _same(other, first)


def _alike(productions: Iterable[Production], knowledge: Knowledge) -> Iterable[list[Production]]:
    """Return the groups of those that ask the same, each in the order of the files."""
    groups: dict[Hashable, list[Production]] = {}
    for production in sorted(productions, key=lambda each: each.location):
        form = (production.table, canonical(production.condition, knowledge))
        groups.setdefault(form, []).append(production)
    return groups.values()


def _same(other: Production, first: Production) -> Diagnostic:
    return warning(
        other.location,
        104,
        _("{other}: asks exactly what {first} asks, at {location}").format(
            other=named(other), first=named(first), location=first.location
        ),
        _hint(other, first),
    )


def _hint(other: Production, first: Production) -> str:
    if not isinstance(other, Rule) or not isinstance(first, Rule):
        return _("merge the two, or tell apart when each is given")
    findings = ({c.finding for c in rule.conclusions} for rule in (first, other))
    if set.intersection(*findings):
        return _("merge the two, or tell apart when each holds")
    return _("join them into one rule that concludes both")
