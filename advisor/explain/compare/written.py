"""A comparison as a text, as Markdown, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from advisor.explain.compare.said import Line, Said
from advisor.language.messages import ENGLISH, LANGUAGES, speaking
from advisor.model.comparison import Comparison
from advisor.report.escape import inline, plain

TEXT = {"title": "", "words": "", "heading": "", "item": "- ", "under": "    "}
MARKDOWN = {"title": "# ", "words": "", "heading": "## ", "item": "- ", "under": "  - "}


def as_text(comparison: Comparison) -> str:
    """Return lines to read on a terminal, in the language of the comparison."""
    return _joined(f"{TEXT[line.kind]}{plain(line.text)}" for line in _spaced(comparison))


def as_markdown(comparison: Comparison) -> str:
    """Return a document, in the language of the comparison."""
    return _joined(
        f"{MARKDOWN[line.kind]}{inline(line.text)}" for line in _spaced(comparison, markdown=True)
    )


def as_json(comparison: Comparison) -> str:
    """Return all of it as data; numbers are numbers."""
    encoded = msgspec.json.Encoder(decimal_format="number").encode(comparison)
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


EMPTY = Line("words", "")


def _spaced(comparison: Comparison, *, markdown: bool = False) -> Iterator[Line]:
    """Yield the lines with empty ones between blocks."""
    language = comparison.language
    with speaking(language if language in LANGUAGES else ENGLISH):
        lines = list(Said(comparison).lines())
    before = ""
    for line in lines:
        new_block = line.kind in {"words", "heading"} or (before == "heading" and markdown)
        if before and new_block and not (line.kind == before == "words" and not markdown):
            yield EMPTY
        yield line
        before = line.kind


def _joined(lines: Iterator[str]) -> str:
    return "\n".join(lines) + "\n"
