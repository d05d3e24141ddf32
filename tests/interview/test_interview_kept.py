"""No answer is lost: whatever ends an interview, the next one goes on where it was."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.interview.person import ROOT
from tests.interview.whole import (
    ANSWERS,
    BASE,
    FILE,
    PROFILE,
    SETTLED,
    SITTING,
    Owner,
    answers_in,
    interview,
    owner_at,
    typed,
)

GIVEN = [
    "company name: Møllers Bakeri",
    "company trade: cakes",
    "answers pleased value: 2.5",
    "answers pleased unsure: yes",
    "answers busy: ['morning', 'evening']",
]


@pytest.fixture
def owner(tmp_path: Path) -> Iterator[Owner]:
    """Return an owner who has answered four questions and is asked the fifth."""
    with owner_at(tmp_path, FILE) as sitting:
        for question, keys in SITTING[:4]:
            sitting.answers((question, keys))
        sitting.is_asked(SITTING[4][0])
        yield sitting


def goes_on(folder: Path) -> None:
    """See that the answers are there, and that the question that was left is asked."""
    assert answers_in(folder / FILE) == GIVEN
    with owner_at(folder, FILE) as again:
        again.is_asked(SITTING[4][0])
        assert again.text.startswith("Going on with bakery.yaml: 3 answers are there.\n")


def test_ctrl_c_ends_with_130_and_tells_how_to_go_on(tmp_path: Path, owner: Owner) -> None:
    owner.types("1", "2", "ctrl-c")
    assert owner.leaves_with() == 130
    assert owner.text.endswith(
        "Your answers are in bakery.yaml. To go on: advisor interview bakery.yaml. For\n"
        "the advice so far: advisor advise bakery.yaml."
    )
    assert list(tmp_path.iterdir()) == [tmp_path / FILE]
    goes_on(tmp_path)


@pytest.mark.parametrize("keys", [("ctrl-d",), ("s", "enter")])
def test_ctrl_d_and_the_key_for_it_save_and_stop(
    tmp_path: Path, owner: Owner, keys: tuple[str, ...]
) -> None:
    owner.types(*keys)
    assert owner.leaves_with() == 0
    assert owner.text.endswith(
        "Your answers are in bakery.yaml. To go on: advisor interview bakery.yaml. For\n"
        "the advice so far: advisor advise bakery.yaml."
    )
    assert list(tmp_path.iterdir()) == [tmp_path / FILE]
    goes_on(tmp_path)


def test_a_window_may_be_closed(tmp_path: Path, owner: Owner) -> None:
    owner.types("1", "2")
    owner.hangs_up()
    goes_on(tmp_path)


def test_a_process_may_be_killed(tmp_path: Path, owner: Owner) -> None:
    owner.types("1", "2")
    owner.is_killed()
    goes_on(tmp_path)


def test_an_interview_that_is_killed_again_and_again_comes_to_the_same_end(tmp_path: Path) -> None:
    for start in range(0, len(SITTING) - 1, 3):
        with owner_at(tmp_path, FILE) as owner:
            for question, keys in SITTING[start : start + 3]:
                owner.comes_to(question, SETTLED)
                owner.types(*keys)
            following, _ = SITTING[start + 3]
            owner.comes_to(following, SETTLED)
            owner.is_killed()
            answers_in(tmp_path / FILE)
    with owner_at(tmp_path, FILE) as owner:
        owner.answers(SITTING[-1])
        assert owner.leaves_with() == 0
    assert (tmp_path / FILE).read_text(encoding="utf-8") == PROFILE


@pytest.mark.parametrize("count", [1, 3, 5, 8, 16])
def test_killed_right_after_an_answer_was_echoed_it_keeps_what_came_before(
    tmp_path: Path, count: int
) -> None:
    command = [sys.executable, "-m", "advisor", "interview", FILE, "--rules", str(BASE)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "COLUMNS": "80"}
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(typed(*ANSWERS).encode())
        process.stdin.flush()
        echoed = 0
        while echoed < count:
            echoed += process.stdout.readline().startswith(b"Answer")
        process.send_signal(signal.SIGKILL)
    # Of what was typed, the last one or any after it may be there or not; nothing is torn.
    kept = (tmp_path / FILE).read_text(encoding="utf-8") if (tmp_path / FILE).exists() else ""
    found = answers_in(tmp_path / FILE) if kept else []
    interview(tmp_path / "other.yaml", answers=typed(*ANSWERS[: count - 1]))
    before = answers_in(tmp_path / "other.yaml") if count > 1 else []
    (tmp_path / "whole.yaml").write_text(PROFILE, encoding="utf-8")
    assert set(before) <= set(found) <= set(answers_in(tmp_path / "whole.yaml"))
    # And what is left is asked: here, from the first answer that is missing.
    after = interview(tmp_path / FILE, answers=typed(*ANSWERS[_given(found) :]))
    assert after.code == 0
    assert (tmp_path / FILE).read_text(encoding="utf-8") == PROFILE


def _given(found: list[str]) -> int:
    """Return how many of the answers are among those found: a guess takes two lines."""
    names = [line for line in found if not line.endswith(("unsure: yes", "Smith: 4.5"))]
    return len(names)


def test_a_table_goes_on_with_the_third_cell_of_the_row_at_hand(tmp_path: Path) -> None:
    started = typed(*ANSWERS[:14])
    interview(tmp_path / FILE, answers=started)
    with owner_at(tmp_path, FILE) as owner:
        for question, keys in SITTING[14:17]:
            owner.answers((question, keys))
        owner.is_asked(SITTING[17][0])
        owner.is_killed()
    assert (
        (tmp_path / FILE)
        .read_text(encoding="utf-8")
        .endswith(
            "\ncriteria:\n  - name: Freshness\n    importance: 5\n    own: 2\n\n"
            "unfinished: [criteria]\n"
        )
    )
    with owner_at(tmp_path, FILE) as owner:
        for question, keys in SITTING[17:]:
            owner.answers((question, keys))
        assert owner.leaves_with() == 0
    assert (tmp_path / FILE).read_text(encoding="utf-8") == PROFILE


def test_the_second_terminal_on_a_file_is_told(tmp_path: Path, owner: Owner) -> None:
    before = (tmp_path / FILE).read_bytes()
    with owner_at(tmp_path, FILE) as second:
        assert second.leaves_with() == 1
        assert second.text == (
            "bakery.yaml: error: another interview has this file open; end that one first"
        )
    assert (tmp_path / FILE).read_bytes() == before
    owner.types("12 %", "enter")
    owner.is_asked(SETTLED)


# A disk that takes nothing

NOWHERE = "missing/bakery.yaml"
CANNOT = """\
! missing/bakery.yaml: cannot write the file: no such file or directory. These
  are your answers so far:
  company:
    name: Møllers Bakeri

  answers:

