"""K109: a source that nothing cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from advisor.knowledge.checks.warn import warning
from advisor.language.messages import _
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import (
    Advice,
    Finding,
    Knowledge,
    Measure,
    Parameter,
    Question,
    Rule,
    Table,
    Term,
)

Citing = Parameter | Term | Question | Table | Finding | Measure | Rule | Advice


def check(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield sources that nothing cites; a work is cited with each of its parts.

    Of a work that is not cited at all, the parts are not reported as well.
    """
    cited = frozenset(_cited(knowledge))
    for source in knowledge.sources.values():
        within = source.within
        if source.id not in cited and (not within or within in cited):
            yield warning(
                source.location,
                109,
                _("source '{source}': nothing cites it").format(source=source.id),
                _("cite it where it is relied on, or remove it"),
            )


def _cited(knowledge: Knowledge) -> Iterator[str]:
    owners: tuple[Mapping[str, Citing], ...] = (
        knowledge.parameters,
        knowledge.terms,
        knowledge.questions,
        knowledge.tables,
        knowledge.findings,
        knowledge.measures,
        knowledge.rules,
        knowledge.advice,
    )
    for entries in owners:
        for entry in entries.values():
            for name in entry.sources:
                yield from _with_works(name, knowledge)


def _with_works(name: str, knowledge: Knowledge) -> Iterator[str]:
    """Yield a source and the works it lies within."""
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        yield name
        name = knowledge.sources[name].within
