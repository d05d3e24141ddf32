"""How much each answer that may still come is expected to move the advice.

Each open piece of advice counts with the priority it would have. That weight
goes back along the rules to the answers: through a condition in the measure in
which one part of it decides the whole (its Birnbaum importance, the partial
derivative of the chance to hold by the chance of the part), through a finding
to the rules that conclude it. An answer that splits its possibilities evenly
moves most, one that can only go one way moves nothing (the variance of a yes
or no, doubled: the expected distance between before and after).

So the worth of an answer is 0 exactly where nothing on the way to any advice,
check or score rests on it any more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import prod

from advisor.inference.chances import (
    EVEN,
    FAILED,
    HELD,
    Chance,
    Chances,
    Instance,
    fitting_values,
)
from advisor.inference.conditions import missing
from advisor.inference.memory import WorkingMemory
from advisor.inference.prior import Prior
from advisor.inference.truth import ABOUT_THE_STATE
from advisor.interview.behind import behind, pending_among
from advisor.knowledge.needed import IMPACT_WEIGHT
from advisor.knowledge.strata import reads, strata_of
from advisor.model.case import UNKNOWN_ROW, Cell, Reading, State
from advisor.model.condition import ALWAYS, All, Any_, Attribute, Condition, Leaf, Operator, Rows
from advisor.model.knowledge import Advice, Knowledge
from advisor.model.outcome import Firing, OpenRule

LEAST = 0.5
"""What advice counts whose effort eats up its impact: it is still advice."""


class Appraiser:
    """Says what pending answers are worth, for the cases of one knowledge base."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Prepare what every case needs."""
        self.prior = Prior.of(knowledge)
        strata = strata_of(knowledge)
        self.levels = {
            name: strata.rule_level(each) for name, each in self.prior.conditions.items()
        }
        self.finding_levels = {
            finding.attribute: strata.level(finding.attribute)
            for finding in knowledge.findings.values()
        }
        self.impact_weight = float(knowledge.parameter(IMPACT_WEIGHT))
        self.followers_first = _followers_first(knowledge)

    def __call__(
        self, memory: WorkingMemory, open_rules: Sequence[OpenRule], firings: Sequence[Firing]
    ) -> Mapping[Cell, float]:
        """Return the worth of each pending answer that has any."""
        chances = Chances(self.prior, memory, open_rules, firings)
        return _Backward(self, chances).worths()

    def weight(self, advice: Advice) -> float:
        """Return the priority a piece of advice would have if its condition were certain."""
        certain = self.impact_weight * advice.impact * float(advice.strength)
        return max(LEAST, certain - advice.effort)


def _followers_first(knowledge: Knowledge) -> tuple[str, ...]:
    """Return the questions that have an ``ask_when``, each before those it looks at."""
    depth: dict[str, int] = {}

    def deep(name: str) -> int:
        if name not in depth:
            condition = knowledge.questions[name].ask_when
            before = (deep(n.name) for n in reads(condition) if isinstance(n, Attribute))
            depth[name] = 1 + max(before, default=-1)
        return depth[name]

    for name in knowledge.questions:
        deep(name)
    following = (name for name, question in knowledge.questions.items() if depth[name])
    return tuple(sorted(following, key=lambda name: (-depth[name], name)))


