"""The shipped knowledge base, for tests that are not about reading it: once in each process."""

from __future__ import annotations

from functools import cache

from advisor.inference.engine import InferenceEngine
from advisor.knowledge.opening import open_knowledge
from advisor.model.knowledge import Knowledge


@cache
def shipped_base(language: str = "en") -> Knowledge:
    """Return the shipped knowledge base in a language."""
    return open_knowledge(None, language)


@cache
def shipped_engine() -> InferenceEngine:
    """Return an engine for it."""
    return InferenceEngine(shipped_base())
