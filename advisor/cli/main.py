"""The ``advisor`` command; each subcommand is loaded when it is called."""

from __future__ import annotations

import importlib
import io
import sys
from typing import Any

import click

from advisor import __version__
from advisor.cli.speaking import language_option, speaking_as_asked, spoken
from advisor.language.messages import _

COMMANDS = {
    "advise": ("advisor.cli.advise", "Write the advice for a company's profile."),
    "batch": ("advisor.cli.batch", "Write the advice for a whole register of companies."),
    "catalogue": ("advisor.cli.catalogue", "Prepare a knowledge base for translation."),
    "check": ("advisor.cli.check", "Judge a knowledge base."),
    "compare": ("advisor.cli.compare", "Tell what has changed in the advice, and why."),
    "docs": ("advisor.cli.docs", "Write a knowledge base as pages to read."),
    "explain": ("advisor.cli.explain", "Say why advice is given, or why it is not."),
    "graph": ("advisor.cli.graph", "Draw how questions lead to advice."),
    "interview": ("advisor.cli.interview", "Ask about a company, and write the advice."),
    "profile": ("advisor.cli.profile", "Make a profile to fill in."),
    "schema": ("advisor.cli.schema", "Print a JSON Schema, for editors and programs."),
    "test": ("advisor.cli.test", "Run the worked cases of a knowledge base."),
    "what-if": ("advisor.cli.what_if", "Say what would change if the answers did."),
}


class LazyGroup(click.Group):
    """A group that imports a subcommand only when it is needed.

    Its one-line help stands here, so that ``advisor --help`` loads none of them.
    """

    def main(self, *args: Any, **extra: Any) -> Any:  # noqa: ANN401 - as Click has it
        """Run the command, all of it in the language asked for."""
        words = args[0] if args else extra.get("args")
        with speaking_as_asked(sys.argv[1:] if words is None else list(words)):
            return super(LazyGroup, spoken(self)).main(*args, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a subcommand, loaded now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return spoken(command)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without loading them."""
        del ctx
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(COMMANDS[name][1])) for name in sorted(COMMANDS)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@language_option
@click.version_option(__version__, prog_name="advisor")
def main() -> None:
    """Marketing advice for a small company, every line of it traceable.

    Begin with 'advisor interview', which asks about your company and writes the
    advice. Or fill in the profile that 'advisor profile new' makes, then call
    'advisor advise PROFILE'.
    """
    _write_utf_8()


def _write_utf_8() -> None:
    """Write UTF-8 whatever the terminal's encoding: the document is UTF-8 in every file."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")
