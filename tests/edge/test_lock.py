"""One process at a time holds a file, and the lock goes with the process."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from advisor.edge.lock import Held, held

HOLD = """
import sys
from pathlib import Path
from advisor.edge.lock import Held, held
try:
    with held(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.readline()
except Held as error:
    print("taken", error.path)
"""
as_root = getattr(os, "geteuid", lambda: 1)() == 0


@contextlib.contextmanager
def another(path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Let another process hold a file until it gets a line; give what it says first."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.communicate("\n")


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_that_another_process_holds_is_refused_until_that_ends(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    with another(path) as (_, said):
        assert said == "held"
        assert files_in(tmp_path) == [".p.yaml.lock"]
        with pytest.raises(Held) as found, held(path):
            pass
        assert found.value.path == path
        assert files_in(tmp_path) == [".p.yaml.lock"]
    with held(path):
        assert files_in(tmp_path) == [".p.yaml.lock"]
    assert files_in(tmp_path) == []


def test_another_process_is_refused_a_file_that_is_held_here(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    with held(path), another(path) as (_, said):
        assert said == f"taken {path}"
    with another(path) as (_, said):
        assert said == "held"


def test_a_process_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    with another(path) as (process, said):
        assert said == "held"
        process.kill()
        process.wait()
    with held(path):
        pass
    assert files_in(tmp_path) == []


def test_a_file_is_let_go_when_the_block_fails(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    with pytest.raises(KeyError), held(path):
        raise KeyError
    assert files_in(tmp_path) == []
    with another(path) as (_, said):
        assert said == "held"


def test_another_file_of_the_folder_is_free(tmp_path: Path) -> None:
    with another(tmp_path / "a.yaml") as (_, said), held(tmp_path / "b.yaml"):
        assert said == "held"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="a system without links")
def test_a_file_by_another_name_is_the_same_file(tmp_path: Path) -> None:
    path, link = tmp_path / "p.yaml", tmp_path / "link.yaml"
    path.touch()
    link.symlink_to(path)
    with another(path), pytest.raises(Held) as found, held(link):
        pass
    assert found.value.path == link


@pytest.mark.parametrize("name", ["missing/p.yaml", "file/p.yaml", "x" * 252])
def test_where_there_can_be_no_lock_the_work_goes_on(name: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = []
    with held(tmp_path / name):
        done.append(files_in(tmp_path))
    assert done == [["file"]]


@pytest.mark.skipif(as_root, reason="root may write anywhere")
def test_in_a_folder_that_may_not_be_written_the_work_goes_on(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = []
    with held(tmp_path / "p.yaml"):
        done.append(files_in(tmp_path))
    tmp_path.chmod(0o700)
    assert done == [[]]


def test_a_failure_of_the_work_itself_is_no_failure_of_the_lock(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(OSError, match="full"), held(folder / "p.yaml"):
            raise OSError("full")
