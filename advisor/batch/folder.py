"""The folder a run writes to: what state it is in, and every file in it whole or not there.

While a run is under way the folder has a hidden one inside, with the journal,
the settings and every file that is not finished. A file is written there and
then renamed, so what stands outside is whole. When the run is over, the hidden
folder goes.
"""

from __future__ import annotations

import contextlib
import enum
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from advisor.batch.journal import Journal

WORK = ".advisor-run"
BEGUN = "begun.json"
RUN = "run.json"
STDIN = "stdin"
SUMMARY = "summary.jsonl"
DOCUMENTS = "companies"
OVERVIEW = (RUN, SUMMARY, "summary.csv", "errors.csv", "index.md", "cohort.md")


class State(enum.Enum):
    """What stands in a folder before a run."""

    EMPTY = enum.auto()
    FOREIGN = enum.auto()
    UNFINISHED = enum.auto()
    FINISHED = enum.auto()


class CannotWrite(Exception):  # noqa: N818 - the system's error, with the file it was about
    """A file of the run could not be written: no room, no permission; what stands, stands."""

    def __init__(self, path: Path, error: OSError) -> None:
        """Keep the file and what the system said."""
        super().__init__(str(path))
        self.path = path
        self.error = error


class RunFolder:
    """The folder of one run."""

    def __init__(self, path: Path) -> None:
        """Take the folder, which need not exist yet."""
        self.path = path
        self.work = path / WORK

    @property
    def state(self) -> State:
        """What stands there now."""
        if (self.work / BEGUN).exists():
            return State.UNFINISHED
        if (self.path / RUN).exists():
            return State.FINISHED
        if self.path.is_dir() and any(entry.name != WORK for entry in self.path.iterdir()):
            return State.FOREIGN
        return State.EMPTY

    @property
    def stdin(self) -> Path:
        """Where a copy of standard input is kept while the run is under way."""
        return self.work / STDIN

    def journal(self, name: str) -> Journal:
        """Return a journal of the run under way."""
        return Journal(self.work / f"{name}.jsonl")

    def make(self) -> None:
        """Make the folder, and the hidden one inside."""
        with self._writing(self.work):
            self.work.mkdir(parents=True, exist_ok=True)

    def make_room(self) -> None:
        """Make the folder of the documents."""
        with self._writing(self.path / DOCUMENTS):
            (self.path / DOCUMENTS).mkdir(exist_ok=True)

    def put(self, name: str, text: str) -> None:
        """Write a text file of the folder, in place of one that may be there."""
        data = text.encode()

        def write(stream: BinaryIO) -> None:
            stream.write(data)

        self.put_written(name, write)

    def put_written(self, name: str, write: Callable[[BinaryIO], object]) -> None:
        """Let ``write`` write a file, whole or not at all."""
        target = self.path / name
        half = self.work / f"half-{os.getpid()}"
        with self._writing(target):
            try:
                with half.open("wb") as stream:
                    write(stream)
                half.replace(target)
            except BaseException:
                with contextlib.suppress(OSError):
                    half.unlink()
                raise

    def put_in_work(self, name: str, write: Callable[[BinaryIO], object]) -> None:
        """Write a file of the hidden folder in the same way."""
        self.put_written(f"{WORK}/{name}", write)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files of the folder that are there."""
        for name in names:
            with self._writing(self.path / name):
                (self.path / name).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Take the hidden folder away, first what makes it a run under way."""
        with contextlib.suppress(OSError):
            (self.work / BEGUN).unlink()
        shutil.rmtree(self.work, ignore_errors=True)
        with contextlib.suppress(OSError):
            (self.path / DOCUMENTS).rmdir()

    @contextmanager
    def _writing(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise CannotWrite(path, error) from error
