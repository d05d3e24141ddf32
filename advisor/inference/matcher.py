"""Match facts against rules without Rete: compiled once, and asked about all rules at a time.

Experta's own matcher tries every fact against every pattern, which is where
nearly all the time of a run goes. Here rules are the bits of a number. A fact
comes in where the patterns of its class are, and says in one number which rules
it leaves alive; what is known for a value is not worked out again. A rule whose
patterns all have a fact and that no fact has ruled out is put together, for each
way in which the new facts make it match. Everything else stays Experta's: the
facts, the agenda, the strategy, the run loop.

The rules this matcher takes are those that ``advisor.inference.experta_rules.rule``
makes: one pattern for each class of facts, joined on at most one name, and tests
after them. Facts are only ever added; a matcher for facts that come and go would
have to remember which activations rest on which fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Any

from advisor.inference.experta import NUMBER, Fact, Matcher
from advisor.inference.experta_engine import Match
from advisor.inference.plans import Inlet, Plan, plans_of


class _Group:
    """The facts that can be joined: those of one row, or those that no rule joins on anything.

    ``first`` has the first fact of each inlet, ``more`` all those of an inlet
    that has several, and ``several`` its readers. ``alive`` has the rules that
    no inlet has ruled out so far, and ``touched`` those that have matched
    something new since the last look.
    """

    def __init__(self) -> None:
        self.first: dict[Inlet, Fact] = {}
        self.more: dict[Inlet, list[Fact]] = {}
        self.accepted: dict[Inlet, int] = {}
        self.several = 0
        self.arrived = 0
        self.alive = -1
        self.touched = 0

    def add(self, inlet: Inlet, fact: Fact, accepting: int) -> None:
        self.touched |= accepting
        if self.first.setdefault(inlet, fact) is fact:
            self.accepted[inlet] = accepting
            self.arrived |= inlet.bit
            self.alive &= accepting | inlet.others
            return
        self.more.setdefault(inlet, [self.first[inlet]]).append(fact)
        self.several |= inlet.readers
        before = self.accepted[inlet]
        if accepting & ~before:
            # What the first fact of its class ruled out can come alive again.
            self.accepted[inlet] = before | accepting
            self.alive = -1
            for each, accepted in self.accepted.items():
                self.alive &= accepted | each.others

    def facts(self, inlet: Inlet) -> list[Fact]:
        return self.more.get(inlet) or [self.first[inlet]]


class CompiledMatcher(Matcher):  # type: ignore[misc]  # Experta has no types
    """A matcher that works out for all rules together which of them facts leave alive."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - Experta's engine
        """Compile the rules of an engine."""
        super().__init__(engine)
        made = plans_of(engine.get_rules())
        self._plans = made.plans
        self._inlets = made.inlets
        self._joined = made.joined
        self._alone = (1 << len(made.plans)) - 1 - made.joined
        self._needs = [sum(inlet.bit for inlet in plan.inlets) for plan in made.plans]
        self._complete: dict[int, int] = {}
        self.reset()

    def reset(self) -> None:
        """Forget every fact."""
        self._company = _Group()
        self._rows: dict[object, _Group] = {}

    def changes(
        self, adding: Sequence[Fact] = (), deleting: Sequence[Fact] = ()
    ) -> tuple[list[Match], list[Match]]:
        """Return the activations that new facts bring, and none that go."""
        if deleting:
            raise TypeError("this matcher takes no fact back")
        company, rows, inlets = self._company, self._rows, self._inlets
        for fact in adding:
            for inlet in inlets.get(fact.__class__, ()):
                accepting = inlet.kept.get(fact.get(inlet.checked))
                if accepting is None:
                    accepting = inlet.accepting(fact)
                if not inlet.key:
                    company.add(inlet, fact, accepting)
                elif inlet.key in fact:
                    key = fact[inlet.key]
                    if key not in rows:
                        rows[key] = _Group()
                    rows[key].add(inlet, fact, accepting)
        return self._activations(adding[0][NUMBER] if adding else 0), []

    def _activations(self, first: int) -> list[Match]:
        """Return the activations with a fact from this number on."""
        company = self._company
        found: list[Match] = []
        alive = company.alive & company.touched & self._alone
        if alive:
            having = self._having(company.arrived)
            self._put_together(alive & having, company, first, found)
        of_rows = company.alive & self._joined
        for group in self._rows.values():
            alive = of_rows & group.alive & (company.touched | group.touched)
            if alive:
                having = self._having(company.arrived | group.arrived)
                self._put_together(alive & having, group, first, found)
            group.touched = 0
        company.touched = 0
        return found

    def _having(self, arrived: int) -> int:
        """Return the rules for all of whose patterns there are facts."""
        if arrived not in self._complete:
            self._complete[arrived] = sum(
                1 << number for number, needs in enumerate(self._needs) if not needs & ~arrived
            )
        return self._complete[arrived]

    def _put_together(
        self, rules: int, group: _Group, first: int, activations: list[Match]
    ) -> None:
        """Add the activations of rules, one after the other."""
        company, first_of = self._company, self._company.first
        several = company.several | group.several
        while rules:
            bit = rules & -rules
            rules ^= bit
            plan = self._plans[bit.bit_length() - 1]
            # Nearly always there is one fact for each pattern, and then one of them is new.
            if bit & several:
                found = [(group if i.key else company).facts(i) for i in plan.inlets]
                ways = _ways(plan, found, bit, first)
            elif group is company:
                ways = [[first_of[inlet] for inlet in plan.inlets]]
            else:
                ways = [[(group if i.key else company).first[i] for i in plan.inlets]]
            for facts in ways:
                context = {name: facts[place][field] for name, place, field in plan.binds}
                for accepts, names in plan.tests:
                    if not accepts(*[context[name] for name in names]):
                        break
                else:
                    activations.append(Match(plan.rule, facts, context))


def _ways(plan: Plan, found: list[list[Fact]], bit: int, first: int) -> list[list[Fact]]:
    """Return the ways in which facts make a rule match, of which one at least is new."""
    accepted = [
        [fact for fact in facts if inlet.accepting(fact) & bit]
        for inlet, facts in zip(plan.inlets, found, strict=True)
    ]
    ways = map(list, product(*accepted))
    return [facts for facts in ways if any(fact[NUMBER] >= first for fact in facts)]
