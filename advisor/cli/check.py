"""``advisor check``: everything there is to say about a knowledge base."""

from __future__ import annotations

import sys
from pathlib import Path

import click


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
def command(folder: Path | None, format_: str) -> None:
    """Judge the knowledge base in FOLDER (default: the shipped one).

    Exits with 1 when there is an error; warnings alone leave it at 0.
    """
    from advisor.knowledge.judge import judge
    from advisor.model.diagnostic import Severity
    from advisor.report.diagnostics import as_json, as_text

    verdict = judge(folder)
    click.echo(as_json(verdict) if format_ == "json" else as_text(verdict))
    if any(diagnostic.severity is Severity.ERROR for diagnostic in verdict.diagnostics):
        sys.exit(1)
