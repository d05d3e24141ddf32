"""Change one value of a YAML text; everything else in it stays as it was written.

The text is cut and pasted at the places that PyYAML's parser gives, so that comments,
order, quoting and blank lines need not be understood to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from advisor.edge.yaml_marks import without_marks
from advisor.edge.yaml_spans import Entry, Span, span_of
from advisor.edge.yaml_words import Plain, in_yaml

STEP = 2
WIDEST_GAP = 4
Path = tuple[str | int, ...]
"""Keys, and places in lists, from the root of a document to a value."""

# A key that stands alone, without a colon, may follow a question mark.
_ASKING = re.compile(r"\?\s+$")
# Where a line ends for YAML.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


class YamlEditor:
    """A YAML text that holds keys with values, in which ``parse_yaml`` found nothing wrong."""

    def __init__(self, text: str) -> None:
        """Begin with a text."""
        self.text = text
        self._break = "\r\n" if "\r\n" in text else "\n"

    def put(self, path: Path, value: Plain) -> None:
        """Write a value on one line where the path ends, and the keys that lead to it."""
        node, rest = self._walk(path)
        key, inner = str(rest[0]), rest[1:]
        entry = node.entry(key)
        if not inner:
            written = " " + in_yaml(value, brackets=node.flow)
        elif node.flow:
            written = " " + in_yaml(_nested(inner, value), brackets=True)
        else:
            indent = self._column(node.start) + STEP
            written = self._line(indent, f"{inner[-1]}: {in_yaml(value)}")
        self._write(node, entry, key, written, at_root=len(rest) == len(path))

    def append(self, key: str, row: Mapping[str, Plain]) -> None:
        """Add a row to the list under a key of the root; what is no list becomes one."""
        root, _ = self._walk((key,))
        entry = root.entry(key)
        rows = entry.value if entry else None
        if rows is None or not rows.items:
            brackets = root.flow
            written = " " + in_yaml([row], brackets=True) if brackets else self._row(row, STEP, 1)
            self._write(root, entry, key, written, at_root=True)
        elif rows.flow:
            self._insert(rows.items[-1].end, ", " + in_yaml(row, brackets=True))
        else:
            gap = rows.items[0].start - rows.start - 1
            written = self._row(row, self._column(rows.start), gap if 0 < gap <= WIDEST_GAP else 1)
            self._insert(self._end_of_line(rows.end), written)

    def remove(self, path: Path) -> None:
        """Take a value out: its lines go, or, where a comment belongs to it, its key stays."""
        node, rest = self._walk(path)
        if len(rest) > 1:
            return
        last = rest[0]
        if isinstance(last, int):
            self._remove_row(node, last)
            return
        entry = node.entry(last)
        if entry is None:
            return
        if node.flow:
            pieces = [
                Span(e.key.start, max(e.value.end, e.after_colon)) for e in node.entries or []
            ]
            self._remove_between(node, pieces, [e.key for e in node.entries or []].index(entry.key))
        elif self._stands_alone(entry):
            self._cut_lines(entry.key.start, entry.value.end)
        else:
            self._replace(entry, "")

    # --- finding the place ---

    def _walk(self, path: Path) -> tuple[Span, Path]:
        """Return the innermost piece there is on the way, and the rest of the way."""
        root = span_of(self.text)
        if any(span.marked or span.same_as for span in root.inside()) and _touches(root, path):
            self.text = without_marks(self.text, root)
            root = span_of(self.text)
        node, rest = root, path
        while len(rest) > 1:
            inner = _inner(node, rest[0])
            if inner is None or (inner.entries is None and inner.items is None):
                break
            if not inner.flow and not inner.entries and not inner.items:
                break
            node, rest = inner, rest[1:]
        return node, rest

    def _column(self, place: int) -> int:
        return place - self._start_of_line(place)

    def _start_of_line(self, place: int) -> int:
        return max(self.text.rfind(char, 0, place) for char in "\n\r\x85\u2028\u2029") + 1

    def _end_of_line(self, place: int) -> int:
        found = _BREAK.search(self.text, place)
        return found.start() if found else len(self.text)

    def _next_line(self, place: int) -> int:
        found = _BREAK.search(self.text, place)
        return found.end() if found else len(self.text)

    # --- writing ---

    def _write(
        self, node: Span, entry: Entry | None, key: str, written: str, *, at_root: bool
    ) -> None:
        """Write a value under a key, which is added when it is not there yet."""
        if entry is not None:
            self._replace(entry, written)
            return
        entries = node.entries or []
        named = f"{in_yaml(key, brackets=True)}:{written}"
        if node.flow and not entries:
            self._insert(node.start + 1, named)
            return
        if node.flow:
            last = entries[-1].value
            self._insert(last.end, f"{' ' if last.is_null else ''}, {named}")
            return
        line = self._line(self._column(node.start), named)
        self._insert(self._end_of_line(node.end), (self._break if at_root else "") + line)

    def _replace(self, entry: Entry, written: str) -> None:
        """Put something else in the place of a key's value; below the key, its lines go."""
        value, after = entry.value, entry.after_colon
        between = self.text[after : value.start]
        if self.text[after - 1] != ":":
            before = _ASKING.sub("", self.text[: entry.key.start])
            self.text = f"{before}{self.text[entry.key.start : after]}:{written}{self.text[after:]}"
        elif value.start == value.end:
            end = self._end_of_line(after)
            rest = self.text[end if self.text[after:end].isspace() else after :]
            self.text = self.text[:after] + written + rest
        elif _BREAK.search(between) and not value.flow and (value.items or value.entries):
            start, end = self._start_of_line(value.start), self._next_line(value.end)
            self.text = self.text[:after] + written + self.text[after:start] + self.text[end:]
        elif written.startswith(" "):
            self.text = self.text[: value.start] + written[1:] + self.text[value.end :]
        else:
            self.text = self.text[:after] + written + self.text[value.end :]

    def _row(self, row: Mapping[str, Plain], indent: int, gap: int) -> str:
        """Return the lines of a row, its dash so far in and its keys so far from the dash."""
        first, *others = (f"{key}: {in_yaml(value)}" for key, value in row.items())
        lines = [self._line(indent, "-" + " " * gap + first)]
        return "".join([*lines, *(self._line(indent + 1 + gap, other) for other in others)])

    def _line(self, indent: int, text: str) -> str:
        return self._break + " " * indent + text

    def _insert(self, place: int, written: str) -> None:
        self.text = self.text[:place] + written + self.text[place:]

    # --- taking out ---

    def _remove_row(self, rows: Span, place: int) -> None:
        items = rows.items or []
        if rows.flow:
            self._remove_between(rows, items, place)
        elif len(items) == 1:
            start, end = self._start_of_line(rows.start), rows.end
            self.text = self.text[:start] + " " * STEP + "[]" + self.text[end:]
        else:
            dash = " " * self._column(rows.start) + "-"
            start = self._start_of_line(items[place].start)
            while not self.text.startswith(dash, start):
                start = self._start_of_line(start - 1)
            self._cut_lines(start, items[place].end)

    def _remove_between(self, node: Span, pieces: Sequence[Span], place: int) -> None:
        """Take one piece out of those between brackets, and one comma."""
        if len(pieces) == 1:
            start, end = node.start + 1, node.end - 1
        elif place:
            start, end = pieces[place - 1].end, pieces[place].end
        else:
            start, end = pieces[0].start, pieces[1].start
        # A colon that a comma follows at once would be part of a word.
        apart = " " if self.text[start - 1] == ":" else ""
        self.text = self.text[:start] + apart + self.text[end:]

    def _stands_alone(self, entry: Entry) -> bool:
        """Tell whether nothing but a key and its value stands in their lines, or right above."""
        start = self._start_of_line(entry.key.start)
        before = self.text[start : entry.key.start]
        after = self.text[entry.value.end : self._end_of_line(entry.value.end)]
        above = self.text[self._start_of_line(max(0, start - 1)) : start].strip() if start else ""
        return not before.strip() and not after.strip() and not above.startswith("#")

    def _cut_lines(self, start: int, end: int) -> None:
        """Cut whole lines out, and one of two blank ones that meet there."""
        before, after = self.text[: self._start_of_line(start)], self.text[self._next_line(end) :]
        blank = self._break
        if before.endswith(blank * 2) and (not after or after.startswith(blank)):
            before = before.removesuffix(blank)
        self.text = before + after


def _inner(node: Span, step: str | int) -> Span | None:
    if isinstance(step, int):
        return (node.items or [])[step]
    entry = node.entry(step)
    return entry.value if entry else None


def _touches(root: Span, path: Path) -> bool:
    """Tell whether a mark, or what repeats one, stands on the way to a value or in it."""
    node: Span | None = root
    for step in path:
        node = _inner(node, step) if node is not None else None
        if node is None:
            return False
        if node.marked or node.same_as:
            return True
    return node is not None and any(span.marked or span.same_as for span in node.inside())


def _nested(path: Path, value: Plain) -> Plain:
    for step in reversed(path):
        value = {str(step): value}
    return value
