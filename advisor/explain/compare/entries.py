"""Which entries of the rules files are not the same in two bases, and in which of their parts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import asdict, replace

from advisor.explain.compare.by_name import by_name
from advisor.explain.compare.parts import part_text
from advisor.explain.reference.refs import Kind, Ref, label_of
from advisor.model.comparison import EntryChange, Part, Presence
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Knowledge, Question, Table

# What differs in a file's layout only is no difference.
_NOT_PARTS = frozenset({"location", "id"})
_NOWHERE = Location("")
# Parts that are texts, in one kind of entry or another, or serve the reader only.
_WORDS = frozenset(
    {
        "ask", "because", "date", "do", "example", "help", "how", "label", "measure", "not_when",
        "note", "row", "sources", "why",
    }
)  # fmt: skip
_WORDED = frozenset({"options", "domain"})
_WORDS_INSIDE: Mapping[str, Mapping[str, str]] = {
    "default": {"because": ""},
    "overrides": {"because": ""},
}


def entry_key(ref: Ref) -> str:
    """Return how an entry is named wherever it is referred to."""
    return f"{ref.kind.value} {ref.id}"


def changed_entries(old: Knowledge, new: Knowledge) -> tuple[EntryChange, ...]:
    """Return what differs between two bases in one language, kind by kind and by id."""
    before, after = dict(_entries(old)), dict(_entries(new))
    refs = sorted({*before, *after}, key=lambda ref: ref.key)
    return tuple(_changes(refs, (old, new), (before, after)))


def _changes(
    refs: list[Ref],
    bases: tuple[Knowledge, Knowledge],
    entries: tuple[Mapping[Ref, Any], Mapping[Ref, Any]],
) -> Iterator[EntryChange]:
    old, new = bases
    for ref in refs:
        before, after = entries[0].get(ref), entries[1].get(ref)
        key, kind = entry_key(ref), ref.kind.value
        if before is None or after is None:
            base = new if before is None else old
            presence: Presence = "added" if before is None else "removed"
            yield EntryChange(
                key, kind, ref.id, label_of(ref, base), presence, words_only=False, parts=()
            )
        elif before != after:
            parts = tuple(_parts(before, after))
            words_only = _without_words(before) == _without_words(after)
            label = label_of(ref, new)
            yield EntryChange(
                key, kind, ref.id, label, "changed", words_only=words_only, parts=parts
            )


def _entries(knowledge: Knowledge) -> Iterator[tuple[Ref, Any]]:
    things: tuple[tuple[Kind, Mapping[str, Any]], ...] = (
        (Kind.QUESTION, knowledge.questions),
        (Kind.TABLE, knowledge.tables),
        (Kind.MEASURE, knowledge.measures),
        (Kind.FINDING, knowledge.findings),
        (Kind.RULE, knowledge.rules),
        (Kind.ADVICE, knowledge.advice),
        (Kind.PARAMETER, knowledge.parameters),
    )
    for kind, held in things:
        for name, entry in held.items():
            yield Ref(kind, name), _nowhere(by_name(entry))
            if isinstance(entry, Table):
                for column in entry.columns.values():
                    yield Ref(Kind.COLUMN, f"{name}.{column.id}"), _nowhere(by_name(column))


def _nowhere(entry: Any) -> Any:  # noqa: ANN401 - any of the entries above
    if isinstance(entry, Table):
        # Its columns are entries of their own; which there are, and their order, is its own part.
        columns = {name: _placeholder(column) for name, column in entry.columns.items()}
        return replace(entry, location=_NOWHERE, columns=columns)
    return replace(entry, location=_NOWHERE)


def _placeholder(column: Question) -> Question:
    return Question(column.id, _NOWHERE, "", column.kind)


def _parts(before: Any, after: Any) -> Iterator[Part]:  # noqa: ANN401 - two entries of a kind
    old, new = asdict(before), asdict(after)
    for name in old:
        if name not in _NOT_PARTS and old[name] != new[name]:
            if name in _WORDED:
                yield from _worded(name, old[name], new[name])
            else:
                yield Part(name, part_text(old[name]), part_text(new[name]))


def _worded(name: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Part]:
    """Yield the values or options whose words differ; if none does, it is their order."""
    found = [key for key in {**old, **new} if old.get(key) != new.get(key)]
    yield from (Part(f"{name}.{key}", old.get(key, ""), new.get(key, "")) for key in found)
    if not found:
        yield Part(name, ", ".join(old), ", ".join(new))


def _without_words(entry: Any) -> Any:  # noqa: ANN401 - any of the entries above
    """Return what an entry says but for its texts; of options, their ids in their order."""
    parts = {name: part for name, part in asdict(entry).items() if name not in _WORDS}
    parts.update({name: list(parts[name]) for name in _WORDED & parts.keys()})
    for name, texts in _WORDS_INSIDE.items():
        if parts.get(name):
            inside = parts[name]
            parts[name] = (
                [replace(each, **texts) for each in inside]
                if isinstance(inside, tuple)
                else replace(inside, **texts)
            )
    return parts
