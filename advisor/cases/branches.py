"""What worked cases should reach: rules, branches of conditions, options, advice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from advisor.cases.leaves import decide_rows
from advisor.inference.conditions import truth
from advisor.inference.memory import WorkingMemory
from advisor.inference.truth import Truth
from advisor.knowledge.normal_form import normal_form
from advisor.language.messages import _
from advisor.model.case import Answer, Profile
from advisor.model.condition import All, Any_, Condition, Leaf, Rows
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Knowledge, Production, Question

RULE, BRANCH, OPTION, ADVICE = "rule", "branch", "option", "advice"
KINDS = (RULE, BRANCH, OPTION, ADVICE)
TRUE, FALSE, ALONE = "true", "false", "alone"


class Goal(Struct, frozen=True, order=True):
    """Something a case can reach.

    ``owner`` is a rule, a piece of advice, a question or a column. For a branch
    ``number`` counts the parts of its condition in normal form, and ``way`` says
    how the part must be: true, false, or the only true one of an ``any``. For an
    option ``way`` is the option.
    """

    kind: str
    owner: str
    number: int = 0
    way: str = ""


class Part(Struct, frozen=True):
    """A part of a condition in normal form; ``of`` is the table whose rows it looks at.

    ``beside`` are the other parts of the ``any`` it stands in.
    """

    number: int
    condition: Condition
    of: str
    beside: tuple[Condition, ...] | None


class Branches:
    """The branches of every condition of a base."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Bring every condition into its normal form."""
        self.knowledge = knowledge
        self.productions: Mapping[str, Production] = {**knowledge.rules, **knowledge.advice}
        self.parts = {
            name: tuple(parts(normal_form(production.condition), production.table))
            for name, production in self.productions.items()
        }
        self.branches = {
            (name, part.number): frozenset(
                Goal(BRANCH, name, part.number, way) for way in ways(part)
            )
            for name, found in self.parts.items()
            for part in found
        }
        self.options = dict(choices(knowledge))

    def goals(self) -> Iterator[Goal]:
        """Yield everything there is to reach."""
        yield from (Goal(RULE, name) for name in self.knowledge.rules)
        for name, found in self.parts.items():
            for part in found:
                yield from (Goal(BRANCH, name, part.number, way) for way in ways(part))
        for name, question in self.options.items():
            yield from (Goal(OPTION, name, way=option) for option in question.options)
        yield from (Goal(ADVICE, name) for name in self.knowledge.advice)

    def place(self, goal: Goal) -> Location:
        """Return where to look."""
        if goal.kind == OPTION:
            return self.options[goal.owner].location
        return self.productions[goal.owner].location

    def say(self, goal: Goal) -> str:
        """Return a goal in words, as something that does not happen."""
        if goal.kind == RULE:
            return _("rule '{name}' never fires").format(name=goal.owner)
        if goal.kind == ADVICE:
            return _("advice '{name}' is never given").format(name=goal.owner)
        if goal.kind == OPTION:
            said = _("nobody answers '{option}' to '{name}'")
            return said.format(option=goal.way, name=goal.owner)
        part = next(part for part in self.parts[goal.owner] if part.number == goal.number)
        kind = _("rule") if goal.owner in self.knowledge.rules else _("advice")
        if goal.way == ALONE:
            said = _("{kind} '{name}': '{part}' is never the only part that holds")
        else:
            said = _("{kind} '{name}': '{part}' is never {truth}")
        return said.format(
            kind=kind, name=goal.owner, part=in_words(part.condition), truth=goal.way
        )

    def reached(
        self, memory: WorkingMemory, before: AbstractSet[Goal] = frozenset()
    ) -> Iterator[Goal]:
        """Yield the branches that a run has taken, but for parts of which all were before."""
        for name in self.parts:
            yield from self.reached_in(name, memory, before)

    def reached_in(
        self, name: str, memory: WorkingMemory, before: AbstractSet[Goal] = frozenset()
    ) -> Iterator[Goal]:
        """Yield the branches that a run has taken in one condition, but for those parts."""
        production = self.productions[name]
        for part in self.parts[name]:
            if self.branches[name, part.number] <= before:
                continue
            table = part.of or production.table
            for row in memory.tables[table].rows if table else ("",):
                yield from (
                    Goal(BRANCH, name, part.number, way) for way in _taken(part, memory, row)
                )

    def chosen(self, profile: Profile) -> Iterator[Goal]:
        """Yield the options that a profile chooses."""
        for name in self.options:
            for answer in _answers(name, profile):
                values = answer.value if isinstance(answer.value, frozenset) else {answer.value}
                yield from (Goal(OPTION, name, way=str(v)) for v in values if v is not None)


