"""Write the reference into a folder: every page made before the first is written."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from advisor.edge.files import write_whole
from advisor.explain.reference.pages import pages_of
from advisor.explain.reference.reached import Reached
from advisor.language.messages import LANGUAGES, _, speaking
from advisor.model.knowledge import Knowledge
from advisor.report.faults import told_at_their_line
from advisor.report.render import FALLBACK_LANGUAGE, environment_for, tidy

LIST = ".advisor-docs"
"""A file with the names of the pages, which tells a reference from a folder of somebody's own."""


class NotOurs(Exception):  # noqa: N818 - the folder is somebody's own
    """The folder is not for a reference; ``message`` says why and ``hint`` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        """Keep both."""
        super().__init__(f"{message}; {hint}")
        self.message = message
        self.hint = hint


def reference(
    knowledge: Knowledge, reached: Reached, templates: Path | None = None
) -> Mapping[str, str]:
    """Return the text of every page by its file, in the language of the base.

    A mistake in a template raises ``InputError`` at its line.
    """
    spoken = knowledge.language if knowledge.language in LANGUAGES else FALLBACK_LANGUAGE
    environment = environment_for(templates, knowledge.language)
    made: dict[str, str] = {}
    with speaking(spoken):
        for page in pages_of(knowledge, reached):
            with told_at_their_line(environment, page.content):
                text = environment.get_template(page.template).render(page.content)
            made[page.file] = tidy(text)
    return made


def refuse_foreign(folder: Path, *, overwrite: bool) -> None:
    """Raise ``NotOurs`` for a file, and for a folder with something in it that is no reference."""
    if folder.exists() and not folder.is_dir():
        raise NotOurs(_("this is a file"), _("choose a folder"))
    if overwrite or not folder.exists() or (folder / LIST).exists():
        return
    if any(folder.iterdir()):
        raise NotOurs(
            _("the folder is not empty, and what is in it is not a reference"),
            _("choose another, or add --overwrite to write beside it"),
        )


def write_reference(folder: Path, pages: Mapping[str, str]) -> None:
    """Write the pages, each whole or not at all, and remove those of an earlier reference.

    Raises ``OSError`` when a page cannot be written; running again mends it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    earlier = _earlier(folder)
    # First of all, so that a folder in which writing was broken off is known as a reference.
    write_whole(folder / LIST, "".join(f"{name}\n" for name in sorted({*earlier, *pages})))
    for name, text in pages.items():
        write_whole(folder / name, text)
    for name in sorted(earlier - pages.keys()):
        (folder / name).unlink(missing_ok=True)
    write_whole(folder / LIST, "".join(f"{name}\n" for name in sorted(pages)))


def _earlier(folder: Path) -> frozenset[str]:
    """Return the pages that an earlier reference wrote; names that lead elsewhere are none."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        names = (folder / LIST).read_text(encoding="utf-8").splitlines()
        return frozenset(n for n in names if n.endswith(".md") and n == Path(n).name)
    return frozenset()
