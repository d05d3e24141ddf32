"""What a run has done so far, on disk line by line, so that it can go on after any end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import msgspec
from msgspec import Struct

from advisor.batch.entry import Mistake, Skipped
from advisor.batch.record import Record


class Done(Struct, frozen=True, tag="done"):
    """A company whose documents are in the folder; ``kept`` from an earlier run if so."""

    print: str
    record: Record
    kept: bool = False


class Lost(Struct, frozen=True, tag="failed"):
    """An item that gave nothing, and why."""

    print: str
    source: str
    row: int
    mistakes: tuple[Mistake, ...]


class Passed(Struct, frozen=True, tag="skipped"):
    """Something in an input that is not read."""

    print: str
    skipped: Skipped


Line = Done | Lost | Passed

_DECODER = msgspec.json.Decoder(Line)
_ENCODER = msgspec.json.Encoder()


class Journal:
    """A file of lines, to which each is added whole; half a line at its end counts as none."""

    def __init__(self, path: Path) -> None:
        """Take the file, which need not exist yet."""
        self.path = path

    def lines(self) -> Iterator[Line]:
        """Yield the lines from the beginning."""
        for _, line in self._placed():
            yield line

    def _placed(self) -> Iterator[tuple[int, Line]]:
        """Yield each line with where it begins in the file."""
        place = 0
        if not self.path.exists():
            return
        with self.path.open("rb") as stream:
            for data in stream:
                if not data.endswith(b"\n"):
                    return
                yield place, _DECODER.decode(data)
                place += len(data)

    def cut(self, after: int) -> list[Line]:
        """Keep the first lines only, and return the others."""
        gone: list[Line] = []
        end = 0
        for number, (place, line) in enumerate(self._placed()):
            if number < after:
                continue
            if number == after:
                end = place
            gone.append(line)
        if gone:
            self._truncate(end)
        return gone

    def _truncate(self, end: int) -> None:
        with self.path.open("r+b") as stream:
            stream.truncate(end)

    def adding(self) -> _Adding:
        """Return what adds lines, for a ``with`` block; half a line is taken off first."""
        end = 0
        if self.path.exists():
            with self.path.open("rb") as stream:
                end = sum(len(data) for data in stream if data.endswith(b"\n"))
            self._truncate(end)
        return _Adding(self.path)


class _Adding:
    """Adds lines to a file, each in the hands of the system before the next."""

    def __init__(self, path: Path) -> None:
        # Without a buffer: what could not be written must not be tried again on closing.
        self._stream = path.open("ab", buffering=0)

    def __enter__(self) -> _Adding:  # noqa: PYI034 - typing.Self comes with 3.11
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()

    def add(self, line: Line) -> None:
        """Add a line."""
        rest = memoryview(_ENCODER.encode(line) + b"\n")
        while rest:
            rest = rest[self._stream.write(rest) :]
