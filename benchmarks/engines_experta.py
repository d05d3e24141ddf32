"""The job in Experta as its documentation shows it: one fact per answer, its own Rete.

Answers and findings are ``Answer(name=…, value=…, certainty=…)``. What is not
known is a value too, with what it could still be; so a pattern can demand what
is *not false*, and the action tells what holds from what is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from msgspec import Struct

from advisor.inference.experta import MATCH, TEST, Fact, KnowledgeEngine, P, Rule
from advisor.inference.settle import Ballot, Proposal, settle
from advisor.inference.truth import compare_numbers
from advisor.knowledge.needed import DEFAULT
from advisor.knowledge.strata import reads
from advisor.model.case import SURE, Case, Reading, State
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Operator
from advisor.model.knowledge import Finding, Knowledge
from advisor.model.knowledge import Rule as KnowledgeRule
from benchmarks.engines_job import Contestant, Outcome, Step, closings, rounded, said, steps

Answer: Any = type("Answer", (Fact,), {})
NO, MAYBE, YES = 0, 1, 2
NOT_APPLYING = "(does not apply)"


class Unknown(Struct, frozen=True):
    """What is not known, with the values it could still be; None stands for any."""

    possible: frozenset[str] | None = None


Test = Callable[[object], int]
Bound = Mapping[str, Any]


def experta(knowledge: Knowledge) -> Contestant:
    """Return an engine as its documentation would have a user write it."""
    base = _Base(knowledge)
    engine = base.engine()

    def run(case: Case) -> _Base:
        base.fired, base.open = {}, set()
        base.proposals, base.waiting = defaultdict(list), defaultdict(set)
        engine.reset()
        for (attribute, _), reading in case.readings.items():
            engine.declare(_answer(attribute.name, reading))
        engine.run()
        return base

    def outcome(_: object) -> Outcome:
        fired = {name: rounded(certainty) for name, certainty in base.fired.items()}
        return Outcome(fired, frozenset(base.open), dict(base.settled))

    return Contestant("Experta", run, outcome)


def _answer(name: str, reading: Reading) -> Any:  # noqa: ANN401 - Experta has no types
    value: object = reading.value
    if reading.state is State.DOES_NOT_APPLY:
        value = NOT_APPLYING
    elif reading.state is not State.KNOWN:
        value = Unknown(reading.possible)
    return Answer(name=name, value=value, certainty=reading.certainty)


class _Base:
    """The rules, and what has been found for the company at hand."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.fired: dict[str, Decimal] = {}
        self.open: set[str] = set()
        self.proposals: dict[str, list[Proposal]] = {}
        self.waiting: dict[str, set[str]] = {}
        self.settled: dict[str, Any] = {}

    def engine(self) -> Any:  # noqa: ANN401 - as above
        members: dict[str, object] = {}
        for step in steps(self.knowledge):
            made = Rule(*_conditions(step), salience=-2 * step.level)
            members[f"rule {step.production.id}"] = made(self._firing(step))
        for level, finding in closings(self.knowledge):
            made = Rule(salience=-2 * level - 1)
            members[f"settle {finding.id}"] = made(self._settling(finding))
        return type("Engine", (KnowledgeEngine,), members)()

    def _firing(self, step: Step) -> Callable[..., None]:
        return lambda _, **bound: self.fire(step, bound)

    def _settling(self, finding: Finding) -> Callable[..., None]:
        return lambda engine: self.settle(finding, engine)

    def fire(self, step: Step, bound: Bound) -> None:
        """Note a rule that fires, or is open, and for which findings it speaks."""
        production = step.production
        conclusions = production.conclusions if isinstance(production, KnowledgeRule) else ()
        holds, certainty = _weigh(step.condition, bound)
        if holds == MAYBE:
            self.open.add(production.id)
            for each in conclusions:
                self.waiting[each.finding].add(each.value)
            return
        certainty = self.fired[production.id] = certainty * production.strength
        for each in conclusions:
            proposal = Proposal(production.id, "", each.value, certainty)
            self.proposals[each.finding].append(proposal)

    def settle(self, finding: Finding, engine: Any) -> None:  # noqa: ANN401 - as above
        """Settle a finding and declare it, for the rules of the next level."""
        ballot = Ballot(tuple(self.proposals[finding.id]), frozenset(self.waiting[finding.id]))
        default = self.knowledge.parameter(DEFAULT)
        cell = (finding.attribute, "")
        reading = settle(finding, cell, ballot, self.knowledge.rules, default).reading
        self.settled[finding.id] = said(reading)
        engine.declare(_answer(finding.id, reading))


