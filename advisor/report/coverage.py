"""What a knowledge base does with each part of the articles, as lines, JSON or a page."""

from __future__ import annotations

import json
from collections.abc import Iterable

from advisor.knowledge.coverage import Covered
from advisor.language.messages import _, forms, ngettext

NOTHING = forms(
    "{count} of {total} has nothing that acts on it",
    "{count} of {total} have nothing that acts on them",
)


def as_text(coverage: tuple[Covered, ...]) -> str:
    """Return one line for each part of the articles and a last line that sums up."""
    nothing = _("NOTHING")
    lines = [f"{item.source.id}: {', '.join(_named(item.acting)) or nothing}" for item in coverage]
    count = len(uncovered(coverage))
    return "\n".join([*lines, ngettext(*NOTHING, count).format(count=count, total=len(coverage))])


def as_json(coverage: tuple[Covered, ...]) -> str:
    """Return a JSON list of objects: ``id``, ``says`` and ``acting`` (``kind`` and ``id``)."""
    plain = [
        {
            "id": item.source.id,
            "says": item.source.says,
            "acting": [{"kind": kind, "id": name} for kind, name in item.acting],
        }
        for item in coverage
    ]
    return json.dumps(plain, indent=2, ensure_ascii=False)


def as_markdown(coverage: tuple[Covered, ...], titles: dict[str, str]) -> str:
    """Return the page docs/coverage.md: a table for each article, titled by its id."""
    lines = [
        "# Coverage",
        "",
        "What acts on each part of the five articles. Made from the knowledge base; the same",
        "list is printed by `advisor check --coverage`, which fails when a part has nothing.",
    ]
    for article in dict.fromkeys(item.source.within for item in coverage):
        own = [item for item in coverage if item.source.within == article]
        lines += ["", f"## {article}: {titles[article]}", "", "| id | says | acted on by |"]
        lines += ["|---|---|---|"]
        lines += [
            f"| {item.source.id} | {item.source.says} | {'; '.join(_grouped(item.acting))} |"
            for item in own
        ]
    return "\n".join(lines) + "\n"


def uncovered(coverage: tuple[Covered, ...]) -> list[str]:
    """Return the ids on which nothing acts."""
    return [item.source.id for item in coverage if not item.acting]


def _named(acting: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{kind} {name}" for kind, name in acting]


def _grouped(acting: tuple[tuple[str, str], ...]) -> list[str]:
    kinds = dict.fromkeys(kind for kind, _name in acting)
    return [
        f"{kind} {', '.join(f'`{name}`' for each, name in acting if each == kind)}"
        for kind in kinds
    ]
