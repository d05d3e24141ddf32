"""Templates out of folders laid over one another: read strictly, and never from beside them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from jinja2 import BaseLoader, Environment, TemplateNotFound
from jinja2.loaders import split_template_path

from advisor.edge.files import read_text
from advisor.edge.problems import Problems, Refused
from advisor.model.diagnostic import InputError


class OverlayLoader(BaseLoader):
    """Finds each template in the first folder that has it; files are named as folders were."""

    def __init__(self, *folders: Path) -> None:
        """Look into ``folders``, the first one first."""
        self.folders = folders

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002 - Jinja hands it over
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        """Return a template's text, its file, and a way to ask whether it is still the same.

        One that is unreadable, too large or not UTF-8 raises ``InputError``.
        """
        paths = self._paths(template)
        path = next((path for path in paths if path.is_file()), None)
        if path is None:
            raise TemplateNotFound(template)
        known, problems = _identity(path), Problems("T")
        before = paths[: paths.index(path)]
        try:
            source = read_text(path, problems)
        except Refused:
            raise InputError(problems.found) from None

        def is_current() -> bool:
            return _identity(path) == known and not any(path.is_file() for path in before)

        return source, str(path), is_current

    def list_templates(self) -> list[str]:
        """Return the names of all templates, sorted."""
        return sorted(
            {
                path.relative_to(folder).as_posix()
                for folder in self.folders
                for path in folder.rglob("*")
                if path.is_file()
            }
        )

    def _paths(self, template: str) -> list[Path]:
        pieces = split_template_path(template)
        return [folder.joinpath(*pieces) for folder in self.folders]


def _identity(path: Path) -> tuple[int, ...]:
    """Return what differs as soon as a file is another one or was written to; empty if gone."""
    try:
        status = path.stat()
    except OSError:
        return ()
    return (status.st_ino, status.st_mtime_ns, status.st_size)
