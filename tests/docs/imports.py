"""Which part of Advisor imports which, as the source says and without running it."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from tests.docs.places import ROOT

PACKAGE = ROOT / "advisor"

# Inside knowledge/, what judges a base stands above the engine and what loads one below it; the
# cache lies in edge/ for what it is, and below the language, which keeps its catalogues there.
INNER = ("knowledge.checks", "knowledge.judge", "edge.cache")


def modules() -> list[Path]:
    """Return every module of Advisor."""
    return sorted(PACKAGE.rglob("*.py"))


def module_name(path: Path) -> str:
    """Return the dotted name of a module; a package goes by its folder's."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(name: str) -> str:
    """Return the part of Advisor a module belongs to: ``edge``, ``pipeline``, or ``advisor``."""
    inside = name.removeprefix("advisor.")
    for inner in INNER:
        if f"{inside}.".startswith(f"{inner}."):
            return inner
    return inside.split(".")[0]


@cache
def tree(path: Path) -> ast.Module:
    """Return what a module says, parsed once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imported(path: Path) -> frozenset[str]:
    """Return the dotted names a module imports, inside functions too.

    ``from advisor.report import filters`` gives ``advisor.report.filters``
    when that is a module.
    """
    return frozenset(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            assert node.module is not None
            yield from (_module(node.module, alias.name) for alias in node.names)


@lru_cache(maxsize=1)
def imports_between_parts() -> dict[str, set[str]]:
    """Return, for each part of Advisor, the other parts it imports."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in modules():
        part = part_of(module_name(path))
        found[part] |= {part_of(name) for name in imported(path) if is_ours(name)} - {part}
    return dict(found)


def _module(package: str, name: str) -> str:
    inside = ROOT.joinpath(*package.split("."), f"{name}.py")
    return f"{package}.{name}" if inside.exists() else package


def is_ours(name: str) -> bool:
    """Tell whether a dotted name is Advisor's own."""
    return name.split(".", maxsplit=1)[0] == "advisor"
