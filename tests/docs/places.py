"""Where the documentation stands, and the parts of it that are made from the program."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
REGENERATE = "python -m tests.docs.regenerate"

_BLOCK = re.compile(
    r"(?P<start><!-- made: (?P<name>.+?) -->\n)(?P<content>.*?)(?P<end><!-- end -->)", re.DOTALL
)


def blocks(text: str) -> list[str]:
    """Return the names of the parts of a document that are made, in order."""
    return [match["name"] for match in _BLOCK.finditer(text)]


def with_blocks(text: str, contents: dict[str, str]) -> str:
    """Return a document with the parts that are made filled in anew."""

    def fill(match: re.Match[str]) -> str:
        return f"{match['start']}{contents[match['name']]}{match['end']}"

    return _BLOCK.sub(fill, text)


def fenced(text: str, language: str = "text") -> str:
    """Return a text as a fenced block of code."""
    return f"```{language}\n{text.rstrip()}\n```\n"


def read(path: Path) -> str:
    """Return a document's text."""
    return path.read_text(encoding="utf-8")
