"""YAML text to located data, safely: every scalar stays text, no key stands twice.

Built on PyYAML's event stream, not on its loaders, so that nothing is
constructed, `no` and `12:30` stay words, and the limits hold before memory is
spent. Aliases are expanded, but count against the limit as often as they are used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from msgspec import Struct

from advisor.edge.nodes import Mapping, Node, Scalar, Sequence, shorten
from advisor.edge.problems import Problems
from advisor.language.messages import _
from advisor.model.diagnostic import Location

MAX_NODES = 200_000
MAX_DEPTH = 40

# The C parser is about seven times faster; PyYAML is sometimes built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_YAML_TAG = "tag:yaml.org,2002:"

# Control characters that YAML excludes, and halves of surrogate pairs.
_NOT_ALLOWED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def parse_yaml(text: str, file: str, problems: Problems) -> Node | None:
    """Return the located data of a YAML text, or None for an empty one.

    What the text breaks is reported; what cannot be read at all is refused.
    """
    strange = _NOT_ALLOWED.search(text)
    if strange is not None:
        code = f"U+{ord(strange[0]):04X}"
        raise problems.refuse(
            _place(text, file, strange.start()),
            2,
            _("the character {code} is not allowed in a text").format(code=code),
            _("delete it; most editors do not show it"),
        )
    try:
        return _Builder(file, problems).build(events(text))
    except yaml.MarkedYAMLError as error:
        # Only a text that is broken pays for the words about it.
        from advisor.edge.yaml_mistakes import plain_words  # noqa: PLC0415 - as said

        location, said, hint = plain_words(error, text, file)
        raise problems.refuse(
            location, 2, _("not well-formed YAML: {said}").format(said=said), hint
        ) from error


def keep_entry(
    entries: dict[str, tuple[Scalar, Node]], key: Node, value: Node, problems: Problems
) -> None:
    """Add a key with its value; a key that is no word or stands twice is reported instead."""
    if not isinstance(key, Scalar):
        problems.error(key.location, 2, _("a key must be a word"), _("write a word before ':'"))
    elif key.text in entries:
        first = entries[key.text][0].location.line
        problems.error(
            key.location,
            3,
            _("the key '{key}' stands twice; the first is in line {first}").format(
                key=shorten(key.text), first=first
            ),
            _("keep one of them"),
        )
    else:
        entries[key.text] = (key, value)


def events(text: str) -> Iterator[yaml.Event]:
    """Return what PyYAML's parser finds in a text, piece by piece."""
    # Not yaml.parse, whose generator costs as much as the C parser inside it.
    return iter(_LOADER(text).get_event, None)


def _place(text: str, file: str, position: int) -> Location:
    before = text[:position]
    return Location(file, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)


QUOTING = frozenset({"'", '"', "|", ">"})


class _Anchored(Struct):
    """A node that aliases may repeat: how many nodes it has, how deep it is, whether one does."""

    node: Node
    at: Location
    size: int
    height: int
    used: bool = False


class _Builder:
    """Builds nodes from events, within the limits."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.anchors: dict[str, _Anchored] = {}
        self.count = 0

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self.problems.refuse(
                    self._at(event), 2, _("a second document begins here"), _("keep one per file")
                )
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
        for name, anchored in self.anchors.items():
            if not anchored.used:
                self._report_mark(anchored.at, f"&{name}")
        return root

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        self._check_depth(event, depth)
        before = self.count
        self._spend(event, 1)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        tag = getattr(event, "tag", None)
        if tag:
            self._report_mark(self._at(event), tag.replace(_YAML_TAG, "!!"))
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(self._at(event), tuple(self._until_end(events, depth)))
        else:
            node = self._mapping(event, events, depth)
        if event.anchor:
            size = self.count - before
            self.anchors[event.anchor] = _Anchored(node, self._at(event), size, _height(node))
        return node

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        return Scalar(self._at(event), event.value, event.style in QUOTING)

    def _alias(self, event: yaml.AliasEvent, depth: int) -> Node:
        name = event.anchor or ""
        anchored = self.anchors.get(name)
        if anchored is None:
            raise self.problems.refuse(
                self._at(event),
                2,
                _("'*{name}' repeats what '&{name}' marks, but that does not end above it").format(
                    name=shorten(name)
                ),
                _("put a text that begins with '*' in quotation marks"),
            )
        self._check_depth(event, depth + anchored.height - 1)
        self._spend(event, anchored.size)
        anchored.used = True
        return anchored.node

    def _report_mark(self, at: Location, mark: str) -> None:
        """Report a mark that would swallow the first word of a text."""
        self.problems.error(
            at,
            2,
            _("'{mark}' is read as a mark, not as text").format(mark=shorten(mark)),
            _("put a text that begins with '{mark}' in quotation marks").format(mark=mark[0]),
        )

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        children = self._until_end(events, depth)
        for key in children:
            keep_entry(entries, key, next(children), self.problems)
        return Mapping(self._at(start), tuple(entries.values()))

    def _until_end(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        """Yield the nodes up to the event that ends the list or the mapping they are in."""
        for event in events:
            # Nearly all nodes are plain words one level down; they take the short way.
            if isinstance(event, yaml.ScalarEvent) and not (event.anchor or event.tag):
                self._check_depth(event, depth + 1)
                self._spend(event, 1)
                yield self._scalar(event)
            elif isinstance(event, yaml.NodeEvent):
                yield self._node(event, events, depth + 1)
            else:
                return

    def _check_depth(self, event: yaml.Event, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise self.problems.refuse(
                self._at(event),
                9,
                _("nested deeper than {limit} levels").format(limit=MAX_DEPTH),
                _("close what is open, or flatten it"),
            )

    def _spend(self, event: yaml.Event, nodes: int) -> None:
        self.count += nodes
        if self.count > MAX_NODES:
            raise self.problems.refuse(
                self._at(event),
                9,
                _("more than {limit} entries").format(limit=MAX_NODES),
                _("split the file"),
            )

    def _at(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.file, mark.line + 1, mark.column + 1) if mark else Location(self.file)


def _height(node: Node) -> int:
    """Return how many levels a node has; a word has one."""
    if isinstance(node, Scalar):
        return 1
    children = node.items if isinstance(node, Sequence) else [child for _, child in node.entries]
    return 1 + max((_height(child) for child in children), default=0)
