"""One company's line in the overview of a run."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct


class Leading(Struct, frozen=True):
    """A piece of advice to begin with: its key, its words, and how certain it is, from 0 to 1."""

    key: str
    id: str
    do: str
    certainty: Decimal


class Record(Struct, frozen=True):
    """What an overview says of a company.

    ``scores`` has every topic that can have one, None where nothing is known;
    ``checks`` every check of the company: well, between, badly, unknown or
    empty where it does not count. ``groups`` has, for each question by which
    companies are grouped, the key and the words of this company's group.
    ``open`` are the ids of open questions, what settles most first.
    ``documents`` are names of files in the folder of the run. ``answers`` is
    the hash of the answers, ``made_from`` that of everything else the
    documents depend on.
    """

    company: str
    source: str
    row: int
    language: str
    documents: tuple[str, ...]
    scores: Mapping[str, Decimal | None]
    checks: Mapping[str, str]
    groups: Mapping[str, tuple[str, str]]
    leading: tuple[Leading, ...]
    advice: int
    open: tuple[str, ...]
    headline: str
    answers: str
    made_from: str
