"""An entry becomes a profile, whatever it was read from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from advisor.batch.entry import Entry, RowEntry
from advisor.batch.readers.parsed import TextReader
from advisor.batch.readers.rows import RowReader
from advisor.model.case import Profile
from advisor.model.knowledge import Knowledge
from advisor.profile.same import Same

Books = Mapping[str, Knowledge]


def read_entry(entry: Entry, books: Books) -> Profile:
    """Return the profile of a company; raises ``Unusable`` with everything wrong with it.

    ``books`` has the knowledge base in each language; what is worked out of it is kept.
    """
    rows, texts = _readers(Same(books))
    return rows.read(entry) if isinstance(entry, RowEntry) else texts.read(entry)


@lru_cache(maxsize=4)
def _readers(same: Same[Books]) -> tuple[RowReader, TextReader]:
    return RowReader(same.thing), TextReader(same.thing)
