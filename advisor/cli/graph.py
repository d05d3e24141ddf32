"""``advisor graph``: a knowledge base as a graph, whole or the part that matters."""

from __future__ import annotations

from pathlib import Path

import click

from advisor.cli.collecting import uncollected
from advisor.cli.delivering import deliver, output_option
from advisor.cli.failing import reporting_input_errors
from advisor.cli.options import rules_option
from advisor.cli.speaking import language_option
from advisor.language.messages import _, current_language


@click.command()
@click.argument("name", required=False, metavar="[ADVICE]")
@click.option(
    "--down",
    is_flag=True,
    help="Show what follows from it, not what leads to it.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["mermaid", "dot"]),
    default="mermaid",
    show_default=True,
    help="For Markdown and wikis, or for Graphviz.",
)
@output_option
@rules_option
@language_option
def command(
    name: str | None, format_: str, output: Path | None, rules: Path | None, *, down: bool
) -> None:
    """Draw how the questions lead to findings and advice.

    With ADVICE, the id of a piece of advice, only what leads to it; a finding,
    a measure or a rule will do as well. With --down, what follows from it, for
    which a question or a table will do too.
    """
    if down and name is None:
        raise click.UsageError(_("--down needs something to begin with; name a question"))
    with uncollected(), reporting_input_errors():
        from advisor.explain.graph import graph_of
        from advisor.explain.graph_part import following_from, leading_to, named, names
        from advisor.explain.graph_text import as_dot, as_mermaid, is_too_large
        from advisor.knowledge.opening import open_knowledge

        knowledge = open_knowledge(rules, current_language())
        graph = graph_of(knowledge)
        if name is not None:
            nodes = named(graph, name)
            if not nodes:
                raise click.BadParameter(_unknown(name, names(graph)))
            graph = following_from(graph, nodes) if down else leading_to(graph, nodes)
    if format_ == "dot":
        text = as_dot(graph, knowledge.title if name is None else name)
    else:
        text = as_mermaid(graph)
        if is_too_large(graph, text):
            said = _("note: this is more than Mermaid draws; name a piece of advice, or use {dot}")
            click.echo(said.format(dot="--format dot"), err=True)
    deliver(text, output)


def _unknown(name: str, known: list[str]) -> str:
    from advisor.edge.nodes import shorten
    from advisor.edge.suggest import did_you_mean

    hint = did_you_mean(name, known) or _("'advisor docs' lists what there is")
    return _("the knowledge base has no '{name}'; {hint}").format(name=shorten(name), hint=hint)
