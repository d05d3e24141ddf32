"""What is said about a mistake in somebody's file, as a value."""

from __future__ import annotations

import enum

from msgspec import Struct


class Severity(str, enum.Enum):
    """How much a diagnostic matters: an error stops the work, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Location(Struct, frozen=True, order=True):
    """A place in a text: the file as the user named it, line and column counted from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return ``file:line:column``."""
        return f"{self.file}:{self.line}:{self.column}"


class Diagnostic(Struct, frozen=True, order=True):
    """One mistake: where it is, its code, what is wrong and what to do about it.

    Diagnostics order by place, then code, then message, so that a sorted list
    of them is the same on every run.
    """

    location: Location
    code: str
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """Return the one line a person reads: ``file:1:2: error K001: message; hint``."""
        hint = f"; {self.hint}" if self.hint else ""
        return f"{self.location}: {self.severity.value} {self.code}: {self.message}{hint}"


class InputError(Exception):
    """Somebody's input cannot be used; carries every diagnostic, sorted.

    Raised at the edge only. The command line prints the diagnostics and exits
    with 1; a Python caller reads them from ``diagnostics``.
    """

    def __init__(self, diagnostics: list[Diagnostic]) -> None:
        """Keep the diagnostics in their stable order."""
        self.diagnostics = tuple(sorted(set(diagnostics)))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))

    def __reduce__(self) -> tuple[type[InputError], tuple[list[Diagnostic]]]:
        """Return how to make the exception again, in another process."""
        return type(self), (list(self.diagnostics),)
