"""``advisor profile``: a blank profile to fill in."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.cli.failing import fail_to_write, reporting_input_errors, to_file
from advisor.cli.speaking import language_option
from advisor.language.messages import _, current_language
from advisor.profile.forms.formats import FORMATS, XLSX, blank_form, format_of


@click.group()
def command() -> None:
    """Make a profile to fill in."""


@command.command(short_help="Print or write a blank profile.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, which must not exist yet.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="What to make, instead of what the file's ending says: yaml for one company, or for "
    "programs json, for many companies csv or xlsx, a workbook.",
)
@click.option(
    "--rules",
    type=click.Path(path_type=Path, file_okay=False),
    help="The knowledge base whose questions to ask.",
)
@language_option
def new(output: Path | None, format_: str | None, rules: Path | None) -> None:
    """Print a blank profile, every question with its help and its possible answers."""
    from advisor.knowledge.opening import open_knowledge

    output = to_file(output)
    wanted = format_ or format_of(output)
    if output is None and wanted == XLSX and is_terminal():
        raise click.UsageError(_("a workbook cannot be shown here; name a file with -o"))
    with reporting_input_errors():
        form = blank_form(open_knowledge(rules, current_language()), wanted)
    if output is None:
        click.echo(form, nl=False)
        return
    _write(output, form)
    click.echo(_("The profile to fill in is {file}").format(file=output), err=True)


def is_terminal() -> bool:
    """Tell whether the result would be shown to a person as it is."""
    return sys.stdout.isatty()


def _write(output: Path, form: bytes) -> None:
    from advisor.edge.files import write_whole_bytes

    try:
        if output.exists():
            raise FileExistsError(17, _("the file exists already"), str(output))
        write_whole_bytes(output, form)
    except OSError as error:
        fail_to_write(output, error)
