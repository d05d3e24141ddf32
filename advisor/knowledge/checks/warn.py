"""A warning, as the checks give it."""

from __future__ import annotations

from advisor.language.messages import _
from advisor.model.diagnostic import Diagnostic, Location, Severity
from advisor.model.knowledge import Advice, Production


def warning(location: Location, number: int, message: str, hint: str) -> Diagnostic:
    """Return a diagnostic of something in a knowledge base that is probably not meant."""
    return Diagnostic(location, f"K{number}", message, hint, Severity.WARNING)


def named(production: Production) -> str:
    """Return ``rule 'x'`` or ``advice 'x'``."""
    kind = _("advice") if isinstance(production, Advice) else _("rule")
    return f"{kind} '{production.id}'"
