"""Judge a knowledge base: what loading says, and what the checks find."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from advisor.knowledge.checks import CHECKS
from advisor.knowledge.checks.translations import check_translations
from advisor.knowledge.load import read_knowledge
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge


class Verdict(Struct, frozen=True):
    """The knowledge base, if it could be loaded, and every diagnostic, sorted."""

    knowledge: Knowledge | None
    diagnostics: tuple[Diagnostic, ...]


def judge(folder: Path | None = None) -> Verdict:
    """Return the verdict on a folder of rules, or on the shipped base."""
    knowledge, found = read_knowledge(folder)
    if knowledge is not None:
        for check in CHECKS:
            found.extend(check(knowledge))
        found.extend(check_translations(knowledge, folder))
    return Verdict(knowledge, tuple(sorted(set(found))))
