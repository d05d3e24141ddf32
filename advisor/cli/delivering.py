"""What a command has made goes to a file, whole or not at all, or to standard output."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from advisor.cli.failing import fail_to_write, to_file

F = TypeVar("F", bound=Callable[..., Any])


def output_option(function: F) -> F:
    """Add ``--output``, a file."""
    return click.option(
        "-o",
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write to this file, whole or not at all.",
    )(function)


def deliver(text: str, output: Path | None, said: str = "") -> None:
    """Print a text, or write it to a file and say so; ends with 1 where that cannot be done.

    ``said`` has a place for the file's name; without it nothing is said.
    """
    target = to_file(output)
    if target is None:
        click.echo(text, nl=False)
        return
    from advisor.edge.files import write_whole

    try:
        write_whole(target, text)
    except OSError as error:
        fail_to_write(target, error)
    if said:
        click.echo(said.format(file=target), err=True)
