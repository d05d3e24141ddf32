"""From folders of rules files to entries: read every file, lay one base over another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from advisor.edge.files import read_text
from advisor.edge.nodes import Mapping as MappingNode
from advisor.edge.nodes import Node, Scalar, Sequence, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.suggest import did_you_mean
from advisor.edge.yaml_text import parse_yaml
from advisor.knowledge.folder import rule_files, shipped, shown
from advisor.knowledge.grammar import FILE, KINDS, Entry
from advisor.language.messages import N_, _
from advisor.model.diagnostic import Location

HEADER = "knowledge_base"
HEADER_HINT = N_("give it an id, a title, a version and a language")
NAME_SPACES = (
    ("topics",),
    ("sources",),
    ("parameters",),
    ("terms",),
    ("questions", "tables", "measures", "findings"),
    ("rules", "advice"),
)

Entries = dict[str, list[Entry]]


class Gathered(Struct, frozen=True):
    """The entries that could be read, by kind, and the ids of those that could not."""

    entries: Entries
    broken: frozenset[str]


def gather(folder: Path | None, problems: Problems) -> Gathered:
    """Return the entries of a folder, with those of the shipped base below it if wanted.

    Refused when a file or the header could not be read: whatever they declare
    would be missed everywhere else.
    """
    base = shipped("rules")
    upper = _read_folder(folder or base, problems)
    headers = upper.entries[HEADER]
    for other in headers[1:]:
        problems.error(
            other["location"],
            28,
            _("a second '{header}' header").format(header=HEADER),
            _("keep one"),
        )
    upper = _without_duplicates(upper, problems)
    extends = headers[0]["extends"] if headers else None
    if folder is None or (headers and extends is None):
        whole = upper
    else:
        lower = _read_folder(base, problems)
        _check_extends(extends, lower, problems)
        whole = _lay_over(upper, lower)
    if not whole.entries[HEADER]:
        raise problems.refuse(
            Location(shown(folder or base)),
            36,
            _("the knowledge base has no '{header}' header").format(header=HEADER),
            _(HEADER_HINT),
        )
    return _without_shadows(whole, problems)


def _check_extends(extends: Scalar | None, lower: Gathered, problems: Problems) -> None:
    headers = lower.entries[HEADER]
    shipped_id = headers[0]["id"] if headers else ""
    if extends is not None and extends.text != shipped_id:
        problems.error(
            extends.location,
            30,
            _("no knowledge base '{extends}' to lay this over").format(
                extends=shorten(extends.text)
            ),
            _("the shipped one is '{shipped_id}'").format(shipped_id=shipped_id),
        )


def _lay_over(upper: Gathered, lower: Gathered) -> Gathered:
    """Replace entries of the lower base by those of the upper that have their id."""
    together: Entries = {HEADER: upper.entries[HEADER] or lower.entries[HEADER]}
    for kinds in NAME_SPACES:
        above = {entry["id"] for kind in kinds for entry in upper.entries[kind]}
        for kind in kinds:
            below = [entry for entry in lower.entries[kind] if entry["id"] not in above]
            together[kind] = below + upper.entries[kind]
    return Gathered(together, upper.broken | lower.broken)


def _read_folder(folder: Path, problems: Problems) -> Gathered:
    entries: Entries = {kind: [] for kind in (*KINDS, HEADER)}
    meant: set[tuple[str, str]] = set()
    whole = True
    for path in rule_files(folder, problems):
        before = len(problems.found)
        node = _read_file(path, problems)
        whole &= len(problems.found) == before
        if node is None:
            continue
        content = _content(node, problems)
        for kind in entries:
            entries[kind].extend(content[kind])
        meant.update(_meant(node))
        whole &= bool(content[HEADER]) or not _means_a_header(node, problems)
    if not whole:
        raise Refused
    return Gathered(entries, frozenset(name for _, name in meant - set(_declared(entries))))


def _read_file(path: Path, problems: Problems) -> MappingNode | None:
    name = shown(path)
    try:
        node = parse_yaml(read_text(path, problems, name), name, problems)
    except Refused:
        return None
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return None
    if not isinstance(node, MappingNode):
        problems.error(
            node.location,
            5,
            _("a rules file has lists such as 'rules:'"),
            _("use: {kinds}").format(kinds=", ".join(KINDS)),
        )
        return None
    return node


def _content(node: MappingNode, problems: Problems) -> dict[str, list[Entry]]:
    """Return the entries of a file by kind, reporting those that cannot be read."""
    try:
        content: Mapping[str, Any] = FILE.read(node, problems, "")
    except Refused:
        content = _what_can_be_read(node)
    header = content.get(HEADER)
    found = {kind: list(content.get(kind) or ()) for kind in KINDS}
    return {**found, HEADER: [header] if header else []}


def _means_a_header(node: MappingNode, problems: Problems) -> bool:
    """Tell whether a file has a header, readable or not; an empty one is reported."""
    header = node.get(HEADER)
    if isinstance(header, Scalar) and header.is_null:
        problems.error(
            header.location,
            36,
            _("the '{header}' header is empty").format(header=HEADER),
            _(HEADER_HINT),
        )
    strangers = [key.text for key, _ in node.entries if key.text not in FILE.fields]
    misspelt = any(f"'{HEADER}'" in did_you_mean(word, FILE.fields) for word in strangers)
    return header is not None or misspelt


def _what_can_be_read(node: MappingNode) -> Mapping[str, Any]:
    """Read the good lists of a file of which another part is broken, reporting nothing twice."""
    silent = Problems("K")
    content: dict[str, Any] = {}
    for name, field in FILE.fields.items():
        child = node.get(name)
        if child is None or (isinstance(child, Scalar) and child.is_null):
            continue
        try:
            content[name] = field.shape.read(child, silent, "")
        except Refused:
            continue
    return content


def _meant(node: MappingNode) -> Iterator[tuple[str, str]]:
    """Yield the kind and the id of everything a file means to declare, readable or not."""
    for kind, child in node.entries:
        if isinstance(child, MappingNode) and child.get("id") is None:
            # Keys where a list was expected; they are probably ids.
            yield from ((kind.text, key.text) for key, _ in child.entries)
        for item in _items(child):
            named = item.get("id")
            if not isinstance(named, Scalar):
                continue
            yield kind.text, named.text
            columns = item.get("columns")
            for column in _items(columns) if columns is not None else ():
                name = column.get("id")
                if isinstance(name, Scalar):
                    yield f"columns of {named.text}", name.text


def _declared(entries: Entries) -> Iterator[tuple[str, str]]:
    """Yield the kind and the id of everything that could be read."""
    for kind, found in entries.items():
        yield from ((kind, entry["id"]) for entry in found)
    for table in entries["tables"]:
        yield from ((f"columns of {table['id']}", column["id"]) for column in table["columns"])


def _items(node: Node) -> Iterable[MappingNode]:
    items = node.items if isinstance(node, Sequence) else (node,)
    return (item for item in items if isinstance(item, MappingNode))


def _without_duplicates(gathered: Gathered, problems: Problems) -> Gathered:
    """Report ids that stand twice, at the later place; as nobody knows which is meant, both go."""
    entries = dict(gathered.entries)
    twice: set[str] = set()
    for kinds in NAME_SPACES:
        first: dict[str, Location] = {}
        locations = [(e["location"], e["id"]) for kind in kinds for e in entries[kind]]
        taken: set[str] = set()
        for location, name in sorted(locations):
            if name in first:
                taken.add(name)
                problems.error(
                    location,
                    28,
                    _("the id '{name}' is taken already, at {first}").format(
                        name=shorten(name), first=first[name]
                    ),
                    _("choose another id"),
                )
            first.setdefault(name, location)
        for kind in kinds:
            entries[kind] = [entry for entry in entries[kind] if entry["id"] not in taken]
        twice |= taken
    return Gathered(entries, gathered.broken | twice)


def _without_shadows(gathered: Gathered, problems: Problems) -> Gathered:
    """Report findings about rows that are called like a column of the same table; they go."""
    columns = {
        (table["id"], column["id"]): column["location"]
        for table in gathered.entries["tables"]
        for column in table["columns"]
    }
    kept, shadows = [], set()
    for finding in gathered.entries["findings"]:
        column = columns.get((finding["of"].text if finding["of"] else "", finding["id"]))
        if column is None:
            kept.append(finding)
            continue
        shadows.add(finding["id"])
        problems.error(
            finding["location"],
            28,
            _("the id '{id}' is taken already, by the column at {column}").format(
                id=shorten(finding["id"]), column=column
            ),
            _("choose another id"),
        )
    return Gathered({**gathered.entries, "findings": kept}, gathered.broken | shadows)
