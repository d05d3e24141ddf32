"""All that has a say in a conclusion, in one base: the rules, what they read, and so on down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from advisor.explain.reference.readers import readers_of
from advisor.explain.reference.refs import Kind, Ref
from advisor.knowledge.needed import NEEDED
from advisor.model.knowledge import Knowledge


class Upstream:
    """Follows a base from its conclusions down."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Note what each thing is drawn from."""
        self.knowledge = knowledge
        self._below: dict[Ref, set[Ref]] = defaultdict(set)
        for ref, read in readers_of(knowledge).reads.items():
            self._below[ref].update(read)
        for rule in knowledge.rules.values():
            for conclusion in rule.conclusions:
                self._below[Ref(Kind.FINDING, conclusion.finding)].add(Ref(Kind.RULE, rule.id))
        for kind, things in ((Kind.RULE, knowledge.rules), (Kind.ADVICE, knowledge.advice)):
            for thing in things.values():
                for override in thing.overrides:
                    self._below[Ref(kind, override.id)].add(Ref(kind, thing.id))
        self._rows()
        self._exclusive_and_after()
        self._program = {Ref(Kind.PARAMETER, name) for name in NEEDED}

    def _rows(self) -> None:
        """Note that which rows there are decides which cells there are, given or concluded."""
        for table in self.knowledge.tables.values():
            for name in table.columns:
                self._below[Ref(Kind.COLUMN, f"{table.id}.{name}")].add(Ref(Kind.TABLE, table.id))
        for finding in self.knowledge.findings.values():
            if table_id := finding.attribute.table:
                self._below[Ref(Kind.FINDING, finding.id)].add(Ref(Kind.TABLE, table_id))

    def _exclusive_and_after(self) -> None:
        """Note what decides between alternatives, and that what comes first inherits priority."""
        groups: dict[str, set[Ref]] = defaultdict(set)
        for advice in self.knowledge.advice.values():
            here = Ref(Kind.ADVICE, advice.id)
            for first in advice.after:
                self._below[Ref(Kind.ADVICE, first)].add(here)
            if advice.exclusive:
                groups[advice.exclusive].add(here)
        for members in groups.values():
            for member in members:
                self._below[member].update(members - {member})

    def of(self, refs: Iterable[Ref]) -> frozenset[Ref]:
        """Return things with all that has a say in them, and what the program itself reads."""
        kept = set(refs)
        waiting = list(kept)
        while waiting:
            for ref in self._below[waiting.pop()]:
                if ref not in kept:
                    kept.add(ref)
                    waiting.append(ref)
        return frozenset(kept | self._program)

    def of_topic(self, topic: str) -> frozenset[Ref]:
        """Return all that has a say in a topic's score."""
        findings = self.knowledge.findings.values()
        return self.of(Ref(Kind.FINDING, f.id) for f in findings if f.topic == topic)
