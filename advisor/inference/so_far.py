"""What one run has found so far, what speaks for a finding, and what may still change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from advisor.inference.foresee import Waiting
from advisor.inference.memory import WorkingMemory
from advisor.inference.records import Fired
from advisor.inference.settle import Ballot, Proposal
from advisor.knowledge.strata import Node, reads
from advisor.model.case import State
from advisor.model.condition import Rows
from advisor.model.knowledge import Finding
from advisor.model.outcome import Ask, Firing, OpenRule, Settlement

NO_VALUES: frozenset[str] = frozenset()
SILENCE = Ballot((), NO_VALUES)
"""The ballot of a finding for which no rule has a say."""


class SoFar(Struct):
    """What one run has found so far.

    ``proposals`` and ``open_for`` have the firings and the open rules once
    more, by the finding they speak for. In a run that looks ahead, ``loose``
    has the firings, findings and verdicts whose certainty may still rise.
    """

    memory: WorkingMemory
    ahead: bool = False
    missing: bool = True
    firings: list[Firing] = []
    open_rules: list[OpenRule] = []
    settlements: list[Settlement] = []
    proposals: dict[str, list[Proposal]] = {}
    open_for: dict[str, list[OpenRule]] = {}
    asks: list[Ask] = []
    loose: set[tuple[Node | str, str]] = set()

    def note_fired(self, fired: Fired) -> None:
        """Add a firing, and what it proposes for each finding."""
        self.firings.append(fired.firing)
        for finding, proposal in fired.proposals:
            self.proposals.setdefault(finding, []).append(proposal)

    def note_open(self, record: OpenRule, findings: Iterable[str]) -> None:
        """Add an open rule, which could conclude these findings."""
        self.open_rules.append(record)
        for finding in findings:
            self.open_for.setdefault(finding, []).append(record)

    def ballot(
        self, finding: Finding, row: str, concluded: Mapping[str, Mapping[str, frozenset[str]]]
    ) -> Ballot:
        """Return what speaks for a finding; ``concluded`` has the values each rule may conclude."""
        proposals = self.proposals.get(finding.id)
        if finding.id not in self.open_for and proposals is None:
            return SILENCE
        if finding.table:
            proposals = [proposal for proposal in proposals or () if proposal.row == row]
        open_values = NO_VALUES
        for waiting in self._waiting_for(finding, row):
            open_values |= concluded[waiting.production][finding.id]
        return Ballot(tuple(proposals or ()), open_values)

    def _waiting_for(self, finding: Finding, row: str) -> Iterator[OpenRule]:
        """Yield the open rules that could conclude a finding, of the company or of a row."""
        for waiting in self.open_for.get(finding.id, ()):
            if not finding.table or waiting.row == row:
                yield waiting

    def records_of(self, finding: Finding) -> tuple[int, ...]:
        """Return what is the same where the same records speak for a finding, mostly kept ones."""
        proposals, waiting = self.proposals.get(finding.id, ()), self.open_for.get(finding.id, ())
        return (*map(id, proposals), *map(id, waiting))

    def waiting(self, finding: Finding, row: str, ballot: Ballot) -> Waiting:
        """Return what may still change how a finding is settled, and note if anything does."""
        may_fire = frozenset(waiting.production for waiting in self._waiting_for(finding, row))
        loose = any((proposal.rule, proposal.row) in self.loose for proposal in ballot.proposals)
        if loose or may_fire:
            self.loose.add((finding.attribute, row))
        return Waiting(may_fire, loose)

    def is_loose(self, node: Node, row: str) -> bool:
        """Tell whether what was read there may yet become known, or more certain."""
        if isinstance(node, Rows):
            return (node, "") in self.loose
        cell = (node, row if node.table else "")
        return cell in self.loose or self.memory.readings[cell].state is State.PENDING

    def rests_on_loose(self, rows: Rows) -> bool:
        """Tell whether a condition on rows was decided on anything that is loose."""
        table = self.memory.tables[rows.table]
        nodes = set(reads(rows.where))
        return table.state is State.PENDING or any(
            self.is_loose(node, row) for row in table.rows for node in nodes
        )
