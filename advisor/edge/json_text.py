"""JSON text to located data, with the limits and the words of the YAML reader.

Numbers, ``true``, ``false`` and ``null`` stay as written, as they do in YAML,
so that whatever reads the nodes cannot tell the two apart.
"""

from __future__ import annotations

import bisect
import json
import re

from advisor.edge.nodes import Mapping, Node, Scalar, Sequence, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.yaml_text import MAX_DEPTH, MAX_NODES, keep_entry
from advisor.language.messages import N_, _
from advisor.model.diagnostic import Location

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"')
_WORD = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null")
_RUN = re.compile(r"[-+]?[\w.]+|.", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")
_A_VALUE = N_('write a text in "…", a number, true, false or null')


def parse_json(text: str, file: str, problems: Problems) -> Node | None:
    """Return the located data of a JSON text, or None for an empty one.

    What is not JSON is refused; a key that stands twice is reported.
    """
    text = text.removeprefix("\ufeff")
    return _Reader(text, file, problems).read() if text.strip() else None


class _Reader:
    """Reads nodes one after the other, from the beginning to the end of a text."""

    def __init__(self, text: str, file: str, problems: Problems) -> None:
        self.text = text
        self.file = file
        self.problems = problems
        self.position = 0
        self.count = 0
        self.lines = [0, *(match.end() for match in re.finditer("\n", text))]

    def read(self) -> Node:
        node = self._node(1)
        if self._next():
            raise self._unexpected(_("the end of the text"), _("remove it, or a bracket before it"))
        return node

    def _node(self, depth: int) -> Node:
        char = self._next()
        self._spend(depth)
        if char == "{":
            return self._object(depth)
        if char == "[":
            return self._array(depth)
        if char == '"':
            return self._string()
        start, match = self.position, _WORD.match(self.text, self.position)
        if match is None or re.match(r"[\w.+-]", self.text[match.end() : match.end() + 1]):
            hint = _("use \"…\", not '…'") if char == "'" else _(_A_VALUE)
            raise self._unexpected(_("a value"), hint)
        self.position = match.end()
        return Scalar(self._at(start), match[0])

    def _object(self, depth: int) -> Mapping:
        start = self._skip()
        entries: dict[str, tuple[Scalar, Node]] = {}
        while self._next() != "}":
            if entries:
                self._comma("}")
            if self._next() != '"':
                raise self._unexpected(
                    _('a key in "…"'), _('write keys as in {"key": 1, "other": 2}')
                )
            key = self._string()
            if self._next() != ":":
                raise self._unexpected(_("':' after the key '{key}'").format(key=shorten(key.text)))
            self._skip()
            keep_entry(entries, key, self._node(depth + 1), self.problems)
        self._skip()
        return Mapping(self._at(start), tuple(entries.values()))

    def _array(self, depth: int) -> Sequence:
        start = self._skip()
        items: list[Node] = []
        while self._next() != "]":
            if items:
                self._comma("]")
            items.append(self._node(depth + 1))
        self._skip()
        return Sequence(self._at(start), tuple(items))

    def _string(self) -> Scalar:
        start, match = self.position, _STRING.match(self.text, self.position)
        if match is None:
            raise self._refuse(
                start,
                _("a text that is not closed, or has a line break or an unknown escape in it"),
                _("close it with '\"'; write \\n for a line break, \\\\ for a backslash"),
            )
        value: str = json.loads(match[0])
        if _HALF.search(value):
            raise self._refuse(
                start, _("a text with half a character"), _("write the character itself")
            )
        self.position = match.end()
        return Scalar(self._at(start), value, quoted=True)

    def _comma(self, end: str) -> None:
        if self._next() != ",":
            raise self._unexpected(_("',' or '{end}'").format(end=end))
        comma = self._skip()
        if self._next() == end:
            raise self._refuse(
                comma,
                _("a ',' with nothing between it and '{end}'").format(end=end),
                _("remove it"),
            )

    def _next(self) -> str:
        """Go to the next character that is no space, and return it; at the end, an empty text."""
        match = _SPACE.match(self.text, self.position)
        self.position = match.end() if match else self.position
        return self.text[self.position : self.position + 1]

    def _skip(self) -> int:
        """Pass over one character and return where it was."""
        self.position += 1
        return self.position - 1

    def _spend(self, depth: int) -> None:
        self.count += 1
        if depth > MAX_DEPTH:
            raise self.problems.refuse(
                self._at(self.position),
                9,
                _("nested deeper than {limit} levels").format(limit=MAX_DEPTH),
                _("close what is open, or flatten it"),
            )
        if self.count > MAX_NODES:
            raise self.problems.refuse(
                self._at(self.position),
                9,
                _("more than {limit} entries").format(limit=MAX_NODES),
                _("split the file"),
            )

    def _unexpected(self, expected: str, hint: str = "") -> Refused:
        match = _RUN.match(self.text, self.position)
        found = f"'{shorten(match[0])}'" if match else _("the end of the text")
        hint = hint or _("check commas, quotation marks and brackets near here")
        return self._refuse(
            self.position,
            _("expected {expected}, found {found}").format(expected=expected, found=found),
            hint,
        )

    def _refuse(self, position: int, message: str, hint: str) -> Refused:
        at = self._at(position)
        return self.problems.refuse(
            at, 2, _("not well-formed JSON: {message}").format(message=message), hint
        )

    def _at(self, position: int) -> Location:
        line = bisect.bisect_right(self.lines, position)
        return Location(self.file, line, position - self.lines[line - 1] + 1)
