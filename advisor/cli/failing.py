"""How the command line fails: one line for each mistake on stderr, exit code 1."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from advisor.edge.files import why_not
from advisor.edge.problems import in_words
from advisor.language.messages import _, ngettext
from advisor.model.diagnostic import Diagnostic, InputError, Severity

EXIT_INPUT = 1


@contextmanager
def reporting_input_errors() -> Iterator[None]:
    """Turn an ``InputError`` into its lines on stderr and exit code 1."""
    try:
        yield
    except InputError as error:
        print_diagnostics(error.diagnostics)
        sys.exit(EXIT_INPUT)


def to_file(output: Path | None) -> Path | None:
    """Return the file to write, or None for standard output, which ``-`` stands for too."""
    return None if output == Path("-") else output


def print_diagnostics(diagnostics: tuple[Diagnostic, ...]) -> None:
    """Print each diagnostic on a line of stderr, and how many errors there are."""
    for diagnostic in diagnostics:
        click.echo(in_words(diagnostic), err=True)
    errors = sum(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    if errors > 1:
        click.echo(
            ngettext("{count} error", "{count} errors", errors).format(count=errors), err=True
        )


def fail_to_write(path: Path, error: OSError) -> NoReturn:
    """Say that a file could not be written, and exit with 1."""
    hint = (
        _("choose another name")
        if isinstance(error, FileExistsError)
        else _("check the folder and its permissions")
    )
    message = _("{file}: error: cannot write the file: {reason}; {hint}")
    click.echo(message.format(file=path, reason=why_not(error), hint=hint), err=True)
    sys.exit(EXIT_INPUT)
