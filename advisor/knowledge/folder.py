"""Find a knowledge base's files, shipped or the user's own."""

from __future__ import annotations

from pathlib import Path

from advisor.edge.problems import Problems
from advisor.language.messages import _
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
        raise problems.refuse(
            Location(str(folder)), 1, _("no such folder of rules"), _("check the path")
        )
    files = [
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and path.is_file()
        and not _is_left_out(path.relative_to(folder))
    ]
    if not files:
        raise problems.refuse(
            Location(str(folder)), 1, _("the folder has no YAML files"), _("give a folder of rules")
        )
    return sorted(files)


def catalogue_files(folder: Path, language: str) -> list[Path]:
    """Return the catalogues that a folder of rules has for a language, sorted."""
    return sorted((folder / "locales" / language).rglob("*.po"))


def catalogue_languages(folder: Path) -> list[str]:
    """Return the languages that a folder of rules has catalogues for, sorted."""
    return sorted(path.name for path in (folder / "locales").glob("*") if path.is_dir())


def shown(path: Path) -> str:
    """Return the path as the user would write it: relative where it is below."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _is_left_out(path: Path) -> bool:
    return path.parts[0] in NOT_RULES or any(part.startswith(".") for part in path.parts)
