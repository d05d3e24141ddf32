"""Whole interviews over a small base: through a pipe, or by an owner at a terminal."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import yaml
from click.testing import CliRunner

from advisor.cli.main import main
from advisor.knowledge.opening import open_knowledge
from advisor.model.knowledge import Knowledge
from advisor.profile.read import open_profile
from tests.cli.running import Ran
from tests.interview.person import PATIENCE, Person

BASE = Path(__file__).parent / "base"
FILE = "bakery.yaml"
ARROWS = "Arrows move, Enter chooses"
# What is typed from the first question to the last, and the profile that comes of it.
ANSWERS = (
    "Møllers Bakeri",
    "2",
    "2.5?",
    "1, 3",
    "12 %",
    "Warm bread at seven",
    "Smith",
    "y",
    "Jones",
    "no",
    "",
    "yes",
    "14",
    "1 500.50",
    "Freshness",
    "5",
    "2",
    "4; 4.5",
    "",
)
PROFILE = """\
company:
  name: Møllers Bakeri
  trade: cakes

answers:
  pleased: {value: 2.5, unsure: yes}
  busy: [morning, evening]
  regulars: 12
  promise: Warm bread at seven
  delivers: yes
  radius: 14
  sales: 1500.50

competitors:
  - name: Smith
    near: yes
  - name: Jones
    near: no

criteria:
  - name: Freshness
    importance: 5
    own: 2
    competitors: {Jones: 4, Smith: 4.5}
