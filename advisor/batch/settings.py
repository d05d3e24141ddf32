"""What a run is made with; everything the files it leaves depend on besides the inputs."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from msgspec import Struct

Format = Literal["md", "json"]
Matching = Literal["compiled", "rete"]


class Settings(Struct, frozen=True):
    """The settings of a run.

    ``rules`` and ``templates`` are folders as the user named them, empty for
    the shipped ones. ``language`` is that of the overview, and of companies
    that do not say theirs. ``date`` is the day to stamp, as 2026-11-21.
    ``formats`` are those of the documents; none, where only the overview is
    wanted. ``cut_lines`` takes the place of the profiles' own if it is set.
    """

    rules: str
    templates: str
    language: str
    date: str
    formats: tuple[Format, ...] = ("md",)
    cut_lines: str = ""
    benchmark: bool = False
    min_group: int = 5
    matcher: Matching = "compiled"
    changed_only: bool = False

    @property
    def rules_folder(self) -> Path | None:
        """The folder of rules, None for the shipped one."""
        return Path(self.rules) if self.rules else None

    @property
    def templates_folder(self) -> Path | None:
        """The folder of templates laid over the shipped ones, if there is one."""
        return Path(self.templates) if self.templates else None
