"""The ask-rules: one Experta rule for each thing the company can be asked.

When every stratum is closed, a case that looks ahead gets a ``Need`` fact for
each pending answer that can still move something, with its worth. An ask-rule
matches the need, the reading that is pending, and what its question's
``ask_when`` looks at: a question waits until what decides whether it makes
sense at all is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from advisor.inference.aspects import Aspect
from advisor.inference.experta import MATCH, Engine, P, Rule
from advisor.inference.experta_rules import rule, where
from advisor.inference.judges import Judge, judge_of
from advisor.inference.kinds import READING, ROW, WORTH, Kinds
from advisor.knowledge.strata import reads
from advisor.model.condition import ALWAYS, Attribute
from advisor.model.knowledge import Knowledge, Question
from advisor.model.outcome import Ask


class Asking(Struct, frozen=True):
    """What is done about needs: they are declared once, then each ask-rule notes its question."""

    wonder: Callable[[Engine], None]
    ask: Callable[[Ask], None]


def ask_rules(knowledge: Knowledge, kinds: Kinds, asking: Asking) -> dict[str, Rule]:
    """Return the rules that come after all others, with the saliences from 1 up.

    The first to fire is the one that declares the needs.
    """
    made = {
        f"ask {attribute}": _ask_rule(
            attribute, knowledge.questions.get(attribute.name), kinds, asking, salience
        )
        for salience, attribute in enumerate(sorted(kinds.needs, reverse=True), start=1)
    }
    made["wonder"] = rule(
        lambda engine, _: asking.wonder(engine), (), salience=len(kinds.needs) + 1
    )
    return made


def _ask_rule(
    attribute: Attribute, question: Question | None, kinds: Kinds, asking: Asking, salience: int
) -> Rule:
    of_row = {ROW: getattr(MATCH, ROW)} if attribute.table else {}
    pending = P(lambda aspect: aspect.pending)
    patterns = [
        kinds.readings[attribute](**{READING: pending}, **of_row),
        kinds.needs[attribute](**{WORTH: getattr(MATCH, WORTH)}, **of_row),
    ]
    tests = []
    # Only the company's questions say when they make sense.
    if question is not None and not attribute.table and question.ask_when != ALWAYS:
        nodes = sorted(set(reads(question.ask_when)), key=repr)
        names = [f"reading{number}" for number in range(len(nodes))]
        for node, name in zip(nodes, names, strict=True):
            patterns.append(kinds.readings[node](**{READING: getattr(MATCH, name)}))
        places = {node: place for place, node in enumerate(nodes)}
        judge = judge_of(question.ask_when, places, kinds.lenses)
        tests.append(where(_makes_sense_by_now(judge), names))

    def ask(_: Engine, bound: Mapping[str, Any]) -> None:
        asking.ask(Ask((attribute, bound.get(ROW, "")), bound[WORTH]))

    return rule(ask, patterns, tests, salience=salience)


def _makes_sense_by_now(judge: Judge) -> Callable[..., bool]:
    """Return a test that none of what decides on ``ask_when`` is still to be answered."""

    def test(*aspects: Aspect) -> bool:
        waits = judge.missing(aspects)
        return not any(aspect.pending for place, aspect in enumerate(aspects) if waits >> place & 1)

    return test
