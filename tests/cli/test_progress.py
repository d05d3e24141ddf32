"""How far a run is, told on standard error."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pytest

from advisor.cli.progress import progress
from advisor.language.messages import speaking
from tests.batch.register import register, words
from tests.cli.running import ROOT


class Clock:
    """A clock that is ten seconds further at every look."""

    def __init__(self) -> None:
        """Begin at zero."""
        self.now = -10.0

    def __call__(self) -> float:
        """Return the time."""
        self.now += 10
        return self.now


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                "3 companies done, 0.1 a second, about 4 minutes left",
                "6 companies done, 0.1 a second, about 4 minutes left",
            ],
        ),
        (
            "nb",
            [
                "3 bedrifter ferdige, 0,1 i sekundet, omtrent 4 minutter igjen",
                "6 bedrifter ferdige, 0,1 i sekundet, omtrent 4 minutter igjen",
            ],
        ),
    ],
)
def test_without_a_terminal_there_is_a_line_now_and_then(
    language: str,
    lines: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("advisor.cli.progress.time.monotonic", Clock())
    with speaking(language), progress(30) as shown:
        for _ in range(7):
            shown.done()
    assert capsys.readouterr().err.splitlines() == lines


def test_what_was_done_before_says_nothing_of_the_speed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("advisor.cli.progress.time.monotonic", Clock())
    with progress(None) as shown:
        shown.begin_again("writing")
        shown.done(before=True)
        shown.done(before=True)
        shown.done()
    assert capsys.readouterr().err == "writing, 3 companies done, 0 a second\n"


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of another kind")
def test_in_a_terminal_there_is_a_bar_that_goes_when_it_is_full(tmp_path: Path) -> None:
    members = register(tmp_path / "members.jsonl", 150)
    child = pexpect.spawn(
        sys.executable,
        ["-m", "advisor", *words(members, "-o", tmp_path / "advice")],
        cwd=str(ROOT),
        env={"PYTHONPATH": str(ROOT), "PATH": "", "LC_ALL": "C.UTF-8", "TERM": "xterm"},
        dimensions=(24, 100),
        encoding="utf-8",
        timeout=60,
    )
    child.expect(r"\d+/150 \[\d\d:\d\d<.+companies/s\]")
    child.expect("135 written, 15 failed")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 1
