"""An explanation as Markdown or JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from advisor.explain.told.outline import Line, Outline
from advisor.model.explanation import Explanation
from advisor.report.data import as_data
from advisor.report.escape import plain
from advisor.report.faults import told_at_their_line
from advisor.report.render import environment_for, tidy

TEMPLATE = "explain.md.j2"


def to_json(explanation: Explanation) -> str:
    """Return the explanation as indented JSON; numbers are numbers, text is UTF-8."""
    encoded = msgspec.json.Encoder(decimal_format="number").encode(explanation)
    return msgspec.json.format(encoded, indent=2).decode() + "\n"


def to_markdown(explanation: Explanation, templates: Path | None = None) -> str:
    """Return the explanation as nested lists; what a company typed is escaped."""
    environment = environment_for(templates, explanation.language)
    content = _content(explanation)
    with told_at_their_line(environment, content):
        return tidy(environment.get_template(TEMPLATE).render(content))


def _content(explanation: Explanation) -> dict[str, Any]:
    """Return what the template knows: the explanation without its trees, and these as lines."""
    outline = Outline(explanation)
    told = []
    for each in explanation.told:
        data = as_data(
            msgspec.structs.replace(each, tree=msgspec.structs.replace(each.tree, parts=()))
        )
        root = outline.line(each.tree)
        told.append({**data, "more": list(map(plain, root.more)), "lines": list(_flat(root.parts))})
    data = as_data(msgspec.structs.replace(explanation, told=()))
    return {"explanation": {**data, "told": told}}


def _flat(parts: tuple[Line, ...], depth: int = 0) -> Iterator[dict[str, Any]]:
    for part in parts:
        yield {"depth": depth, "head": plain(part.head), "more": list(map(plain, part.more))}
        yield from _flat(part.parts, depth + 1)
