"""Somebody at a terminal: sees what stands on its screen, and types."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pexpect  # type: ignore[import-untyped]
import pyte

ROOT = Path(__file__).parents[2]
PATIENCE = 15.0
KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "left": "\x1b[D",
    "enter": "\r",
    "escape": "\x1b",
    "backspace": "\x7f",
    "ctrl-c": "\x03",
    "ctrl-d": "\x04",
}


class Person:
    """Sits at a terminal of some size in which a Python module runs."""

    def __init__(
        self,
        arguments: Sequence[str],
        columns: int,
        rows: int,
        folder: Path = ROOT,
        prepare: Callable[[], None] | None = None,
        **environment: str,
    ) -> None:
        """Start ``python -m`` with some arguments; ``prepare`` is called in the new process."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self.sent = ""
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", *arguments],
            cwd=str(folder),
            env={**_environment(), **environment},
            preexec_fn=prepare,
            dimensions=(rows, columns),
            encoding="utf-8",
        )

    def types(self, *keys: str) -> None:
        """Type text, and keys by their names."""
        for key in keys:
            self._child.send(KEYS.get(key, key))

    def pastes(self, text: str) -> None:
        """Paste a text the way terminals do that say what is pasted."""
        self._child.send(f"\x1b[200~{text}\x1b[201~")

    def resizes(self, columns: int, rows: int) -> None:
        """Give the window another size."""
        self._screen.resize(rows, columns)
        self._child.setwinsize(rows, columns)

    def sees(self, expected: str) -> None:
        """Wait until exactly this stands on the screen; blanks at the end of lines do not count."""
        wanted = expected.strip("\n").split("\n")
        deadline = time.monotonic() + PATIENCE
        while self._seen() != wanted and time.monotonic() < deadline:
            self._look()
        if self._seen() != wanted:
            seen = "\n".join(self._seen())
            raise AssertionError(f"expected:\n{expected}\nbut seen:\n{seen}")

    def sees_in(self, words: str) -> set[str]:
        """Return how words on the screen are set off from the rest."""
        for y, line in enumerate(self._screen.display):
            if words in line:
                letter = self._screen.buffer[y][line.index(words)]
                looks = {
                    name for name in ("bold", "underscore", "reverse") if getattr(letter, name)
                }
                return looks | ({letter.fg} - {"default"})
        raise AssertionError(words)

    def sees_the_cursor(self) -> bool:
        """Whether the cursor is shown."""
        return not self._screen.cursor.hidden

    def close(self) -> None:
        """Walk away."""
        self._child.close(force=True)

    def _seen(self) -> list[str]:
        lines = [line.rstrip() for line in self._screen.display]
        return "\n".join(lines).strip("\n").split("\n")

    def _look(self) -> None:
        with suppress(pexpect.TIMEOUT, pexpect.EOF):
            text = self._child.read_nonblocking(4096, timeout=0.05)
            self.sent += text
            self._stream.feed(text)


@contextmanager
def somebody_at(*arguments: str, columns: int = 80, rows: int = 24) -> Iterator[Person]:
    """Let a person sit at a terminal for a while."""
    person = Person(arguments, columns, rows)
    try:
        yield person
    finally:
        person.close()


def _environment() -> dict[str, str]:
    ours = {"TERM": "xterm-256color", "PYTHONUTF8": "1", "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    others = {
        key: value
        for key, value in os.environ.items()
        if key not in {"NO_COLOR", "COLUMNS", "LINES"}
    }
    return {**others, **ours}
