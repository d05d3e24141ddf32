"""What the overview says of a company, taken from its assessment."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.batch.record import Leading, Record
from advisor.model.assessment import Assessment


def record_of(
    assessment: Assessment,
    *,
    place: tuple[str, int],
    groups: Mapping[str, tuple[str, str]],
    answers: str,
    made_from: str,
) -> Record:
    """Return the company's line, with no documents yet; ``place`` is its source and row."""
    leading = tuple(
        Leading(advice.key, advice.id, advice.do, advice.certainty)
        for advice in assessment.advice
        if advice.lead
    )
    return Record(
        company=assessment.company,
        source=place[0],
        row=place[1],
        language=assessment.language,
        documents=(),
        scores={
            topic.id: None if topic.score is None else topic.score.points
            for topic in assessment.topics
        },
        checks={
            finding.id: finding.standing
            for finding in assessment.findings
            if finding.check and not finding.row
        },
        groups=groups,
        leading=leading,
        advice=len(assessment.advice),
        open=tuple(dict.fromkeys(question.id for question in assessment.open_questions)),
        headline=leading[0].do if leading else "",
        answers=answers,
        made_from=made_from,
    )
