"""``advisor batch``: the advice for a whole register of companies."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any, Literal

import click

from advisor.cli.options import (
    cut_lines_option,
    date_option,
    matcher_option,
    rules_option,
    templates_option,
)
from advisor.cli.speaking import language_option
from advisor.language.messages import _, current_language

FORMATS = ("md", "json")
STDIN_KINDS = ("yaml", "json", "jsonl", "csv")
DASH = Path("-")


def _formats(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> tuple[str, ...] | None:
    """Return the formats of a list such as ``md,json``, in the order there is."""
    if value is None:
        return None
    asked = {word.strip() for word in value.split(",")}
    if not asked <= set(FORMATS):
        raise click.BadParameter(
            _("choose from {formats}, with a comma between them").format(formats=", ".join(FORMATS))
        )
    return tuple(name for name in FORMATS if name in asked)


@click.command()
@click.argument(
    "inputs",
    metavar="INPUT...",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True, allow_dash=True),
)
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="The folder to write to; - writes a line of JSON for each company instead.",
)
@click.option(
    "--format",
    "formats",
    callback=_formats,
    metavar="FORMAT,...",
    help="The documents of each company: md (the default), json or both.",
)
@click.option("--no-documents", is_flag=True, help="Write the overview only.")
@click.option(
    "--input-format",
    "kind",
    type=click.Choice(STDIN_KINDS),
    help="What standard input holds, where its beginning does not tell.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="How many processes work at once; 0 is one for each processor.",
)
@click.option("--resume", is_flag=True, help="Go on with a run that was broken off.")
@click.option("--overwrite", is_flag=True, help="Take the place of an earlier run.")
@click.option(
    "--changed-only",
    is_flag=True,
    help="Bring a finished run up to date: make anew only what has changed.",
)
@click.option("--fail-fast", is_flag=True, help="Stop at the first entry that is at fault.")
@click.option(
    "--max-errors",
    type=click.IntRange(min=1),
    help="Stop when so many entries are at fault.",
)
@click.option(
    "--min-group",
    type=click.IntRange(min=3),
    default=5,
    show_default=True,
    help="The fewest companies about which a figure is told.",
)
@click.option(
    "--benchmark",
    is_flag=True,
    help="Tell each company where it stands among its like.",
)
@rules_option
@templates_option
@cut_lines_option
@date_option
@matcher_option
@language_option
def command(**options: Any) -> None:  # noqa: ANN401 - what the options above give
    """Write the advice for every company in INPUT: files, folders, or - for standard input.

    Profiles in YAML or JSON, JSON Lines, CSV or XLSX, in any mixture. Each company
    gets its document, and the folder an overview of them all. What cannot be read
    is listed in errors.csv, and the others go on.
    """
    _refuse_what_excludes(options)
    from advisor.batch.run import Asked
    from advisor.cli.batch_run import into_folder, to_stdout

    date = options["date"] or dt.datetime.now().astimezone()
    asked = Asked(
        inputs=tuple(options["inputs"]),
        settings=_settings(options, date.date()),
        wish=_wish(options),
        jobs=options["jobs"] or os.cpu_count() or 1,
        most_failures=1 if options["fail_fast"] else options["max_errors"],
        kind=options["kind"],
        dated=options["date"] is not None,
    )
    if options["output"] == DASH:
        to_stdout(asked)
    else:
        into_folder(options["output"], asked)


def _refuse_what_excludes(options: dict[str, Any]) -> None:
    """Refuse options that do not go together."""
    if options["resume"] and options["overwrite"]:
        raise click.UsageError(_("--resume goes on with a run, --overwrite begins anew: give one"))
    if options["no_documents"] and options["formats"]:
        raise click.UsageError(_("--no-documents leaves no document to give a --format"))
    if options["no_documents"] and options["benchmark"]:
        raise click.UsageError(_("--benchmark stands in documents: leave out --no-documents"))
    if options["inputs"].count(DASH) > 1:
        raise click.UsageError(_("standard input can be read once only"))
    if options["output"] == DASH:
        without = ("resume", "overwrite", "changed_only", "benchmark")
        given = [name for name in without if options[name]]
        if given:
            flag = f"--{given[0].replace('_', '-')}"
            raise click.UsageError(_("{option} needs a folder to write to").format(option=flag))
        if options["formats"] not in {None, ("json",)}:
            raise click.UsageError(_("standard output takes --format json only"))


def _wish(options: dict[str, Any]) -> Literal["new", "resume", "overwrite"]:
    return "resume" if options["resume"] else "overwrite" if options["overwrite"] else "new"


def _settings(options: dict[str, Any], date: dt.date) -> Any:  # noqa: ANN401 - imported late
    from advisor.batch.settings import Settings

    default: tuple[Literal["md", "json"]] = ("json",) if options["output"] == DASH else ("md",)
    formats = options["formats"] or default
    return Settings(
        rules=str(options["rules"] or ""),
        templates=str(options["templates"] or ""),
        language=current_language(),
        date=date.isoformat(),
        formats=() if options["no_documents"] else formats,
        cut_lines=options["cut_lines"] or "",
        benchmark=options["benchmark"],
        min_group=options["min_group"],
        matcher=options["matcher"],
        changed_only=options["changed_only"],
    )
