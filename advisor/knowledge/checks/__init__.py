"""What is wrong with a knowledge base that loads: one module for each question."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from advisor.knowledge.checks import (
    contradiction,
    missing_words,
    same_conditions,
    unreachable,
    unread_finding,
    unused_option,
    unused_parameter,
    unused_question,
    unused_source,
)
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge

Check = Callable[[Knowledge], Iterable[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    unused_question.check,
    unread_finding.check,
    unreachable.check,
    same_conditions.check,
    contradiction.check,
    unused_parameter.check,
    missing_words.check,
    unused_option.check,
    unused_source.check,
)
