"""Find the files of worked cases, shipped or the user's own."""

from __future__ import annotations

from pathlib import Path

from advisor.edge.problems import Problems
from advisor.knowledge.folder import SUFFIXES, shipped
from advisor.language.messages import _
from advisor.model.diagnostic import Location


def shipped_cases() -> Path:
    """Return the folder of the shipped cases."""
    return shipped("rules") / "cases"


def case_files(folder: Path, problems: Problems) -> list[Path]:
    """Return the YAML files below a folder, sorted; none at all is refused."""
    if not folder.is_dir():
        raise problems.refuse(
            Location(str(folder)), 1, _("no such folder of cases"), _("check the path")
        )
    files = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    if not files:
        raise problems.refuse(
            Location(str(folder)), 1, _("the folder has no YAML files"), _("give a folder of cases")
        )
    return sorted(files)


def shown(path: Path) -> str:
    """Return the path as the user would write it: relative where it is below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
