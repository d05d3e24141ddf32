"""The ``advisor`` command; each subcommand is loaded when it is called."""

from __future__ import annotations

import importlib
import io
import sys

import click

from advisor import __version__

COMMANDS = {
    "advise": ("advisor.cli.advise", "Write the advice for a company's profile."),
    "check": ("advisor.cli.check", "Judge a knowledge base."),
    "profile": ("advisor.cli.profile", "Make a profile to fill in."),
    "schema": ("advisor.cli.schema", "Print a JSON Schema, for editors and programs."),
}


class LazyGroup(click.Group):
    """A group that imports a subcommand only when it is needed.

    Its one-line help stands here, so that ``advisor --help`` loads none of them.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the subcommands."""
        del ctx
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a subcommand, loaded now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _ = COMMANDS[cmd_name]
        command: click.Command = importlib.import_module(module).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of subcommands without loading them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="advisor")
def main() -> None:
    """Marketing advice for a small company, every line of it traceable.

    Begin with 'advisor profile new', fill the profile in, then 'advisor advise
    PROFILE'.
    """
    _write_utf_8()


def _write_utf_8() -> None:
    """Write UTF-8 whatever the terminal's encoding: the document is UTF-8 in every file."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            stream.reconfigure(encoding="utf-8")
