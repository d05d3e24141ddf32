"""Why an entry cannot be used, in words that repeat nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from advisor.batch.entry import Mistake
from advisor.language.messages import N_, _
from advisor.model.knowledge import Table
from advisor.profile.cells import NoAnswer
from advisor.profile.heading_words import NAME

T = TypeVar("T")

# By the number of the diagnostic: what is wrong, and what was expected if no question says so.
REASONS = {
    1: (N_("the file cannot be read"), N_("a text in UTF-8")),
    2: (N_("not well-formed"), N_("well-formed YAML or JSON")),
    3: (N_("a key stands twice"), N_("each key once")),
    4: (N_("an unknown key"), N_("a key that 'advisor profile new' lists")),
    5: (N_("something else is expected here"), N_("what 'advisor profile new' says")),
    6: (N_("this is none of the answers"), N_("one of the answers")),
    7: (N_("out of range, too long, or no number"), N_("what 'advisor profile new' says")),
    9: (N_("too large or too deep"), N_("a smaller profile")),
    10: (N_("something is missing"), N_("what 'advisor profile new' lists")),
    20: (N_("two have the same name"), N_("a name of its own for each")),
    21: (
        N_("a mark for a rival who is not among the competitors"),
        N_("competitors as they are listed, or none listed"),
    ),
}


def reason_of(number: int, field: str, row: int = 0, expected: str = "") -> Mistake:
    """Return the mistake that a diagnostic's number stands for."""
    reason, usual = REASONS[number]
    return Mistake(field, _(reason), expected or _(usual), row)


def no_name(table: Table | None = None, row: int = 0) -> Mistake:
    """Return that a company, or a row of a table, has no name."""
    if table is None:
        return Mistake(NAME, _("the company has no name"), _("the company's name"), row)
    expected = _("the name of the {row}").format(row=table.row)
    return Mistake(f"{table.id}.{NAME}", _("the row has no name"), expected, row)


class Notes(Struct, frozen=True):
    """Notes down what is wrong with a row.

    ``row`` is its number and ``sheet`` its sheet, 0 and empty for the company's own.
    """

    mistakes: list[Mistake]
    row: int = 0
    sheet: str = ""

    def tried(self, field: str, default: T, read: Callable[..., T], *said: object) -> T:
        """Return what is read; where it cannot be, note down why and return the default."""
        try:
            return read(*said)
        except NoAnswer as wrong:
            self.add(field, wrong.reason, wrong.message)
            return default

    def add(self, field: str, reason: str, expected: str) -> None:
        """Note down a mistake."""
        self.mistakes.append(Mistake(field, reason, expected, self.row, self.sheet))

    def add_known(self, number: int, field: str) -> None:
        """Note down the mistake that a diagnostic's number stands for."""
        self._take(reason_of(number, field))

    def add_nameless(self, table: Table) -> None:
        """Note down that a row of a table has no name."""
        self._take(no_name(table))

    def _take(self, mistake: Mistake) -> None:
        self.mistakes.append(replace(mistake, row=self.row, sheet=self.sheet))
