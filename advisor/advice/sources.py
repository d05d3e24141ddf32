"""The sources a document cites."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from advisor.model.grounds import Cited
from advisor.model.knowledge import Knowledge


def view_sources(names: Iterable[str], knowledge: Knowledge) -> tuple[Cited, ...]:
    """Return the sources named and the works they are part of, sorted by id."""
    wanted = set(names)
    wanted |= {knowledge.sources[name].within for name in wanted} - {""}
    cited = []
    for name in sorted(wanted, key=in_reading_order):
        source = knowledge.sources[name]
        work = knowledge.sources[source.within].title if source.within else ""
        cited.append(
            Cited(source.id, source.title, source.says, source.url, source.grade.value, work)
        )
    return tuple(cited)


@lru_cache(maxsize=1024)
def in_reading_order(name: str) -> tuple[str, int, str]:
    """Sort S2-9 before S2-14."""
    head, _, tail = name.partition("-")
    return (head, int(tail) if tail.isdecimal() else 0, tail)