def choices(knowledge: Knowledge) -> Iterator[tuple[str, Question]]:
    """Yield every question, and every column that is filled in, that has options."""
    for question in knowledge.questions.values():
        if question.options:
            yield question.id, question
    for table in knowledge.tables.values():
        for column in table.columns.values():
            if column.options and not column.computed:
                yield f"{table.id}.{column.id}", column


def parts(condition: Condition, table: str) -> Iterator[Part]:
    """Yield the comparisons of a condition, and the parts of each ``any``, numbered."""
    yield from _Numbering().parts(condition, table, None)


def ways(part: Part) -> tuple[str, ...]:
    """Return how a part should be seen."""
    alone = (ALONE,) if part.beside else ()
    return (TRUE, FALSE, *alone) if isinstance(part.condition, (Leaf, Rows)) else alone


class _Numbering:
    def __init__(self) -> None:
        self.count = 0

    def parts(
        self, condition: Condition, table: str, beside: tuple[Condition, ...] | None
    ) -> Iterator[Part]:
        self.count += 1
        if isinstance(condition, (Leaf, Rows)) or beside:
            yield Part(self.count, condition, table, beside)
        if isinstance(condition, Rows):
            yield from self.parts(condition.where, condition.table, None)
        elif isinstance(condition, (All, Any_)):
            for index, part in enumerate(condition.parts):
                others = condition.parts[:index] + condition.parts[index + 1 :]
                yield from self.parts(part, table, others if isinstance(condition, Any_) else None)


def _taken(part: Part, memory: WorkingMemory, row: str) -> Iterator[str]:
    condition, view = part.condition, memory.view(row)
    decide_rows(condition, memory)
    held = truth(condition, view)
    if isinstance(condition, (Leaf, Rows)) and held is not Truth.UNKNOWN:
        yield TRUE if held is Truth.TRUE else FALSE
    if held is Truth.TRUE and part.beside:
        for other in part.beside:
            decide_rows(other, memory)
        if all(truth(other, view) is not Truth.TRUE for other in part.beside):
            yield ALONE


def _answers(name: str, profile: Profile) -> Iterator[Answer]:
    table, _dot, column = name.rpartition(".")
    if not table:
        yield profile.answers[name]
        return
    for row in profile.tables[table].rows:
        if column in row.cells:
            yield row.cells[column]


def in_words(condition: Condition) -> str:
    """Return a condition in normal form on one line."""
    if isinstance(condition, Leaf):
        words = [*condition.parameters] or [str(operand) for operand in condition.operands]
        said = f"{condition.operator.value} {' and '.join(words)}".strip()
        name = condition.attribute.name
        return f"not ({name} {said})" if condition.negated else f"{name} {said}"
    if isinstance(condition, Rows):
        count = ""
        if condition.operands:
            names = condition.parameters or [str(operand) for operand in condition.operands]
            count = f" {condition.comparison.value} {' and '.join(names)}"
        where = in_words(condition.where)
        said = f"{condition.quantifier.value} of {condition.table} where {where}{count}"
        return f"not ({said})" if condition.negated else said
    assert isinstance(condition, (All, Any_))  # noqa: S101 - the normal form has no other kind
    if not condition.parts:
        return "always" if isinstance(condition, All) else "never"
    joint = " and " if isinstance(condition, All) else " or "
    return "(" + joint.join(in_words(part) for part in condition.parts) + ")"
