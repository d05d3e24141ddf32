"""How a piece of advice came about, or why it did not: a tree from the advice to the answers.

As an assessment, an explanation holds plain data in the reader's language.
Texts may contain what the company typed; escaping them is the renderer's work.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from advisor.model.grounds import Cited, Ground

FORMAT = "advisor-explanation/1"

Kind = Literal[
    "advice",
    "rule",
    "finding",
    "measure",
    "computed",
    "rows",
    "row",
    "table",
    "answer",
    "any",
    "all",
]
Holds = Literal["yes", "no", "unknown", ""]
Level = Literal["owner", "adviser", "student"]
Standing = Literal["stands", "gave_way", "open", "fails"]


class Limit(Struct, frozen=True):
    """A parameter that a condition compares with: its value with its unit, and where it is from."""

    parameter: str
    text: str
    unit: str
    note: str
    sources: tuple[str, ...]


class Node(Struct, frozen=True):
    """A step of an explanation; ``parts`` are what it rests on.

    ``key`` names the thing, with its row; where ``again`` is set it was
    explained before in the same tree, and has no parts. ``value`` is what was
    read, ``wanted`` what the condition above asks of it, and ``holds`` whether
    it is so (empty where nothing was asked). ``text`` is a reason or a formula,
    ``notes`` say how it was decided and how near it misses. ``cited`` marks an
    answer that belongs to those which alone lead to the advice.
    """

    kind: Kind
    key: str
    id: str
    row: str
    title: str
    value: str
    wanted: str
    holds: Holds
    state: str
    unsure: bool
    cited: bool
    again: bool
    text: str
    notes: tuple[str, ...]
    limits: tuple[Limit, ...]
    certainty: Decimal | None
    arithmetic: str
    not_when: str
    grade: str
    sources: tuple[str, ...]
    parts: tuple[Node, ...]


Prognosis = Literal["certain", "possible", "excluded", ""]
"""What the missing answers can do to advice; nothing where nobody asked, or none is missing."""


class Told(Struct, frozen=True):
    """One piece of advice, for one row where it is about rows, and what there is to say of it.

    ``owner`` is the owner's version. ``cited`` are the answers that alone lead
    to the advice, none of which can be spared; ``shaping`` those without which it
    would hold, but in another way; ``further`` those that speak for it besides.
    Of advice that does not hold, ``tree`` has the parts that are lacking, nearest
    first, and ``waits_for`` the answers it waits for.
    ``prognosis`` says what the missing answers can do to it, ``awaits`` which of
    them, and ``outlook`` both in a sentence.
    """

    key: str
    id: str
    row: str
    do: str
    standing: Standing
    summary: str
    owner: str
    cited: tuple[Ground, ...]
    further: tuple[Ground, ...]
    waits_for: tuple[Ground, ...]
    tree: Node
    prognosis: Prognosis = ""
    awaits: tuple[Ground, ...] = ()
    outlook: str = ""
    shaping: tuple[Ground, ...] = ()


class Theory(Struct, frozen=True):
    """A word of the field and what it means."""

    term: str
    means: str


class Explanation(Struct, frozen=True):
    """Why advice is given (``how``), or why it is not (``why_not``), for one company."""

    format: str
    asked: Literal["how", "why_not"]
    level: Level
    language: str
    company: str
    knowledge: str
    knowledge_version: str
    knowledge_digest: str
    answers: str
    told: tuple[Told, ...]
    sources: tuple[Cited, ...]
    parameters: tuple[Limit, ...]
    terms: tuple[Theory, ...]
