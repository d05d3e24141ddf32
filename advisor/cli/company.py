"""The company a command is about, and the knowledge base in the language it reads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from advisor.cli.speaking import is_asked_for
from advisor.language.messages import current_language

if TYPE_CHECKING:
    from advisor.model.case import Profile
    from advisor.model.knowledge import Knowledge


def opened(profile: Path, rules: Path | None, cut_lines: str | None) -> tuple[Knowledge, Profile]:
    """Return the base and the company's profile; raises ``InputError`` where one is at fault.

    The base is in the language of the command line where that names one, else
    in the profile's, else in the environment's. ``cut_lines`` takes the place
    of the profile's own.
    """
    from msgspec.structs import replace

    from advisor.knowledge.opening import open_knowledge
    from advisor.model.case import CutLines
    from advisor.profile.read import read_profile

    knowledge = open_knowledge(rules, current_language())
    company = read_profile(profile, knowledge)
    if cut_lines is not None:
        company = replace(company, cut_lines=CutLines(cut_lines))
    if company.language not in {"", knowledge.language} and not is_asked_for():
        knowledge = open_knowledge(rules, company.language)
    return knowledge, company
