"""About how many companies there are in the inputs, without reading them: for telling time left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

LINED = frozenset({".jsonl", ".ndjson", ".csv", ".tsv", ".txt"})
HEADLESS = frozenset({".jsonl", ".ndjson"})
BOOKS = frozenset({".xlsx", ".xlsm"})
SINGLE = frozenset({".yaml", ".yml", ".json"})


def expected_companies(inputs: Sequence[Path]) -> int | None:
    """Return about how many there are; None where nothing tells, as with standard input."""
    found = 0
    for path in inputs:
        if path == Path("-"):
            return None
        for each in _files(path):
            try:
                number = _in_file(each)
            except OSError:
                continue
            if number is None:
                return None
            found += number
    return found


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    yield from (each for each in path.rglob("*") if each.is_file() and each.name[0] != ".")


def _in_file(path: Path) -> int | None:
    ending = path.suffix.lower()
    if ending in LINED:
        return max(0, _lines(path) - (ending not in HEADLESS))
    if ending in SINGLE:
        return 1
    return None if ending in BOOKS else 0


def _lines(path: Path) -> int:
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))
