"""Words of the field, explained in brackets where a document first uses them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from advisor.report.escape import inline

Word = Mapping[str, Any]

HERE = "\ue000glossary\ue000"
"""Stands in the document where the words it used are to be listed."""

# Headings, tables and HTML stay as they are: an explanation would make them unreadable.
_PASSED_OVER = ("#", "|", "<", "```")
_QUOTED = re.compile("“[^”]*”|«[^»]*»|”[^”]*”")


def explain(text: str, words: Sequence[Word]) -> tuple[str, list[Word]]:
    """Return the document with each word's meaning behind its first use, and the words used.

    A word that stands in a heading or a table only counts as used, and what
    somebody is quoted with is left alone. The words are sorted.
    """
    if not words:
        return text, []
    by_form = {form.casefold(): word for word in words for form in (word["term"], *word["forms"])}
    longest_first = sorted(by_form, key=len, reverse=True)
    pattern = re.compile(
        rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE
    )
    used: dict[str, Word] = {}
    explained: set[str] = set()

    def said(match: re.Match[str]) -> str:
        word = by_form[match[0].casefold()]
        used[word["id"]] = word
        if word["id"] in explained or _is_quoted(match) or _is_explained(match):
            return match[0]
        explained.add(word["id"])
        return f"{match[0]} ({inline(word['means'])})"

    lines = []
    for line in text.split("\n"):
        if line.startswith(_PASSED_OVER):
            used.update({w["id"]: w for w in _found(pattern, line, by_form)})
            lines.append(line)
        else:
            lines.append(pattern.sub(said, line))
    ordered = sorted(used.values(), key=lambda word: str(word["term"]).casefold())
    return "\n".join(lines), ordered


def _found(pattern: re.Pattern[str], line: str, by_form: Mapping[str, Word]) -> list[Word]:
    return [by_form[match.casefold()] for match in pattern.findall(line)]


def _is_quoted(match: re.Match[str]) -> bool:
    return any(
        quoted.start() < match.start() and match.end() < quoted.end()
        for quoted in _QUOTED.finditer(match.string)
    )


def _is_explained(match: re.Match[str]) -> bool:
    """Tell whether the author explains the word here already."""
    return match.string[match.end() :].startswith(" (")
