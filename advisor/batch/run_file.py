"""What ``run.json`` says of a run: what it was made with and from, how many, and when."""

from __future__ import annotations

import datetime as dt
import platform
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct

from advisor.batch.begin import Begun
from advisor.batch.folder import OVERVIEW, RUN, RunFolder
from advisor.batch.hashes import hash_of, hashes_of
from advisor.batch.journal import Done, Line, Lost, Passed
from advisor.model.knowledge import Knowledge

FORMAT = "advisor-run/1"  # readers/files.py knows a run by it


class RunFile(Struct, frozen=True):
    """What is not in the journal: how the run was begun, and what it leaves lying."""

    there: Begun
    jobs: int
    left_over: tuple[str, ...]


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
        "asked": there.inputs,
        "inputs": [
            {"file": name, "sha256": digest} for name, digest in hashes_of(there.inputs, folder)
        ],
        **_counted(lines),
        "left_over": run_file.left_over,
        "files": {name: hash_of(folder.path / name) for name in OVERVIEW if name != RUN},
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
    counts = dict.fromkeys(("entries", "written", "unchanged", "failed", "documents"), 0)
    skipped = []
    for line in lines:
        if isinstance(line, Passed):
            skipped.append(line.skipped)
            continue
        counts["entries"] += 1
        if isinstance(line, Lost):
            counts["failed"] += 1
        elif isinstance(line, Done):
            counts["unchanged" if line.kept else "written"] += 1
            counts["documents"] += len(line.record.documents)
    return {"counts": counts, "skipped": skipped}
