"""K102: a finding or a measure that nothing reads and the document does not show."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.knowledge.checks.uses import attributes_read
from advisor.knowledge.checks.warn import warning
from advisor.language.messages import _
from advisor.model.condition import Attribute
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge


def check(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield what is concluded or computed in vain.

    The document shows what has a topic.
    """
    read = attributes_read(knowledge)
    for finding in knowledge.findings.values():
        shown = finding.topic or finding.check or finding.points
        if finding.attribute not in read and not shown:
            yield warning(
                finding.location,
                102,
                _(
                    "finding '{finding}': nothing reads it, and the document does not show it"
                ).format(finding=finding.id),
                _("use it in a condition or a text, give it a topic, or remove it"),
            )
    for measure in knowledge.measures.values():
        if Attribute("", measure.id) not in read and not measure.topic:
            yield warning(
                measure.location,
                102,
                _(
                    "measure '{measure}': nothing reads it, and the document does not show it"
                ).format(measure=measure.id),
                _("use it in a condition or a text, give it a topic, or remove it"),
            )
