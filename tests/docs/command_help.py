"""The help text of every command, as a terminal of eighty columns shows it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from advisor.cli.main import main

WIDTH = 80


def help_texts() -> dict[str, str]:
    """Return the help text of every command and group, by the words that call it."""
    return dict(_help_texts(main, "advisor", None))


def _help_texts(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[tuple[str, str]]:
    last = name.rpartition(" ")[2]
    context = click.Context(
        command,
        info_name=last,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        **command.context_settings,
    )
    yield name, command.get_help(context) + "\n"
    if isinstance(command, click.Group):
        for word in command.list_commands(context):
            child = command.get_command(context, word)
            assert child is not None
            yield from _help_texts(child, f"{name} {word}", context)
