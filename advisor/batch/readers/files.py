"""Which files the inputs are, in which order, and what each of them holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from advisor.batch.entry import Skipped, Trouble
from advisor.batch.folder import RUN, WORK
from advisor.batch.readers.trouble import cannot_read
from advisor.language.messages import _

STDIN = Path("-")
LEFT_OUT = (".", "~$")
# By this, which advisor.batch.run_file writes, a folder is known as that of a finished run.
MARK, MARK_WITHIN = b'"format": "advisor-run/', 200
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


Piece = Found | Trouble | Skipped


def found_in(inputs: Sequence[Path], table_of: Callable[[str], str]) -> Iterator[Piece]:
    """Yield the files as given, those of a folder by name, also in folders within.

    ``table_of`` returns the table that a file is named after. Hidden files, and
    those by which a spreadsheet program says that it is at work, are left out;
    what a run has written is no input either.
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


def _in_folder(folder: Path, table_of: Callable[[str], str]) -> Iterator[Piece]:
    if _is_of_a_run(folder):
        yield Skipped(str(folder), _("the folder of a run"))
        return
    try:
        with os.scandir(folder) as entries:
            names = sorted(
                (entry.name, entry.is_dir())
                for entry in entries
                if not entry.name.startswith(LEFT_OUT)
            )
    except OSError as error:
        yield cannot_read(str(folder), error)
        return
    together = Beside()
    for name, is_folder in names:
        if not is_folder and _kind(Path(name)) == "csv":
            _found(folder / name, together, table_of)
    for name, is_folder in names:
        if is_folder and (folder / name).is_symlink():
            # It may lead back to where we are.
            yield Skipped(str(folder / name), _("a link to a folder"))
        elif is_folder:
            yield from _in_folder(folder / name, table_of)
        else:
            yield _found(folder / name, together, table_of)


def _is_of_a_run(folder: Path) -> bool:
    """Tell whether a run has written this folder, or is about to."""
    if (folder / WORK).exists():
        return True
    try:
        with (folder / RUN).open("rb") as stream:
            return MARK in stream.read(MARK_WITHIN)
    except OSError:
        return False


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
