"""One line from whoever answers, whatever it comes through, without what would do harm."""

from __future__ import annotations

from collections.abc import Callable
from io import TextIOWrapper
from typing import AnyStr, TextIO

from advisor.interview.prompt import EndOfInput, Style
from advisor.interview.screens.paragraphs import one_line
from advisor.language.messages import _

LONGEST = 10_000
# One character more than is kept, so that a line cut short can be told; of four bytes each.
_AT_ONCE = 4 * (LONGEST + 1)


def read_line(in_: TextIO) -> str:
    """Return the next line, cleaned; raises ``EndOfInput`` if there is none.

    Of a line that is much too long only the beginning is returned; the rest of it is no answer.
    """
    if isinstance(in_, TextIOWrapper):
        # Below the decoder, which would stop at what it cannot decode.
        line = _next(in_.buffer.readline, b"\n").decode(in_.encoding, "replace")
    else:
        line = _next(in_.readline, "\n")
    if not line:
        raise EndOfInput
    return one_line(line)


def edit_line(label: str) -> str:
    """Return a line typed behind a label in the terminal of this process, cleaned.

    Raises ``EndOfInput`` for Ctrl-D.
    """
    _prepare_editing()
    try:
        return one_line(input(label))
    except EOFError:
        raise EndOfInput from None
    except UnicodeDecodeError as error:
        return one_line(error.object.decode(error.encoding, "replace"))


def kept(typed: str, say: Callable[[str, Style], None]) -> str:
    """Return as much of an answer as is kept, and say so where that is not all of it."""
    if len(typed) > LONGEST:
        said = _("Too long: only the first {count} characters are kept.")
        say(said.format(count=LONGEST), Style.TROUBLE)
    return typed[:LONGEST].rstrip()


def _next(readline: Callable[[int], AnyStr], end: AnyStr) -> AnyStr:
    line = rest = readline(_AT_ONCE)
    while rest and not rest.endswith(end):
        rest = readline(_AT_ONCE)
    return line


def _prepare_editing() -> None:
    """Let arrow keys work in a line, and keep nothing of what is typed."""
    try:
        import readline  # noqa: PLC0415 - only where somebody types
    except ImportError:
        return
    readline.set_auto_history(False)
    # Both would send escape codes to the terminal before anything is typed.
    readline.parse_and_bind("set enable-bracketed-paste off")
    readline.parse_and_bind("set enable-meta-key off")
