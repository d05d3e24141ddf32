"""What the missing answers can still do to each piece of advice, exactly.

An answer is missing that nobody was asked for, or that was *don't know*. It may
come to be any value its question allows, or *does not apply*, or stay out. A
piece of advice is certain when its condition holds in every such completion of
the profile, excluded when it holds in none, and possible otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from advisor.advice.prospects import Prospect
from advisor.advice.ranking import Key, key_of
from advisor.model.case import Answer, Cell, Profile, Row, State, TableAnswer
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace


class Worth(Struct, frozen=True):
    """What an answer would settle: ``pieces`` by some of its values, ``expected`` on average."""

    pieces: int
    expected: float


class Outlook(Struct, frozen=True):
    """The prospect of every piece of advice, and what the missing answers have to do with it.

    ``waits`` has the missing answers on which each possible piece depends.
    ``loosely`` are those called possible because something behind them is not
    followed exactly, ``undecided`` those for which the budget ended. ``moving``
    is the advice that may come, go, or become more certain; ``beats`` and
    ``rivals`` say what that may set aside.
    """

    prospects: Mapping[Key, Prospect]
    waits: Mapping[Key, tuple[Cell, ...]]
    worths: Mapping[Cell, Worth]
    loosely: frozenset[Key] = frozenset()
    undecided: frozenset[Key] = frozenset()
    moving: frozenset[str] = frozenset()
    beats: Mapping[str, frozenset[str]] = {}
    rivals: Mapping[str, frozenset[str]] = {}


WORTHLESS = Worth(0, 0.0)
NOTHING_MISSING = Outlook({}, {}, {})
"""The outlook where none is asked for: what holds now is taken to be certain."""


def with_gaps(profile: Profile) -> Profile:
    """Return a profile in which *don't know* is as open as what was never asked."""
    tables = {}
    for name, table in profile.tables.items():
        if table.state is State.DONT_KNOW:
            tables[name] = TableAnswer(State.NOT_ASKED)
        elif any(_dont_know(cell) for row in table.rows for cell in row.cells.values()):
            tables[name] = replace(table, rows=tuple(_row_with_gaps(row) for row in table.rows))
        else:
            tables[name] = table
    answers = {n: answer for n, answer in profile.answers.items() if not _dont_know(answer)}
    return replace(profile, answers=answers, tables=tables)


def _row_with_gaps(row: Row) -> Row:
    return replace(row, cells={n: cell for n, cell in row.cells.items() if not _dont_know(cell)})


def _dont_know(answer: Answer) -> bool:
    return answer.state is State.DONT_KNOW


def nothing_missing(knowledge: Knowledge, now: Trace) -> Outlook:
    """Return the outlook of a company of which every answer is in: all is certain or excluded."""
    fired = {key_of(firing) for firing in now.firings}
    found = {
        (name, row): Prospect.CERTAIN if (name, row) in fired else Prospect.EXCLUDED
        for name, advice in knowledge.advice.items()
        for row in (now.tables[advice.table].rows if advice.table else ("",))
    }
    return Outlook(found, {}, {})