def _conditions(step: Step) -> list[object]:
    """Return a pattern for each thing read, and a test for each alternative."""
    condition = step.condition
    parts = condition.parts if isinstance(condition, All) else (condition,)
    names = sorted({node.name for node in reads(condition) if isinstance(node, Attribute)})
    found: list[object] = []
    for name in names:
        leaves = [p for p in parts if isinstance(p, Leaf) and p.attribute.name == name]
        value = getattr(MATCH, f"value_{name}")
        for leaf in leaves[:1]:
            value = P(_not_false(leaves if len(leaves) > 1 else [leaf])) & value
        certainty = getattr(MATCH, f"certainty_{name}")
        found.append(Answer(name=name, value=value, certainty=certainty))
    found.extend(TEST(_test(part)) for part in parts if isinstance(part, Any_))
    return found


def _not_false(leaves: Sequence[Leaf]) -> Callable[[object], bool]:
    tests = [_test_of(leaf) for leaf in leaves]
    return lambda value: all(test(value) != NO for test in tests)


def _test_of(leaf: Leaf) -> Test:
    """Return what says of a value whether a comparison holds: no, maybe, yes."""
    if leaf.operator in {Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY}:
        return partial(_about_the_state, leaf)
    return partial(_compared, leaf)


def _about_the_state(leaf: Leaf, value: object) -> int:
    unknown = isinstance(value, Unknown)
    holds = {
        Operator.KNOWN: not unknown and value != NOT_APPLYING,
        Operator.UNKNOWN: unknown,
        Operator.DOES_NOT_APPLY: value == NOT_APPLYING,
    }[leaf.operator]
    return YES if holds != leaf.negated else NO


def _compared(leaf: Leaf, value: object) -> int:
    if isinstance(value, Unknown):
        could_be = value.possible
        return MAYBE if could_be is None or any(_compared(leaf, v) for v in could_be) else NO
    if value == NOT_APPLYING:
        return NO
    if leaf.operator in {Operator.IS, Operator.ONE_OF}:
        holds = value in leaf.operands
    elif leaf.operator in {Operator.IS_NOT, Operator.NONE_OF}:
        holds = value not in leaf.operands
    else:
        # Every predicate is tried on the values of answers with another name, too.
        holds = isinstance(value, Decimal) and compare_numbers(leaf.operator, value, leaf.operands)
    return YES if holds != leaf.negated else NO


def _test(part: Any_) -> Callable[..., bool]:
    """Return a test that an alternative is not false; Experta reads its names as parameters."""
    names = sorted({node.name for node in reads(part) if isinstance(node, Attribute)})
    values = ", ".join(f"value_{name}" for name in names)
    pairs = ", ".join(f"value_{name}=value_{name}, certainty_{name}=one" for name in names)
    scope = {"weigh": _weigh, "part": part, "one": SURE}
    found: Callable[..., bool] = eval(f"lambda {values}: weigh(part, dict({pairs}))[0] != 0", scope)  # noqa: S307 - the names are those of a base
    return found


def _weigh(condition: Condition, bound: Bound) -> tuple[int, Decimal]:
    """Return whether a condition holds, and how certain that is."""
    if isinstance(condition, Leaf):
        name = condition.attribute.name
        held = _test_of(condition)(bound[f"value_{name}"])
        return held, bound[f"certainty_{name}"]
    assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
    weighed = [_weigh(part, bound) for part in condition.parts]
    if isinstance(condition, All):
        holds = min((held for held, _ in weighed), default=YES)
        return holds, min((certainty for _, certainty in weighed), default=SURE)
    holds = max((held for held, _ in weighed), default=NO)
    return holds, max((c for held, c in weighed if held == YES), default=SURE)
