"""A place to report mistakes to, so that one reading finds them all."""

from __future__ import annotations

from advisor.language.messages import N_, _
from advisor.model.diagnostic import Diagnostic, InputError, Location, Severity

SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning")}


def in_words(diagnostic: Diagnostic) -> str:
    """Return the one line a person reads, all of it in the current language."""
    severity = diagnostic.severity
    return str(diagnostic).replace(
        f": {severity.value} {diagnostic.code}: ",
        f": {_(SEVERITIES[severity])} {diagnostic.code}: ",
        1,
    )


class Refused(Exception):  # noqa: N818 - control flow inside the edge: the error is already reported
    """This piece cannot be used; why has been reported already."""


class Problems:
    """Collects diagnostics; ``prefix`` is the letter of their codes.

    K stands for a knowledge base, P for a profile. Numbers below 20 are the
    edge's own and mean the same under each letter.
    """

    def __init__(self, prefix: str) -> None:
        """Start with nothing reported."""
        self.prefix = prefix
        self.found: list[Diagnostic] = []

    def error(self, location: Location, number: int, message: str, hint: str = "") -> None:
        """Report a mistake that stops the work."""
        self._add(location, number, message, hint, Severity.ERROR)

    def warning(self, location: Location, number: int, message: str, hint: str = "") -> None:
        """Report something that is probably not meant."""
        self._add(location, number, message, hint, Severity.WARNING)

    def refuse(self, location: Location, number: int, message: str, hint: str = "") -> Refused:
        """Report an error and return the exception to raise."""
        self.error(location, number, message, hint)
        return Refused()

    @property
    def has_errors(self) -> bool:
        """Tell whether any error was reported; warnings do not count."""
        return any(problem.severity is Severity.ERROR for problem in self.found)

    def raise_errors(self) -> None:
        """Raise an ``InputError`` with everything found if any of it is an error."""
        if self.has_errors:
            raise InputError(self.found)

    def _add(
        self, location: Location, number: int, message: str, hint: str, severity: Severity
    ) -> None:
        code = f"{self.prefix}{number:03d}"
        self.found.append(Diagnostic(location, code, message, hint, severity))
