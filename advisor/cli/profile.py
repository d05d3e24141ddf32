"""``advisor profile``: a blank profile to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.cli.failing import fail_to_write, reporting_input_errors, to_file
from advisor.cli.speaking import language_option
from advisor.language.messages import _, current_language


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
    "--rules",
    type=click.Path(path_type=Path, file_okay=False),
    help="The knowledge base whose questions to ask.",
)
@language_option
def new(output: Path | None, rules: Path | None) -> None:
    """Print a blank profile, every question with its help and its possible answers."""
    from advisor.edge.files import write_whole
    from advisor.knowledge.opening import open_knowledge
    from advisor.profile.blank import blank_profile

    with reporting_input_errors():
        text = blank_profile(open_knowledge(rules, current_language()))
    output = to_file(output)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        if output.exists():
            raise FileExistsError(17, _("the file exists already"), str(output))
        write_whole(output, text)
    except OSError as error:
        fail_to_write(output, error)
    click.echo(_("The profile to fill in is {file}").format(file=output), err=True)
