"""The matchers there are, by the names users choose them by."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.inference.experta import Matcher, ReteMatcher
from advisor.inference.matcher import CompiledMatcher

MATCHERS: Mapping[str, type[Matcher]] = {"compiled": CompiledMatcher, "rete": ReteMatcher}


def matcher_named(name: str) -> type[Matcher]:
    """Return the matcher of a name: ours, or Experta's own Rete."""
    return MATCHERS[name]
