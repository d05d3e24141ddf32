"""Which files the inputs are, in which order, and what each of them holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from advisor.batch.entry import Trouble
from advisor.batch.readers.trouble import cannot_read

STDIN = Path("-")
KINDS = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}


class Beside:
    """CSV files that lie together: sheets of companies, and further sheets with their rows."""

    def __init__(self) -> None:
        """Start with no file."""
        self.main: list[Path] = []
        self.further: list[tuple[Path, str]] = []


class Found(Struct, frozen=True):
    """A file of the inputs; ``kind`` is empty where nothing tells what it holds.

    ``table`` is set for a CSV file that is a further sheet of those ``beside`` it.
    """

    path: Path
    kind: str
    beside: Beside
    table: str = ""


def found_in(inputs: Sequence[Path], table_of: Callable[[str], str]) -> Iterator[Found | Trouble]:
    """Yield the files as given, those of a folder by name, also in folders within.

    ``table_of`` returns the table that a file is named after. Hidden files are left out.
    """
    together = Beside()
    # Unlike that of a path, this test raises nothing.
    given = [(path, path != STDIN and os.path.isdir(path)) for path in inputs]  # noqa: PTH112
    files = {path: _found(path, together, table_of) for path, folder in given if not folder}
    for path, is_folder in given:
        if is_folder:
            yield from _in_folder(path, table_of)
        else:
            yield files[path]


def _in_folder(folder: Path, table_of: Callable[[str], str]) -> Iterator[Found | Trouble]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                (entry.name, entry.is_dir(follow_symlinks=False))
                for entry in entries
                if not entry.name.startswith(".")
            )
    except OSError as error:
        yield cannot_read(str(folder), error)
        return
    together = Beside()
    for name, is_folder in names:
        if not is_folder and _kind(Path(name)) == "csv":
            _found(folder / name, together, table_of)
    for name, is_folder in names:
        if is_folder:
            yield from _in_folder(folder / name, table_of)
        else:
            yield _found(folder / name, together, table_of)


def _found(path: Path, together: Beside, table_of: Callable[[str], str]) -> Found:
    """Return a file, noted down among those that lie together if it is CSV."""
    kind = _kind(path)
    if kind != "csv":
        return Found(path, kind, together)
    table = table_of(path.stem)
    if table and (path, table) not in together.further:
        together.further.append((path, table))
    if not table and path not in together.main:
        together.main.append(path)
    return Found(path, kind, together, table)


def _kind(path: Path) -> str:
    return KINDS.get(path.suffix.lower(), "")
