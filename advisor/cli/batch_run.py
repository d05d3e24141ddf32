"""Carry a run out for the command line: what it says while it goes on, and how it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from advisor.batch.begin import CannotBegin, FinishedAlready
from advisor.batch.books import Books
from advisor.batch.entry import Mistake, Skipped, place_of
from advisor.batch.expected import expected_companies
from advisor.batch.folder import CannotWrite, RunFolder
from advisor.batch.journal import Lost, Passed
from advisor.batch.limits import Limit, TooManyFailed
from advisor.batch.readers.read import read_inputs
from advisor.batch.run import MEASURED, Asked, Counts, run_into
from advisor.batch.stage import Step
from advisor.batch.stream import run_through
from advisor.cli.failing import EXIT_INPUT, fail_to_write, reporting_input_errors
from advisor.cli.progress import progress
from advisor.edge.files import why_not
from advisor.language.messages import _, ngettext

SHOWN = 5


class _Heard:
    """The first few things that went wrong, to be told at the end."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.more = 0

    def failed(self, source: str, row: int, mistakes: tuple[Mistake, ...]) -> None:
        for mistake in mistakes:
            self._add(mistake_line(source, row, mistake))

    def passed(self, skipped: Skipped) -> None:
        self._add(skipped_line(skipped))

    def _add(self, line: str) -> None:
        if len(self.lines) < SHOWN:
            self.lines.append(line)
        else:
            self.more += 1

    def tell(self) -> None:
        for line in self.lines:
            click.echo(line, err=True)
        if self.more:
            said = ngettext("and {count} more", "and {count} more", self.more)
            click.echo(said.format(count=self.more), err=True)


def mistake_line(source: str, row: int, mistake: Mistake) -> str:
    """Return a mistake as a line: where, in which field, what, and what was expected."""
    place = ":".join(str(part) for part in place_of(source, row, mistake) if part)
    field = f"{mistake.field}: " if mistake.field else ""
    expected = f"; {mistake.expected}" if mistake.expected else ""
    return f"{place}: {_('error')}: {field}{mistake.reason}{expected}"


def skipped_line(skipped: Skipped) -> str:
    """Return what nobody reads as a line."""
    said = _("{what} is not read").format(what=skipped.what)
    hint = f"; {skipped.hint}" if skipped.hint else ""
    note = _("note")
    return f"{skipped.source}: {note}: {said}{hint}"


def into_folder(path: Path, asked: Asked) -> None:
    """Carry a run into a folder out; ends the process with 1 where something failed."""
    folder, heard = RunFolder(path), _Heard()
    with _ending(path, heard), reporting_input_errors():
        books = Books(asked.settings)
        with progress(expected_companies(asked.inputs)) as shown:
            stages: list[str] = []

            def tell(stage: str, step: Step) -> None:
                if stage not in stages:
                    stages.append(stage)
                    if asked.settings.benchmark:
                        shown.begin_again(_("measuring") if stage == MEASURED else _("writing"))
                if isinstance(step.line, Passed):
                    if stage != MEASURED:
                        heard.passed(step.line.skipped)
                    return
                if isinstance(step.line, Lost) and stage != MEASURED:
                    heard.failed(step.line.source, step.line.row, step.line.mistakes)
                shown.done(before=step.before)

            counts = run_into(folder, asked, books, lambda: sys.stdin.buffer, tell)
    heard.tell()
    _close(path, counts)


def _close(path: Path, counts: Counts) -> None:
    """Say what became of the companies, and end with 1 where some failed."""
    pieces = [ngettext("{count} written", "{count} written", counts.written)]
    numbers = [counts.written]
    if counts.unchanged:
        pieces.append(ngettext("{count} unchanged", "{count} unchanged", counts.unchanged))
        numbers.append(counts.unchanged)
    pieces.append(ngettext("{count} failed", "{count} failed", counts.failed))
    numbers.append(counts.failed)
    told = (piece.format(count=count) for piece, count in zip(pieces, numbers, strict=True))
    click.echo(f"{path}: {', '.join(told)}", err=True)
    if not any(numbers):
        click.echo(_("There was no company in the input"), err=True)
    if counts.before:
        said = ngettext(
            "{count} of them was done before the run was broken off",
            "{count} of them were done before the run was broken off",
            counts.before,
        )
        click.echo(said.format(count=counts.before), err=True)
    if counts.left_over:
        said = ngettext(
            "{count} document is left of a company that is no longer in the input",
            "{count} documents are left of companies that are no longer in the input",
            counts.left_over,
        )
        click.echo(said.format(count=counts.left_over), err=True)
    click.echo(_("The overview is in {file}").format(file=path / "index.md"), err=True)
    if counts.failed:
        said = _("What was wrong is in {file}; mend it, and add --changed-only")
        click.echo(said.format(file=path / "errors.csv"), err=True)
        sys.exit(EXIT_INPUT)


@contextmanager
def _ending(path: Path, heard: _Heard) -> Iterator[None]:
    """End the process in one clear line, whatever a run ends with; it can always be gone on."""
    go_on = _("what is done is kept: go on with --resume")
    try:
        yield
    except CannotBegin as error:
        _fail(path, f"{error.message}; {error.hint}")
    except FinishedAlready:
        click.echo(_("{folder}: the run is finished").format(folder=path), err=True)
        sys.exit(_code_of_finished(path))
    except CannotWrite as error:
        reason = why_not(error.error)
        said = _("cannot write the file: {reason}; {hint}").format(reason=reason, hint=go_on)
        _fail(error.path, said)
    except TooManyFailed as error:
        heard.tell()
        said = ngettext(
            "stopped at {count} entry that is at fault, see errors.csv; mend it and {hint}",
            "stopped at {count} entries that are at fault, see errors.csv; mend them and {hint}",
            error.count,
        )
        _fail(path, said.format(count=error.count, hint=_("go on with --resume")))
    except KeyboardInterrupt:
        _fail(path, _("interrupted; {hint}").format(hint=go_on))


def _fail(path: Path, message: str) -> NoReturn:
    click.echo(f"{path}: {_('error')}: {message}", err=True)
    sys.exit(EXIT_INPUT)


def _code_of_finished(path: Path) -> int:
    """Return the exit code that the finished run ended with."""
    import msgspec

    try:
        counts = msgspec.json.decode((path / "run.json").read_bytes())["counts"]
        return EXIT_INPUT if counts["failed"] else 0
    except (OSError, msgspec.DecodeError, KeyError, TypeError):
        return EXIT_INPUT


def to_stdout(asked: Asked) -> None:
    """Write a line for each company to standard output; ends with 1 where something failed."""
    limit = Limit(asked.most_failures)
    failed, out = False, sys.stdout.buffer
    with reporting_input_errors():
        books = Books(asked.settings)
        items = read_inputs(asked.inputs, books, stdin=sys.stdin.buffer, kind=asked.kind)
        try:
            for line in run_through(items, asked.settings, books, asked.jobs):
                if isinstance(line, bytes):
                    out.write(line)
                    out.flush()
                elif isinstance(line, Skipped):
                    click.echo(skipped_line(line), err=True)
                else:
                    failed = True
                    for mistake in line.mistakes:
                        click.echo(mistake_line(line.source, line.row, mistake), err=True)
                    limit.failure()
        except TooManyFailed as error:
            said = ngettext(
                "stopped at {count} entry that is at fault",
                "stopped at {count} entries that are at fault",
                error.count,
            )
            click.echo(said.format(count=error.count), err=True)
        except CannotWrite as error:
            fail_to_write(error.path, error.error)
    if failed:
        sys.exit(EXIT_INPUT)