What now?
> 1. Try again
  2. Keep them in another file
  3. Stop; I have copied the answers"""


def test_a_folder_that_is_not_there_is_told_at_the_first_answer(tmp_path: Path) -> None:
    with owner_at(tmp_path, NOWHERE) as owner:
        owner.answers(SITTING[0])
        owner.is_asked(CANNOT)
        (tmp_path / "missing").mkdir()
        owner.types("enter")
        owner.answers(*SITTING[1:2])
        owner.is_asked(SITTING[2][0])
    assert answers_in(tmp_path / NOWHERE) == GIVEN[:2]


def test_the_answers_can_be_kept_in_another_file(tmp_path: Path) -> None:
    (tmp_path / "taken.yaml").write_text("", encoding="utf-8")
    with owner_at(tmp_path, NOWHERE) as owner:
        owner.answers(
            SITTING[0],
            (CANNOT, ("down", "enter")),
            ("Which file?\n>\na path, such as my-answers.yaml", ("taken.yaml", "enter")),
        )
        owner.answers(
            ("  3. Stop; I have copied the answers", ("down", "enter")),
            ("Which file?\n>\na path, such as my-answers.yaml", ("here.yaml", "enter")),
            ("  3. As much of the one as of the other", ("2", "enter")),
        )
        owner.is_asked(SITTING[2][0])
    assert answers_in(tmp_path / "here.yaml") == GIVEN[:2]
    assert (tmp_path / "taken.yaml").read_text(encoding="utf-8") == ""
    assert not (tmp_path / "missing").exists()


def no_room() -> None:
    """Let every file be empty for ever, as on a full disk."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))


def test_a_full_disk_is_told_and_nothing_partial_left(tmp_path: Path) -> None:
    with owner_at(tmp_path, FILE, prepare=no_room) as owner:
        owner.answers(SITTING[0])
        owner.is_asked(
            CANNOT.replace("missing/", "").replace(
                "no such file or directory. These\n  are your answers so",
                "file too large. These are your answers so\n ",
            )
        )
        owner.types("down", "down", "enter")
        assert owner.leaves_with() == 1
        assert owner.text.endswith("What now?\n> Stop; I have copied the answers")
    assert list(tmp_path.iterdir()) == []


def test_a_disk_can_be_full_later_on(tmp_path: Path, owner: Owner) -> None:
    before = (tmp_path / FILE).read_bytes()
    resource.prlimit(owner.process, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    owner.types("12 %", "enter")
    owner.is_asked("  3. Stop; I have copied the answers")
    assert "    regulars: 12" in owner.text.splitlines()
    assert (tmp_path / FILE).read_bytes() == before
    resource.prlimit(owner.process, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    owner.types("enter")
    owner.is_asked(SETTLED)
    assert answers_in(tmp_path / FILE) == [*GIVEN, "answers regulars: 12"]
