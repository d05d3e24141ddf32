"""The pages of the reference: which there are, and the data of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from advisor.advice.sources import in_reading_order
from advisor.explain.reference.conditions import Conditions
from advisor.explain.reference.entries import Data, Entries
from advisor.explain.reference.reached import Reached
from advisor.explain.reference.readers import readers_of
from advisor.explain.reference.refs import Kind, Ref, link_to, page_of, topic_page
from advisor.knowledge.needed import NEEDED
from advisor.language.numbers import quantity_text
from advisor.model.knowledge import Knowledge, Rule

INDEX = "index.md"
NAMES = "names.md"


class Page(Struct, frozen=True):
    """A page: its file, its template, and the names that the template knows."""

    file: str
    template: str
    content: Mapping[str, Any]


def pages_of(knowledge: Knowledge, reached: Reached) -> Iterator[Page]:
    """Yield every page, the index first."""
    entries = Entries(
        knowledge, readers_of(knowledge), reached, _overridden(knowledge), Conditions(knowledge)
    )
    topics = list(_topics(knowledge, entries))
    base = {
        "id": knowledge.id,
        "title": knowledge.title,
        "version": knowledge.version,
        "digest": knowledge.digest,
    }

    def page(file: str, **content: Any) -> Page:  # noqa: ANN401 - as a template takes it
        name = "topic.md" if file.startswith("topic-") or file == topic_page("") else file
        return Page(file, f"reference/{name}.j2", {"base": base, **content})

    yield page(INDEX, topics=topics, cases=len(reached.cases), counts=_counts(knowledge))
    for topic in topics:
        yield page(topic["page"], topic=topic)
    yield page("tables.md", tables=[entries.table(t) for t in knowledge.tables.values()])
    yield page("parameters.md", parameters=list(_parameters(knowledge, entries)))
    yield page("sources.md", works=list(_works(knowledge, entries)))
    yield page("glossary.md", terms=list(_terms(knowledge, entries)))
    yield page("cases.md", files=list(_cases(reached, entries)))
    yield page(NAMES, kinds=list(_names(knowledge)))


def _counts(knowledge: Knowledge) -> Mapping[str, int]:
    return {
        "questions": len(knowledge.questions),
        "tables": len(knowledge.tables),
        "measures": len(knowledge.measures),
        "findings": len(knowledge.findings),
        "rules": len(knowledge.rules),
        "advice": len(knowledge.advice),
        "parameters": len(knowledge.parameters),
        "sources": len(knowledge.sources),
        "terms": len(knowledge.terms),
    }


def _topics(knowledge: Knowledge, entries: Entries) -> Iterator[Data]:
    """Yield each topic that has anything, and last what belongs to none."""
    labels = {topic.id: (topic.label, topic.section) for topic in knowledge.topics.values()}
    for topic, (label, section) in (*labels.items(), ("", ("", ""))):
        content: Data = {
            "questions": [
                entries.question(q, Ref(Kind.QUESTION, q.id))
                for q in knowledge.questions.values()
                if q.topic == topic
            ],
            "measures": [
                entries.measure(m) for m in knowledge.measures.values() if m.topic == topic
            ],
            "findings": [
                entries.finding(f, _rules_for(f.id, knowledge))
                for f in knowledge.findings.values()
                if f.topic == topic
            ],
            "advice": [entries.advice(a) for a in knowledge.advice.values() if a.topic == topic],
        }
        if any(content.values()):
            rules = sum(len(finding["rules"]) for finding in content["findings"])
            page = topic_page(topic)
            yield {
                "id": topic, "label": label, "section": section,
                "page": page, "rules": rules, **content,
            }  # fmt: skip


def _rules_for(finding: str, knowledge: Knowledge) -> list[Rule]:
    """Return the rules that stand under a finding: those that conclude it first."""
    return [r for r in knowledge.rules.values() if r.conclusions[0].finding == finding]


def _parameters(knowledge: Knowledge, entries: Entries) -> Iterator[Data]:
    for parameter in knowledge.parameters.values():
        ref = Ref(Kind.PARAMETER, parameter.id)
        yield {
            "id": parameter.id,
            "anchor": ref.anchor,
            "value": quantity_text(parameter.value, parameter.unit, knowledge.language),
            "date": parameter.date.isoformat(),
            "note": parameter.note,
            "by_program": parameter.id in NEEDED,
            "read_by": entries.links(entries.readers.read_by.get(ref, ())),
            "sources": entries.links(Ref(Kind.SOURCE, name) for name in parameter.sources),
        }


def _works(knowledge: Knowledge, entries: Entries) -> Iterator[Data]:
    """Yield the sources that are part of no other, each with its parts."""
    parts: dict[str, list[str]] = defaultdict(list)
    for name in sorted(knowledge.sources, key=in_reading_order):
        parts[knowledge.sources[name].within].append(name)
    for name in parts[""]:
        within = [_source(part, knowledge, entries) for part in parts[name]]
        yield {**_source(name, knowledge, entries), "parts": within}


def _source(name: str, knowledge: Knowledge, entries: Entries) -> Data:
    source = knowledge.sources[name]
    return {
        "id": name,
        "anchor": Ref(Kind.SOURCE, name).anchor,
        "title": source.title,
        "says": source.says,
        "url": source.url,
        "grade": source.grade.value,
        "cited_by": entries.links(entries.readers.cited_by.get(name, ())),
    }


def _terms(knowledge: Knowledge, entries: Entries) -> Iterator[Data]:
    for term in sorted(knowledge.terms.values(), key=lambda term: term.term.casefold()):
        yield {
            "term": term.term,
            "anchor": Ref(Kind.TERM, term.id).anchor,
            "means": term.means,
            "forms": list(term.forms),
            "sources": entries.links(Ref(Kind.SOURCE, name) for name in term.sources),
        }


def _cases(reached: Reached, entries: Entries) -> Iterator[Data]:
    files: dict[str, list[Data]] = defaultdict(list)
    for case in reached.cases:
        shown = {
            "number": case.number,
            "name": case.name,
            "expects": entries.links(case.expects),
        }
        files[case.file].append(shown)
    yield from ({"file": file, "cases": cases} for file, cases in files.items())


def _names(knowledge: Knowledge) -> Iterator[Data]:
    """Yield every thing by its id, kind by kind."""
    columns = (
        f"{table.id}.{name}" for table in knowledge.tables.values() for name in table.columns
    )
    things: tuple[tuple[Kind, Iterable[str]], ...] = (
        (Kind.QUESTION, knowledge.questions),
        (Kind.TABLE, knowledge.tables),
        (Kind.COLUMN, columns),
        (Kind.MEASURE, knowledge.measures),
        (Kind.FINDING, knowledge.findings),
        (Kind.RULE, knowledge.rules),
        (Kind.ADVICE, knowledge.advice),
        (Kind.PARAMETER, knowledge.parameters),
        (Kind.SOURCE, knowledge.sources),
        (Kind.TERM, knowledge.terms),
    )
    for kind, names in things:
        refs = [Ref(kind, name) for name in sorted(names, key=in_reading_order)]
        if refs:
            yield {"kind": kind.value, "names": [_name(ref, knowledge) for ref in refs]}


def _name(ref: Ref, knowledge: Knowledge) -> Data:
    link = link_to(ref, knowledge)
    label = "" if link["is_id"] else link["label"]
    return {"id": ref.id, "to": f"{page_of(ref, knowledge)}#{ref.anchor}", "label": label}


def _overridden(knowledge: Knowledge) -> Mapping[Ref, tuple[tuple[Ref, str], ...]]:
    """Return what takes precedence over each rule, and each piece of advice."""
    found: dict[Ref, list[tuple[Ref, str]]] = defaultdict(list)
    for kind, things in ((Kind.RULE, knowledge.rules), (Kind.ADVICE, knowledge.advice)):
        for thing in things.values():
            for override in thing.overrides:
                found[Ref(kind, override.id)].append((Ref(kind, thing.id), override.because))
    return {ref: tuple(others) for ref, others in found.items()}
