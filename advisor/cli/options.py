"""Options that several commands have, each with the one help that it has everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def rules_option(function: F) -> F:
    """Add ``--rules``, a folder."""
    return click.option(
        "--rules",
        type=click.Path(path_type=Path, file_okay=False),
        help="A folder of rules, instead of the shipped ones or laid over them.",
    )(function)


def templates_option(function: F) -> F:
    """Add ``--templates``, a folder."""
    return click.option(
        "--templates",
        type=click.Path(path_type=Path, file_okay=False),
        help="A folder of templates, laid over the shipped ones file by file.",
    )(function)
