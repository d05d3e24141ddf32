"""``advisor interview``: the questions, one by one, and the advice at the end."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from advisor.cli.failing import EXIT_INPUT, fail_to_write, reporting_input_errors
from advisor.cli.options import rules_option, templates_option
from advisor.cli.speaking import is_asked_for, language_option
from advisor.language.messages import _, speaking

if TYPE_CHECKING:
    from advisor.interview.prompt import Screen
    from advisor.model.knowledge import Knowledge
    from advisor.profile.file import ProfileFile

EXIT_INTERRUPTED = 130


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to write the advice, instead of beside the answers.",
)
@click.option(
    "--minutes", type=click.FloatRange(min=0, min_open=True), help="End after so many minutes."
)
@click.option("--questions", type=click.IntRange(min=1), help="End after so many questions.")
@click.option("--all", "anew", is_flag=True, help="Ask again what is answered already.")
@click.option("--plain", is_flag=True, help="Numbered lines only, as without a terminal.")
@rules_option
@templates_option
@language_option
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    file: Path | None,
    output: Path | None,
    minutes: float | None,
    questions: int | None,
    anew: bool,  # noqa: FBT001 - a flag
    plain: bool,  # noqa: FBT001 - a flag
    rules: Path | None,
    templates: Path | None,
) -> None:
    """Ask about a company, and write the advice.

    FILE keeps the answers, each as it is given: the same command goes on where
    an interview was broken off. It is a profile like any other, for 'advisor
    advise' too. Without FILE, one is made that is named after the company.
    """
    from advisor.interview.screens.opening import open_screen

    with reporting_input_errors():
        screen = open_screen(plain=plain)
        _hold(file, output, (minutes, questions, anew), (rules, templates), screen)


def _hold(
    file: Path | None,
    output: Path | None,
    asked: tuple[float | None, int | None, bool],
    folders: tuple[Path | None, Path | None],
    screen: Screen,
) -> None:
    """Hold the interview and write what comes of it."""
    from advisor.edge.lock import Held, held
    from advisor.interview.beginning import name_and_path, opened
    from advisor.interview.conversation import Conversation, Limits, Outcome
    from advisor.interview.prompt import EndOfInput
    from advisor.interview.session import Session
    from advisor.knowledge.opening import open_knowledge

    minutes, questions, anew = asked
    rules, templates = folders

    def in_language(language: str) -> Knowledge:
        return open_knowledge(rules, language)

    name = ""
    if file is None:
        try:
            name, file = name_and_path(screen)
        except EndOfInput:
            return
    limits = Limits(
        None if minutes is None else Decimal(str(minutes)), questions, sys.stdin.isatty()
    )
    today = dt.datetime.now().astimezone().date()
    try:
        with held(file):
            profile = opened(file, name, in_language, insist=is_asked_for())
            session = Session(profile, anew=anew)
            conversation = Conversation(session, screen, limits, in_language, today)
            outcome = conversation.run()
            with speaking(profile.knowledge.language):
                if outcome is Outcome.LOST:
                    sys.exit(EXIT_INPUT)
                if outcome is Outcome.FINISHED:
                    _finish(profile, output, templates, today, screen)
                else:
                    _say_where(profile, screen)
    except Held:
        said = _("{file}: error: another interview has this file open; end that one first")
        click.echo(said.format(file=file), err=True)
        sys.exit(EXIT_INPUT)
    if outcome is Outcome.INTERRUPTED:
        sys.exit(EXIT_INTERRUPTED)


def _say_where(profile: ProfileFile, screen: Screen) -> None:
    """Say how to go on another time."""
    if profile.unsaved:
        screen.say(_("Nothing has been kept."))
        return
    said = _(
        "Your answers are in {file}. To go on: advisor interview {file}. For the advice so far: "
        "advisor advise {file}."
    )
    screen.say(said.format(file=_typed(profile.path)))


def _finish(
    profile: ProfileFile,
    output: Path | None,
    templates: Path | None,
    today: dt.date,
    screen: Screen,
) -> None:
    """Write the document; show what to begin with, where the rest is, and how to look deeper."""
    from advisor.edge.files import write_whole
    from advisor.interview.advice_now import assessment_now, in_short
    from advisor.interview.keeping import GaveUp, keep
    from advisor.interview.prompt import Style
    from advisor.report.render import render

    try:
        keep(profile, screen)
    except GaveUp:
        sys.exit(EXIT_INPUT)
    assessment = assessment_now(profile.knowledge, profile.profile, today)
    text = render(assessment, templates)
    document = output or profile.path.with_suffix(".md")
    try:
        write_whole(document, text)
    except OSError as error:
        fail_to_write(document, error)
    screen.say(_("Begin with this"), Style.HEADING)
    for paragraph in in_short(assessment):
        screen.say(paragraph)
    said = _(
        "The whole advice is in {document}: with the reasons, the rules and the sources behind "
        "every line. Your answers are in {file}; change them there, or with: advisor interview "
        "{file}"
    )
    screen.say(said.format(document=_typed(document), file=_typed(profile.path)))


def _typed(path: Path) -> str:
    """Return a path as it would be typed in a shell."""
    import shlex

    return shlex.quote(str(path))
