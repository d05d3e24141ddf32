"""``advisor docs``: a knowledge base as pages to read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor.cli.collecting import uncollected
from advisor.cli.failing import EXIT_INPUT, fail_to_write, reporting_input_errors
from advisor.cli.options import rules_option, templates_option
from advisor.cli.speaking import language_option
from advisor.language.messages import _, current_language, ngettext

if TYPE_CHECKING:
    from advisor.explain.reference.reached import Reached
    from advisor.model.knowledge import Knowledge


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--cases",
    type=click.Path(path_type=Path, file_okay=False),
    help="The worked cases to name, instead of those beside the rules.",
)
@click.option(
    "--overwrite",
    is_flag=True,
    help="Write into a folder that holds other things too.",
)
@rules_option
@templates_option
@language_option
def command(
    folder: Path, cases: Path | None, rules: Path | None, templates: Path | None, *, overwrite: bool
) -> None:
    """Write everything the knowledge base knows into DIR, as pages to read.

    Questions, findings, rules, parameters and advice in Markdown, each with what
    it reads, what reads it, its sources and the worked cases that reach it.
    Begin with index.md. A reference that stands there already is brought up to
    date.
    """
    with uncollected(), reporting_input_errors():
        from advisor.explain.reference.write import (
            NotOurs,
            reference,
            refuse_foreign,
            write_reference,
        )
        from advisor.knowledge.opening import open_knowledge

        try:
            refuse_foreign(folder, overwrite=overwrite)
            knowledge = open_knowledge(rules, current_language())
            pages = reference(knowledge, _reached(knowledge, cases, rules), templates)
            write_reference(folder, pages)
        except NotOurs as error:
            click.echo(f"{folder}: {_('error')}: {error}", err=True)
            sys.exit(EXIT_INPUT)
        except OSError as error:
            fail_to_write(folder, error)
    said = ngettext(
        "{count} page; begin with {file}", "{count} pages; begin with {file}", len(pages)
    )
    click.echo(said.format(count=len(pages), file=folder / "index.md"), err=True)


def _reached(knowledge: Knowledge, cases: Path | None, rules: Path | None) -> Reached:
    """Return what the cases reach; without a folder of them, those of the base if it has any."""
    from advisor.cases.files import shipped_cases
    from advisor.cases.read import read_cases
    from advisor.explain.reference.reached import Reached, reached_by
    from advisor.inference.engine import InferenceEngine

    beside = shipped_cases() if rules is None else rules / "cases"
    if cases is None and not beside.is_dir():
        return Reached()
    return reached_by(InferenceEngine(knowledge), read_cases(cases or beside, knowledge))
