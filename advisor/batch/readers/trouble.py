"""What is wrong with an input as a whole."""

from __future__ import annotations

from advisor.batch.entry import Mistake, Trouble
from advisor.edge.files import MAX_BYTES, why_not
from advisor.language.messages import _

MEGABYTE = 1_000_000


def trouble(  # noqa: PLR0913, PLR0917 - each says one thing more about where and what
    source: str, row: int, reason: str, expected: str, field: str = "", sheet: str = ""
) -> Trouble:
    """Return the one thing that is wrong with a piece of an input."""
    return Trouble(source, row, (Mistake(field, reason, expected, sheet=sheet),))


def cannot_read(source: str, error: OSError | ValueError) -> Trouble:
    """Say why the system does not let a file be read."""
    reason = _("cannot read the file: {reason}").format(reason=why_not(error))
    return trouble(source, 0, reason, _("check the path and its permissions"))


def not_utf8(source: str, row: int = 0) -> Trouble:
    """Say that bytes are no text."""
    reason = _("the file is not UTF-8 text") if row == 0 else _("the line is not UTF-8 text")
    return trouble(source, row, reason, _("save it with the encoding UTF-8"))


def too_large(source: str, row: int = 0) -> Trouble:
    """Say that one company takes more room than it may."""
    limit = MAX_BYTES // MEGABYTE
    said = (
        _("the file is larger than {megabytes} MB")
        if row == 0
        else _("the entry is larger than {megabytes} MB")
    )
    return trouble(source, row, said.format(megabytes=limit), _("keep it smaller"))
