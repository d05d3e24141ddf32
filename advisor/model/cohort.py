"""What many companies have in common, as far as it may be told of anybody.

Every figure in a cohort is fit to be published together with all the others:
what would tell of a few companies is not in it, or is in it as a bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

GroupKind = Literal["all", "group", "not_stated", "others"]


class Share(Struct, frozen=True):
    """A share of companies in percent: the same number twice, or the bounds it lies within.

    A lower bound of 0 means *under* the upper one, an upper bound of 100 means
    *over* the lower one.
    """

    low: int
    high: int


class Band(Struct, frozen=True):
    """The companies with a score from ``low`` and below ``high``; 100 belongs to the last band."""

    low: int
    high: int
    share: Share


class Group(Struct, frozen=True):
    """Companies with the same answer to a question, and their figures by id.

    ``checks`` has the share that fails a check, of those in which it is
    decided; ``means`` the mean score of a topic and ``well`` the share that
    reaches 60, of those that have the score; ``advice`` the share to whom a
    piece of advice was given to begin with. What may not be told is not there.
    ``key`` is that of a record's group; ``others`` are all groups that may not
    be told of by themselves, taken together.
    """

    kind: GroupKind
    key: str
    words: str
    companies: int
    checks: Mapping[str, Share]
    means: Mapping[str, int]
    well: Mapping[str, Share]
    advice: Mapping[str, Share]


class Dimension(Struct, frozen=True):
    """A question by which companies are grouped, with its groups in the order to show them."""

    question: str
    label: str
    groups: tuple[Group, ...]


class Cohort(Struct, frozen=True):
    """What companies evaluated with one knowledge base have in common.

    ``whole`` is None, and nothing else is filled in, where there are fewer
    than ``min_group`` companies. ``decided`` and ``scored`` say of how many
    companies at least a figure of the whole is; ``bands`` how the scores of a
    topic are spread over all companies, in bands of 20 points or wider.
    ``checks``, ``topics`` and ``advice`` give the words for the ids.
    """

    program: str
    knowledge: str
    knowledge_title: str
    knowledge_version: str
    knowledge_digest: str
    language: str
    min_group: int
    whole: Group | None = None
    decided: Mapping[str, int] = {}
    scored: Mapping[str, int] = {}
    bands: Mapping[str, tuple[Band, ...]] = {}
    dimensions: tuple[Dimension, ...] = ()
    checks: Mapping[str, str] = {}
    topics: Mapping[str, str] = {}
    advice: Mapping[str, str] = {}
