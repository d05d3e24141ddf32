"""The search gives up rather than go on for ever, and says nothing then."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.checks import unreachable
from advisor.knowledge.checks.satisfiable import holding
from advisor.knowledge.checks.solver import search as searching
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.search import search
from tests.knowledge.checks.bases import advice, load, rules, said

EITHER_WAY = "{any: [{all: [{colour: red}, {sunny: yes}]}, {all: [{colour: blue}, {sunny: no}]}]}"
NEITHER_WAY = "{any: [{all: [{colour: red}, {sunny: no}]}, {all: [{colour: blue}, {sunny: yes}]}]}"
NEVER = f"{{all: [{EITHER_WAY}, {NEITHER_WAY}]}}"


@pytest.mark.parametrize(("budget", "verdict"), [(1, None), (1000, False)])
def test_a_search_is_given_up_when_its_budget_is_spent(
    budget: int,
    verdict: bool | None,  # noqa: FBT001 - a parameter of the test
    tmp_path: Path,
) -> None:
    knowledge = load(tmp_path, advice(f"id: it, when: {NEVER}"))
    goal = holding(knowledge.advice["it"].condition)
    assert search(Problem(knowledge), [goal], budget).verdict is verdict


def test_what_was_given_up_is_no_reason_to_warn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge = load(tmp_path, advice(f"id: it, when: {NEVER}"))
    assert len(said(unreachable.check, knowledge, tmp_path)) == 1
    monkeypatch.setattr(searching.search, "__defaults__", (1,))
    assert said(unreachable.check, knowledge, tmp_path) == []


def test_where_it_is_open_which_rule_wins_there_is_no_verdict(tmp_path: Path) -> None:
    text = rules(
        "id: one, when: {colour: red}, conclude: {state: good}",
        "id: other, when: {colour: red}, conclude: {state: bad}",
    )
    knowledge = load(tmp_path, text, advice("id: it, when: {state: good}"))
    found = search(Problem(knowledge), [holding(knowledge.advice["it"].condition)])
    assert (found.verdict, found.example) == (None, None)
