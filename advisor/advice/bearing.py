"""Whether a finding has any bearing on a company, or was never asked about."""

from __future__ import annotations

from advisor.knowledge.strata import reads
from advisor.model.case import State
from advisor.model.condition import ALWAYS, Attribute
from advisor.model.knowledge import Finding, Knowledge
from advisor.model.outcome import Settlement, Trace


class Bearing:
    """Tells what the questions that were not worth asking leave without an answer."""

    def __init__(self, knowledge: Knowledge, trace: Trace) -> None:
        """Take the trace of a run; which questions were passed over is worked out once."""
        passed_over = {
            Attribute("", question.id)
            for question in knowledge.questions.values()
            if question.ask_when != ALWAYS
            and trace.readings[Attribute("", question.id), ""].state is State.DOES_NOT_APPLY
        }
        self._without = {
            conclusion.finding
            for rule in knowledge.rules.values()
            if not passed_over.isdisjoint(reads(rule.condition))
            for conclusion in rule.conclusions
        }

    def has_none(self, finding: Finding, settlement: Settlement) -> bool:
        """Tell whether nothing was concluded, and nothing can be, as one of its questions was idle.

        Checks are always told: they are what a company is judged by.
        """
        reading = settlement.reading
        return (
            not finding.check
            and reading.state is State.OPEN
            and not reading.possible
            and finding.id in self._without
        )
