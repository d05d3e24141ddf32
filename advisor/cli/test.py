"""``advisor test``: do the worked cases come out as they say?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from advisor.cli.collecting import uncollected
from advisor.cli.failing import EXIT_INPUT, reporting_input_errors
from advisor.cli.speaking import language_option


@click.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--rules",
    type=click.Path(path_type=Path, file_okay=False),
    help="A folder of rules, instead of the shipped ones or laid over them.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Lines to read, or a list for programs.",
)
@language_option
@click.option(
    "--coverage",
    is_flag=True,
    help="Also list the rules, branches, options and advice that no case reaches.",
)
def command(folder: Path | None, rules: Path | None, format_: str, *, coverage: bool) -> None:
    """Run the worked cases in FOLDER (default: the shipped ones).

    Exits with 1 when a case does not come out as it says, and with --coverage
    also when there is something that no case reaches.
    """
    with uncollected(), reporting_input_errors():
        from advisor.cases.files import shipped_cases
        from advisor.cases.read import read_cases
        from advisor.cases.run import run_cases
        from advisor.cases.show import as_json, as_text
        from advisor.inference.engine import InferenceEngine
        from advisor.knowledge.load import load_knowledge

        knowledge = load_knowledge(rules)
        cases = read_cases(folder or shipped_cases(), knowledge)
        results = list(run_cases(InferenceEngine(knowledge), cases))
        covered = None
        if coverage:
            from advisor.cases.coverage import cover

            covered = cover(knowledge, results)
    show = as_json if format_ == "json" else as_text
    click.echo(show(results, covered))
    if any(result.unmet for result in results) or (covered is not None and covered.missing):
        sys.exit(EXIT_INPUT)
