"""The driver of a run into a folder: begin or go on, judge every item, write the overview."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from advisor.batch.begin import Begun, Wish, begun, begun_with
from advisor.batch.cohort.publish import cohort_of
from advisor.batch.cohort.tally import Tally
from advisor.batch.earlier import Earlier, documents_of, previous_in, stale_in
from advisor.batch.folder import STDIN, RunFolder
from advisor.batch.journal import Done, Journal, Lost
from advisor.batch.limits import Limit, TooManyFailed
from advisor.batch.making import Making
from advisor.batch.outputs import write_errors, write_overview
from advisor.batch.readers.read import read_inputs
from advisor.batch.run_file import RunFile
from advisor.batch.settings import Settings
from advisor.batch.stage import Stage, Step
from advisor.model.cohort import Cohort
from advisor.model.knowledge import Knowledge

DASH = Path("-")
MEASURED = "measured"
DOCUMENTED = "documents"


class Asked(Struct, frozen=True):
    """What somebody asks of a run.

    ``kind`` is what standard input holds, where it is among the inputs.
    ``dated`` says that the day of the settings was asked for, so that a run
    that goes on must have been begun with it.
    """

    inputs: tuple[Path, ...]
    settings: Settings
    wish: Wish = "new"
    jobs: int = 1
    most_failures: int | None = None
    kind: str | None = None
    dated: bool = True


class Counts(Struct):
    """What became of the companies, and how many of them in an earlier sitting (``before``).

    ``left_over`` are documents of an earlier run whose companies are no longer there.
    """

    written: int = 0
    unchanged: int = 0
    failed: int = 0
    before: int = 0
    left_over: int = 0

    def add(self, step: Step) -> None:
        """Count an item."""
        if isinstance(step.line, Done):
            self.unchanged += step.line.kept
            self.written += not step.line.kept
        elif isinstance(step.line, Lost):
            self.failed += 1
        else:
            return
        self.before += step.before


Tell = Callable[[str, Step], None]
"""Hears of every item that is done, with the pass it was done in."""


def run_into(
    folder: RunFolder,
    asked: Asked,
    books: Mapping[str, Knowledge],
    stdin: Callable[[], BinaryIO],
    tell: Tell,
) -> Counts:
    """Carry a run out, or on, and return what became of the companies.

    Raises ``CannotBegin``, ``FinishedAlready``, ``CannotWrite``,
    ``TooManyFailed``, or ``InputError`` where a template is at fault. Whatever
    ends it, it can be gone on with.
    """
    knowledge = books[asked.settings.language]
    names = tuple(str(path) for path in asked.inputs)
    wanted = begun_with(asked.settings, names, knowledge)
    with begun(folder, wanted, asked.wish, dated=asked.dated) as there:
        if DASH in asked.inputs:
            _keep_stdin(folder, stdin)
        run = _Run(folder, replace(asked, settings=there.settings), books, tell)
        counts = run.carry_out(there)
    folder.tidy()
    return counts


def _keep_stdin(folder: RunFolder, stdin: Callable[[], BinaryIO]) -> None:
    """Keep a copy of standard input in the folder: a run that goes on cannot read it again."""
    if folder.stdin.exists():
        return

    def copy(stream: BinaryIO) -> None:
        source = stdin()
        while block := source.read(1 << 20):
            stream.write(block)

    folder.put_in_work(STDIN, copy)


class _Run:
    """A run whose folder is held."""

    def __init__(
        self, folder: RunFolder, asked: Asked, books: Mapping[str, Knowledge], tell: Tell
    ) -> None:
        self.folder = folder
        self.asked = asked
        self.settings = asked.settings
        self.books = books
        self.knowledge = books[asked.settings.language]
        self.tell = tell
        self.counts = Counts()

    def carry_out(self, there: Begun) -> Counts:
        cohorts: Mapping[str, Cohort] = {}
        if self.settings.benchmark:
            # Where a company stands can be told only once all have been measured.
            settings = replace(self.settings, formats=(), changed_only=False)
            measuring = Making(settings, books=self.books)
            tally = _tally(self._pass(MEASURED, measuring), self.knowledge)
            cohorts = {language: self._cohort(tally, language) for language in self.books}
        earlier = Earlier(previous_in(self.folder))
        journal = self._pass(DOCUMENTED, Making(self.settings, earlier, cohorts, self.books))
        left_over = self._clear_away(journal)
        self.counts.left_over = len(left_over)
        run_file = RunFile(there, self.asked.jobs, left_over)
        cohort = self._cohort(_tally(journal, self.knowledge), self.settings.language)
        write_overview(self.folder, journal, cohort, run_file, self.knowledge)
        return self.counts

    def _pass(self, name: str, making: Making) -> Journal:
        """Bring a journal up to the end of the inputs."""
        journal = self.folder.journal(name)

        def tell(step: Step) -> None:
            if name == DOCUMENTED:
                self.counts.add(step)
            self.tell(name, step)

        with ExitStack() as stack:
            kept = self.folder.stdin
            stdin = stack.enter_context(kept.open("rb")) if kept.exists() else None
            items = read_inputs(self.asked.inputs, self.books, stdin=stdin, kind=self.asked.kind)
            try:
                limit = Limit(self.asked.most_failures)
                Stage(self.folder, journal, making, tell).go_through(items, limit, self.asked.jobs)
            except TooManyFailed:
                write_errors(self.folder, journal, self.knowledge)
                raise
        return journal

    def _cohort(self, tally: Tally, language: str) -> Cohort:
        return cohort_of(tally, self.books[language], self.settings.min_group)

    def _clear_away(self, journal: Journal) -> tuple[str, ...]:
        """Remove what an overwritten run has left; return what one brought up to date leaves."""
        previous, stale = previous_in(self.folder), set(stale_in(self.folder))
        if not stale and previous is None:
            return ()
        written = {
            document
            for line in journal.lines()
            if isinstance(line, Done)
            for document in line.record.documents
        }
        if previous is None:
            self.folder.remove(sorted(stale - written))
            return ()
        return tuple(sorted({*documents_of(self.folder), *stale} - written))


def _tally(journal: Journal, knowledge: Knowledge) -> Tally:
    """Return what the companies of a journal have in common."""
    tally = Tally(knowledge)
    for line in journal.lines():
        if isinstance(line, Done):
            tally.count(line.record)
    return tally
