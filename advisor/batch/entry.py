"""What an input holds, piece by piece: companies not yet judged, and what is no company.

Inputs are read piece by piece in one process and judged in others, so an entry
carries all that is needed to judge it and can be sent between processes.
"""

from __future__ import annotations

import hashlib

import msgspec
from msgspec import Struct

from advisor.profile.headings import Heading


class Mistake(Struct, frozen=True):
    """What is wrong with an entry; nothing in it repeats what the company answered.

    ``field`` is the id of a question, a table, ``table.column`` or a key of a
    profile; empty where none is at fault. ``row`` is the line or the row it
    stands in, 0 where that of the entry says enough. ``expected`` says what
    would have been right. ``sheet`` names the sheet where it is not the main one.
    """

    field: str
    reason: str
    expected: str
    row: int = 0
    sheet: str = ""


class Unusable(Exception):  # noqa: N818 - an entry that is at fault, not the program
    """An entry cannot be used; carries everything that is wrong with it."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        """Keep the mistakes in the order of the file."""
        super().__init__(mistakes)
        self.mistakes = mistakes


class TextEntry(Struct, frozen=True, tag="text"):
    """A profile as a text: a whole file, or a line of one.

    ``name`` is what the text is called when it is parsed; its ending tells
    JSON from YAML.
    """

    source: str
    row: int
    text: str
    name: str


class Sheet(Struct, frozen=True):
    """The columns of a spreadsheet: what each stands for, None where nobody reads it.

    ``convention`` is the language whose way of writing numbers the sheet
    follows. ``name`` is that of the sheet, empty for a CSV file.
    """

    name: str
    columns: tuple[Heading | None, ...]
    convention: str


class SheetRow(Struct, frozen=True):
    """A row of a spreadsheet: its number from 1, and the text of its cells."""

    sheet: Sheet
    number: int
    cells: tuple[str, ...]


class RowEntry(Struct, frozen=True, tag="row"):
    """A company as a row of a spreadsheet, with its rows of further sheets."""

    source: str
    row: int
    main: SheetRow
    further: tuple[SheetRow, ...] = ()


Entry = TextEntry | RowEntry


class Trouble(Struct, frozen=True, tag="trouble"):
    """A piece of an input that is no company: a file that cannot be read, a row of nobody's."""

    source: str
    row: int
    mistakes: tuple[Mistake, ...]


class Skipped(Struct, frozen=True, tag="skipped"):
    """What stands in an input and is not read, such as a column nobody knows; ``hint`` may help."""

    source: str
    what: str
    hint: str = ""


Item = Entry | Trouble | Skipped


def fingerprint(item: Item) -> str:
    """Return a hash of an item as it was read, to tell whether an input has changed since."""
    return hashlib.sha256(msgspec.msgpack.encode(item)).hexdigest()[:16]


def place_of(source: str, row: int, mistake: Mistake) -> tuple[str, int]:
    """Return where a mistake stands, for people: the file with the sheet, and the row."""
    file = f"{source} ({mistake.sheet})" if mistake.sheet else source
    return file, mistake.row or row
