"""What the user may have meant."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.edge.nodes import shorten
from advisor.language.messages import _


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """Return ``did you mean 'x'?`` for the nearest candidate, or an empty string."""
    import difflib  # noqa: PLC0415 - only a mistake needs it, and start-up counts

    by_lower = {candidate.lower(): candidate for candidate in sorted(candidates)}
    near = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return _("did you mean '{near}'?").format(near=shorten(by_lower[near[0]])) if near else ""


def expected_or_near(word: str, candidates: Iterable[str]) -> str:
    """Return the nearest candidate as a question, else the list of what is possible."""
    names = sorted(candidates)
    near = did_you_mean(word, names)
    if near or not names:
        return near
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")  # noqa: PLR2004 - a line's worth
    return _("expected one of: {shown}").format(shown=shown)
