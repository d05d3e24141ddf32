"""A run may end at any moment, and then goes on as if it had not."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.batch.register import company, environment, left_in, register, start, words, write_lines
from tests.cli.running import advisor

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of another kind")

TIMES = 5


def whole(register_: Path, folder: Path, *more: object) -> dict[str, bytes]:
    """Return what an uninterrupted run leaves."""
    advisor(*words(register_, "-o", folder, *more))
    return left_in(folder)


def ended(process: subprocess.Popen[str]) -> str:
    """Wait for the end of a process, and return what it said as trouble."""
    return process.communicate(timeout=60)[1]


@pytest.mark.parametrize("more", [(), ("--jobs", 2), ("--benchmark", "--format", "md,json")])
def test_a_run_killed_at_random_moments_ends_in_the_same_folder(
    tmp_path: Path, more: tuple[object, ...]
) -> None:
    members = register(tmp_path / "members.jsonl", 60)
    expected = whole(members, tmp_path / "whole", *more)
    folder = tmp_path / "killed"
    moments = random.Random(f"{more}")  # noqa: S311 - any moment will do
    for _ in range(TIMES):
        process = start(members, "-o", folder, "--resume", *more)
        progress, until = size_of(folder), time.monotonic() + 30
        while process.poll() is None and size_of(folder) == progress and time.monotonic() < until:
            time.sleep(0.002)
        time.sleep(moments.uniform(0, 0.12))
        process.send_signal(signal.SIGKILL)
        ended(process)
        if process.returncode != -signal.SIGKILL:
            break
    ended(start(members, "-o", folder, "--resume", *more))
    assert left_in(folder) == expected


def size_of(folder: Path) -> int:
    """Return how much of a run is in the folder already: its journals grow to the end."""
    return sum(path.stat().st_size for path in folder.glob(".advisor-run/*.jsonl"))


def test_what_is_finished_is_not_done_again(tmp_path: Path) -> None:
    members = write_lines(tmp_path / "members.jsonl", map(company, range(30)))
    folder = tmp_path / "advice"
    process = start(members, "-o", folder)
    done = wait_for_documents(folder, 5)
    process.send_signal(signal.SIGKILL)
    ended(process)
    advisor(*words(members, "-o", folder, "--resume"))
    assert {path: (folder / path).stat().st_mtime_ns for path in done} == done


def wait_for_documents(folder: Path, least: int) -> dict[str, int]:
    """Return the times of the first documents of a run, once there are so many."""
    for _ in range(2000):
        found = sorted(
            (folder / "companies").glob("*.md"), key=lambda path: path.stat().st_mtime_ns
        )
        if len(found) > least:
            return {
                path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
                for path in found[:least]
            }
        time.sleep(0.005)
    raise AssertionError("no documents in ten seconds")


def test_ctrl_c_says_how_to_go_on(tmp_path: Path) -> None:
    members = register(tmp_path / "members.jsonl", 150)
    folder = tmp_path / "advice"
    process = start(members, "-o", folder, "--jobs", 2)
    wait_for_documents(folder, 5)
    process.send_signal(signal.SIGINT)
    said = ended(process)
    assert process.returncode == 1
    assert said == f"{folder}: error: interrupted; what is done is kept: go on with --resume\n"
    advisor(*words(members, "-o", folder, "--resume"))
    assert left_in(folder) == whole(members, tmp_path / "whole")


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    members = register(tmp_path / "members.jsonl", 60)
    folder = tmp_path / "advice"
    limited = subprocess.run(
        [
            sys.executable,
            "-c",
            # The largest file of the run is its journal, which then cannot grow any more.
            "import resource, runpy, signal, sys;"
            "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
            "resource.setrlimit(resource.RLIMIT_FSIZE, (15000, 15000));"
            "runpy.run_module('advisor', run_name='__main__')",
            *words(members, "-o", folder),
        ],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    journal = folder / ".advisor-run" / "documents.jsonl"
    assert limited.stderr == (
        f"{journal}: error: cannot write the file: file too large;"
        " what is done is kept: go on with --resume\n"
    )
    assert limited.returncode == 1
    advisor(*words(members, "-o", folder, "--resume"))
    assert left_in(folder) == whole(members, tmp_path / "whole")


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path) -> None:
    members = register(tmp_path / "members.jsonl", 150)
    folder = tmp_path / "advice"
    process = start(members, "-o", folder, "--jobs", 2)
    wait_for_documents(folder, 5)
    os.kill(workers_of(process.pid)[0], signal.SIGKILL)
    ended(process)
    assert left_in(folder) == whole(members, tmp_path / "whole")


def test_no_worker_outlives_the_run(tmp_path: Path) -> None:
    members = register(tmp_path / "members.jsonl", 150)
    process = start(members, "-o", tmp_path / "advice", "--jobs", 2)
    wait_for_documents(tmp_path / "advice", 5)
    workers = workers_of(process.pid)
    assert workers
    process.send_signal(signal.SIGKILL)
    ended(process)
    for _ in range(1000):
        if not any(is_alive(worker) for worker in workers):
            return
        time.sleep(0.005)
    raise AssertionError("workers are left")


def workers_of(parent: int) -> list[int]:
    """Return the processes that work for another: those that spawning has begun."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(parent)],  # noqa: S607 - wherever ps is
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line.split(maxsplit=1) for line in listed.stdout.splitlines())
    return [int(pid) for pid, command in lines if "spawn_main" in command]


def is_alive(process: int) -> bool:
    """Tell whether a process is there and has not ended."""
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)],  # noqa: S607 - as above
        capture_output=True,
        text=True,
        check=False,
    )
    return bool(listed.stdout.strip()) and not listed.stdout.startswith("Z")
