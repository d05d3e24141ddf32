"""``advisor schema``: the JSON Schemas, generated from what the program accepts."""

from __future__ import annotations

import json
from pathlib import Path

import click

from advisor.cli.failing import reporting_input_errors


@click.command()
@click.argument("what", type=click.Choice(["rules", "profile", "assessment"]))
@click.option(
    "--rules",
    type=click.Path(path_type=Path, file_okay=False),
    help="The knowledge base whose questions a profile answers.",
)
def command(what: str, rules: Path | None) -> None:
    """Print the JSON Schema of a rules file, a profile or an assessment."""
    if what == "rules":
        from advisor.knowledge.rules_schema import rules_schema

        schema = rules_schema()
    elif what == "profile":
        from advisor.knowledge.load import load_knowledge
        from advisor.profile.read import profile_schema

        with reporting_input_errors():
            schema = profile_schema(load_knowledge(rules))
    else:
        from advisor.report.serial import assessment_schema

        schema = assessment_schema()
    click.echo(json.dumps(schema, indent=2, ensure_ascii=False))
