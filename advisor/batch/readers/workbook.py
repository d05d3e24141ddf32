"""Workbooks: their sheets as lines of cells, each cell as the text that says the same."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from advisor.batch.entry import Trouble
from advisor.batch.readers.grid import Grid, Line
from advisor.batch.readers.trouble import trouble
from advisor.language.messages import _, current_language
from advisor.profile.cells import DATE, ERROR

if TYPE_CHECKING:
    from openpyxl import Workbook

OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
# What a workbook unpacks to; what is not a sheet is held in memory.
MAX_UNPACKED = 2_000_000_000
MAX_HELD = 200_000_000
MAX_PARTS = 10_000
MAX_LINES = 1_048_576
SHEETS = "xl/worksheets/"
GROUP = 3
_AT_ONCE = 100
_TIMES = (dt.datetime, dt.date, dt.time, dt.timedelta)


class BrokenWorkbookError(Exception):
    """A workbook cannot be read; carries why, and what was expected."""

    def __init__(self, reason: str, expected: str) -> None:
        """Keep both."""
        super().__init__(reason, expected)
        self.reason = reason
        self.expected = expected

    def trouble(self, source: str, row: int = 0) -> Trouble:
        """Return it as what is wrong with an input."""
        return trouble(source, row, self.reason, self.expected)


@contextmanager
def opened(stream: BinaryIO) -> Iterator[Workbook]:
    """Open a workbook for reading; raises ``BrokenWorkbookError`` for what is none."""
    _look_inside(stream)
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and only workbooks need it

    with _whatever_it_raises():
        workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    try:
        yield workbook
    finally:
        workbook.close()


def grids(workbook: Workbook, source: str) -> Iterator[tuple[Grid, bool]]:
    """Yield the sheets of a workbook, and whether people see them."""
    for sheet in workbook.worksheets:
        name = str(sheet.title)
        visible = sheet.sheet_state == "visible"
        yield Grid(source, name, current_language(), _lines(sheet, source)), visible


def _lines(sheet: Any, source: str) -> Iterator[Line | Trouble]:  # noqa: ANN401 - one that is only read
    number = 0
    try:
        with _whatever_it_raises():
            # What a sheet says of its own size need not be true.
            sheet.reset_dimensions()
            rows = sheet.iter_rows()
        while True:
            with _whatever_it_raises():
                lines = [tuple(map(_text, row)) for row in islice(rows, _AT_ONCE)]
            if not lines:
                return
            for cells in lines:
                number += 1
                yield Line(number, cells)
            if number > MAX_LINES:
                yield _too_long(source, number)
                return
    except BrokenWorkbookError as broken:
        yield broken.trouble(source, number + 1)


def _too_long(source: str, number: int) -> Trouble:
    reason = _("the sheet has more lines than a sheet can have")
    return trouble(source, number, reason, _("at most {limit} lines").format(limit=MAX_LINES))


def _text(cell: Any) -> str:  # noqa: ANN401 - what the sheet yields has no common type
    """Return what a cell holds as a text: numbers as nobody can misread them."""
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "e":
        return ERROR
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, _TIMES):
        return DATE
    return _number(value, percent="%" in cell.number_format)


def _number(value: float, *, percent: bool) -> str:
    """Return a number to the fifteen digits that a spreadsheet keeps."""
    try:
        number = Decimal(f"{value:.15g}")
    except OverflowError:
        return ERROR
    if not number.is_finite():
        return ERROR
    if percent:
        number *= 100
    text = format(number.normalize() if number else Decimal(0), "f")
    whole, point, decimals = text.partition(".")
    # Three digits after a point could be taken for thousands.
    text = f"{whole}.{decimals}0" if len(decimals) == GROUP else f"{whole}{point}{decimals}"
    return f"{text}%" if percent else text


def _look_inside(stream: BinaryIO) -> None:
    """Refuse what is no workbook, or would take far more room than it says."""
    stream.seek(0)
    start = stream.read(len(OLD_OR_LOCKED))
    stream.seek(0)
    if start == OLD_OR_LOCKED:
        raise BrokenWorkbookError(
            _("the workbook has a password, or the format of before 2007"),
            _("save it without password, as .xlsx"),
        )
    with _whatever_it_raises(), zipfile.ZipFile(stream) as packed:
        parts = packed.infolist()
    held = sum(part.file_size for part in parts if not part.filename.startswith(SHEETS))
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED or held > MAX_HELD or len(parts) > MAX_PARTS:
        raise BrokenWorkbookError(
            _("the workbook unpacks to more than {gigabytes} GB").format(
                gigabytes=MAX_UNPACKED // 10**9
            ),
            _("split it, or save it as CSV"),
        )
    stream.seek(0)


@contextmanager
def _whatever_it_raises() -> Iterator[None]:
    """Say of anything that goes wrong in a library that the workbook is broken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as error:  # broken files raise whatever the broken part runs into
        raise BrokenWorkbookError(
            _("the workbook is broken, or none at all"), _("a workbook saved as .xlsx")
        ) from error
