"""What an earlier run has left in the folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from advisor.batch.folder import RUN, SUMMARY, RunFolder
from advisor.batch.journal import Done
from advisor.batch.record import Record
from advisor.batch.settings import Settings

PREVIOUS = "previous.jsonl"
STALE = "stale.json"

_DECODER = msgspec.json.Decoder(Record)


class Earlier:
    """The companies of an earlier run, found by their answers; kept on disk but for a hash each."""

    def __init__(self, path: Path | None = None) -> None:
        """Look through the lines of an earlier summary; lines that cannot be read do not count."""
        self._path = path
        self._places: dict[int, int] = {}
        for place, record in _placed(path):
            self._places[_key(record.answers, record.made_from)] = place

    def __contains__(self, made: object) -> bool:
        """Tell whether a company with these answers was made from the same."""
        return isinstance(made, tuple) and _key(*made) in self._places

    def find(self, answers: str, made_from: str) -> Record | None:
        """Return the line of that company."""
        place = self._places.get(_key(answers, made_from))
        if place is None or self._path is None:
            return None
        with self._path.open("rb") as stream:
            stream.seek(place)
            return _decoded(stream.readline())


def documents_of(folder: RunFolder) -> Iterator[str]:
    """Yield the documents that earlier runs, finished or broken off, have left."""
    for path in (folder.path / SUMMARY, folder.work / PREVIOUS):
        for _, record in _placed(path):
            yield from record.documents
    for line in folder.journal("documents").lines():
        if isinstance(line, Done):
            yield from line.record.documents
    yield from stale_in(folder)
    run = finished_in(folder)
    yield from () if run is None else run.left_over


def stale_in(folder: RunFolder) -> list[str]:
    """Return the documents noted as those of an earlier run that was to be overwritten."""
    path = folder.work / STALE
    try:
        return msgspec.json.decode(path.read_bytes(), type=list[str])
    except (OSError, msgspec.DecodeError):
        return []


class Digest(Struct, frozen=True):
    """The digest of a knowledge base."""

    digest: str


class Input(Struct, frozen=True):
    """A file that was read."""

    file: str
    sha256: str


class Finished(Struct, frozen=True):
    """What ``run.json`` says of a finished run, as far as another run has to know."""

    program: str
    knowledge: Digest
    templates: str
    settings: Settings
    asked: tuple[str, ...]
    inputs: tuple[Input, ...]
    left_over: tuple[str, ...]


def finished_in(folder: RunFolder) -> Finished | None:
    """Return the finished run of a folder; None where there is none that can be read."""
    try:
        return msgspec.json.decode((folder.path / RUN).read_bytes(), type=Finished)
    except (OSError, msgspec.DecodeError):
        return None


def previous_in(folder: RunFolder) -> Path | None:
    """Return the summary of the run that is brought up to date, if it is one."""
    path = folder.work / PREVIOUS
    return path if path.exists() else None


def _placed(path: Path | None) -> Iterator[tuple[int, Record]]:
    if path is None or not path.exists():
        return
    place = 0
    with path.open("rb") as stream:
        for data in stream:
            record = _decoded(data)
            if record is not None:
                yield place, record
            place += len(data)


def _decoded(data: bytes) -> Record | None:
    try:
        return _DECODER.decode(data)
    except msgspec.DecodeError:
        return None


def _key(answers: str, made_from: str) -> int:
    return int(answers + made_from, 16)
