"""What the company can change of itself, and what that costs it."""

from __future__ import annotations

from typing import Any

from advisor.edge.problems import Problems
from advisor.knowledge.grammar import Entry
from advisor.language.messages import _

USUAL_COST = {"yes": 2, "slowly": 4}
"""What a change costs, from 1 to 5, where its author has not said."""


def build_control(entry: Entry, problems: Problems, owner: str) -> dict[str, Any]:
    """Return whether the company can change an answer, and at what cost; 0 where it cannot."""
    controllable, cost = entry["controllable"], entry["change_cost"]
    usual = USUAL_COST.get(controllable, 0)
    if cost is not None and not usual:
        problems.error(
            entry["location"],
            32,
            _("{owner}: 'change_cost' is for what the company can change").format(owner=owner),
            _("add 'controllable: yes' or 'controllable: slowly', or leave it out"),
        )
    return {"controllable": controllable, "change_cost": int(cost or usual) if usual else 0}


def build_column_control(entry: Entry, problems: Problems, owner: str) -> dict[str, Any]:
    """Return the same of a table's column; what is worked out changes with its parts only."""
    if entry["computed"] and entry["controllable"]:
        problems.error(
            entry["location"],
            32,
            _("{owner}: what is worked out cannot be changed by itself").format(owner=owner),
            _("say 'controllable' of the columns it is made of"),
        )
    return build_control(entry, problems, owner)
