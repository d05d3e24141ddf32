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


def cut_lines_option(function: F) -> F:
    """Add ``--cut-lines``."""
    return click.option(
        "--cut-lines",
        type=click.Choice(["mean", "midpoint"]),
        help="Where the quadrants of the criteria meet; overrides the profile.",
    )(function)


def date_option(function: F) -> F:
    """Add ``--date``, a day."""
    return click.option(
        "--date",
        type=click.DateTime(["%Y-%m-%d"]),
        help="The day to stamp on the document, instead of today.",
    )(function)


def matcher_option(function: F) -> F:
    """Add ``--matcher``, by which the engine finds the rules that match."""
    return click.option(
        "--matcher",
        type=click.Choice(["compiled", "rete"]),
        default="compiled",
        show_default=True,
        help="How the engine finds the rules that match; rete is Experta's own, and slower.",
    )(function)
