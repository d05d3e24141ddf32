"""A file name for a company that has none yet."""

from __future__ import annotations

from pathlib import Path

from advisor.edge.file_names import stem_of


def path_for(company: str, folder: Path) -> Path:
    """Return where the answers of a company are kept."""
    return folder / f"{stem_of(company) or 'company'}.yaml"
