"""Advisor: a rule-based expert system for the marketing mix of a small firm.

A program calls ``load_knowledge``, ``evaluate``, ``evaluate_many`` and
``render``; ``advisor.api`` describes them. They are loaded when first used, so
that ``import advisor`` costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from advisor.api import evaluate, evaluate_many, load_knowledge, render

__version__ = "0.1.0"
__all__ = ["__version__", "evaluate", "evaluate_many", "load_knowledge", "render"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - one of several functions
    """Return a name of the interface, loaded now."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from advisor import api  # noqa: PLC0415 - only programs need it

    return getattr(api, name)


def __dir__() -> list[str]:
    """Return the names of the interface."""
    return __all__
