"""Load a knowledge base: the one driver that knows the order of the stages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from msgspec.structs import replace

from advisor.edge.files import read_text
from advisor.edge.nodes import Mapping as MappingNode
from advisor.edge.nodes import Node, Scalar, Sequence, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.yaml_text import parse_yaml
from advisor.knowledge.circles import Connected, report_circles
from advisor.knowledge.declarations import (
    build_finding,
    build_parameter,
    build_question,
    build_source,
    build_table,
    build_topic,
    source_grades,
)
from advisor.knowledge.digest import digest
from advisor.knowledge.folder import rule_files, shipped
from advisor.knowledge.formulas import build_measure
from advisor.knowledge.grammar import FILE, KINDS, Entry
from advisor.knowledge.needed import report_missing_parameters
from advisor.knowledge.productions import ProductionBuilder
from advisor.knowledge.references import References
from advisor.knowledge.vocabulary import build_vocabulary
from advisor.model.diagnostic import Diagnostic, InputError, Location
from advisor.model.knowledge import Advice, Knowledge, Topic

T = TypeVar("T")
SHARED_NAMES = (("questions", "measures", "findings"), ("rules", "advice"))


def load_knowledge(folder: Path | None = None) -> Knowledge:
    """Return the knowledge base of a folder, laid over the shipped one if it says so.

    Without a folder it is the shipped base. Raises ``InputError`` with every
    mistake found.
    """
    knowledge, problems = read_knowledge(folder)
    if knowledge is None:
        raise InputError(problems)
    return knowledge


def read_knowledge(folder: Path | None = None) -> tuple[Knowledge | None, list[Diagnostic]]:
    """Return the knowledge base, or None, and everything loading has to say about it."""
    problems = Problems("K")
    try:
        entries, broken = _gather(folder, problems)
    except Refused:
        return None, sorted(set(problems.found))
    knowledge = _resolve(entries, broken, problems)
    return knowledge, sorted(set(problems.found))


Entries = dict[str, list[Entry]]


def _gather(folder: Path | None, problems: Problems) -> tuple[Entries, frozenset[str]]:
    """Return the entries of a folder, with those of the shipped base below it if wanted."""
    base = shipped("rules")
    entries, broken = _read_folder(folder or base, problems)
    headers = entries["knowledge_base"]
    extends = headers[0]["extends"] if headers else None
    if folder is None or (headers and extends is None):
        _report_headers(headers, folder or base, problems)
        _report_duplicates(entries, problems)
        return entries, broken
    _report_duplicates(entries, problems)
    below, below_broken = _read_folder(base, problems)
    shipped_id = below["knowledge_base"][0]["id"] if below["knowledge_base"] else ""
    if extends is not None and extends.text != shipped_id:
        problems.error(
            extends.location,
            30,
            f"no knowledge base '{shorten(extends.text)}' to lay this over",
            f"the shipped one is '{shipped_id}'",
        )
    return _lay_over(entries, below), broken | below_broken


def _lay_over(upper: Entries, lower: Entries) -> Entries:
    """Replace entries of the lower base by those of the upper that have their id."""
    together: Entries = {}
    for kind in (*KINDS, "knowledge_base"):
        above = {entry["id"]: entry for entry in upper[kind]}
        below = [] if kind == "knowledge_base" and above else lower[kind]
        together[kind] = [e for e in below if e["id"] not in above] + upper[kind]
    return together


def _read_folder(folder: Path, problems: Problems) -> tuple[Entries, frozenset[str]]:
    entries: Entries = {kind: [] for kind in (*KINDS, "knowledge_base")}
    broken: set[str] = set()
    for path in rule_files(folder, problems):
        node = _read_file(path, problems)
        if node is None:
            continue
        _take(node, entries, problems)
        broken |= _ids(node)
    declared = {entry["id"] for kind in KINDS for entry in entries[kind]}
    return entries, frozenset(broken - declared)


def _read_file(path: Path, problems: Problems) -> MappingNode | None:
    name = _shown(path)
    try:
        node = parse_yaml(read_text(path, problems, name), name, problems)
    except Refused:
        return None
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return None
    if not isinstance(node, MappingNode):
        problems.error(
            node.location, 5, "a rules file has lists such as 'rules:'", f"use: {', '.join(KINDS)}"
        )
        return None
    return node


def _shown(path: Path) -> str:
    """Return the path as the user would write it: relative where it is below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _take(node: MappingNode, entries: Entries, problems: Problems) -> None:
    try:
        content: Mapping[str, Any] = FILE.read(node, problems, "")
    except Refused:
        content = _what_can_be_read(node)
    for kind in KINDS:
        entries[kind].extend(content.get(kind) or ())
    if content.get("knowledge_base"):
        entries["knowledge_base"].append(content["knowledge_base"])


