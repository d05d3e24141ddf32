"""The advice in a dozen lines, for a terminal."""

from __future__ import annotations

from gettext import NullTranslations

from advisor.language.messages import messages_in
from advisor.model.advice import AdviceView
from advisor.model.assessment import Assessment
from advisor.model.findings import FindingView
from advisor.report.escape import plain

WIDTH = 78
ELLIPSIS = "…"


def summary(assessment: Assessment) -> str:
    """Return the few lines that matter most, as plain text without control characters.

    The company, the checks that fail, what to do first and why, and how much
    is still open; every line fits a narrow terminal.
    """
    say = messages_in(assessment.language)
    lead = [advice for advice in assessment.advice if advice.lead]
    lines = [_headline(assessment, len(lead), say)]
    failing = [f.label for f in _failing(assessment, lead)]
    if failing:
        said = say.ngettext(
            "{count} check fails: {checks}", "{count} checks fail: {checks}", len(failing)
        )
        lines.append(said.format(count=len(failing), checks="; ".join(failing)))
    for advice in lead:
        lines.append(f"{advice.rank}. {advice.do}")
        lines.append(f"   {plain(advice.why)}")
    lines.append(_still_open(assessment, say))
    return "".join(f"{shorten(line)}\n" for line in lines)


def _failing(assessment: Assessment, lead: list[AdviceView]) -> list[FindingView]:
    """Return the checks that fail, first those that rest on what the leading advice rests on."""

    def urgency(check: FindingView) -> int:
        causes = {(ground.id, ground.row) for ground in check.rests_on}
        answering = (a for a in lead if any((g.id, g.row) in causes for g in a.rests_on))
        return min((advice.rank for advice in answering), default=len(lead) + 1)

    failing = [f for f in assessment.findings if f.check and f.standing == "badly"]
    return sorted(failing, key=urgency)


def shorten(line: str, width: int = WIDTH) -> str:
    """Return a line cut to the width at a word's end, its indentation kept."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    text = indent + plain(line)
    if len(text) <= width:
        return text
    cut = text[:width]
    words = cut.rpartition(" ")[0].rstrip(" ,;:.–")
    return (words if len(words) > len(indent) else cut[:-1]) + ELLIPSIS


def _headline(assessment: Assessment, lead: int, say: NullTranslations) -> str:
    company = shorten(assessment.company, WIDTH // 2) or say.gettext("Your company")
    total = len(assessment.advice)
    if not total:
        return say.gettext("{company}: no advice applies").format(company=company)
    pieces = say.ngettext("{count} piece of advice", "{count} pieces of advice", total)
    first = say.ngettext("this first", "these {count} first", lead)
    return f"{company}: {pieces.format(count=total)}, {first.format(count=lead)}"


def _still_open(assessment: Assessment, say: NullTranslations) -> str:
    count = len(assessment.open_questions)
    if not count:
        return say.gettext("Nothing is open: no further answer could change this.")
    said = say.ngettext(
        "{count} answer could still change this: {question}",
        "{count} answers could still change this; begin with: {question}",
        count,
    )
    return said.format(count=count, question=assessment.open_questions[0].label)
