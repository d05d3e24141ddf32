"""What is to be brought about: advice that goes away, or a finding with a value."""

from __future__ import annotations

from typing import Protocol

from msgspec import Struct

from advisor.advice.conflicts import resolve_conflicts
from advisor.advice.prospects import sure_to_stand
from advisor.advice.ranking import key_of
from advisor.advice.wording import Wording
from advisor.inference.prior import Prior
from advisor.inference.truth import Truth, leaf_truth
from advisor.model.condition import Leaf, Operator
from advisor.model.knowledge import Finding
from advisor.model.outcome import Trace


class Aim(Protocol):
    """A goal, as the search sees it."""

    def reached(self, prior: Prior, trace: Trace) -> bool:
        """Tell whether a run brings it about."""

    def excluded(self, prior: Prior, ahead: Trace) -> bool:
        """Tell whether no answer to what a run that looks ahead leaves open can bring it about."""


class Drop(Struct, frozen=True):
    """A piece of advice is not given: for one row, or without ``row`` for none."""

    advice: str
    row: str = ""

    def reached(self, prior: Prior, trace: Trace) -> bool:
        """Tell whether the advice does not stand."""
        fired = [firing for firing in trace.firings if firing.production == self.advice]
        if not any(self._is_meant(firing.row) for firing in fired):
            return True
        wording = Wording(prior.knowledge, trace, "", prior.knowledge.language)
        standing = map(key_of, resolve_conflicts(wording).firings)
        return not any(name == self.advice and self._is_meant(row) for name, row in standing)

    def excluded(self, prior: Prior, ahead: Trace) -> bool:
        """Tell whether the advice stands whatever is answered."""
        fired = [firing for firing in ahead.firings if firing.production == self.advice]
        if not any(self._is_meant(firing.row) for firing in fired):
            return False
        sure = sure_to_stand(prior, ahead)
        return any(name == self.advice and self._is_meant(row) for name, row in sure)

    def _is_meant(self, row: str) -> bool:
        return not self.row or row == self.row


class Reach(Struct, frozen=True):
    """A finding has a value, or has it among several: for one row, or without ``row`` for any."""

    finding: Finding
    value: str
    row: str = ""

    def reached(self, prior: Prior, trace: Trace) -> bool:
        """Tell whether the finding has the value."""
        del prior
        return any(truth is Truth.TRUE for truth in self._truths(trace))

    def excluded(self, prior: Prior, ahead: Trace) -> bool:
        """Tell whether the finding cannot come to have the value."""
        del prior
        return all(truth is Truth.FALSE for truth in self._truths(ahead))

    def _truths(self, trace: Trace) -> list[Truth]:
        attribute, operator = self.finding.attribute, Operator.IS
        if self.finding.several:
            operator = Operator.INCLUDES
        leaf = Leaf(attribute, operator, (self.value,))
        rows = trace.tables[attribute.table].rows if attribute.table else ("",)
        meant = [row for row in rows if not self.row or row == self.row]
        return [leaf_truth(leaf, trace.readings[attribute, row]) for row in meant]
