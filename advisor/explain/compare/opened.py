"""Open what is to be compared: one or two profiles, one or two bases, in one language."""

from __future__ import annotations

from pathlib import Path

from advisor.edge.nodes import Mapping
from advisor.explain.compare.corners import Asked, Inputs
from advisor.explain.compare.fitted import Fitted, fit, read_node
from advisor.knowledge.opening import open_knowledge
from advisor.model.case import Profile
from advisor.model.knowledge import Knowledge
from advisor.profile.read import read_profile


def opened(
    old: Path, new: Path, old_rules: Path | None, new_rules: Path | None, language: str
) -> Inputs:
    """Return the inputs of a comparison; ``old`` and ``new`` may be one file, or one folder.

    What the new profile says and neither base can use is a mistake as it is
    elsewhere. Raises ``InputError``.
    """
    bases = open_knowledge(old_rules, language), open_knowledge(new_rules, language)
    asked = {
        (name, which): _fitted(path, base)
        for name, path in (("old", old), ("new", new))
        for which, base in zip(("old", "new"), bases, strict=True)
    }
    nowhere = set(asked["new", "old"].unused) & set(asked["new", "new"].unused)
    if nowhere:
        read_profile(new, bases[1])
    return Inputs(
        bases[0], bases[1],
        asked["old", "old"], asked["new", "old"], asked["old", "new"], asked["new", "new"],
    )  # fmt: skip


def _fitted(path: Path, knowledge: Knowledge) -> Asked:
    node = read_node(path)
    if not isinstance(node, Mapping):
        return Asked(_refused(path, knowledge))
    fitted: Fitted = fit(node, knowledge)
    return Asked(fitted.profile, fitted.unused)


def _refused(path: Path, knowledge: Knowledge) -> Profile:
    """Say what is wrong with something that is no profile at all."""
    return read_profile(path, knowledge)
