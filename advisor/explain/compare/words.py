"""The words in which a comparison says what it knows as ids."""

from __future__ import annotations

from itertools import takewhile

from advisor.explain.reference.refs import Kind
from advisor.language.messages import N_, _
from advisor.model.comparison import Part

NOTHING = "–"
LONGEST = 160
BEFORE = 20
"""So many characters at least stand before the place where two long texts differ."""

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

PARTS = {
    "after": N_("comes after"),
    "ask_when": N_("asked when"),
    "because": N_("reason"),
    "columns": N_("columns"),
    "conclusions": N_("conclusion"),
    "condition": N_("condition"),
    "default": N_("where no rule holds"),
    "do": N_("what to do"),
    "domain": N_("value"),
    "effort": N_("effort"),
    "example": N_("example"),
    "formula": N_("formula"),
    "grade": N_("evidence"),
    "help": N_("help"),
    "horizon": N_("when"),
    "how": N_("steps"),
    "impact": N_("impact"),
    "label": N_("name"),
    "measure": N_("look at"),
    "not_when": N_("not when"),
    "note": N_("remark"),
    "operands": N_("worked out from"),
    "options": N_("option"),
    "overrides": N_("takes precedence over"),
    "sources": N_("sources"),
    "strength": N_("strength"),
    "strength_parameter": N_("strength"),
    "topic": N_("topic"),
    "unit": N_("unit"),
    "value": N_("value"),
    "why": N_("why"),
}


def part_said(part: Part) -> str:
    """Return what a part of an entry was and is; of long ones what stands where they differ."""
    start = 0
    if max(len(part.before), len(part.after)) > LONGEST:
        pairs = zip(part.before, part.after, strict=False)
        same = sum(1 for _pair in takewhile(lambda pair: pair[0] == pair[1], pairs))
        start = part.before.rfind(" ", 0, max(0, same - BEFORE)) + 1
    before, after = (_short(text, start) for text in (part.before, part.after))
    return f"{_part_name(part.name)}: {from_to(before, after)}"


def _part_name(name: str) -> str:
    """Return what a part is called; an option or a value goes by its id, and what is rare too."""
    kind, _dot, inside = name.partition(".")
    said = _(PARTS[kind]) if kind in PARTS else kind
    return f"{said} {inside}" if inside else said


def _short(text: str, start: int) -> str:
    """Return a text from a place on, cut off where it is long."""
    shown = f"…{text[start:]}" if start else text
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 1]}…"


def from_to(before: str, after: str) -> str:
    """Return ``before → after``, a dash for nothing."""
    return f"{before or NOTHING} → {after or NOTHING}"
