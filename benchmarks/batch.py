"""Print how much memory a batch takes, and how many companies a second it does.

Run as ``python benchmarks/batch.py``. It makes registers as CSV, one small and
one large, on a small knowledge base, and runs ``advisor batch`` on each in a
process of its own. The largest process counts: reading, judging and writing.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SMALL_BASE = ROOT / "tests" / "cli" / "base"
MOST = 1.5

# Runs the command, then says how much memory it has taken, in kB.
MEASURED = """
import resource, sys
from advisor.cli.main import main
try:
    main(sys.argv[1:], prog_name="advisor")
except SystemExit:
    pass
own, workers = (resource.getrusage(who).ru_maxrss for who in
                (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print("memory", own, workers, file=sys.stderr)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure the memory and speed of a batch.")
    parser.add_argument("--rows", type=int, nargs=2, default=[1000, 100_000], metavar="N")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--whole-base", action="store_true", help="on the shipped base")
    parser.add_argument("--documents", action="store_true", help="with a document for each")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        taken = [_taken(count, Path(folder), options) for count in options.rows]
    ratio = taken[1] / taken[0]
    verdict = "met" if ratio <= MOST else "MISSED"
    print(f"memory of the larger by that of the smaller: {ratio:.2f}; {verdict}: at most {MOST}")


def _taken(count: int, folder: Path, options: argparse.Namespace) -> int:
    """Run a batch and return the kB of its largest process."""
    table = folder / f"{count}.csv"
    _write(table, count, whole_base=options.whole_base)
    words = ["batch", str(table), "-o", str(folder / str(count)), "--jobs", str(options.jobs)]
    words += [] if options.documents else ["--no-documents"]
    words += [] if options.whole_base else ["--rules", str(SMALL_BASE)]
    began = time.perf_counter()
    done = subprocess.run(  # noqa: S603 - this very program
        [sys.executable, "-c", MEASURED, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(done.stderr)
    seconds = time.perf_counter() - began
    *_, own, workers = done.stderr.splitlines()[-1].split()
    counts = json.loads((folder / str(count) / "run.json").read_text(encoding="utf-8"))["counts"]
    largest = max(int(own), int(workers))
    print(
        f"{count:>8,} rows: {counts['written']:,} written, {count / seconds:,.0f} a second,"
        f" {int(own) / 1024:,.0f} MB, its workers {int(workers) / 1024:,.0f} MB",
        flush=True,
    )
    return largest


def _write(path: Path, count: int, *, whole_base: bool) -> None:
    """Write a register; every company has a name of its own."""
    chosen = random.Random(count)  # noqa: S311 - any register will do
    if whole_base:
        from advisor.knowledge.opening import open_knowledge  # noqa: PLC0415 - not for the small

        questions = open_knowledge().questions.values()
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        if not whole_base:
            writer.writerow(["company", "sells", "queue", "waiting"])
            for number in range(count):
                sells, queue = chosen.choice(["coffee", "papers"]), chosen.choice(["long", "none"])
                writer.writerow([f"Kiosk {number}", sells, queue, f"{chosen.random():.2f}"])
            return
        asked = [question for question in questions if question.options]
        writer.writerow(["company", *(question.id for question in asked)])
        for number in range(count):
            answers = (chosen.choice([*question.options, ""]) for question in asked)
            writer.writerow([f"Company {number}", *answers])


if __name__ == "__main__":
    main()