"""

# What stands last on the screen when an answer is awaited, and the keys that give it.
SITTING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What is the company called?\n>", ("Møllers Bakeri", "enter")),
    ("  3. As much of the one as of the other", ("2", "enter")),
    ("How pleased are your customers?\n>\na number from 1 to 5", ("2.5?", "enter")),
    ("Arrows move, Space marks, 0 for none, Enter goes on", (" ", "3", " ", "enter")),
    (
        "How many of a hundred customers come every week?\n>\na number from 0 to 100, in percent",
        ("12 %", "enter"),
    ),
    ("What do you promise your customers?\n>\nyour own words", ("Warm bread at seven", "enter")),
    (
        "The first bakery. Its name:\n>\na name, or nothing to leave this for later",
        ("Smith", "enter"),
    ),
    ("“Smith”: near. Could one walk there?\n  1. Yes\n  2. No", ("down", "enter")),
    ("One more bakery? Its name:\n>\nnothing, if that is all", ("Jones", "enter")),
    ("“Jones”: near. Could one walk there?\n  1. Yes\n  2. No", ("2", "enter")),
    ("One more bakery? Its name:\n>\nnothing, if that is all", ("enter",)),
    ("Do you deliver?\n  1. Yes\n  2. No", ("1", "enter")),
    (
        "How far do you drive with a delivery?\n>\na number of 0 or more, in kilometres",
        ("14", "enter"),
    ),
    ("For how much do you sell in a day?\n>\na number of 0 or more", ("1 500.50", "enter")),
    (
        "The first decision criterion. Its name:\n>\na name, or nothing to leave this for later",
        ("Freshness", "enter"),
    ),
    ("“Freshness”: importance. How much it weighs.\n>\na number from 1 to 5", ("5", "enter")),
    ("“Freshness”: your mark?\n>\na number from 1 to 5", ("2", "enter")),
    (
        "“Freshness”: their marks?\n>\na number from 1 to 5 for each, in this order: Jones, Smith",
        ("4; 4.5", "enter"),
    ),
    ("One more decision criterion? Its name:\n>\nnothing, if that is all", ("enter",)),
)
SETTLED = "Go on, or stop here?\n> 1. Go on\n  2. Stop here and write the advice"


@cache
def bakery() -> Knowledge:
    """Return the small base."""
    return open_knowledge(BASE)


def typed(*lines: str) -> str:
    """Return lines as they come through a pipe."""
    return "".join(f"{line}\n" for line in lines)


def interview(*words: object, answers: str = "", rules: Path | None = BASE) -> Ran:
    """Hold an interview in this process; what it does not catch reaches the test."""
    folder = () if rules is None else ("--rules", str(rules))
    arguments = ["interview", *(str(word) for word in words), *folder]
    runner = CliRunner(env={"COLUMNS": "80", "LANGUAGE": "en"})
    result = runner.invoke(
        main, arguments, input=answers, prog_name="advisor", catch_exceptions=False
    )
    return Ran(result.exit_code, result.stdout, result.stderr)


def answers_in(path: Path) -> list[str]:
    """Return all that a valid profile answers, a line each: what it is about, and the answer."""
    open_profile(path, bakery())
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - words
    found.pop("unfinished", None)
    return list(_leaves(found, ""))


def _leaves(found: object, name: str) -> Iterator[str]:
    if isinstance(found, dict):
        for key, value in found.items():
            yield from _leaves(value, f"{name} {key}".strip())
    elif isinstance(found, list) and any(isinstance(each, dict) for each in found):
        for number, each in enumerate(found, start=1):
            yield from _leaves(each, f"{name} {number}")
    elif found:
        yield f"{name}: {found}"


class Owner(Person):
    """Somebody who sits through an interview."""

    def is_asked(self, question: str) -> None:
        """Wait until the screen ends with this, but for the hint on arrows of the first list.

        Blanks at the end of lines do not count.
        """
        wanted = question.strip("\n").split("\n")
        deadline = time.monotonic() + PATIENCE
        while self._asked(len(wanted)) != wanted and time.monotonic() < deadline:
            self._look()
        seen = "\n".join(self._seen())
        assert self._asked(len(wanted)) == wanted, f"expected:\n{question}\nbut seen:\n{seen}"

    def _asked(self, count: int) -> list[str]:
        lines = self._seen()
        if lines[-1] == ARROWS:
            lines.pop()
        return lines[-count:]

    def answers(self, *asked: tuple[str, Sequence[str]]) -> None:
        """Wait for each question, and type what goes with it."""
        for question, keys in asked:
            self.is_asked(question)
            self.types(*keys)

    def comes_to(self, question: str, past: str) -> None:
        """Wait until something is asked; what may be asked before, Enter goes past."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._asked(past.count("\n") + 1) == past.split("\n"):
                self.types("enter")
                break
            if self._asked(question.count("\n") + 1) == question.split("\n"):
                break
            self._look()
        self.is_asked(question)

    def types_at_prompt(self, number: int, line: str) -> None:
        """Wait for so many prompts of a plain terminal, and type a line."""
        deadline = time.monotonic() + PATIENCE
        while self.sent.count("Answer") < number and time.monotonic() < deadline:
            self._look()
        assert self.sent.count("Answer") == number, self.sent
        self.types(line, "enter")

    def leaves_with(self) -> int:
        """Wait until the program has ended; return its exit code, or minus the signal."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                text = self._child.read_nonblocking(4096, timeout=0.1)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                break
            self.sent += text
            self._stream.feed(text)
        else:
            raise AssertionError(f"it goes on:\n{self.text}")
        self._child.wait()
        code = self._child.exitstatus
        return -int(self._child.signalstatus) if code is None else int(code)

    def is_killed(self) -> None:
        """End the program as nothing can prevent."""
        self._child.kill(signal.SIGKILL)
        self._child.wait()

    def hangs_up(self) -> None:
        """Close the window, and wait until the program has gone."""
        os.close(self._child.child_fd)
        self._child.wait()

    @property
    def process(self) -> int:
        """The id of the program's process."""
        return int(self._child.pid)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(self._seen())


@contextmanager
def owner_at(
    folder: Path,
    *words: str,
    columns: int = 80,
    rows: int = 24,
    prepare: Callable[[], None] | None = None,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Owner]:
    """Let an owner sit down to an interview; its files are in a folder."""
    arguments = ("advisor", "interview", *words, "--rules", str(BASE))
    given = {"LANGUAGE": "en", **(environment or {})}
    owner = Owner(arguments, columns, rows, folder, prepare, **given)
    try:
        yield owner
    finally:
        with suppress(OSError):
            owner.close()
