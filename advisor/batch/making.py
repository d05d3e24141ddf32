"""How items become outcomes: by which settings, and from what is known already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from advisor.batch.books import Books
from advisor.batch.earlier import Earlier
from advisor.batch.entry import Item, Mistake
from advisor.batch.maker import Maker
from advisor.batch.outcome import Failed, Outcome
from advisor.batch.pool import results
from advisor.batch.settings import Settings
from advisor.language.messages import _
from advisor.model.cohort import Cohort
from advisor.model.knowledge import Knowledge


class Making:
    """The work on the items of a run."""

    def __init__(
        self,
        settings: Settings,
        earlier: Earlier | None = None,
        cohorts: Mapping[str, Cohort] | None = None,
        books: Mapping[str, Knowledge] | None = None,
    ) -> None:
        """Keep what every process needs; ``cohorts`` has the cohort in each language.

        ``books`` serve this process only: every other opens its own, which is
        quicker than sending them.
        """
        self.settings = settings
        self.earlier = earlier or Earlier()
        self.cohorts = cohorts or {}
        self._books = books

    def __getstate__(self) -> dict[str, object]:
        """Return what is sent to another process."""
        return {**self.__dict__, "_books": None}

    def maker(self) -> Maker:
        """Return a maker for the process that asks."""
        books = Books(self.settings) if self._books is None else self._books
        return Maker(self.settings, books, earlier=self.earlier, cohorts=self.cohorts)

    def afresh(self) -> Making:
        """Return the same work, with nothing known from an earlier run."""
        return Making(self.settings, cohorts=self.cohorts, books=self._books)

    def begin(self) -> Callable[[Item], Outcome]:
        """Return what makes outcomes."""
        return self.maker().outcome

    def lost(self, piece: Item) -> Outcome:
        """Return what becomes of an item on which processes die."""
        del piece
        reason = _("the process that worked on it was ended, twice")
        hint = _("try it alone with 'advisor advise'; it may need more memory than there is")
        return Failed((Mistake("", reason, hint),))

    def outcomes(self, items: Iterable[Item], jobs: int) -> Iterator[tuple[Item, Outcome]]:
        """Yield each item with its outcome, in the order of the items."""
        return results(items, self, jobs)
