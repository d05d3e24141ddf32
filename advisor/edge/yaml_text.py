"""YAML text to located data, safely: every scalar stays text, no key stands twice.

Built on PyYAML's event stream, not on its loaders, so that nothing is
constructed, `no` and `12:30` stay words, and the limits hold before memory is
spent. Aliases are expanded, but count against the limit as often as they are used.
"""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from advisor.edge.nodes import Mapping, Node, Scalar, Sequence
from advisor.edge.problems import Problems
from advisor.model.diagnostic import Location

MAX_NODES = 200_000
MAX_DEPTH = 40

# The C parser is about seven times faster; PyYAML is sometimes built without it.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str, file: str, problems: Problems) -> Node | None:
    """Return the located data of a YAML text, or None for an empty one.

    What the text breaks is reported; what cannot be read at all is refused.
    """
    try:
        return _Builder(file, problems).build(_events(text))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        location = Location(file, mark.line + 1, mark.column + 1) if mark else Location(file)
        said = ": ".join(part for part in (error.context, error.problem) if part)
        raise problems.refuse(
            location, 2, f"not well-formed YAML: {said}", _syntax_hint(text, location)
        ) from error
    except yaml.reader.ReaderError as error:
        location = _place(text, file, error.position)
        raise problems.refuse(
            location, 2, "a character that YAML does not allow", "remove it or write it as \\x.."
        ) from error


def _events(text: str) -> Iterator[yaml.Event]:
    yield from yaml.parse(text, Loader=_LOADER)


def _place(text: str, file: str, position: int) -> Location:
    before = text[:position]
    return Location(file, before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1)


def _syntax_hint(text: str, location: Location) -> str:
    """Guess the three mistakes people make most."""
    lines = text.splitlines()
    line = lines[location.line - 1] if 0 < location.line <= len(lines) else ""
    if "\t" in line:
        return "indent with spaces, not with tabs"
    if line.count(": ") > 1:
        return "put a text that contains ': ' in quotation marks"
    return "check indentation, quotation marks and brackets near here"


class _Builder:
    """Builds nodes from events, with an explicit stack of what is open."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = 0

    def build(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self.problems.refuse(
                    self._at(event), 2, "a second document begins here", "keep one per file"
                )
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, 1)
        return root

    def _node(self, event: yaml.NodeEvent, events: Iterator[yaml.Event], depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self.problems.refuse(
                self._at(event), 9, f"nested deeper than {MAX_DEPTH} levels", "flatten it"
            )
        before = self.count
        self._spend(event, 1)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        node: Node
        if isinstance(event, yaml.ScalarEvent):
            quoted = event.style in ("'", '"', "|", ">")
            node = Scalar(self._at(event), event.value, quoted)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(self._at(event), tuple(self._until_end(events, depth)))
        else:
            node = self._mapping(event, events, depth)
        if event.anchor:
            self.anchors[event.anchor] = (node, self.count - before)
        return node

    def _alias(self, event: yaml.AliasEvent) -> Node:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            raise self.problems.refuse(
                self._at(event),
                2,
                f"the alias '*{event.anchor}' stands inside or before its anchor",
                "write the text out",
            )
        self._spend(event, known[1])
        return known[0]

    def _mapping(self, start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        children = self._until_end(events, depth)
        for key in children:
            self._keep(entries, key, next(children))
        return Mapping(self._at(start), tuple(entries.values()))

    def _until_end(self, events: Iterator[yaml.Event], depth: int) -> Iterator[Node]:
        """Yield the nodes up to the event that ends the list or the mapping they are in."""
        for event in events:
            if not isinstance(event, yaml.NodeEvent):
                return
            yield self._node(event, events, depth + 1)

    def _keep(self, entries: dict[str, tuple[Scalar, Node]], key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self.problems.error(key.location, 2, "a key must be a word", "see the guide's examples")
        elif key.text in entries:
            first = entries[key.text][0].location.line
            self.problems.error(
                key.location,
                3,
                f"the key '{key.text}' stands twice; the first is in line {first}",
                "keep one of them",
            )
        else:
            entries[key.text] = (key, value)

    def _spend(self, event: yaml.Event, nodes: int) -> None:
        self.count += nodes
        if self.count > MAX_NODES:
            raise self.problems.refuse(
                self._at(event), 9, f"more than {MAX_NODES} entries", "split the file"
            )

    def _at(self, event: yaml.Event) -> Location:
        mark = event.start_mark
        return Location(self.file, mark.line + 1, mark.column + 1) if mark else Location(self.file)
