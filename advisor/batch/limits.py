"""How many failures a run bears before it stops."""

from __future__ import annotations

from msgspec import Struct


class TooManyFailed(Exception):  # noqa: N818 - the run was told to stop here
    """A run stops because more entries failed than it was to bear; ``count`` of them did."""

    def __init__(self, count: int) -> None:
        """Keep how many failed in this sitting."""
        super().__init__(str(count))
        self.count = count


class Limit(Struct):
    """Counts failures; ``most`` is how many a run ends at, none where it bears them all."""

    most: int | None = None
    failed: int = 0

    def failure(self) -> None:
        """Count one; raises ``TooManyFailed`` where that is the last one borne."""
        self.failed += 1
        if self.most is not None and self.failed >= self.most:
            raise TooManyFailed(self.failed)
