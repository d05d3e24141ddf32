"""What templates print, as Markdown that is escaped already."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import cast

from markupsafe import Markup

from advisor.report.escape import inline

# Markup's own constructor first asks what it is given for HTML.
as_markup = cast("Callable[[type[Markup], str], Markup]", str.__new__)


@lru_cache(maxsize=8192, typed=True)
def escaped(text: str) -> Markup:
    """Return a text as Markdown, one space at each end where there was any.

    Most of what is printed stands in the knowledge base, or in the templates'
    own words, and comes again with every company.
    """
    middle = inline(text)
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    return as_markup(Markup, f"{before}{middle}{after}" if middle else before)
