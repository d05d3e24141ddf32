"""Which questions make sense for this company, by what it has answered already."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.inference.conditions import Verdict, missing, truth
from advisor.inference.truth import UNANSWERED, Truth
from advisor.model.case import Cell, Reading, State
from advisor.model.condition import ALWAYS, Attribute, Rows
from advisor.model.knowledge import Question

# By identity, since members of an enumeration take long to hash.
_BLANK = {id(state): Reading(state) for state in State}


def blank(state: State) -> Reading:
    """Return the reading of something that has a state and no value."""
    return _BLANK[id(state)]


MAY_NOT_APPLY = Reading(State.PENDING, possible=frozenset())
"""What nobody knows, and what may turn out not to apply: no value will come of it."""


class Relevance:
    """The company's readings, with the questions that make no sense set aside.

    A question whose ``ask_when`` is certainly false, and which nobody answered,
    does not apply. Where ``ask_when`` is not known the question stays open: it
    may matter.
    """

    def __init__(self, questions: Mapping[str, Question], answers: Mapping[str, Reading]) -> None:
        """Take the questions and the reading of each as it was answered."""
        self._questions = questions
        self._answers = answers
        self._settled: dict[str, Reading] = {}

    def settle(self, name: str) -> Reading:
        """Return the reading of a question; loading has refused circles of ``ask_when``."""
        settled = self._settled.get(name)
        if settled is None:
            settled = self._settled[name] = self._settle(name)
        return settled

    def _settle(self, name: str) -> Reading:
        answer = self._answers[name]
        # Most are answered, and identity is the quickest way to see it.
        if answer.state is not State.KNOWN and answer.state in UNANSWERED:
            if self.is_passed_over(name):
                return blank(State.DOES_NOT_APPLY)
            if answer.state is State.DONT_KNOW and self._may_be_passed_over(name):
                return MAY_NOT_APPLY
        return answer

    def is_passed_over(self, name: str) -> bool:
        """Tell whether a question makes no sense beside the other answers."""
        condition = self._questions[name].ask_when
        return condition != ALWAYS and truth(condition, self) is Truth.FALSE

    def _may_be_passed_over(self, name: str) -> bool:
        """Tell whether an answer to come decides on that."""
        waits = missing(self._questions[name].ask_when, self)
        return any(self.settle(attribute.name).state is State.PENDING for attribute, _row in waits)

    def cell(self, attribute: Attribute) -> Cell:
        """Return the company's cell of that name."""
        return attribute, ""

    def reading(self, attribute: Attribute) -> Reading:
        """Return what is known of another question."""
        return self.settle(attribute.name)

    def verdict(self, rows: Rows) -> Verdict:
        """Refuse: loading lets ``ask_when`` look at questions only."""
        raise TypeError(f"'ask_when' cannot look at the rows of {rows.table}")
