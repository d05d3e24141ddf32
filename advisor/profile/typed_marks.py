"""Marks for rivals as people type them: each with its name, or all in the rivals' order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from advisor.edge.nodes import shorten
from advisor.edge.suggest import did_you_mean
from advisor.language.messages import _
from advisor.model.case import Answer, Ratings, State
from advisor.model.knowledge import Question
from advisor.profile.tables import MAX_NAME
from advisor.profile.typed_numbers import read_number, shape_of, typed_number
from advisor.profile.typed_words import (
    NONE,
    NONE_WORDS,
    NotUnderstood,
    clean,
    fold,
    named,
    typed_state,
    without_doubt,
)

Scale = tuple[Decimal, Decimal]
# A name may stand in quotation marks, which are doubled inside; the mark follows the last colon.
_QUOTED = re.compile(r'\s*"((?:[^"]|"")*)"\s*[:=]([^:=]*)')
_PLAIN = re.compile(r"([^\n]*)[:=]([^:=]*)")
_PIECE = re.compile(r'(?:\s*"(?:[^"]|"")*"\s*[:=])?[^;\n]*')
# A comma is a separator where another name with a colon comes after it.
_NEXT_NAME = re.compile(r",\s*(?=[^\s\d,;:=][^,;:=]*[:=])")
_NEEDS_QUOTES = re.compile(r'[:=;,"]')


def read_rated(
    text: str, rivals: Sequence[str], question: Question, language: str, scale: Scale | None
) -> Answer:
    """Return the answer with a mark for each rival named; one nobody can mark has none."""
    state = typed_state(text)
    if state is not None:
        return Answer(state)
    whole = without_doubt(text)
    if fold(whole) in NONE_WORDS:
        return Answer(State.KNOWN, (), unsure=whole != text.strip())
    marks: dict[str, Decimal] = {}
    seen: set[str] = set()
    unsure = False
    for name, written in _pairs(text, rivals):
        if name in seen:
            raise NotUnderstood(_("'{name}' stands twice").format(name=shorten(name, 30)))
        seen.add(name)
        if not written.strip() or typed_state(written) is not None:
            continue
        bare = without_doubt(written)
        unsure |= bare != written.strip()
        try:
            marks[name] = read_number(bare, question, language, shape_of(question, scale))
        except NotUnderstood as mistake:
            raise NotUnderstood(named(name, mistake.message)) from None
    return Answer(State.KNOWN, tuple(sorted(marks.items())), unsure)


def typed_marks(marks: Ratings, language: str) -> str:
    """Return marks as they would be typed."""
    if not marks:
        return NONE.get(language, "0")
    return "; ".join(f"{_typed_name(name)}: {typed_number(mark, language)}" for name, mark in marks)


def _typed_name(name: str) -> str:
    if not _NEEDS_QUOTES.search(name):
        return name
    doubled = name.replace('"', '""')
    return f'"{doubled}"'


def _pairs(text: str, rivals: Sequence[str]) -> list[tuple[str, str]]:
    """Return each rival's name with what was typed for it."""
    pieces = [piece for piece in _pieces(text) if piece.strip()]
    if pieces and all(re.search("[:=]", piece) for piece in pieces):
        return [_pair(piece, rivals) for piece in pieces]
    for written in (pieces, re.split(r",?\s+", text.strip())):
        if rivals and len(written) == len(rivals):
            return list(zip(rivals, written, strict=True))
    raise NotUnderstood(_expected(rivals))


def _pieces(text: str) -> list[str]:
    """Return what stands between semicolons, line ends, and commas before another name."""
    pieces = _PIECE.findall(text)
    return [
        part
        for piece in pieces
        for part in ([piece] if _QUOTED.match(piece) else _NEXT_NAME.split(piece))
    ]


def _pair(piece: str, rivals: Sequence[str]) -> tuple[str, str]:
    quoted = _QUOTED.fullmatch(piece)
    if quoted is not None:
        name, written = quoted[1].replace('""', '"'), quoted[2]
    else:
        plain = _PLAIN.fullmatch(piece)
        name, written = (plain[1], plain[2]) if plain is not None else ("", "")
    if not name.strip():
        raise NotUnderstood(_expected(rivals))
    return _rival(clean(name, MAX_NAME), rivals), written


def _rival(name: str, rivals: Sequence[str]) -> str:
    """Return the rival that is meant: any, if there is no list of them."""
    if not rivals:
        return name
    wanted = fold(name)
    for found in (
        [rival for rival in rivals if fold(rival) == wanted],
        [rival for rival in rivals if wanted and fold(rival).startswith(wanted)],
    ):
        if len(found) == 1:
            return found[0]
    if found:
        said = _("'{name}' begins the names of several competitors")
        raise NotUnderstood(said.format(name=shorten(name, 30)))
    near = did_you_mean(shorten(name), rivals)
    said = _("no competitor is called '{name}'").format(name=shorten(name, 30))
    raise NotUnderstood(f"{said}; {near}" if near else said)


def _expected(rivals: Sequence[str]) -> str:
    """Say how marks are typed, with the names there are."""
    names = [shorten(rival, 30) for rival in rivals[:2]] or [_("Name"), _("Other name")]
    example = "; ".join(f"{name}: {mark}" for name, mark in zip(names, "34", strict=False))
    return _("expected a mark for each, such as {example}").format(example=example)
