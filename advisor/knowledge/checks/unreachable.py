"""K103: a rule, or advice, that no profile can reach."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from msgspec.structs import replace

from advisor.inference.truth import Truth, leaf_truth
from advisor.knowledge.checks.satisfiable import holding
from advisor.knowledge.checks.solver.problem import Problem
from advisor.knowledge.checks.solver.search import search
from advisor.knowledge.checks.uses import comparisons, productions
from advisor.knowledge.checks.warn import named, warning
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.phrases import listed, phrase
from advisor.language.messages import _
from advisor.model.case import Reading, State
from advisor.model.condition import ALWAYS, All, Condition, Leaf, Operator
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge, Production

Productions = Mapping[str, Production]


def check(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield what no profile can reach, with the reason.

    What cannot be reached only because it rests on a rule that cannot be
    reached is named with that rule, and not by itself.
    """
    problem = Problem(knowledge)
    lost = {each.id: each for each in productions(knowledge) if _is_lost(each, problem)}
    if not lost:
        return
    mended = Problem(_mended(knowledge, lost))
    roots = {name: each for name, each in lost.items() if _is_lost(each, mended)}
    for root in roots.values():
        fallen = [
            other
            for other in lost.values()
            if other.id not in roots and root.id in _behind(other.condition, knowledge, lost)
        ]
        yield _unreachable(root, fallen, problem)


def _is_lost(production: Production, problem: Problem) -> bool:
    goal = holding(production.condition, production.table)
    return search(problem, [goal]).verdict is False


def _mended(knowledge: Knowledge, lost: Productions) -> Knowledge:
    """Return a knowledge base in which the rules that are lost always hold."""
    rules = {
        name: replace(rule, condition=ALWAYS) if name in lost else rule
        for name, rule in knowledge.rules.items()
    }
    return replace(knowledge, rules=rules)


def _behind(condition: Condition, knowledge: Knowledge, lost: Collection[str]) -> set[str]:
    """Return the rules among the lost ones that a condition rests on, however far behind."""
    found: set[str] = set()
    todo = [condition]
    while todo:
        asked = {leaf.attribute for leaf in comparisons(todo.pop()) if isinstance(leaf, Leaf)}
        findings = {f.id for f in knowledge.findings.values() if f.attribute in asked}
        for rule in knowledge.rules.values():
            concludes = any(c.finding in findings for c in rule.conclusions)
            if concludes and rule.id not in found:
                found.add(rule.id)
                todo.append(rule.condition)
    return found & set(lost)


def _unreachable(root: Production, fallen: list[Production], problem: Problem) -> Diagnostic:
    with_it = ""
    if fallen:
        others = listed([named(each) for each in fallen])
        with_it = _(", nor {others} that rest on it").format(others=others)
    return warning(
        root.location,
        103,
        _("{root}: no profile can reach it{with_it}: {why}").format(
            root=named(root), with_it=with_it, why=_why(root, problem)
        ),
        _("change what it asks for, or remove it"),
    )


def _why(production: Production, problem: Problem) -> str:
    """Return the part that can never hold, or the two that exclude each other."""
    condition = normal_form(production.condition)
    parts = sorted(condition.parts if isinstance(condition, All) else (condition,), key=phrase)
    for part in parts:
        if not _can_hold(part, production, problem):
            said = _("'{part}' never holds").format(part=phrase(part))
            return said + _unconcluded(part, problem)
    for one, other in combinations(parts, 2):
        if not _can_hold(All((one, other)), production, problem):
            said = _("'{one}' and '{other}' exclude each other")
            return said.format(one=phrase(one), other=phrase(other))
    return _("the things it asks for cannot all be so together")


def _can_hold(condition: Condition, production: Production, problem: Problem) -> bool:
    return search(problem, [holding(condition, production.table)]).verdict is not False


def _unconcluded(part: Condition, problem: Problem) -> str:
    """Say so where a finding must have a value that no rule concludes."""
    if not isinstance(part, Leaf) or part.attribute not in problem.findings:
        return ""
    finding = problem.findings[part.attribute]
    wanted = {value for value in finding.domain if _would_do(part, value)}
    drawn = {value for each in problem.drawings[part.attribute] for value in each.values}
    return _(", since no rule concludes it") if wanted and wanted.isdisjoint(drawn) else ""


def _would_do(leaf: Leaf, value: str) -> bool:
    one = frozenset({value}) if leaf.operator is Operator.INCLUDES else value
    return leaf_truth(leaf, Reading(State.KNOWN, one)) is Truth.TRUE
