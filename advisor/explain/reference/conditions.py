"""Conditions as nested lists, in the words of the base and with links to what they look at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypedDict

from advisor.explain.reference.refs import Kind, Link, Ref, link_to, of_attribute
from advisor.explain.told.run import Run
from advisor.explain.told.wanted import rows_wanted, wanted
from advisor.knowledge.normal_form import normal_form
from advisor.language.messages import _
from advisor.model.case import Profile
from advisor.model.condition import ALWAYS, All, Any_, Attribute, Condition, Leaf, Quantifier, Rows
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace

NOBODY = Profile(company="", answers={}, tables={})
NOTHING = Trace(readings={}, tables={}, firings=(), open_rules=(), settlements=())


class Line(TypedDict):
    """What something has to be, ``depth`` levels below the beginning of the list.

    Without ``to`` it is the head of the lines below it.
    """

    depth: int
    to: Link | None
    text: str


class Listed(TypedDict):
    """A condition: its only line, or the head of all others, and the lines below it."""

    head: Line | None
    lines: list[Line]


class Conditions:
    """Lists the conditions of a base."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Take the base, in the language to write in."""
        self._knowledge = knowledge
        # What a condition asks for is worded as in explanations, which have a company before them.
        self._run = Run(knowledge, NOBODY, NOTHING)

    def listed(self, condition: Condition) -> Listed | None:
        """Return a condition as a list, nothing for one that always holds."""
        if condition == ALWAYS:
            return None
        lines = list(self._lines(normal_form(condition), 0))
        if sum(line["depth"] == 0 for line in lines) == 1:
            return Listed(head=lines[0], lines=lines[1:])
        return Listed(head=None, lines=[_deeper(line) for line in lines])

    def _lines(self, condition: Condition, depth: int, *, one_of: bool = False) -> Iterator[Line]:
        """Yield the lines of a condition that stands among others, of which one or all must hold.

        All must hold on every level that has no head.
        """
        if isinstance(condition, Leaf):
            link = self._link(of_attribute(condition.attribute, self._knowledge))
            yield Line(depth=depth, to=link, text=wanted(condition, self._run))
        elif isinstance(condition, Rows):
            link = self._link(Ref(Kind.TABLE, condition.table))
            yield Line(depth=depth, to=link, text=self._rows(condition))
            yield from self._lines(condition.where, depth + 1)
        else:
            assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other
            among = isinstance(condition, Any_)
            if among or one_of:
                said = _("one of these:") if among else _("all of these:")
                yield Line(depth=depth, to=None, text=said)
                depth += 1
            for part in sorted(condition.parts, key=_how_deep):
                yield from self._lines(part, depth, one_of=among)

    def _rows(self, rows: Rows) -> str:
        if rows.where != ALWAYS or rows.quantifier is not Quantifier.COUNT:
            return rows_wanted(rows, self._run)
        table = Attribute("", rows.table)
        count = Leaf(table, rows.comparison, rows.operands, negated=rows.negated)
        return _("{count} rows").format(count=wanted(count, self._run))

    def _link(self, ref: Ref) -> Link:
        return link_to(ref, self._knowledge)


def _how_deep(part: Condition) -> int:
    """Return what parts are ordered by: single comparisons come before groups of them."""
    return (Leaf, Rows, All, Any_).index(type(part))


def _deeper(line: Line) -> Line:
    return Line(depth=line["depth"] + 1, to=line["to"], text=line["text"])
