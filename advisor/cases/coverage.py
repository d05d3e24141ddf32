"""What no worked case reaches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from msgspec import Struct

from advisor.cases.branches import ADVICE, KINDS, RULE, Branches, Goal
from advisor.cases.run import CaseResult
from advisor.inference.memory import WorkingMemory
from advisor.language.messages import N_, _
from advisor.model.knowledge import Knowledge

NOUNS = {
    "rule": N_("{reached} of {total} rules fired"),
    "branch": N_("{reached} of {total} branches of conditions taken"),
    "option": N_("{reached} of {total} options chosen"),
    "advice": N_("{reached} of {total} pieces of advice given"),
}


class Coverage(Struct, frozen=True):
    """All there is to reach, and what of it no case reaches."""

    goals: tuple[Goal, ...]
    missing: tuple[Goal, ...]
    branches: Branches


def cover(knowledge: Knowledge, results: Iterable[CaseResult]) -> Coverage:
    """Return what the cases reach together."""
    branches = Branches(knowledge)
    reached: set[Goal] = set()
    for result in results:
        reached.update(reached_by(result, branches, reached))
    goals = tuple(branches.goals())
    return Coverage(goals, tuple(goal for goal in goals if goal not in reached), branches)


def reached_by(
    result: CaseResult, branches: Branches, before: AbstractSet[Goal] = frozenset()
) -> Iterator[Goal]:
    """Yield what one case reaches; branches that were reached before need not be among it."""
    trace, rules = result.trace, branches.knowledge.rules
    memory = WorkingMemory(dict(trace.readings), dict(trace.tables))
    yield from (Goal(RULE, f.production) for f in trace.firings if f.production in rules)
    yield from (Goal(ADVICE, name) for name in result.given)
    yield from branches.reached(memory, before)
    yield from branches.chosen(result.case.profile)


def as_text(coverage: Coverage) -> str:
    """Return what is missing, each with its place, and ``n of m`` for each kind."""
    branches = coverage.branches
    missing = sorted(coverage.missing, key=lambda goal: (branches.place(goal), goal))
    lines = [f"{branches.place(goal)}: {branches.say(goal)}" for goal in missing]
    for kind in KINDS:
        total = sum(goal.kind == kind for goal in coverage.goals)
        left = sum(goal.kind == kind for goal in coverage.missing)
        lines.append(_(NOUNS[kind]).format(reached=total - left, total=total))
    return "\n".join(lines)


def as_plain(coverage: Coverage) -> dict[str, object]:
    """Return the same for programs."""
    branches = coverage.branches
    return {
        "reached": {
            kind: {
                "of": sum(goal.kind == kind for goal in coverage.goals),
                "missing": sum(goal.kind == kind for goal in coverage.missing),
            }
            for kind in KINDS
        },
        "missing": [
            {
                "kind": goal.kind,
                "owner": goal.owner,
                "file": branches.place(goal).file,
                "line": branches.place(goal).line,
                "message": branches.say(goal),
            }
            for goal in coverage.missing
        ],
    }
