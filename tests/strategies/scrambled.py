"""Texts that somebody's hand slipped over: lines and characters lost, doubled, moved, mistyped."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
CASES = ROOT / "rules" / "cases"
RULES = sorted(path for path in (ROOT / "rules").rglob("*.yaml") if CASES not in path.parents)
PROFILES = sorted((ROOT / "examples").glob("*.yaml"))

SIGNS = "\t\n:-[]{}'\"&*!|>%@`#?,~ 0æ\x00\u2028🙂"
PIECES = ["  ", "\t", ": ", "- ", "{", "'", "\r", "*a ", "&a ", "!a ", "null", "1e9", "\ufeff"]

Slip = Callable[[random.Random, list[str]], None]


def _lose(chance: random.Random, parts: list[str]) -> None:
    del parts[chance.randrange(len(parts))]


def _double(chance: random.Random, parts: list[str]) -> None:
    place = chance.randrange(len(parts))
    parts.insert(place, parts[place])


def _move(chance: random.Random, parts: list[str]) -> None:
    part = parts.pop(chance.randrange(len(parts)))
    parts.insert(chance.randrange(len(parts) + 1), part)


def _mistype(chance: random.Random, parts: list[str]) -> None:
    parts[chance.randrange(len(parts))] = chance.choice(SIGNS)


def _add(chance: random.Random, parts: list[str]) -> None:
    parts.insert(chance.randrange(len(parts)), chance.choice(PIECES))


SLIPS: list[Slip] = [_lose, _double, _move, _mistype, _add]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _words(text: str) -> list[str]:
    return [part for word in text.split(" ") for part in (word, " ")][:-1]


def _characters(text: str) -> list[str]:
    return list(text)


TAKEN_APART: list[Callable[[str], list[str]]] = [_lines, _words, _characters]


def scrambled(text: str, seed: int) -> str:
    """Return a text after one to four slips, each of a line, a word or a character."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(chance.randint(1, 4)):
        parts = chance.choice(TAKEN_APART)(text)
        if parts:
            chance.choice(SLIPS)(chance, parts)
        text = "".join(parts)
    return text


def scrambled_files(files: list[Path]) -> st.SearchStrategy[str]:
    """Return the texts of files after a few slips."""
    texts = [path.read_text(encoding="utf-8") for path in files]
    return st.builds(scrambled, st.sampled_from(texts), st.integers(0, 2**32))
