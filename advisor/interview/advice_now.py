"""The advice on what has been answered so far."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from advisor.interview.next_question import engine_for
from advisor.language.messages import _, ngettext
from advisor.model.advice import AdviceView
from advisor.model.assessment import Assessment
from advisor.model.case import Profile
from advisor.model.knowledge import Knowledge
from advisor.pipeline import advise

MOST = 5


def assessment_now(knowledge: Knowledge, profile: Profile, date: dt.date) -> Assessment:
    """Return the assessment of a company on the answers there are."""
    return advise(engine_for(knowledge), profile, date)


def in_short(assessment: Assessment) -> list[str]:
    """Return the advice to begin with, a paragraph each, and how much more there is."""
    lead = [advice for advice in assessment.advice if advice.lead]
    if not lead:
        return [_("No advice follows from your answers.")]
    more = len(assessment.advice) - len(lead)
    said = [_paragraph(advice) for advice in lead]
    if more:
        said.append(
            ngettext(
                "{count} more piece of advice stands in the document.",
                "{count} more pieces of advice stand in the document.",
                more,
            ).format(count=more)
        )
    return said


def so_far(assessment: Assessment, certain: Collection[tuple[str, str]]) -> list[str]:
    """Return the foremost advice that no answer to come can take back, and how much may go.

    ``certain`` has that advice by id and row. The rest stands because
    something is not known yet, and most of it goes when more is answered.
    """
    settled = [advice for advice in assessment.advice if (advice.id, advice.row) in certain]
    if not settled:
        return [_("Your answers do not settle any advice yet.")]
    said = [_("Your answers settle this already:")]
    said += [f"- {advice.do}\n  {advice.why}" for advice in settled[:MOST]]
    more = len(settled) - MOST
    if more > 0:
        pieces = ngettext("And {count} more piece.", "And {count} more pieces.", more)
        said.append(pieces.format(count=more))
    open_ = len(assessment.advice) - len(settled)
    if open_:
        said.append(
            ngettext(
                "{count} other piece of advice rests on questions that you have not answered yet.",
                "{count} other pieces of advice rest on questions that you have not answered yet.",
                open_,
            ).format(count=open_)
        )
    return said


def _paragraph(advice: AdviceView) -> str:
    return f"{advice.rank}. {advice.do}\n   {advice.why}"
