"""K106: a parameter that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.analysis.methods import METHODS
from advisor.knowledge.checks.uses import all_comparisons, words_read
from advisor.knowledge.checks.warn import warning
from advisor.knowledge.needed import NEEDED
from advisor.language.messages import _
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge, OverNames


def check(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield the parameters that neither the knowledge base nor the program reads."""
    read = frozenset(_read(knowledge))
    for parameter in knowledge.parameters.values():
        if parameter.id not in read:
            yield warning(
                parameter.location,
                106,
                _("parameter '{parameter}': nothing reads it").format(parameter=parameter.id),
                _("compare something with it, or remove it"),
            )


def _read(knowledge: Knowledge) -> Iterator[str]:
    yield from NEEDED
    for table in knowledge.tables.values():
        for method in table.methods:
            yield from METHODS[method].parameters
    for comparison in all_comparisons(knowledge):
        yield from comparison.parameters
    for measure in knowledge.measures.values():
        if isinstance(measure.operands, OverNames):
            yield from measure.operands.names
    for finding in knowledge.findings.values():
        yield from finding.points.values()
    for question in knowledge.questions.values():
        if question.group is not None:
            yield from question.group.limits
    yield from (name for name, _ in words_read(knowledge))
