"""One pass over all items: what the journal has already, then the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from advisor.batch.entry import Item, Skipped, fingerprint
from advisor.batch.folder import DOCUMENTS, CannotWrite, RunFolder
from advisor.batch.journal import Done, Journal, Line, Lost, Passed
from advisor.batch.limits import Limit
from advisor.batch.maker import Maker
from advisor.batch.making import Making
from advisor.batch.names import Names
from advisor.batch.outcome import Failed, Made, Outcome, Unchanged
from advisor.batch.record import Record


class Step(Struct, frozen=True):
    """One item more is done; ``before`` says that it was in an earlier sitting."""

    line: Line
    before: bool


class Stage:
    """A pass that writes documents, where the settings have formats, and a journal."""

    def __init__(
        self, folder: RunFolder, journal: Journal, making: Making, tell: Callable[[Step], None]
    ) -> None:
        """Take what the pass needs; ``tell`` hears of every item that is done."""
        self.folder = folder
        self.journal = journal
        self.making = making
        self.tell = tell
        self._names = Names()

    def go_through(self, items: Iterator[Item], limit: Limit, jobs: int) -> None:
        """Bring the journal up to the end of the items.

        Raises ``TooManyFailed``, ``CannotWrite``, or ``InputError`` for a template.
        """
        rest = self._replayed(items)
        with self.journal.adding() as adding:
            for item, outcome in self.making.outcomes(rest, jobs):
                line = self._line(item, outcome)
                try:
                    adding.add(line)
                except OSError as error:
                    raise CannotWrite(self.journal.path, error) from error
                self.tell(Step(line, before=False))
                if isinstance(line, Lost):
                    limit.failure()

    def _replayed(self, items: Iterator[Item]) -> Iterator[Item]:
        """Take over what was done before, and return the items that are left.

        From the first item that has changed since, everything is done anew, as
        names are given out in order.
        """
        lines = self.journal.lines()
        done = 0
        for item in items:
            line = next(lines, None)
            if line is None or line.print != fingerprint(item):
                self._forget(done)
                return chain([item], items)
            if isinstance(line, Done):
                self._names.next(line.record.company)
            self.tell(Step(line, before=True))
            done += 1
        self._forget(done)
        return iter(())

    def _forget(self, after: int) -> None:
        """Take back what the journal has from a place on, with its documents."""
        gone = self.journal.cut(after)
        self.folder.remove(
            document
            for line in gone
            if isinstance(line, Done) and not line.kept
            for document in line.record.documents
        )

    def _line(self, item: Item, outcome: Outcome) -> Line:
        """Write the documents of an outcome and return its line in the journal."""
        mark = fingerprint(item)
        if isinstance(item, Skipped):
            return Passed(mark, item)
        if isinstance(outcome, Made):
            stem = self._names.next(outcome.record.company)
            return Done(mark, self._written(outcome, stem))
        if isinstance(outcome, Unchanged):
            return self._kept(item, outcome, mark)
        mistakes = outcome.mistakes if isinstance(outcome, Failed) else ()
        return Lost(mark, item.source, item.row, mistakes)

    def _written(self, made: Made, stem: str) -> Record:
        documents = {f"{DOCUMENTS}/{stem}.{format_}": text for format_, text in made.documents}
        for name, text in documents.items():
            self.folder.put(name, text)
        return replace(made.record, documents=tuple(documents))

    def _kept(self, item: Item, unchanged: Unchanged, mark: str) -> Line:
        """Keep an earlier run's documents; make them again where they are gone or renamed."""
        earlier = self.making.earlier.find(unchanged.answers, unchanged.made_from)
        stem = self._names.next(unchanged.company)
        formats = self.making.settings.formats
        wanted = tuple(f"{DOCUMENTS}/{stem}.{format_}" for format_ in formats)
        there = all((self.folder.path / name).is_file() for name in wanted)
        if earlier is not None and earlier.documents == wanted and there:
            place = {} if isinstance(item, Skipped) else {"source": item.source, "row": item.row}
            return Done(mark, replace(earlier, **place), kept=True)
        outcome = self._again.outcome(item)
        if isinstance(outcome, Made):
            return Done(mark, self._written(outcome, stem))
        return self._line(item, outcome)

    @cached_property
    def _again(self) -> Maker:
        """A maker that knows nothing of an earlier run."""
        return self.making.afresh().maker()
