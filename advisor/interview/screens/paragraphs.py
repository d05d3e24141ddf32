"""Text for a terminal: cleaned of what would steer it, wrapped to its width."""

from __future__ import annotations

import re
from textwrap import wrap

# What a terminal is steered with, as whole sequences: of an arrow key no "[A" may be left.
_STEERING = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, arrow keys
    r"|\x1b\][^\x07\x1b\n]*(?:\x07|\x1b\\)?"  # window titles, links
    r"|\x1bO."  # arrow keys in application mode
    r"|\x1b[ -/]*[0-~]?"
)
_BLANK = re.compile("[\t\u2028\u2029]")
# Control characters, the mark at the start of a file, half characters, and what turns the
# direction of writing round.
_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_LEAD = re.compile(r" *(?:(?:[-*•]|\d{1,2}[.)]) +)?")

UNBREAKABLE = "\xa0"


def clean(text: str) -> str:
    """Return the text without anything that a terminal would obey; lines stay lines."""
    return _UNSEEN.sub("", _BLANK.sub(" ", _STEERING.sub("", text)))


def one_line(text: str) -> str:
    """Return the cleaned text as one line, without the blanks around it."""
    lines = (clean(line).strip() for line in text.splitlines())
    return " ".join(line for line in lines if line)


def wrapped(text: str, width: int) -> list[str]:
    """Return the lines of a text; what a line of it begins with is where its rest hangs."""
    lines = clean(text).strip("\n").split("\n")
    return [part for line in lines for part in _hanging_line(line, width)]


def hanging(lead: str, text: str, width: int) -> list[str]:
    """Return a text as lines of which the first has the lead, the others as many blanks."""
    blanks = " " * len(lead)
    # A name of a file is not to be torn apart at its hyphens.
    lines = wrap(
        one_line(text),
        width,
        initial_indent=lead,
        subsequent_indent=blanks,
        break_on_hyphens=False,
    )
    # An unbreakable blank has done its work once the lines are made.
    return [line.replace(UNBREAKABLE, " ") for line in lines] or [lead.rstrip()]


def _hanging_line(line: str, width: int) -> list[str]:
    found = _LEAD.match(line)
    lead = found.group() if found and found.end() < width // 2 else ""
    return hanging(lead, line[len(lead) :], width)
