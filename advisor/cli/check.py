"""``advisor check``: everything there is to say about a knowledge base."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.cli.failing import reporting_input_errors
from advisor.cli.speaking import language_option


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or a list for programs.",
)
@click.option(
    "--coverage",
    is_flag=True,
    help="List what acts on each part of the articles; exit with 1 when a part has nothing.",
)
@language_option
def command(folder: Path | None, format_: str, *, coverage: bool) -> None:
    """Judge the knowledge base in FOLDER (default: the shipped one).

    Exits with 1 when there is an error; warnings alone leave it at 0.
    """
    if coverage:
        _cover(folder, format_)
        return
    from advisor.knowledge.judge import judge
    from advisor.model.diagnostic import Severity
    from advisor.report.diagnostics import as_json, as_text

    verdict = judge(folder)
    click.echo(as_json(verdict) if format_ == "json" else as_text(verdict))
    if any(diagnostic.severity is Severity.ERROR for diagnostic in verdict.diagnostics):
        sys.exit(1)


def _cover(folder: Path | None, format_: str) -> None:
    from advisor.knowledge.coverage import guidance_coverage
    from advisor.knowledge.load import load_knowledge
    from advisor.report.coverage import as_json, as_text, uncovered

    with reporting_input_errors():
        found = guidance_coverage(load_knowledge(folder))
    click.echo(as_json(found) if format_ == "json" else as_text(found))
    if uncovered(found):
        sys.exit(1)
