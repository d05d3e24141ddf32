"""``advisor advise``: from a profile to the advice document."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from advisor.cli.collecting import uncollected
from advisor.cli.company import opened
from advisor.cli.delivering import deliver
from advisor.cli.failing import reporting_input_errors, to_file
from advisor.cli.options import (
    cut_lines_option,
    date_option,
    matcher_option,
    rules_option,
    templates_option,
)
from advisor.cli.speaking import language_option
from advisor.language.messages import _


@click.command()
@click.argument("profile", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write to this file, whole or not at all, and print a summary.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["md", "json"]),
    default="md",
    show_default=True,
    help="A document to read, or the assessment for programs.",
)
@rules_option
@templates_option
@cut_lines_option
@date_option
@matcher_option
@language_option
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    profile: Path,
    output: Path | None,
    format_: str,
    rules: Path | None,
    templates: Path | None,
    cut_lines: str | None,
    date: dt.datetime | None,
    matcher: str,
) -> None:
    """Write the advice for the company described in PROFILE.

    The document goes to standard output unless -o names a file. It is in the
    language of the profile, where that says which, unless --lang names another.
    """
    day = date.date() if date is not None else dt.datetime.now().astimezone().date()
    with uncollected(), reporting_input_errors():
        from advisor.inference.engine import InferenceEngine
        from advisor.inference.matching import matcher_named
        from advisor.pipeline import advise

        knowledge, company = opened(profile, rules, cut_lines)
        assessment = advise(InferenceEngine(knowledge, matcher_named(matcher)), company, day)
        if format_ == "json":
            from advisor.report.serial import to_json

            text = to_json(assessment)
        else:
            from advisor.report.render import render

            text = render(assessment, templates)
    deliver(text, output)
    if to_file(output) is not None:
        from advisor.report.summary import summary

        click.echo(summary(assessment), err=True, nl=False)
        click.echo(_("The advice is in {file}").format(file=output), err=True)
