"""K105: two rules that conclude different values of a finding and can hold together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from advisor.knowledge.checks.examples import example_phrase
from advisor.knowledge.checks.solver.goals import COMPANY, Goal, Slot, SomeRow, Variable
from advisor.knowledge.checks.solver.problem import Drawing, Problem
from advisor.knowledge.checks.solver.readings import NOT_TRUE, TRUE
from advisor.knowledge.checks.solver.search import search
from advisor.knowledge.checks.solver.settling import drawn
from advisor.knowledge.checks.warn import named, warning
from advisor.language.messages import N_, _
from advisor.model.condition import ALWAYS
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Finding, Knowledge, Production, Rule

HINT = N_("make them exclude each other, let one override the other, or declare 'conflict' for it")


def check(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield each pair once, at the later rule, with answers for which both hold."""
    problem = Problem(knowledge)
    for finding in knowledge.findings.values():
        drawings = sorted(
            problem.drawings[finding.attribute], key=lambda drawing: drawing.rule.location
        )
        for first, later in combinations(drawings, 2):
            if _disagree(first.rule, later.rule, finding):
                yield from _pair(first, later, finding, problem)


def contradict(first: Production, other: Production, knowledge: Knowledge) -> bool:
    """Tell whether two rules disagree about some finding, and nothing says which one wins."""
    return (
        isinstance(first, Rule)
        and isinstance(other, Rule)
        and any(_disagree(first, other, finding) for finding in knowledge.findings.values())
    )


def _disagree(first: Rule, other: Rule, finding: Finding) -> bool:
    one, two = _values(first, finding), _values(other, finding)
    undeclared = not finding.several and finding.conflict is None
    overridden = _overrides(first, other) or _overrides(other, first)
    return bool(one and two) and one != two and undeclared and not overridden


def _values(rule: Rule, finding: Finding) -> set[str]:
    return {c.value for c in rule.conclusions if c.finding == finding.id}


def _overrides(rule: Rule, other: Rule) -> bool:
    return any(override.id == other.id for override in rule.overrides)


def _pair(
    first: Drawing, later: Drawing, finding: Finding, problem: Problem
) -> Iterator[Diagnostic]:
    found = search(problem, _together(first, later, finding, problem))
    if found.verdict and found.example is not None:
        example = example_phrase(found.example)
        yield warning(
            later.rule.location,
            105,
            _(
                "{later}: can hold together with {first}, but concludes '{value}' for '{finding}' "
                "and not '{other}'"
            ).format(
                later=named(later.rule),
                first=named(first.rule),
                value=later.values[0],
                finding=finding.id,
                other=first.values[0],
            )
            + (_(" (when {example})").format(example=example) if example else ""),
            _(HINT),
        )


def _together(first: Drawing, later: Drawing, finding: Finding, problem: Problem) -> Iterator[Goal]:
    """Yield the goals that two rules hold and that no rule above either of them does."""
    slot = Slot(Variable(1 if finding.table else COMPANY, finding.attribute))
    if finding.table:
        yield SomeRow(finding.table, ALWAYS, TRUE)
    for drawing in (first, later):
        yield drawn(drawing, TRUE, slot.variable)
    for other in problem.drawings[finding.attribute]:
        if other.overrides(first) or other.overrides(later):
            yield drawn(other, NOT_TRUE, slot.variable)