def _what_can_be_read(node: MappingNode) -> Mapping[str, Any]:
    """Read the good lists of a file of which another part is broken, reporting nothing twice."""
    silent = Problems("K")
    content: dict[str, Any] = {}
    for name, field in FILE.fields.items():
        child = node.get(name)
        if child is None:
            continue
        try:
            content[name] = field.shape.read(child, silent, "")
        except Refused:
            continue
    return content


def _ids(node: MappingNode) -> set[str]:
    """Return every id that the file means to declare, readable or not."""
    found: set[str] = set()
    for _, child in node.entries:
        for item in child.items if isinstance(child, Sequence) else (child,):
            named = item.get("id") if isinstance(item, MappingNode) else None
            if isinstance(named, Scalar):
                found.add(named.text)
            found |= _column_ids(item)
    return found


def _column_ids(item: Node) -> set[str]:
    columns = item.get("columns") if isinstance(item, MappingNode) else None
    if not isinstance(columns, Sequence):
        return set()
    ids = (c.get("id") for c in columns.items if isinstance(c, MappingNode))
    return {named.text for named in ids if isinstance(named, Scalar)}


def _report_headers(headers: list[Entry], folder: Path, problems: Problems) -> None:
    if not headers:
        problems.error(
            Location(_shown(folder)),
            36,
            "the knowledge base has no 'knowledge_base' header",
            "give it an id, a title, a version and a language",
        )
    for other in headers[1:]:
        problems.error(other["location"], 28, "a second 'knowledge_base' header", "keep one")


def _report_duplicates(entries: Entries, problems: Problems) -> None:
    """Report ids that stand twice; the first, by place, is kept."""
    spaces = [(kind,) for kind in ("topics", "sources", "parameters", "tables")]
    for kinds in (*spaces, *SHARED_NAMES):
        first: dict[str, Location] = {}
        everything = [(entry, kind) for kind in kinds for entry in entries[kind]]
        for entry, kind in sorted(everything, key=lambda pair: pair[0]["location"]):
            name = entry["id"]
            if name in first:
                problems.error(
                    entry["location"],
                    28,
                    f"the id '{name}' is taken already, at {first[name]}",
                    "choose another id",
                )
                entries[kind].remove(entry)
            else:
                first[name] = entry["location"]


def _resolve(entries: Entries, broken: frozenset[str], problems: Problems) -> Knowledge | None:
    grades = source_grades(entries["sources"], problems)
    vocabulary = build_vocabulary(entries, broken)
    references = References(vocabulary, problems, grades)
    parameters = _build(entries["parameters"], lambda e: build_parameter(e, references))
    findings = _build(entries["findings"], lambda e: build_finding(e, references))
    measures = _build(entries["measures"], lambda e: build_measure(e, references))
    report_missing_parameters(parameters, broken, problems)
    builder = ProductionBuilder(references, findings, parameters)
    rules = _build(entries["rules"], builder.rule)
    advice = _with_before(_build(entries["advice"], builder.advice), entries["advice"])
    report_circles(Connected(findings, measures, rules, advice, parameters), problems)
    questions = _build(entries["questions"], lambda e: build_question(e, references))
    tables = _build(entries["tables"], lambda e: build_table(e, references))
    if problems.has_errors:
        return None
    header = entries["knowledge_base"][0]
    knowledge = Knowledge(
        id=header["id"],
        title=header["title"],
        version=header["version"],
        language=header["language"],
        digest="",
        topics=_in_order(_build(entries["topics"], build_topic)),
        sources=_build(entries["sources"], lambda e: build_source(e, grades)),
        parameters=parameters,
        questions=questions,
        tables=tables,
        findings=findings,
        measures=measures,
        rules=rules,
        advice=advice,
    )
    return replace(knowledge, digest=digest(knowledge))


def _in_order(topics: dict[str, Topic]) -> dict[str, Topic]:
    return {t.id: t for t in sorted(topics.values(), key=lambda topic: (topic.order, topic.id))}


def _build(entries: Iterable[Entry], build: Callable[[Entry], T]) -> dict[str, T]:
    """Return what can be built, by id; the order of files and entries is gone."""
    built: dict[str, T] = {}
    for entry in sorted(entries, key=lambda entry: str(entry["id"])):
        try:
            built[entry["id"]] = build(entry)
        except Refused:
            continue
    return built


def _with_before(advice: dict[str, Advice], entries: Iterable[Entry]) -> dict[str, Advice]:
    """Turn ``before`` into the ``after`` of the other piece."""
    earlier: dict[str, set[str]] = {name: set(item.after) for name, item in advice.items()}
    for entry in entries:
        for later in entry["before"]:
            if entry["id"] in advice and later.text in earlier:
                earlier[later.text].add(entry["id"])
    return {
        name: replace(item, after=tuple(sorted(earlier[name]))) for name, item in advice.items()
    }
