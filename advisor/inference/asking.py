"""The ask-rules: one Experta rule for each thing the company can be asked.

When every stratum is closed, a case that looks ahead gets a ``Need`` fact for
each pending answer that can still move something, with its worth. An ask-rule
matches the need, the reading that is pending, and what its question's
``ask_when`` looks at: a question waits until what decides whether it makes
sense at all is answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from advisor.inference.conditions import missing
from advisor.inference.experta import MATCH, Engine, Fact, P, Rule, fact_class, rule, where
from advisor.inference.memory import WorkingMemory
from advisor.knowledge.strata import Node, reads
from advisor.model.case import Cell, Reading, State
from advisor.model.condition import ALWAYS, Attribute
from advisor.model.knowledge import Knowledge, Question
from advisor.model.outcome import Ask

ROW = "row"
READING = "reading"
WORTH = "worth"


class Asking(Struct, frozen=True):
    """What is done about needs: they are declared once, then each ask-rule notes its question."""

    wonder: Callable[[Engine], None]
    ask: Callable[[Ask], None]


def need_classes(knowledge: Knowledge) -> dict[Attribute, type[Fact]]:
    """Return a class of facts for the need of each answer."""
    return {
        attribute: fact_class(f"Need:{attribute}", WORTH, *([ROW] if attribute.table else []))
        for attribute in _askable(knowledge)
    }


def _askable(knowledge: Knowledge) -> Iterator[Attribute]:
    yield from (Attribute("", name) for name in knowledge.questions)
    for table in knowledge.tables.values():
        yield Attribute("", table.id)
        yield from (
            Attribute(table.id, column.id)
            for column in table.columns.values()
            if not column.computed
        )


def ask_rules(
    knowledge: Knowledge,
    facts: Mapping[Node, type[Fact]],
    needs: Mapping[Attribute, type[Fact]],
    asking: Asking,
) -> dict[str, Rule]:
    """Return the rules that come after all others, with the saliences from 1 up.

    The first to fire is the one that declares the needs.
    """
    made = {
        f"ask {attribute}": _ask_rule(
            attribute, knowledge.questions.get(attribute.name), (facts, needs), asking, salience
        )
        for salience, attribute in enumerate(sorted(needs, reverse=True), start=1)
    }
    made["wonder"] = rule(lambda engine, _: asking.wonder(engine), (), salience=len(needs) + 1)
    return made


Classes = tuple[Mapping[Node, type[Fact]], Mapping[Attribute, type[Fact]]]


def _ask_rule(
    attribute: Attribute, question: Question | None, classes: Classes, asking: Asking, salience: int
) -> Rule:
    facts, needs = classes
    of_row = {ROW: getattr(MATCH, ROW)} if attribute.table else {}
    pending = P(lambda reading: reading.state is State.PENDING)
    patterns = [
        facts[attribute](**{READING: pending}, **of_row),
        needs[attribute](**{WORTH: getattr(MATCH, WORTH)}, **of_row),
    ]
    tests = []
    # Only the company's questions say when they make sense.
    if question is not None and not attribute.table and question.ask_when != ALWAYS:
        nodes = sorted(set(reads(question.ask_when)), key=repr)
        names = [f"reading{number}" for number in range(len(nodes))]
        for node, name in zip(nodes, names, strict=True):
            patterns.append(facts[node](**{READING: getattr(MATCH, name)}))
        tests.append(where(_makes_sense_by_now(question, nodes), names))

    def ask(_: Engine, bound: Mapping[str, Any]) -> None:
        asking.ask(Ask((attribute, bound.get(ROW, "")), bound[WORTH]))

    return rule(ask, patterns, tests, salience=salience)


def _makes_sense_by_now(question: Question, nodes: list[Node]) -> Callable[..., bool]:
    """Return a test that none of what decides on ``ask_when`` is still to be answered."""

    def test(*readings: Reading) -> bool:
        found: dict[Cell, Reading] = {}
        for node, reading in zip(nodes, readings, strict=True):
            assert isinstance(node, Attribute)  # noqa: S101 - ``ask_when`` reads questions only
            found[node, ""] = reading
        view = WorkingMemory(found, {}).view()
        waits = missing(question.ask_when, view)
        return all(found[cell].state is not State.PENDING for cell in waits)

    return test


def need(classes: Mapping[Attribute, type[Fact]], cell: Cell, worth: float) -> Fact:
    """Return the fact that an answer is needed."""
    attribute, row = cell
    fields = {ROW: row} if attribute.table else {}
    return classes[attribute](**{WORTH: worth}, **fields)
