"""The words in which a comparison says what it knows as ids."""

from __future__ import annotations

from advisor.explain.reference.refs import Kind
from advisor.language.messages import N_
from advisor.model.comparison import Part

NOTHING = "–"
LONGEST = 160

CAUSES = {
    "answers": N_("because of the answers"),
    "knowledge": N_("because of the knowledge"),
    "either": N_("because of the answers, and of the knowledge alone as well"),
    "together": N_("because of the answers and the knowledge together"),
}
ALL_CAUSED = {
    "answers": N_("the answers brought every change about"),
    "knowledge": N_("the knowledge brought every change about"),
}
PRESENCES = {"added": N_("added"), "removed": N_("removed"), "changed": N_("changed")}
REASONS = {
    "not asked for": N_("not asked for"),
    "not a possible answer": N_("not a possible answer there"),
}
KINDS = {
    Kind.QUESTION.value: N_("question"),
    Kind.TABLE.value: N_("table"),
    Kind.COLUMN.value: N_("column"),
    Kind.MEASURE.value: N_("measure"),
    Kind.FINDING.value: N_("finding"),
    Kind.RULE.value: N_("rule"),
    Kind.ADVICE.value: N_("advice"),
    Kind.PARAMETER.value: N_("parameter"),
}


def part_said(part: Part) -> str:
    """Return what a part of an entry was and is; long ones are cut off."""
    return f"{part.name}: {from_to(_short(part.before), _short(part.after))}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def from_to(before: str, after: str) -> str:
    """Return ``before → after``, a dash for nothing."""
    return f"{before or NOTHING} → {after or NOTHING}"
