"""How a topic stands: the mean of the points of its known findings, written out.

A finding about which no rule has anything to say, as none of its questions was
worth asking or none applies, is neither known nor unknown: it does not count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from decimal import Decimal

from advisor.advice.findings import points
from advisor.advice.wording import Wording
from advisor.language.numbers import number_text
from advisor.model.findings import Score, TopicView
from advisor.model.knowledge import Finding
from advisor.model.outcome import Decision, Settlement

Counted = Mapping[str, list[tuple[Finding, Settlement]]]


def view_topics(wording: Wording) -> tuple[TopicView, ...]:
    """Return the topics in the order of the document, each with its score where it has one."""
    counted = _counted(wording)
    return tuple(
        TopicView(topic.id, topic.label, topic.section, _score(counted[topic.id], wording))
        for topic in wording.knowledge.topics.values()
    )


def _counted(wording: Wording) -> Counted:
    """Return by topic what may bring it points."""
    by_topic: dict[str, list[tuple[Finding, Settlement]]] = defaultdict(list)
    findings = wording.knowledge.findings
    for settlement in wording.trace.settlements:
        finding = findings[settlement.cell[0].name]
        if finding.points and not finding.table and settlement.decision is not Decision.SILENT:
            by_topic[finding.topic].append((finding, settlement))
    return by_topic


def _score(counted: Collection[tuple[Finding, Settlement]], wording: Wording) -> Score | None:
    brought = [points(finding, settlement, wording.knowledge) for finding, settlement in counted]
    known = [value for value in brought if value is not None]
    if not known:
        return None
    mean = sum(known, Decimal(0)) / len(known)
    total = " + ".join(number_text(value, wording.language) for value in known)
    inside = f"({total})" if len(known) > 1 else total
    arithmetic = f"{inside} ÷ {len(known)} = {number_text(mean, wording.language, 1)}"
    return Score(mean, len(known), len(counted), arithmetic)
