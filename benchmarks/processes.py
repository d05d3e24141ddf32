"""What a user waits for: whole processes, from the shell's prompt back to it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from benchmarks.timing import Comparison

ROOT = Path(__file__).resolve().parents[1]
PROFILE = ROOT / "examples" / "car-wash.yaml"

# What the `advisor` script on the path does.
ADVISOR = "from advisor.cli.main import main; main()"
LIBRARIES = (
    "import click, yaml, jinja2.sandbox, babel.dates, babel.lists, babel.numbers, msgspec, "
    "platformdirs, advisor.inference.experta"
)


def comparisons(runs: int, cache: Path) -> Iterator[Comparison]:
    """Yield what is measured; ``cache`` is a folder for compiled Python."""
    start = partial(_python, cache)
    yield Comparison(
        "advisor --help",
        start(ADVISOR, "--help"),
        start("import click"),
        against="a process that imports Click",
        runs=runs,
        target=2,
    )
    yield Comparison(
        "advisor advise car-wash.yaml",
        start(ADVISOR, "advise", str(PROFILE)),
        start(LIBRARIES),
        against="a process that imports its libraries",
        runs=runs,
        target=3,
    )
    yield Comparison(
        "advisor check",
        start(ADVISOR, "check"),
        start(LIBRARIES),
        against="the same",
        runs=runs,
    )


def _python(cache: Path, code: str, *arguments: str) -> Callable[[], object]:
    """Return an action that runs code in a fresh interpreter and waits for its end.

    Compiled files are kept in the cache, as an installed program keeps its
    own; otherwise every run would compile Advisor anew, but not its libraries.
    """
    inherited = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPROFILEIMPORTTIME"}
    }
    return partial(
        subprocess.run,
        [sys.executable, "-c", code, *arguments],
        env={**inherited, "PYTHONPYCACHEPREFIX": str(cache), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
