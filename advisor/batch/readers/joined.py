"""Companies on one sheet and their rows on others, brought together on disk."""

from __future__ import annotations

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from advisor.batch.entry import Item, RowEntry, Sheet, SheetRow, Trouble
from advisor.batch.folder import CannotWrite
from advisor.batch.readers.grid import company_of
from advisor.batch.readers.trouble import trouble
from advisor.language.messages import _
from advisor.profile.heading_words import NAME
from advisor.profile.typed_words import fold

_TABLES = """
create table main (place integer primary key, file integer, key text, sheet integer, row blob);
create table further (place integer primary key, key text, sheet integer, row blob);
"""
_INDEXES = """
create index main_key on main (key);
create index further_key on further (key);
"""
_MAIN = """
select sheet, row, key, (select count(*) from main as other where other.key = main.key)
from main where file = ? order by place
"""
_FURTHER = "select sheet, row from further where key = ? order by place"
_REST = """
select sheet, row from further
where not exists (select 1 from main where main.key = further.key) order by place
"""
_NOT_A_ROW = -1
_ITEM = msgspec.msgpack.Decoder(Item)
_CELLS = msgspec.msgpack.Decoder(tuple[int, tuple[str, ...]])


@contextmanager
def _room_made() -> Iterator[None]:
    """Raise ``CannotWrite`` where there is no room for the temporary database."""
    try:
        yield
    except sqlite3.OperationalError as error:
        full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        raise CannotWrite(Path(tempfile.gettempdir()), full) from error


class Joined:
    """Keeps rows in a temporary database, so that there may be any number of them.

    Everything raises ``CannotWrite`` where the disk has no room for it.
    """

    def __init__(self) -> None:
        """Begin with no row; the database has no name, and vanishes when it is closed."""
        self._database = sqlite3.connect("")
        self._database.executescript(_TABLES)
        self._sheets: list[tuple[str, Sheet]] = []
        self._indexed = False

    def close(self) -> None:
        """Let the database vanish."""
        self._database.close()

    def add_main(self, items: Iterable[Item], file: int = 0) -> None:
        """Keep the companies of a sheet, and what else there is to say of it, in their order."""
        rows = ((file, *self._kept(item)) for item in items)
        with _room_made():
            self._database.executemany(
                "insert into main (file, key, sheet, row) values (?, ?, ?, ?)", rows
            )

    def add_further(self, items: Iterable[Item]) -> Iterator[Item]:
        """Keep the rows of a further sheet; yield what is none."""
        for item in items:
            if not isinstance(item, RowEntry):
                yield item
            elif company_of(item.main):
                with _room_made():
                    self._database.execute(
                        "insert into further (key, sheet, row) values (?, ?, ?)", self._kept(item)
                    )
            else:
                yield _of_nobody(item)

    def companies(self, file: int = 0) -> Iterator[Item]:
        """Yield the companies of a sheet with their rows, each where it stood."""
        self._index()
        for number, data, key, count in self._database.execute(_MAIN, (file,)):
            if number == _NOT_A_ROW:
                yield _ITEM.decode(data)
                continue
            further = tuple(self._row(*found) for found in self._database.execute(_FURTHER, (key,)))
            row = self._row(number, data)
            source = self._sheets[number][0]
            if further and count > 1:
                yield _several(source, row.number)
            else:
                yield RowEntry(source, row.number, row, further)

    def rest(self) -> Iterator[Item]:
        """Yield the rows of which nobody knows the company."""
        self._index()
        for number, data in self._database.execute(_REST):
            row = self._row(number, data)
            reason = _("no company of this name stands on the main sheet")
            expected = _("the name as it stands there")
            table = _table_of(row.sheet)
            file = self._sheets[number][0]
            yield trouble(file, row.number, reason, expected, table, row.sheet.name)

    def _kept(self, item: Item) -> tuple[str | None, int, bytes]:
        if not isinstance(item, RowEntry):
            return None, _NOT_A_ROW, msgspec.msgpack.encode(item)
        row = item.main
        if not self._sheets or self._sheets[-1][1] is not row.sheet:
            self._sheets.append((item.source, row.sheet))
        data = msgspec.msgpack.encode((row.number, row.cells))
        return _key(company_of(row)), len(self._sheets) - 1, data

    def _row(self, number: int, data: bytes) -> SheetRow:
        return SheetRow(self._sheets[number][1], *_CELLS.decode(data))

    def _index(self) -> None:
        if not self._indexed:
            with _room_made():
                self._database.executescript(_INDEXES)
            self._indexed = True


def _key(company: str) -> str | None:
    """Return a company's name as it is compared; a name may be a full stop and nothing else."""
    return fold(company) or company or None


def _table_of(sheet: Sheet) -> str:
    return next(column.table for column in sheet.columns if column and column.table)


def _of_nobody(item: RowEntry) -> Trouble:
    reason = _("the row does not say which company it belongs to")
    return trouble(
        item.source, item.row, reason, _("the company's name"), _table_of(item.main.sheet)
    )


def _several(source: str, row: int) -> Trouble:
    reason = _("several companies have this name, and there are rows for it on further sheets")
    return trouble(source, row, reason, _("a name of its own for each company"), NAME)
