"""A file name from whatever a company is called."""

from __future__ import annotations

import re

MOST_LETTERS = 60
# A shell, an address and a list of files in a cell can all hold what is left.
_AWKWARD = re.compile(r"[^\w.-]+")


def stem_of(name: str) -> str:
    """Return the name as far as file names of every system allow it; empty if nothing is left."""
    from pathvalidate import sanitize_filename  # noqa: PLC0415 - only new files need it

    safe = sanitize_filename(name.lower(), platform="universal", replacement_text=" ")
    words = _AWKWARD.sub(" ", safe).replace("-", " ").split()
    return "-".join(words)[:MOST_LETTERS].strip("-.")
