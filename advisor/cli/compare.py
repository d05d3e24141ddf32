"""``advisor compare``: what changed, and whether the answers or the knowledge did it."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.cli.collecting import uncollected
from advisor.cli.delivering import deliver, output_option
from advisor.cli.failing import reporting_input_errors
from advisor.cli.speaking import is_asked_for, language_option
from advisor.language.messages import _, current_language

FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path), required=False)
@click.option("--old-rules", type=FOLDER, help="The rules as they were, a folder.")
@click.option(
    "--rules",
    "--new-rules",
    "rules",
    type=FOLDER,
    help="The rules as they are, instead of the shipped ones or laid over them.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, a document, or all of it for programs.",
)
@output_option
@language_option
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    old: Path,
    new: Path | None,
    old_rules: Path | None,
    rules: Path | None,
    format_: str,
    output: Path | None,
) -> None:
    """Tell what has changed in the advice from the profile OLD to the profile NEW.

    With --old-rules, from the rules as they were to the rules as they are: for
    one profile, or for two. Of each change it says whether the answers or the
    knowledge brought it about. An answer that one of the bases cannot use is
    left out there, and told.
    """
    if new is None and old_rules is None:
        said = _("there is nothing to compare with; name a second profile, or give --old-rules")
        raise click.UsageError(said)
    with uncollected(), reporting_input_errors():
        from advisor.explain.compare.compare import compare
        from advisor.explain.compare.opened import opened
        from advisor.explain.compare.written import as_json, as_markdown, as_text

        # Without rules of their own for the past, the rules of today hold for it too.
        before = rules if old_rules is None else old_rules
        inputs = opened(old, new or old, before, rules, current_language())
        own = inputs.new_new.profile.language
        if own not in {"", inputs.new_base.language} and not is_asked_for():
            inputs = opened(old, new or old, before, rules, own)
        write = {"text": as_text, "md": as_markdown, "json": as_json}[format_]
        text = write(compare(inputs))
    deliver(text, output)
