"""Whether a condition can hold for some company, whatever it answers."""

from __future__ import annotations

from advisor.knowledge.checks.solver.goals import Goal, Holds, SomeRow
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.readings import TRUE
from advisor.knowledge.checks.solver.search import search
from advisor.knowledge.normal_form import normal_form
from advisor.model.condition import Condition
from advisor.model.knowledge import Knowledge


def satisfiable(condition: Condition, knowledge: Knowledge, table: str = "") -> bool | None:
    """Return whether some profile makes a condition hold (of a table: for some row).

    True and False are proved; for True there is an example. None means that
    the search was given up, or that all it found may be no example: where
    rules for different values of a finding hold together, it does not work out
    which of them wins.
    """
    return search(Problem(knowledge), [holding(condition, table)]).verdict


def holding(condition: Condition, table: str = "") -> Goal:
    """Return the goal that a condition holds, for the company or for some row of a table."""
    normal = normal_form(condition)
    return SomeRow(table, normal, TRUE) if table else Holds(normal, TRUE)
