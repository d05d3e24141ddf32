"""What ``run.json`` says of a run: what it was made with and from, how many, and when."""

from __future__ import annotations

import datetime as dt
import hashlib
import platform
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from advisor.batch.begin import Begun
from advisor.batch.folder import OVERVIEW, RUN, STDIN, RunFolder
from advisor.batch.journal import Done, Line, Lost, Passed
from advisor.model.knowledge import Knowledge

FORMAT = "advisor-run/1"
DASH = Path("-")


class RunFile(Struct, frozen=True):
    """What is not in the journal: how the run was begun, and what it leaves lying."""

    there: Begun
    inputs: tuple[Path, ...]
    jobs: int
    left_over: int


def run_file_text(
    run_file: RunFile, folder: RunFolder, lines: Iterable[Line], knowledge: Knowledge
) -> str:
    """Return the text of ``run.json``.

    Only what stands under ``sitting`` differs between two runs that were made
    with the same from the same.
    """
    there = run_file.there
    started = dt.datetime.fromisoformat(there.started)
    finished = dt.datetime.now().astimezone()
    data = {
        "format": FORMAT,
        "program": there.program,
        "knowledge": {
            "id": knowledge.id,
            "title": knowledge.title,
            "version": knowledge.version,
            "digest": knowledge.digest,
        },
        "templates": there.templates,
        "settings": there.settings,
        "inputs": [
            {"file": name, "sha256": digest}
            for path in run_file.inputs
            for name, digest in _hashes(path, folder)
        ],
        **_counted(lines),
        "left_over": run_file.left_over,
        "files": {name: _hash(folder.path / name) for name in OVERVIEW if name != RUN},
        "sitting": {
            "started": there.started,
            "finished": finished.isoformat(timespec="seconds"),
            "seconds": round((finished - started).total_seconds()),
            "jobs": run_file.jobs,
            "python": platform.python_version(),
        },
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode() + "\n"


def _counted(lines: Iterable[Line]) -> dict[str, Any]:
    """Return how many there are of each, and what nobody read."""
    counts = dict.fromkeys(("companies", "written", "unchanged", "failed", "documents"), 0)
    skipped = []
    for line in lines:
        if isinstance(line, Passed):
            skipped.append(line.skipped)
            continue
        counts["companies"] += 1
        if isinstance(line, Lost):
            counts["failed"] += 1
        elif isinstance(line, Done):
            counts["unchanged" if line.kept else "written"] += 1
            counts["documents"] += len(line.record.documents)
    return {"counts": counts, "skipped": skipped}


def _hashes(path: Path, folder: RunFolder) -> Iterator[tuple[str, str]]:
    """Yield the files of an input with their hashes."""
    if path == DASH:
        yield str(path), _hash(folder.work / STDIN)
    elif path.is_dir():
        for each in sorted(each for each in path.rglob("*") if each.is_file()):
            if folder.path not in each.parents:
                yield str(each), _hash(each)
    else:
        yield str(path), _hash(path)


def _hash(path: Path) -> str:
    """Return the SHA-256 of a file, empty where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
