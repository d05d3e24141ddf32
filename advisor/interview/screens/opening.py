"""Which screen an interview gets: the plain one, or the one for a real terminal."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Mapping
from typing import TextIO

from advisor.interview.prompt import Screen
from advisor.interview.screens.plain import PlainScreen

_NARROWEST, _WIDEST = 40, 80


def open_screen(*, plain: bool) -> Screen:
    """Return a screen on the input and output of this process; asked for or needed, a plain one."""
    if plain or not _is_terminal(sys.stdin, sys.stdout) or not can_draw(os.environ, os.name):
        # A process can be started without any input at all.
        return PlainScreen(sys.stdout, sys.stdin or io.StringIO(), text_width)
    return _rich_screen()


def can_draw(environment: Mapping[str, str], system: str) -> bool:
    """Return whether a terminal can be drawn on, and may be.

    NO_COLOR is an old wish for less (https://no-color.org). Windows has no TERM.
    """
    if environment.get("NO_COLOR"):
        return False
    return environment.get("TERM", "" if system != "nt" else "windows") not in {"", "dumb"}


def text_width() -> int:
    """Return the columns that text is wrapped to, as many as the terminal has now."""
    return max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))


def _is_terminal(*streams: TextIO | None) -> bool:
    return all(stream is not None and stream.isatty() for stream in streams)


def _rich_screen() -> Screen:
    from prompt_toolkit.input import create_input  # noqa: PLC0415 - pipes need none of it
    from prompt_toolkit.output import create_output  # noqa: PLC0415 - as above

    from advisor.interview.screens.terminal import RichScreen  # noqa: PLC0415 - as above

    return RichScreen(create_input(), create_output())
