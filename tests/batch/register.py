"""Registers of companies for the small base of the command line's tests, and what runs leave."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.cli.running import BASE, ROOT

DAY = "2026-11-21"
QUEUES = ("long", "none", "don't know")


def company(number: int, **more: object) -> dict[str, Any]:
    """Return the profile of a kiosk as plain data."""
    return {
        "company": {"name": f"Kiosk {number % 7}", "sells": ("coffee", "papers")[number % 2]},
        "answers": {"queue": QUEUES[number % 3], "waiting": number % 10},
        **more,
    }


def write_lines(path: Path, companies: Iterable[object]) -> Path:
    """Write JSON Lines; a string stands as it is."""
    texts = (each if isinstance(each, str) else json.dumps(each) for each in companies)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def register(path: Path, count: int = 40) -> Path:
    """Write a register in which every tenth line is at fault."""
    return write_lines(
        path,
        ({"company": 3} if number % 10 == 9 else company(number) for number in range(count)),
    )


def words(*more: object, rules: Path = BASE) -> list[str]:
    """Return the words of a batch command on the small base."""
    return ["batch", *map(str, more), "--rules", str(rules), "--date", DAY]


def environment() -> dict[str, str]:
    """Return the variables of a user in English."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "LC_ALL": "C"}


def start(*more: object) -> subprocess.Popen[str]:
    """Start the command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "advisor", *words(*more)],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def left_in(folder: Path) -> dict[str, bytes]:
    """Return every file of a run's folder; of run.json all but what tells of the sitting."""
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    if "run.json" in found:
        run = json.loads(found["run.json"])
        del run["sitting"]
        found["run.json"] = json.dumps(run).encode()
    return found
