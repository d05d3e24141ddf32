"""What a stream without a name holds, by its beginning."""

from __future__ import annotations

import json
from typing import BinaryIO

from advisor.batch.readers.csv_file import HEAD, csv_grid
from advisor.batch.readers.grid import Grid, Line, how_many_known, names_companies
from advisor.profile.headings import Headings

WORKBOOK = b"PK\x03\x04"
_OPEN = b"{"
_LIST = b"["


def kind_of(stream: BinaryIO, headings: Headings) -> str:
    """Return the kind of a file: lines that have companies are CSV, what nothing fits is YAML."""
    stream.seek(0)
    beginning = stream.read(HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
    if beginning.startswith(WORKBOOK):
        return "xlsx"
    if beginning.startswith(_LIST):
        return "json"
    if beginning.startswith(_OPEN):
        return "jsonl" if _is_whole(beginning.partition(b"\n")[0]) else "json"
    return "csv" if _has_companies(stream, headings) else "yaml"


def _is_whole(line: bytes) -> bool:
    """Tell whether a line is a profile of its own; a broken one is taken for it too."""
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _has_companies(stream: BinaryIO, headings: Headings) -> bool:
    with csv_grid(stream, "", lambda cells: how_many_known(cells, headings)) as grid:
        lines = grid.lines if isinstance(grid, Grid) else iter(())
        first = next((each for each in lines if isinstance(each, Line) and any(each.cells)), None)
        return first is not None and names_companies(first.cells, headings)
