"""Counting companies one by one, in memory that does not grow with their number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from advisor.batch.cohort.groups import NOT_STATED, grouping_questions
from advisor.batch.record import Record
from advisor.model.knowledge import Knowledge

BADLY = "badly"
DECIDED = frozenset({"well", "between", BADLY})
WIDTH = 20
"""How many points a band of scores is wide."""

WELL = 60
"""From how many points on a score counts as well: the upper two bands."""

MOST_GROUPS = 500
"""How many groups of one question are counted apart; what comes later is counted together."""

LATE = "\0"
"""Stands for the groups beyond ``MOST_GROUPS``; nothing that is typed folds to it."""


class Counted(NamedTuple):
    """What is counted of a company: the places of its checks, scores and leading advice."""

    decided: list[int]
    failing: list[int]
    scores: list[tuple[int, Decimal]]
    leading: list[int]


class Figures:
    """The counts of one group; lists go by the order of the tally's ids."""

    __slots__ = ("below", "companies", "decided", "failing", "leading", "points", "scored")

    def __init__(self, checks: int, topics: int, advice: int) -> None:
        """Begin at nothing."""
        self.companies = 0
        self.decided = [0] * checks
        self.failing = [0] * checks
        self.scored = [0] * topics
        self.below = [0] * topics
        self.points = [Decimal(0)] * topics
        self.leading = [0] * advice

    def count(self, company: Counted) -> None:
        """Count a company."""
        self.companies += 1
        for counts, places in (
            (self.decided, company.decided),
            (self.failing, company.failing),
            (self.leading, company.leading),
        ):
            for place in places:
                counts[place] += 1
        for place, score in company.scores:
            self.scored[place] += 1
            self.below[place] += score < WELL
            self.points[place] += score

    def add(self, other: Figures) -> None:
        """Count the companies of another group as well."""
        self.companies += other.companies
        for name in ("decided", "failing", "scored", "below", "points", "leading"):
            mine, theirs = getattr(self, name), getattr(other, name)
            for place, count in enumerate(theirs):
                mine[place] += count


class Tally:
    """What has been counted so far: of all companies, and of each group of each question.

    ``bands`` has for each topic how many scores lie in each band of 20 points;
    ``together`` how many companies share a group of one question and one of
    another; ``typed`` the words of each group as its first company gave them.
    """

    def __init__(self, knowledge: Knowledge) -> None:
        """Count what the knowledge base checks, scores and advises."""
        findings = knowledge.findings.values()
        self.checks = _places(each.id for each in findings if each.check and not each.table)
        self.topics = _places(knowledge.topics)
        self.advice = _places(knowledge.advice)
        self.questions = tuple(question.id for question in grouping_questions(knowledge))
        self.whole = self.blank()
        self.bands = [[0] * (100 // WIDTH) for _ in self.topics]
        self.groups: dict[str, dict[str, Figures]] = {name: {} for name in self.questions}
        self.typed: dict[str, dict[str, str]] = {name: {} for name in self.questions}
        self.together: dict[tuple[str, str], Counter[tuple[str, str]]] = {
            pair: Counter() for pair in combinations(self.questions, 2)
        }

    def blank(self) -> Figures:
        """Return figures of nobody."""
        return Figures(len(self.checks), len(self.topics), len(self.advice))

    def count(self, record: Record) -> None:
        """Count a company."""
        keys = {name: self._group(name, record) for name in self.questions}
        counted = self._counted(record)
        self.whole.count(counted)
        for name, key in keys.items():
            self.groups[name][key].count(counted)
        for place, score in counted.scores:
            self.bands[place][band_of(score)] += 1
        for (one, other), pairs in self.together.items():
            pairs[keys[one], keys[other]] += 1

    def _group(self, question: str, record: Record) -> str:
        """Return the key under which a company is counted, and make room for it."""
        key, words = record.groups.get(question, (NOT_STATED, ""))
        groups = self.groups[question]
        if key not in groups:
            if len(groups) >= MOST_GROUPS and key != NOT_STATED:
                key = LATE
            groups.setdefault(key, self.blank())
            self.typed[question].setdefault(key, words)
        return key

    def _counted(self, record: Record) -> Counted:
        checks = [
            (self.checks[name], standing)
            for name, standing in record.checks.items()
            if standing in DECIDED and name in self.checks
        ]
        leading = {each.id for each in record.leading} & self.advice.keys()
        return Counted(
            decided=[place for place, _ in checks],
            failing=[place for place, standing in checks if standing == BADLY],
            scores=[
                (self.topics[name], score)
                for name, score in record.scores.items()
                if score is not None and name in self.topics
            ],
            leading=[self.advice[name] for name in leading],
        )


def band_of(score: Decimal) -> int:
    """Return the place of the band in which a score lies; 100 lies in the last."""
    return min(int(score) // WIDTH, 100 // WIDTH - 1)


def _places(names: Iterable[str]) -> Mapping[str, int]:
    return {name: place for place, name in enumerate(names)}
