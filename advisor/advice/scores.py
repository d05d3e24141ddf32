"""How a topic stands: the mean of the points of its known findings, written out.

A finding about which no rule has anything to say, as none of its questions was
worth asking or none applies, is neither known nor unknown: it does not count.
"""

from __future__ import annotations

from decimal import Decimal

from advisor.advice.findings import points
from advisor.advice.wording import Wording
from advisor.language.numbers import number_text
from advisor.model.assessment import Score, TopicView
from advisor.model.outcome import Decision


def view_topics(wording: Wording) -> tuple[TopicView, ...]:
    """Return the topics in the order of the document, each with its score where it has one."""
    return tuple(
        TopicView(topic.id, topic.label, topic.section, _score(topic.id, wording))
        for topic in wording.knowledge.topics.values()
    )


def _score(topic: str, wording: Wording) -> Score | None:
    knowledge = wording.knowledge
    counted = [
        (finding, settlement)
        for settlement in wording.trace.settlements
        if (finding := knowledge.findings[settlement.cell[0].name]).topic == topic
        and finding.points
        and not finding.table
        and settlement.decision is not Decision.SILENT
    ]
    brought = [points(finding, settlement, knowledge) for finding, settlement in counted]
    known = [value for value in brought if value is not None]
    if not known:
        return None
    mean = sum(known, Decimal(0)) / len(known)
    total = " + ".join(number_text(value, wording.language) for value in known)
    inside = f"({total})" if len(known) > 1 else total
    arithmetic = f"{inside} ÷ {len(known)} = {number_text(mean, wording.language, 1)}"
    return Score(mean, len(known), len(counted), arithmetic)
