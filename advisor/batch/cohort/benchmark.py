"""Where one company stands among others, by figures that everybody may see."""

from __future__ import annotations

from decimal import Decimal

from advisor.batch.cohort.groups import NOT_STATED
from advisor.batch.cohort.tally import BADLY, WELL
from advisor.batch.record import Record
from advisor.model.benchmark import Benchmark, Beside, ComparedCheck, ComparedGroup, ComparedScore
from advisor.model.cohort import Band, Cohort, Group, Share

NOTHING = Beside(None, 0, None)


def benchmark_of(cohort: Cohort, record: Record) -> Benchmark | None:
    """Return where a company stands among those of its groups, in the cohort's language.

    It is held against its group of each question by which the cohort tells of
    it, and against all companies where there is no such group. None where the
    cohort tells of nobody, or of nothing that this company has.
    """
    if cohort.whole is None:
        return None
    groups = _groups_of(cohort, record) or (
        (ComparedGroup("", *_named(cohort.whole)), cohort.whole),
    )
    scores = _scores(cohort, record, [group for _, group in groups])
    checks = _checks(cohort, record, [group for _, group in groups])
    if not scores and not checks:
        return None
    return Benchmark(tuple(named for named, _ in groups), scores, checks)


def _named(group: Group) -> tuple[str, int]:
    return group.words, group.companies


def _groups_of(cohort: Cohort, record: Record) -> tuple[tuple[ComparedGroup, Group], ...]:
    """Return the groups that a company belongs to and that are told of, the smallest first."""
    found = [
        (ComparedGroup(dimension.label, *_named(group)), group)
        for dimension in cohort.dimensions
        for group in dimension.groups
        if group.kind == "group"
        and group.key == record.groups.get(dimension.question, (NOT_STATED, ""))[0]
    ]
    return tuple(sorted(found, key=lambda pair: pair[1].companies))


def _scores(cohort: Cohort, record: Record, groups: list[Group]) -> tuple[ComparedScore, ...]:
    found = [
        ComparedScore(
            topic, label, points, tuple(_beside(cohort, topic, points, group) for group in groups)
        )
        for topic, label in cohort.topics.items()
        if (points := record.scores.get(topic)) is not None
    ]
    return tuple(each for each in found if any(one != NOTHING for one in each.beside))


def _beside(cohort: Cohort, topic: str, points: Decimal, group: Group) -> Beside:
    mean = group.means.get(topic)
    reach, share = WELL, group.well.get(topic)
    if group.kind == "all" and topic in cohort.bands:
        reach = _reached(cohort.bands[topic], points)
        share = _from(cohort.bands[topic], reach)
    if share is None or not 0 < reach <= points:
        return Beside(mean, 0, None)
    return Beside(mean, reach, share)


def _reached(bands: tuple[Band, ...], points: Decimal) -> int:
    """Return where the band begins in which a score lies."""
    return max(band.low for band in bands if band.low <= points)


def _from(bands: tuple[Band, ...], reach: int) -> Share:
    """Return the share of companies with so many points or more."""
    share = min(100, sum(band.share.low for band in bands if band.low >= reach))
    return Share(share, share)


def _checks(cohort: Cohort, record: Record, groups: list[Group]) -> tuple[ComparedCheck, ...]:
    found = [
        ComparedCheck(check, label, tuple(group.checks.get(check) for group in groups))
        for check, label in cohort.checks.items()
        if record.checks.get(check) == BADLY
    ]
    return tuple(each for each in found if any(share is not None for share in each.shares))
