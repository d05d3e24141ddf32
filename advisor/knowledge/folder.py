"""Find a knowledge base's files, shipped or the user's own."""

from __future__ import annotations

from pathlib import Path

from advisor.edge.problems import Problems
from advisor.model.diagnostic import Location

SUFFIXES = frozenset({".yaml", ".yml"})
NOT_RULES = frozenset({"locales", "cases"})


def shipped(name: str) -> Path:
    """Return a shipped folder (``rules`` or ``templates``), of a wheel or of a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_data" / name
    return installed if installed.is_dir() else package.parent / name


def rule_files(folder: Path, problems: Problems) -> list[Path]:
    """Return the YAML files below a folder, sorted; none at all is refused."""
    if not folder.is_dir():
        raise problems.refuse(Location(str(folder)), 1, "no such folder of rules", "check the path")
    files = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not _is_left_out(path.relative_to(folder))
    ]
    if not files:
        raise problems.refuse(
            Location(str(folder)), 1, "the folder has no YAML files", "give a folder of rules"
        )
    return sorted(files)


def _is_left_out(path: Path) -> bool:
    return path.parts[0] in NOT_RULES or any(part.startswith(".") for part in path.parts)
