"""Which parts of the articles a knowledge base acts on, and with what."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from advisor.model.knowledge import Grade, Knowledge, Source


class Covered(Struct, frozen=True):
    """A part of an article and what acts on it, each as (kind, id), sorted."""

    source: Source
    acting: tuple[tuple[str, str], ...]


def guidance_coverage(knowledge: Knowledge) -> tuple[Covered, ...]:
    """Return every part of an article-grade source with the things that cite it, by id.

    Only what acts counts: questions and tables (it is asked), measures and
    checks (it is judged), rules (it is concluded) and advice (it is told). That
    a word of the glossary, a threshold or another finding cites it, does not.
    """
    acting: dict[str, list[tuple[str, str]]] = {}
    for kind, name, sources in _acting(knowledge):
        for source in sources:
            acting.setdefault(source, []).append((kind, name))
    return tuple(
        Covered(source, tuple(sorted(acting.get(source.id, ()))))
        for source in knowledge.sources.values()
        if source.within and source.grade is Grade.ARTICLE
    )


def _acting(knowledge: Knowledge) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for question in knowledge.questions.values():
        yield "question", question.id, question.sources
    for table in knowledge.tables.values():
        yield "table", table.id, table.sources
    for measure in knowledge.measures.values():
        yield "measure", measure.id, measure.sources
    for finding in knowledge.findings.values():
        if finding.check:
            yield "check", finding.id, finding.sources
    for rule in knowledge.rules.values():
        yield "rule", rule.id, rule.sources
    for advice in knowledge.advice.values():
        yield "advice", advice.id, advice.sources
