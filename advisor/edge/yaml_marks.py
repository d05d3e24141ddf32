"""Write out what ``*name`` repeats, so that one of the two can be changed without the other."""

from __future__ import annotations

import re

from advisor.edge.yaml_spans import Span
from advisor.edge.yaml_words import Plain, Word, in_yaml

_MARK = re.compile(r"&\S+[ \t]*")


def without_marks(text: str, root: Span) -> str:
    """Return a text that says the same with no ``&name`` and no ``*name`` in it."""
    changes: list[tuple[int, int, str]] = []
    for span in root.inside():
        if span.same_as is not None:
            changes.append((span.start, span.end, in_yaml(_plain(span), brackets=True)))
        elif span.marked:
            mark = _MARK.match(text, span.start)
            if mark:
                changes.append((mark.start(), mark.end(), ""))
    for start, end, written in sorted(changes, reverse=True):
        text = text[:start] + written + text[end:]
    return text


def _plain(span: Span) -> Plain:
    if span.same_as is not None:
        return _plain(span.same_as)
    if span.items is not None:
        return [_plain(item) for item in span.items]
    if span.entries is not None:
        return {str(_plain(entry.key)): _plain(entry.value) for entry in span.entries}
    return span.text if span.quoted else Word(span.text)
