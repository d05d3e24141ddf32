"""The advice in a dozen lines, for a terminal."""

from __future__ import annotations

from advisor.model.assessment import Assessment
from advisor.report.escape import plain

WIDTH = 78
ELLIPSIS = "…"


def summary(assessment: Assessment) -> str:
    """Return the few lines that matter most, as plain text without control characters.

    The company, the checks that fail, what to do first and why, and how much
    is still open; every line fits a narrow terminal.
    """
    lead = [advice for advice in assessment.advice if advice.lead]
    lines = [_headline(assessment, len(lead))]
    failing = [f.label for f in assessment.findings if f.check and f.standing == "badly"]
    if failing:
        lines.append(f"{_count(len(failing), 'check')} {_verb(len(failing))}: {'; '.join(failing)}")
    for advice in lead:
        lines.append(f"{advice.rank}. {advice.do}")
        lines.append(f"   {plain(advice.why)}")
    lines.append(_still_open(assessment))
    return "".join(f"{shorten(line)}\n" for line in lines)


def shorten(line: str, width: int = WIDTH) -> str:
    """Return a line cut to the width at a word's end, its indentation kept."""
    indent = line[: len(line) - len(line.lstrip(" "))]
    text = indent + plain(line)
    if len(text) <= width:
        return text
    cut = text[:width]
    words = cut.rpartition(" ")[0].rstrip(" ,;:.–")
    return (words if len(words) > len(indent) else cut[:-1]) + ELLIPSIS


def _headline(assessment: Assessment, lead: int) -> str:
    company = shorten(assessment.company, WIDTH // 2) or "Your company"
    total = len(assessment.advice)
    if not total:
        return f"{company}: no advice applies"
    pieces = "piece of advice" if total == 1 else "pieces of advice"
    first = "this first" if lead == 1 else f"these {lead} first"
    return f"{company}: {total} {pieces}, {first}"


def _still_open(assessment: Assessment) -> str:
    count = len(assessment.open_questions)
    if not count:
        return "Nothing is open: no further answer could change this."
    most = max(assessment.open_questions, key=lambda question: len(question.settles))
    begin = "" if count == 1 else "; begin with"
    return f"{_count(count, 'answer')} could still change this{begin}: {most.label}"


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _verb(number: int) -> str:
    return "fails" if number == 1 else "fail"
