"""``advisor what-if``: other answers, goals, and how firm the advice is."""

from __future__ import annotations

import datetime as dt
import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from advisor.cli.collecting import uncollected
from advisor.cli.company import opened
from advisor.cli.delivering import deliver, output_option
from advisor.cli.failing import reporting_input_errors
from advisor.cli.options import cut_lines_option, rules_option
from advisor.cli.speaking import language_option
from advisor.language.messages import LANGUAGES, _, speaking

if TYPE_CHECKING:
    from advisor.inference.engine import InferenceEngine
    from advisor.model.case import Profile
    from advisor.model.knowledge import Knowledge

WIDTH = 80
WIDEST = 100


@click.command()
@click.argument("profile", type=click.Path(path_type=Path))
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="ANSWER=VALUE",
    help="Another answer, as question=value or table.row.column=value; may be repeated.",
)
@click.option(
    "--goal",
    metavar="GOAL",
    help="What to bring about: drop:ADVICE, drop:ADVICE:ROW or reach:FINDING=VALUE.",
)
@click.option(
    "--margins",
    is_flag=True,
    help="How far each number is from where other advice leads. Takes a few hundred runs.",
)
@click.option(
    "--budget",
    type=click.IntRange(min=1),
    default=2000,
    show_default=True,
    help="How many runs of the engine --goal and --margins may take.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "md", "json"]),
    default="text",
    show_default=True,
    help="For the terminal, as a document, or data for programs.",
)
@output_option
@rules_option
@cut_lines_option
@language_option
def command(**options: Any) -> None:  # noqa: ANN401 - what the options above give
    """Say what would change for the company in PROFILE if its answers did.

    With --set: what comes and goes, and by which rules. With --goal: the
    smallest change the company controls that brings it about, or the proof
    that there is none. With --margins: how firm the leading advice is.
    """
    wishes = [bool(options["changes"]), options["goal"] is not None, options["margins"]]
    if sum(wishes) != 1:
        raise click.UsageError(_("say what to look for: --set, --goal or --margins, one of them"))
    with uncollected(), reporting_input_errors():
        text = _answer(options)
    deliver(text, options["output"], _("The answer is in {file}"))


def _answer(options: dict[str, Any]) -> str:
    from advisor.inference.engine import InferenceEngine

    knowledge, profile = opened(options["profile"], options["rules"], options["cut_lines"])
    engine = InferenceEngine(knowledge)
    if options["changes"]:
        found, blocks = _changed(engine, profile, options)
    elif options["goal"] is not None:
        found, blocks = _sought(engine, profile, options)
    else:
        found, blocks = _measured(engine, profile, options)
    if options["format_"] == "json":
        from advisor.report.serial import to_json

        return to_json(found)
    from advisor.explain.what_if.page import to_markdown, to_text

    with speaking(knowledge.language):
        page = list(blocks(found))
    if options["format_"] == "md":
        return to_markdown(page)
    return to_text(page, min(shutil.get_terminal_size((WIDTH, 24)).columns, WIDEST))


def _changed(engine: InferenceEngine, profile: Profile, options: dict[str, Any]) -> tuple[Any, Any]:
    from advisor.explain.what_if.run import what_if
    from advisor.explain.what_if.run_words import what_if_in_words
    from advisor.explain.what_if.typed import with_set
    from advisor.profile.typed_words import NotUnderstood

    def others() -> list[Knowledge]:
        from advisor.knowledge.opening import open_knowledge

        spoken = engine.knowledge.language
        return [open_knowledge(options["rules"], each) for each in LANGUAGES if each != spoken]

    after = profile
    for text in options["changes"]:
        try:
            after = with_set(text, after, engine.knowledge, others)
        except NotUnderstood as mistake:
            raise click.BadParameter(mistake.message, param_hint="--set") from None
    return what_if(engine, profile, after, _today()), what_if_in_words


def _sought(engine: InferenceEngine, profile: Profile, options: dict[str, Any]) -> tuple[Any, Any]:
    from advisor.explain.what_if.goal import seek
    from advisor.explain.what_if.goal_named import named_goal
    from advisor.explain.what_if.goal_words import goal_in_words
    from advisor.pipeline import look
    from advisor.profile.typed_words import NotUnderstood

    try:
        named = named_goal(options["goal"], profile, engine.knowledge)
    except NotUnderstood as mistake:
        raise click.BadParameter(mistake.message, param_hint="--goal") from None
    ahead = partial(look, engine, profile)
    return seek(engine, profile, named, options["budget"], _today(), ahead), goal_in_words


def _measured(
    engine: InferenceEngine, profile: Profile, options: dict[str, Any]
) -> tuple[Any, Any]:
    from advisor.explain.what_if.margins import margins
    from advisor.explain.what_if.margins_words import margins_in_words

    return margins(engine, profile, options["budget"]), margins_in_words


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
