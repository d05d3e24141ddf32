"""A file name for each company: safe on every system, and no two alike."""

from __future__ import annotations

from collections import defaultdict
from hashlib import blake2b

from advisor.edge.file_names import stem_of

NAMELESS = "company"


class Names:
    """Gives names out in the order of the companies; what was given is not given again.

    Names count as alike when they differ in case only, since some systems take
    them for one. Kept as hashes, a hundred thousand names take little room; two
    that share one would merely get a number.
    """

    def __init__(self) -> None:
        """Begin with none given."""
        self._given: set[int] = set()
        self._last: defaultdict[int, int] = defaultdict(lambda: 1)

    def next(self, company: str) -> str:
        """Return a name for a company: its own, or its own with a number."""
        stem = stem_of(company) or NAMELESS
        name, base = stem, _hash(stem)
        while _hash(name) in self._given:
            self._last[base] += 1
            name = f"{stem}-{self._last[base]}"
        self._given.add(_hash(name))
        return name


def _hash(name: str) -> int:
    return int.from_bytes(blake2b(name.casefold().encode(), digest_size=8).digest(), "big")
