"""What becomes of an entry."""

from __future__ import annotations

from msgspec import Struct

from advisor.batch.entry import Mistake, Skipped
from advisor.batch.record import Record


class Made(Struct, frozen=True):
    """An assessed company: its line in the overview, and its documents by format."""

    record: Record
    documents: tuple[tuple[str, str], ...]


class Unchanged(Struct, frozen=True):
    """A company of an earlier run whose documents would come out the same."""

    company: str
    answers: str
    made_from: str


class Failed(Struct, frozen=True):
    """An entry that gave no assessment, and why."""

    mistakes: tuple[Mistake, ...]


Outcome = Made | Unchanged | Failed | Skipped
