"""The list of all companies of a run, written piece by piece however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from advisor.report.faults import told_at_their_line
from advisor.report.render import environment_for

INDEX = "index.md.j2"


def index_text(
    content: Mapping[str, Any], language: str, templates: Path | None = None
) -> Iterator[str]:
    """Yield the pieces of the document.

    ``content`` has plain data, and iterators of it where there may be many.
    A mistake in the template raises ``InputError`` at its line.
    """
    environment = environment_for(templates, language)
    with told_at_their_line(environment, content):
        yield from environment.get_template(INDEX).generate(content)
