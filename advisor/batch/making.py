"""How items become outcomes: by which settings, and from what is known already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from advisor.batch.earlier import Earlier
from advisor.batch.entry import Item, Mistake
from advisor.batch.maker import Maker
from advisor.batch.outcome import Failed, Outcome
from advisor.batch.pool import results
from advisor.batch.settings import Settings
from advisor.language.messages import _
from advisor.model.cohort import Cohort


class Making:
    """The work on the items of a run."""

    def __init__(
        self,
        settings: Settings,
        earlier: Earlier | None = None,
        cohorts: Mapping[str, Cohort] | None = None,
    ) -> None:
        """Keep what every process needs; ``cohorts`` has the cohort in each language."""
        self.settings = settings
        self.earlier = earlier or Earlier()
        self.cohorts = cohorts or {}

    def maker(self) -> Maker:
        """Return a maker for the process that asks."""
        return Maker(self.settings, earlier=self.earlier, cohorts=self.cohorts)

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
