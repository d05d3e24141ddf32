"""``advisor explain``: how a piece of advice came about, or why it is not given."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Literal

import click

from advisor.cli.collecting import uncollected
from advisor.cli.company import opened
from advisor.cli.delivering import deliver, output_option
from advisor.cli.failing import EXIT_INPUT, reporting_input_errors
from advisor.cli.options import cut_lines_option, rules_option, templates_option
from advisor.cli.speaking import language_option
from advisor.language.messages import _

WIDTH = 80
WIDEST = 110


@click.command()
@click.argument("profile", type=click.Path(path_type=Path))
@click.argument("advice", required=False, metavar="[ADVICE]")
@click.option("--why-not", metavar="ADVICE", help="Say why this advice is not given.")
@click.option("--row", metavar="NAME", help="The row, of advice about the rows of a table.")
@click.option(
    "--level",
    type=click.Choice(["owner", "adviser", "student"]),
    default="adviser",
    show_default=True,
    help="A sentence or two; the whole tree; the tree with theory, sources and words.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="A tree for the terminal, nested lists, or data for programs.",
)
@output_option
@rules_option
@templates_option
@cut_lines_option
@language_option
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    profile: Path,
    advice: str | None,
    why_not: str | None,
    row: str | None,
    level: Literal["owner", "adviser", "student"],
    format_: str,
    output: Path | None,
    rules: Path | None,
    templates: Path | None,
    cut_lines: str | None,
) -> None:
    """Say how ADVICE came about for the company described in PROFILE.

    ADVICE is an id, or 'id:row' for one row of a table; without a row, every
    row counts for which it holds. The tree goes from the advice down to the
    answers. With --why-not ADVICE it tells what is lacking, nearest first.
    """
    if (advice is None) == (why_not is None):
        raise click.UsageError(_("name one piece of advice: ADVICE, or --why-not ADVICE"))
    with uncollected(), reporting_input_errors():
        from advisor.explain.told.asked import (
            OtherCommand,
            UnknownName,
            advice_and_row,
            keys_not_given,
            keys_that_hold,
        )
        from advisor.explain.told.explanation import explain_how, explain_why_not
        from advisor.explain.told.run import Run
        from advisor.inference.engine import InferenceEngine
        from advisor.inference.facts import make_case
        from advisor.pipeline import look

        knowledge, company = opened(profile, rules, cut_lines)
        try:
            name, of_row = advice_and_row(advice or why_not or "", row, knowledge.advice)
            engine = InferenceEngine(knowledge)
            trace = engine.run(make_case(knowledge, company))
            run = Run(knowledge, company, trace, look(engine, company, trace))
            if why_not is None:
                explanation = explain_how(keys_that_hold(name, of_row, run), run, level)
            else:
                explanation = explain_why_not(keys_not_given(name, of_row, run), run, level)
        except UnknownName as error:
            raise click.BadParameter(str(error)) from None
        except OtherCommand as error:
            click.echo(str(error), err=True)
            sys.exit(EXIT_INPUT)
        if format_ == "text":
            from advisor.explain.told.drawn import drawn

            columns = shutil.get_terminal_size((WIDTH, 24)).columns
            text = drawn(explanation, min(columns, WIDEST))
        else:
            from advisor.explain.told.written import to_json, to_markdown

            text = (
                to_json(explanation) if format_ == "json" else to_markdown(explanation, templates)
            )
    deliver(text, output, _("The explanation is in {file}"))
