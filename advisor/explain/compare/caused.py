"""Whether the answers or the knowledge brought a change about: the runs in between decide."""

from __future__ import annotations

from msgspec import Struct

from advisor.explain.compare.corners import Corners
from advisor.explain.difference import difference
from advisor.model.comparison import Cause
from advisor.model.difference import (
    AdviceChange,
    Difference,
    FindingChange,
    MeasureChange,
    ScoreChange,
)

Change = AdviceChange | FindingChange | ScoreChange | MeasureChange


class Between(Struct, frozen=True):
    """What still differs from the new assessment after one thing alone has changed."""

    by_answers: Difference
    by_knowledge: Difference


def between(corners: Corners) -> Between:
    """Return what the two runs in between leave to be explained."""
    after = corners.new_new.assessment
    return Between(
        difference(corners.new_old.assessment, after),
        difference(corners.old_new.assessment, after),
    )


def cause_of(change: Change, left: Between) -> Cause:
    """Return what brings a change about.

    One thing alone does where, with it alone changed, nothing of the change is
    left: the advice is there, or gone; the finding has its value; and what only
    changes its certainty or its place has the new one.
    """
    answers = not _is_left(change, left.by_answers)
    knowledge = not _is_left(change, left.by_knowledge)
    if answers and knowledge:
        return "either"
    if answers:
        return "answers"
    return "knowledge" if knowledge else "together"


def _is_left(change: Change, left: Difference) -> bool:
    if isinstance(change, AdviceChange):
        return any(
            other.key == change.key and (change.presence == "stays" or other.presence != "stays")
            for other in left.advice
        )
    if isinstance(change, FindingChange):
        return any(
            (other.id, other.row) == (change.id, change.row) and (other.value or not change.value)
            for other in left.findings
        )
    if isinstance(change, ScoreChange):
        return any(other.topic == change.topic for other in left.scores)
    return any(other.id == change.id for other in left.measures)
