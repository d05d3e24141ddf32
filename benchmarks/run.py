"""Print how fast Advisor is, as ratios that hold on a slow machine as on a fast one.

Run as ``python benchmarks/run.py``. Each line is a median over several runs,
in turns with what it is measured against. A target that is missed is said, and
is no failure: what a shared machine measures must not stop anybody's work.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import parts, processes
from benchmarks.timing import Comparison, Result, compare


def main() -> None:
    """Measure everything and print a table."""
    parser = argparse.ArgumentParser(description="Measure how fast advice is given.")
    parser.add_argument("--runs", type=int, default=11, help="how often each thing is measured")
    runs = parser.parse_args().runs
    print(f"Python {sys.version.split()[0]}, medians of {runs} runs\n")
    with tempfile.TemporaryDirectory() as cache:
        for comparison in _everything(runs, Path(cache)):
            print(_line(compare(comparison)), flush=True)


def _everything(runs: int, cache: Path) -> Iterator[Comparison]:
    yield from processes.comparisons(runs, cache)
    yield from parts.comparisons(runs)


def _line(result: Result) -> str:
    name, against = result.comparison.name, result.comparison.against
    return (
        f"{name:<32}{result.subject:>8.1f} ms {result.ratio:>6.2f} × "
        f"{against} ({result.baseline:.1f} ms); {result.verdict}"
    )


if __name__ == "__main__":
    main()
