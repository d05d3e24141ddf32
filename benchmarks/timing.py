"""Time two things against each other, in turns, so that a busy machine is as hard on both."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Comparison:
    """What is measured against what; ``target`` is the highest ratio wanted, if there is one.

    Each of ``subject`` and ``baseline`` is called once for one measurement.
    """

    name: str
    subject: Callable[[], object]
    baseline: Callable[[], object]
    against: str
    runs: int
    target: float | None = None


@dataclass(frozen=True)
class Result:
    """The medians of a comparison: milliseconds of each side, and of the ratios run by run."""

    comparison: Comparison
    subject: float
    baseline: float
    ratio: float

    @property
    def verdict(self) -> str:
        """Say whether the target is met."""
        target = self.comparison.target
        if target is None:
            return "no target"
        return f"{'met' if self.ratio <= target else 'MISSED'}: at most {target:g}"


def compare(comparison: Comparison) -> Result:
    """Return the medians over the runs, after one of each that does not count."""
    comparison.subject()
    comparison.baseline()
    pairs = [
        (milliseconds(comparison.subject), milliseconds(comparison.baseline))
        for _ in range(comparison.runs)
    ]
    return Result(
        comparison,
        statistics.median(subject for subject, _ in pairs),
        statistics.median(baseline for _, baseline in pairs),
        statistics.median(subject / baseline for subject, baseline in pairs),
    )


def milliseconds(action: Callable[[], object]) -> float:
    """Return how long an action takes."""
    start = time.perf_counter()
    action()
    return (time.perf_counter() - start) * 1000
