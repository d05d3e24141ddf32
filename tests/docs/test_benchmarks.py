"""The benchmarks run, and say of each target whether it is met; no time is asserted."""

from __future__ import annotations

import re
import subprocess
import sys

from benchmarks.timing import Comparison, Result, compare
from tests.docs.places import ROOT, read


def result(ratio: float, target: float | None) -> Result:
    comparison = Comparison("this", list, list, against="that", runs=1, target=target)
    return Result(comparison, subject=ratio, baseline=1, ratio=ratio)


def test_a_target_is_met_at_its_limit_and_missed_above() -> None:
    assert result(2, target=2).verdict == "met: at most 2"
    assert result(2.01, target=2).verdict == "MISSED: at most 2"
    assert result(9, target=None).verdict == "no target"


def test_both_sides_take_turns_after_a_first_try_that_does_not_count() -> None:
    turns: list[str] = []
    comparison = Comparison(
        "this",
        lambda: turns.append("subject"),
        lambda: turns.append("baseline"),
        against="that",
        runs=3,
    )
    measured = compare(comparison)
    assert turns == ["subject", "baseline"] * 4
    assert measured.subject > 0
    assert measured.ratio > 0


def test_everything_is_measured_and_a_missed_target_is_no_failure() -> None:
    done = subprocess.run(
        [sys.executable, "benchmarks/run.py", "--runs", "1"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    _, _, *lines = done.stdout.splitlines()
    line = r"(.+?) +[\d.]+ ms +[\d.]+ × .+ \([\d.]+ ms\); (met|MISSED|no target).*"
    names = [match[1] for text in lines if (match := re.fullmatch(line, text))]
    assert len(names) == len(lines)
    rows = [row for row in read(ROOT / "benchmarks" / "README.md").splitlines() if " | " in row]
    assert len(names) == len(rows) - 1
