"""What can be said of a knowledge base before any answer is in: the same for every company."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from advisor.inference.truth import ABOUT_THE_STATE, Truth, leaf_truth
from advisor.knowledge.normal_form import normal_form
from advisor.model.case import Reading, State
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Operator
from advisor.model.knowledge import Advice, Finding, Kind, Knowledge, Production, Question

MOST_MARKS = 100


def share_of_answers(leaf: Leaf, question: Question) -> float:
    """Return for which share of the possible answers a comparison holds."""
    if leaf.operator in ABOUT_THE_STATE or leaf.operator is Operator.INCLUDES:
        return 0.5
    answers: Iterable[object] = ()
    if question.kind in {Kind.CHOICE, Kind.YES_NO}:
        answers = question.options
    elif question.kind is Kind.SCALE and question.minimum is not None:
        answers = _marks(question)
    readings = [Reading(State.KNOWN, answer) for answer in answers]  # type: ignore[arg-type]
    if not readings:
        return 0.5
    return sum(leaf_truth(leaf, reading) is Truth.TRUE for reading in readings) / len(readings)


def _marks(question: Question) -> list[object]:
    low, high = question.minimum, question.maximum
    if low is None or high is None or high - low > MOST_MARKS:
        return []
    return [low + step for step in range(int(high - low) + 1)]


class Concluding(Struct, frozen=True):
    """A rule as a finding sees it: what it concludes of it."""

    rule: str
    table: str
    values: frozenset[str]


def _interned(condition: Condition, once: dict[Condition, Condition]) -> Condition:
    """Return a condition in which equal parts are one object, also those of other conditions."""
    if isinstance(condition, (All, Any_)):
        parts = tuple(_interned(part, once) for part in condition.parts)
        condition = type(condition)(parts)
    return once.setdefault(condition, condition)


def _beaten_by(advice: Advice, knowledge: Knowledge) -> frozenset[str]:
    found = {override.id for override in advice.overrides}
    if advice.exclusive:
        found |= {a.id for a in knowledge.advice.values() if a.exclusive == advice.exclusive}
    return frozenset(found - {advice.id})


class Prior(Struct, frozen=True):
    """What does not change between cases: conditions in normal form, and who concludes what.

    ``settled`` keeps what ``worlds`` has found out about findings.

    ``beats`` has, for each piece of advice, those that it overrides or may win
    against where only one can be; ``rivals`` also those it gives way to.
    """

    knowledge: Knowledge
    conditions: Mapping[str, Condition]
    rules_for: Mapping[str, Sequence[Concluding]]
    beats: Mapping[str, frozenset[str]]
    rivals: Mapping[str, frozenset[str]]
    shares: dict[int, float] = {}
    settled: dict[object, tuple[tuple[Reading, ...], bool]] = {}

    @classmethod
    def of(cls, knowledge: Knowledge) -> Prior:
        """Return what does not change between the cases of a knowledge base."""
        rules_for: dict[str, list[Concluding]] = {name: [] for name in knowledge.findings}
        for rule in knowledge.rules.values():
            for name in sorted({conclusion.finding for conclusion in rule.conclusions}):
                values = frozenset(c.value for c in rule.conclusions if c.finding == name)
                rules_for[name].append(Concluding(rule.id, rule.table, values))
        productions: list[Production] = [*knowledge.rules.values(), *knowledge.advice.values()]
        once: dict[Condition, Condition] = {}
        conditions = {each.id: _interned(normal_form(each.condition), once) for each in productions}
        beats = {name: _beaten_by(advice, knowledge) for name, advice in knowledge.advice.items()}
        rivals = {
            name: beaten.union(other for other in beats if name in beats[other])
            for name, beaten in beats.items()
        }
        return cls(knowledge, conditions, rules_for, beats, rivals)

    def share(self, leaf: Leaf) -> float:
        """Return the share of the answers to come for which a comparison holds."""
        if id(leaf) not in self.shares:
            question = self.question(leaf.attribute)
            self.shares[id(leaf)] = 0.5 if question is None else share_of_answers(leaf, question)
        return self.shares[id(leaf)]

    def production(self, name: str) -> Production:
        """Return a rule or a piece of advice."""
        return self.knowledge.rules.get(name) or self.knowledge.advice[name]

    def finding(self, attribute: Attribute) -> Finding | None:
        """Return the finding that an attribute names, if it names one."""
        finding = self.knowledge.findings.get(attribute.name)
        return finding if finding is not None and finding.attribute == attribute else None

    def question(self, attribute: Attribute) -> Question | None:
        """Return the question, or the given column, that an attribute names."""
        if not attribute.table:
            return self.knowledge.questions.get(attribute.name)
        column = self.knowledge.tables[attribute.table].columns.get(attribute.name)
        return column if column is not None and not column.computed else None
