"""What is wrong with a knowledge base that loads: one module for each question."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge

Check = Callable[[Knowledge], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = ()
