"""What somebody typed, written so that Markdown shows those characters and does nothing else.

Made for CommonMark and GitHub's tables, strike-through and autolinks, at any
place inside a line: paragraph, heading, list item, table cell, bold. Raw text
stays readable: only what could be taken for markup gets its backslash.

One thing no escape can prevent: GitHub links every e-mail address it finds.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Control characters, soft hyphens, zero-width spaces, bidirectional overrides and isolates, tag
# characters and lone surrogates: invisible, and able to hide or turn round what stands near them.
# The joiners that emoji, Persian and Indic scripts need stay, and so do direction marks.
_DROPPED = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
# Every kind of space and line break, except the two that hold a number together.
_SPACE = re.compile("[^\\S\u00a0\u202f]+")

_MARKUP = re.compile(
    r"""
      [\\`*\[\]|~]                    # markup wherever it stands
    | (?<![^\W_]) _ | _ (?![^\W_])    # emphasis, except inside a word
    | < (?![\s\d=])                   # a tag, a comment or an autolink
    | & (?= \#? [0-9A-Za-z]+ ; )      # an entity
    | : (?= // )                      # an address that would become a link
    | (?<= [wW]{3} ) \.               # the same without its scheme
    """,
    re.VERBOSE,
)
_AT_THE_START = re.compile(
    r"""
    ^ (?: \#{1,6} (?= \s | $ )        # a heading
        | >                           # a quotation
        | [-+] (?! [^\W_] )           # a list, a rule, a heading's underline
        | =+ $                        # a heading's other underline
        | : (?= - )                   # a table's second line
    )
    """,
    re.VERBOSE,
)
_NUMBERED = re.compile(r"^ ([0-9]{1,9}) ([.)]) (?= [ ] | $ )", re.VERBOSE)  # no-break: no list
_AT_THE_END = re.compile(r"(?<= \s ) \#+ $", re.VERBOSE)  # what would close a heading

# Without one of these, none of the patterns above finds anything; most texts are so.
_SUSPECT = re.compile(r"[\\`*\[\]|~_<&]")
_SUSPECT_FIRST = frozenset("#>-+=:0123456789")

# Nothing that ends an autolink, and no entity, which one parser reads there and another does not.
_URL = re.compile(r"https?://(?:(?!&\#?[0-9A-Za-z]+;)[!#-;=?-\[\]_a-z~])+")


# Typed, here and wherever texts are kept: Markdown and a text of the same characters are equal.
@lru_cache(maxsize=8192, typed=True)
def plain(text: str) -> str:
    """Return a text on one line: spaces folded, its ends stripped, invisible controls dropped."""
    if text.isprintable() and "  " not in text:
        return text.strip()  # there is nothing to fold or to drop
    return _SPACE.sub(" ", _DROPPED.sub("", text)).strip()


def inline(text: str) -> str:
    """Return ``plain(text)`` as Markdown, for any place inside a line."""
    line = plain(text)
    return _marked(line) if _may_be_markup(line) else line


def _marked(line: str) -> str:
    for pattern in (_MARKUP, _AT_THE_START, _AT_THE_END):
        line = pattern.sub(r"\\\g<0>", line)
    return _NUMBERED.sub(r"\1\\\2", line)


def _may_be_markup(line: str) -> bool:
    return bool(line) and (
        line[0] in _SUSPECT_FIRST
        or line[-1] == "#"
        or "://" in line
        or "w." in line
        or "W." in line
        or _SUSPECT.search(line) is not None
    )


@lru_cache(maxsize=1024, typed=True)
def code(text: str) -> str:
    """Return ``plain(text)`` as a code span, for any place but a table; nothing for nothing."""
    line = plain(text)
    if not line:
        return ""
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if "`" in (line[0], line[-1]) else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def code_in_cell(text: str) -> str:
    """Return ``plain(text)`` as a code span for a table's cell, where a bar ends the cell."""
    return code(text).replace("|", r"\|")


def url(text: str) -> str:
    """Return a web address as a link, and anything else as text."""
    line = plain(text)
    return f"<{line}>" if _URL.fullmatch(line) else inline(line)