class _Backward:
    """One pass back from the advice to the answers."""

    def __init__(self, appraiser: Appraiser, chances: Chances) -> None:
        self.appraiser = appraiser
        self.prior = appraiser.prior
        self.chances = chances
        self.memory = chances.memory
        self.answers: dict[Cell, float] = defaultdict(float)
        self.instances: dict[Instance, Chance] = defaultdict(lambda: (0.0, 0.0))
        self.values: dict[Cell, dict[str, Chance]] = defaultdict(dict)

    def worths(self) -> Mapping[Cell, float]:
        self._set_goals()
        for findings, instances in self._from_the_top():
            for cell in findings:
                self._through_finding(cell)
            for name, row in instances:
                self._through_instance((name, row))
        self._through_ask_when()
        return {cell: worth for cell, worth in sorted(self.answers.items()) if worth > 0}

    def _set_goals(self) -> None:
        knowledge = self.prior.knowledge
        for name, row in self.chances.open:
            if name in knowledge.advice:
                self.instances[name, row] = (self.appraiser.weight(knowledge.advice[name]), 0.0)
        for cell in self._open_findings():
            finding = knowledge.findings[cell[0].name]
            if finding.check or finding.points:
                for value in self.memory.readings[cell].possible or ():
                    self.values[cell][value] = (self.appraiser.impact_weight, 0.0)

    def _open_findings(self) -> Iterator[Cell]:
        for cell in self.memory.readings:
            reading = self.memory.readings[cell]
            if reading.possible and self.prior.finding(cell[0]) is not None:
                yield cell

    def _from_the_top(self) -> Iterator[tuple[list[Cell], list[Instance]]]:
        """Yield what is open level by level, highest first, in an order of names only."""
        findings: dict[int, list[Cell]] = defaultdict(list)
        instances: dict[int, list[Instance]] = defaultdict(list)
        for cell in self._open_findings():
            findings[self.appraiser.finding_levels[cell[0]]].append(cell)
        for name, row in self.chances.open:
            instances[self.appraiser.levels[name]].append((name, row))
        for level in sorted({*findings, *instances}, reverse=True):
            yield sorted(findings[level]), sorted(instances[level])

    def _through_finding(self, cell: Cell) -> None:
        """Hand what a finding's values count on to the rules that may conclude them."""
        wanted = self.values.get(cell)
        finding = self.prior.finding(cell[0])
        if not wanted or finding is None:
            return
        instances = self.chances.instances_for(finding, cell[1])
        chances = [self.chances.of_instance(instance) for instance, _ in instances]
        for value, (holds, fails) in wanted.items():
            concluding = [place for place, (_, values) in enumerate(instances) if value in values]
            by_holding = _product_of_others([1 - chances[place][0] for place in concluding])
            by_failing = _product_of_others([chances[place][1] for place in concluding])
            for at, place in enumerate(concluding):
                self._add(instances[place][0], holds * by_holding[at], fails * by_failing[at])
            if finding.default is not None and finding.default.value == value:
                silent = _product_of_others([chance[1] for chance in chances])
                for (instance, _), others in zip(instances, silent, strict=True):
                    self._add(instance, 0.0, holds * others)

    def _add(self, instance: Instance, holds: float, fails: float) -> None:
        if instance in self.chances.open:
            before = self.instances[instance]
            self.instances[instance] = (before[0] + holds, before[1] + fails)

    def _through_instance(self, instance: Instance) -> None:
        holds, fails = self.instances[instance]
        if not holds and not fails:
            return
        name, row = instance
        table = self.prior.production(name).table
        if table and row == UNKNOWN_ROW:
            if self.memory.tables[table].state is not State.PENDING:
                return
            chance = self.chances.of_condition(self.prior.conditions[name], row)
            self._flow((Attribute("", table), ""), holds * chance[0] + fails * (1 - chance[1]))
            holds, fails = holds * EVEN[0], fails * EVEN[0]
        self._through(self.prior.conditions[name], row, (holds, fails))

    def _through(self, condition: Condition, row: str, wanted: Chance) -> None:
        holds, fails = wanted
        if not holds and not fails:
            return
        if isinstance(condition, Leaf):
            self._through_leaf(condition, row, wanted)
            return
        if isinstance(condition, Rows):
            self._through_rows(condition, wanted)
            return
        assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
        chances = [self.chances.of_condition(part, row) for part in condition.parts]
        # A part decides in so far as all others leave it to it.
        if isinstance(condition, All):
            by_holding = _product_of_others([chance[0] for chance in chances])
            by_failing = _product_of_others([1 - chance[1] for chance in chances])
        else:
            by_holding = _product_of_others([1 - chance[0] for chance in chances])
            by_failing = _product_of_others([chance[1] for chance in chances])
        for place, part in enumerate(condition.parts):
            # What is decided already hands nothing on.
            if chances[place] != HELD and chances[place] != FAILED:
                self._through(part, row, (holds * by_holding[place], fails * by_failing[place]))

    def _through_leaf(self, leaf: Leaf, row: str, wanted: Chance) -> None:
        attribute = leaf.attribute
        cell = (attribute, row if attribute.table else "")
        reading = self.memory.readings[cell]
        if self.prior.finding(leaf.attribute) is not None:
            self._through_finding_leaf(leaf, cell, wanted)
        elif reading.state is State.PENDING:
            share = self.prior.share(leaf)
            self._flow(cell, 2 * share * (1 - share) * sum(wanted))

    def _through_finding_leaf(self, leaf: Leaf, cell: Cell, wanted: Chance) -> None:
        reading = self.memory.readings[cell]
        holds, fails = wanted
        if leaf.operator in ABOUT_THE_STATE:
            for value in sorted(reading.possible or ()):
                self._want(cell, value, (sum(wanted), sum(wanted)))
        elif leaf.operator is Operator.INCLUDES:
            value = str(leaf.operands[0])
            self._want(cell, value, (fails, holds) if leaf.negated else wanted)
        else:
            chances = self.chances.of_values(cell) if reading.possible else {}
            fitting = fitting_values(leaf, reading)
            for value in fitting:
                rest = prod(chances[other][1] for other in fitting if other != value)
                self._want(cell, value, (holds, fails * rest))

    def _want(self, cell: Cell, value: str, wanted: Chance) -> None:
        before = self.values[cell].get(value, (0.0, 0.0))
        self.values[cell][value] = (before[0] + wanted[0], before[1] + wanted[1])

    def _through_rows(self, rows: Rows, wanted: Chance) -> None:
        waits = self.memory.verdicts[rows].missing
        pending = pending_among(waits, self.memory)
        for cell in pending:
            self._flow(cell, EVEN[0] * sum(wanted) / len(pending))

    def _flow(self, cell: Cell, amount: float) -> None:
        """Credit an answer, or whatever answers are behind something derived."""
        attribute, row = cell
        reading = self.memory.readings[cell]
        if amount <= 0 or reading.state is not State.PENDING:
            return
        if not _may_be_known(reading):
            # All that may come is that it does not apply: by what its ``ask_when`` looks at.
            waits = missing(
                self.prior.knowledge.questions[attribute.name].ask_when, self.memory.view()
            )
            pending = pending_among(waits, self.memory)
            for each in pending:
                self._flow(each, amount / len(pending))
            return
        if attribute.table and row == UNKNOWN_ROW:
            self._flow((Attribute("", attribute.table), ""), amount)
        elif self.prior.finding(attribute) is not None:
            for value in sorted(reading.possible or ()):
                self._want(cell, value, (amount, 0.0))
        elif answers := behind(cell, self.prior.knowledge, self.memory):
            for each in answers:
                self._flow(each, amount / len(answers))
        else:
            self.answers[cell] += amount

    def _through_ask_when(self) -> None:
        """Credit what decides whether a question makes sense with half of what that is worth."""
        view = self.memory.view()
        for name in self.appraiser.followers_first:
            worth = self.answers.get((Attribute("", name), ""), 0.0)
            condition = self.prior.knowledge.questions[name].ask_when
            if not worth or condition == ALWAYS:
                continue
            for cell in pending_among(missing(condition, view), self.memory):
                if _may_be_known(self.memory.readings[cell]):
                    self.answers[cell] += EVEN[0] * worth


def _product_of_others(factors: list[float]) -> list[float]:
    """Return, for each place, the product of what stands at all others."""
    found = [1.0] * len(factors)
    before = after = 1.0
    for place, factor in enumerate(factors):
        found[place] *= before
        before *= factor
    for place in range(len(factors) - 1, -1, -1):
        found[place] *= after
        after *= factors[place]
    return found


def _may_be_known(reading: Reading) -> bool:
    """Tell a pending answer from one that nobody knows, and that may turn out not to apply."""
    return reading.possible is None or bool(reading.possible)
