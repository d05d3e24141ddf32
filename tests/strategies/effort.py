"""How many examples a property is worth, as a part of what the Hypothesis profile allows."""

from __future__ import annotations

from hypothesis import settings


def one_in(parts: int) -> settings:
    """Return the settings of a property that gets one in so many of the usual examples."""
    return settings(max_examples=max(1, settings().max_examples // parts))
