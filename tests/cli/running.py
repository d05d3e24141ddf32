"""Run Advisor's commands as a user does, in this process or in one of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from advisor.cli.main import main

ROOT = Path(__file__).parents[2]
BASE = Path(__file__).parent / "base"
CAR_WASH = ROOT / "examples" / "car-wash.yaml"
NO_FILE = "cannot read the file: no such file or directory; check the path and its permissions"


@dataclass(frozen=True)
class Ran:
    """What a command left behind: its exit code, the result and the trouble."""

    code: int
    stdout: str
    stderr: str


def advisor(*words: object) -> Ran:
    """Run a command in this process; what it does not catch reaches the test."""
    arguments = [str(word) for word in words]
    result = CliRunner().invoke(main, arguments, prog_name="advisor", catch_exceptions=False)
    return Ran(result.exit_code, result.stdout, result.stderr)


def advisor_process(*words: object, cwd: Path = ROOT, typed: str = "", **environment: str) -> Ran:
    """Run ``python -m advisor`` from a folder, with input and variables of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "advisor", *(str(word) for word in words)],
        cwd=cwd,
        input=typed,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def write_profile(folder: Path, text: str = "", name: str = "kiosk.yaml") -> Path:
    """Write a profile for the small base of these tests; without a text, a whole one."""
    path = folder / name
    path.write_text(text or WHOLE, encoding="utf-8")
    return path


WHOLE = """\
company:
  name: Kiosk Vest
  sells: coffee
answers:
  queue: long
  waiting: 4.5
criteria:
  - {name: Hot coffee, importance: 5, own: 4}
  - {name: A short wait, importance: 4, own: 2.5}
notes: The queue is longest at eight.
"""
