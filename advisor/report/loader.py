"""Templates out of a folder: read once, strictly, and never from beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import split_template_path

from advisor.edge.files import read_text
from advisor.edge.problems import Problems, Refused
from advisor.model.diagnostic import InputError


class FolderLoader(BaseLoader):
    """Finds templates below a folder; their file names are as the user wrote the folder's."""

    def __init__(self, folder: Path) -> None:
        """Look below ``folder``."""
        self.folder = folder

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, its file, and a way to ask whether it is still the same.

        One that is unreadable, too large or not UTF-8 raises ``InputError``.
        """
        path = self.folder.joinpath(*split_template_path(template))
        if not path.is_file():
            raise TemplateNotFound(template)
        problems = Problems("T")
        changed = _changed(path)
        try:
            source = read_text(path, problems)
        except Refused:
            raise InputError(problems.found) from None
        return source, str(path), lambda: _changed(path) == changed

    def list_templates(self) -> list[str]:
        """Return the names of all templates, sorted."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return sorted(path.relative_to(self.folder).as_posix() for path in files)


def _changed(path: Path) -> int:
    """Return when a file last changed, 0 for one that is gone."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0
