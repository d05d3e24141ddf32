"""Where each piece of a YAML text begins and ends, so that one can be changed and the rest kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from advisor.edge.nodes import NULL_WORDS
from advisor.edge.yaml_text import QUOTING, events

_COLON = re.compile(r"\s*:")


class Span(Struct):
    """A piece of a text: a word, keys with values (``entries``), or a list (``items``).

    A value that is left out stands right after its key. ``same_as`` is set
    for ``*name``, which repeats the piece that ``&name`` marks (``marked``).
    """

    start: int
    end: int
    text: str = ""
    quoted: bool = False
    flow: bool = False
    marked: bool = False
    same_as: Span | None = None
    entries: list[Entry] | None = None
    items: list[Span] | None = None

    @property
    def is_null(self) -> bool:
        """Tell whether nothing stands here."""
        bare = self.entries is None and self.items is None and self.same_as is None
        return bare and (not self.text.strip() or (not self.quoted and self.text in NULL_WORDS))

    def entry(self, key: str) -> Entry | None:
        """Return a key of a mapping, with its value."""
        return next((entry for entry in self.entries or [] if entry.key.text == key), None)

    def inside(self) -> Iterator[Span]:
        """Yield the piece and every piece of it."""
        yield self
        for entry in self.entries or []:
            yield from entry.key.inside()
            yield from entry.value.inside()
        for item in self.items or []:
            yield from item.inside()


class Entry(Struct):
    """A key with its value; ``after_colon`` is where the value, or the space before it, begins."""

    key: Span
    value: Span
    after_colon: int


def span_of(text: str) -> Span:
    """Return the one document of a text that ``parse_yaml`` has found nothing wrong with."""
    return next(_Builder(text).nodes(events(text)))


class _Builder:
    """Builds pieces from events."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks: dict[str, Span] = {}
        self.closed = 0

    def nodes(self, stream: Iterator[yaml.Event]) -> Iterator[Span]:
        """Yield the pieces up to the end of the list, or of the mapping, they are in."""
        for event in stream:
            if isinstance(event, yaml.CollectionEndEvent):
                # The place of a bracket; a block ends where its last piece does.
                self.closed = _index(event.end_mark)
                return
            if isinstance(event, yaml.NodeEvent):
                yield self._node(event, stream)

    def _node(self, event: yaml.NodeEvent, stream: Iterator[yaml.Event]) -> Span:
        start, end = _index(event.start_mark), _index(event.end_mark)
        anchor = event.anchor or ""
        if isinstance(event, yaml.AliasEvent):
            return Span(start, end, same_as=self.marks[anchor])
        if isinstance(event, yaml.ScalarEvent):
            # The blank lines after a text of several lines are no part of it.
            end = start + len(self.text[start:end].rstrip())
            span = Span(start, end, event.value, quoted=event.style in QUOTING)
        else:
            span = self._collection(event, start, stream)
        if anchor:
            span.marked = True
            self.marks[anchor] = span
        return span

    def _collection(self, event: yaml.NodeEvent, start: int, stream: Iterator[yaml.Event]) -> Span:
        flow = bool(getattr(event, "flow_style", False))
        inner = self.nodes(stream)
        if isinstance(event, yaml.SequenceStartEvent):
            items = list(inner)
            end = self.closed if flow or not items else items[-1].end
            return Span(start, end, flow=flow, items=items)
        entries = [self._entry(key, next(inner)) for key in inner]
        end = self.closed if flow or not entries else entries[-1].value.end
        return Span(start, end, flow=flow, entries=entries)

    def _entry(self, key: Span, value: Span) -> Entry:
        colon = _COLON.match(self.text, key.end)
        after = colon.end() if colon else key.end
        if value.is_null and value.start == value.end:
            value.start = value.end = after
        return Entry(key, value, after)


def _index(mark: Any) -> int:  # noqa: ANN401 - PyYAML has two kinds of marks, and types for none
    return int(mark.index)
