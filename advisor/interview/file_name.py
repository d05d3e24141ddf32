"""A file name for a company that has none yet."""

from __future__ import annotations

from pathlib import Path

MOST_LETTERS = 60


def path_for(company: str, folder: Path) -> Path:
    """Return where the answers of a company are kept: its name, as far as file names allow it."""
    from pathvalidate import sanitize_filename  # noqa: PLC0415 - only a new interview needs it

    name = sanitize_filename(company.lower(), platform="universal", replacement_text=" ")
    name = "-".join(name.replace("-", " ").split())[:MOST_LETTERS].strip("-.")
    return folder / f"{name or 'company'}.yaml"
