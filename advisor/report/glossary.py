"""Words of the field, explained in brackets where a document first uses them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
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
    by_form = {form.casefold(): word for word in words for form in (word["term"], *word["forms"])}
    numbers = _lines_with(by_form, text.casefold())
    if not numbers:
        return text, []
    pattern = _pattern(tuple(sorted(by_form, key=len, reverse=True)))
    used: dict[str, Word] = {}
    explained: set[str] = set()

    def said(match: re.Match[str]) -> str:
        word = by_form.get(match[0].casefold())
        if word is None:
            return match[0]  # a letter that looks like another, and is not
        used[word["id"]] = word
        if word["id"] in explained or match.string.startswith(_PASSED_OVER):
            return match[0]
        if _is_quoted(match) or _is_explained(match):
            return match[0]
        explained.add(word["id"])
        return f"{match[0]} ({inline(word['means'])})"

    lines = text.split("\n")
    for number in sorted(numbers):
        lines[number] = pattern.sub(said, lines[number])
    ordered = sorted(used.values(), key=lambda word: str(word["term"]).casefold())
    return "\n".join(lines), ordered


@lru_cache(maxsize=16)
def _pattern(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return what finds whole words; the first form that fits is taken."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, forms))})(?![\w-])", re.IGNORECASE)


def _lines_with(forms: Iterable[str], folded: str) -> set[int]:
    """Return the numbers of the lines that have a form in them, be it inside another word.

    Looking for each of the few forms is much faster than the pattern, which is
    tried at every character.
    """
    numbers = set()
    for form in forms:
        at = folded.find(form)
        while at >= 0:
            numbers.add(folded.count("\n", 0, at))
            end = folded.find("\n", at)
            at = folded.find(form, end) if end >= 0 else -1
    return numbers


def _is_quoted(match: re.Match[str]) -> bool:
    return any(
        quoted.start() < match.start() and match.end() < quoted.end()
        for quoted in _QUOTED.finditer(match.string)
    )


def _is_explained(match: re.Match[str]) -> bool:
    """Tell whether the author explains the word here already."""
    return match.string[match.end() :].startswith(" (")
