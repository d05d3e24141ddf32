"""What the YAML parser complains of, in words for people who do not know YAML.

Both of PyYAML's parsers are understood, the one in C and the one in Python,
which say the same things differently.
"""

from __future__ import annotations

import re

import yaml
from msgspec import Struct

from advisor.language.messages import _
from advisor.model.diagnostic import Location

_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_QUOTE_IT = "put a text that begins with '{char}' in quotation marks"
_LOOK = "check indentation, quotation marks and brackets near here"


class _Mistake(Struct, frozen=True):
    """A complaint (context and problem, as a pattern) and what to say instead.

    ``opening`` means that the mistake is where the construct begins, not where
    the parser gave up. ``{char}`` stands for the character at the place.
    """

    complaint: re.Pattern[str]
    message: str
    hint: str = _LOOK
    opening: bool = False


def _mistake(complaint: str, message: str, hint: str = _LOOK, *, opening: bool = False) -> _Mistake:
    return _Mistake(re.compile(complaint), message, hint, opening)


_MISTAKES = (
    _mistake(
        "quoted scalar: found unexpected",
        "a quotation mark that is never closed",
        "close it; within '…' an apostrophe is written twice",
        opening=True,
    ),
    _mistake(
        "(quoted|double-quoted) scalar",
        'an unknown escape within "…"',
        "write two backslashes for one, or use '…' instead",
    ),
    _mistake(
        "parsing a flow sequence",
        "a list that begins with '[' is not closed, or lacks a comma",
        "close it with ']'; put a text with brackets, commas or ': ' in quotation marks",
        opening=True,
    ),
    _mistake(
        "parsing a flow mapping",
        "keys and values that begin with '{' are not closed, or lack a comma",
        "close them with '}'; put a text with braces, commas or ': ' in quotation marks",
        opening=True,
    ),
    _mistake(
        "parsing a flow node",
        "expected a value, found {char}",
        "close every '[' with ']' and every '{' with '}'",
    ),
    _mistake("parsing a block node", "a text cannot begin with {char}", _QUOTE_IT),
    _mistake("cannot start any token", "a text cannot begin with {char}", _QUOTE_IT),
    _mistake(
        "scanning an (anchor|alias)", "a text cannot begin with {char}", _QUOTE_IT, opening=True
    ),
    _mistake(
        "scanning a block scalar",
        "nothing may follow '|' or '>' in their line",
        "begin the text in the next line",
        opening=True,
    ),
    _mistake(
        "sequence entries are not allowed",
        "a '- ' where no list is expected",
        "put it in a line of its own, below the key",
    ),
    _mistake(
        "scanning a simple key",
        "a line without ': '",
        "write a colon and a space after a key; indent a text that goes on in a new line",
        opening=True,
    ),
    _mistake(
        "mapping values are not allowed",
        "a ': ' where no key is expected",
        "write 'key: value', with the space, here and in the line above, "
        "and begin keys that belong together in one column",
    ),
    _mistake(
        "parsing a block collection",
        "this is no entry of the list above it",
        "begin it with '- ' in the same column, or indent it to belong to the last entry",
    ),
    _mistake(
        "parsing a block mapping",
        "this does not continue what stands above it",
        "begin keys that belong together in one column",
    ),
    _mistake(
        "<document start>",
        "this stands after the end of the text",
        "remove it, or a bracket too many before it",
    ),
)


def plain_words(error: yaml.MarkedYAMLError, text: str, file: str) -> tuple[Location, str, str]:
    """Return where the mistake is, what is wrong, and what to do about it."""
    said = ": ".join(part for part in (error.context, error.problem) if part)
    mistake = next((m for m in _MISTAKES if m.complaint.search(said)), _mistake("", said))
    opened = error.context_mark if mistake.opening else None
    mark = opened or error.problem_mark or error.context_mark
    if mark is None:
        return Location(file), _(mistake.message), _(mistake.hint)
    lines = _LINE_BREAK.split(text)
    line = lines[mark.line] if mark.line < len(lines) else ""
    location = Location(file, mark.line + 1, mark.column + 1)
    if "tab character" in said or line[mark.column : mark.column + 1] == "\t":
        return location, _("a tab where only spaces may stand"), _("indent with spaces")
    char = line[mark.column : mark.column + 1]
    found = f"'{char}'" if char else _("the end of the text")
    hint = _hint_of_line(line, mark.column, said) or _(mistake.hint).replace("{char}", char)
    return location, _(mistake.message).replace("{char}", found), hint


def _hint_of_line(line: str, column: int, said: str) -> str:
    """Return what helps with the three mistakes people make most, or an empty string."""
    if "mapping values" in said and re.search(r":\s", line[:column]):
        return _("put a text that contains ': ' in quotation marks")
    begins = re.match(r"[\s-]*[^\s'\":{\[]+:\s+(['\"{\[])", line)
    if begins is None or "parsing a block mapping" not in said:
        return ""
    if line[column : column + 1] in {"]", "}"}:
        return _("remove this bracket, or open it before")
    if begins[1] in "{[":
        return _(_QUOTE_IT).replace("{char}", begins[1])
    return _("use the other kind of quotation mark around a text that contains one")
