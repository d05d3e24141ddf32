"""Rules and advice with one thing changed, as a slip of the pen might change it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from advisor.cases.branches import in_words
from advisor.knowledge.normal_form import normal_form
from advisor.model.condition import All, Any_, Condition, Leaf, Not, Operator, Quantifier, Rows
from advisor.model.knowledge import Conclusion, Knowledge, Production, Rule
from benchmarks.replacing import opposite, replaced

NEGATED, BOUND, THRESHOLD = "comparison negated", "bound moved", "threshold shifted"
DROPPED, SWAPPED, UNLESS = "part dropped", "all and any swapped", "exception dropped"
CONCLUSION = "another conclusion"
KINDS = (NEGATED, BOUND, THRESHOLD, DROPPED, SWAPPED, UNLESS, CONCLUSION)

_BOUNDS = {
    Operator.AT_LEAST: Operator.MORE_THAN,
    Operator.MORE_THAN: Operator.AT_LEAST,
    Operator.AT_MOST: Operator.LESS_THAN,
    Operator.LESS_THAN: Operator.AT_MOST,
}
_QUANTIFIERS = {
    Quantifier.ANY_ROW: Quantifier.EVERY_ROW,
    Quantifier.EVERY_ROW: Quantifier.ANY_ROW,
}
SHIFT = Decimal("0.1")


class Mutant(Struct, frozen=True):
    """A changed rule or piece of advice, and in words what is changed."""

    kind: str
    said: str
    production: Production


def mutants(production: Production, knowledge: Knowledge) -> Iterator[Mutant]:
    """Yield every mutant that is written differently, each once."""
    original = normal_form(production.condition)
    seen = {original}
    for kind, said, condition in _conditions(production.condition, original):
        if condition not in seen:
            seen.add(condition)
            yield Mutant(kind, said, replace(production, condition=condition))
    if isinstance(production, Rule):
        yield from _conclusions(production, knowledge)


Changed = Iterator[tuple[str, str, Condition]]


def _conditions(written: Condition, original: Condition) -> Changed:
    yield from _without_exceptions(written)
    for number, part in enumerate(_parts(original), start=1):
        for kind, said, changed in _changes(part):
            yield kind, said, replaced(original, number, lambda _, changed=changed: changed)  # type: ignore[misc]


def _parts(condition: Condition) -> Iterator[Condition]:
    """Yield the parts of a condition in the order in which they are numbered."""
    yield condition
    if isinstance(condition, Rows):
        yield from _parts(condition.where)
    elif isinstance(condition, (All, Any_)):
        for part in condition.parts:
            yield from _parts(part)


def _without_exceptions(written: Condition) -> Changed:
    if not isinstance(written, All):
        return
    for index, part in enumerate(written.parts):
        if isinstance(part, Not):
            rest = written.parts[:index] + written.parts[index + 1 :]
            yield (
                UNLESS,
                f"without 'unless {in_words(normal_form(part.part))}'",
                normal_form(All(rest)),
            )


def _changes(part: Condition) -> Changed:
    if isinstance(part, (Leaf, Rows)):
        yield NEGATED, f"not '{in_words(part)}'", opposite(part)
        yield from _numbers(part)
    elif isinstance(part, (All, Any_)):
        yield from _combinations(part)


def _numbers(part: Leaf | Rows) -> Changed:
    if isinstance(part, Rows) and part.quantifier in _QUANTIFIERS:
        turned = replace(part, quantifier=_QUANTIFIERS[part.quantifier])
        yield SWAPPED, f"'{in_words(turned)}'", turned
        return
    operator = part.operator if isinstance(part, Leaf) else part.comparison
    if operator in _BOUNDS:
        moved = _BOUNDS[operator]
        other: Leaf | Rows = (
            replace(part, operator=moved)
            if isinstance(part, Leaf)
            else replace(part, comparison=moved)
        )
        yield BOUND, f"'{in_words(other)}'", other
    for index, operand in enumerate(part.operands):
        if isinstance(operand, Decimal):
            step = Decimal(1) if isinstance(part, Rows) or not operand else abs(operand) * SHIFT
            for value in (operand + step, operand - step):
                numbers = (*part.operands[:index], value, *part.operands[index + 1 :])
                shifted = replace(part, operands=numbers)
                said = f"'{in_words(part)}' with {value.normalize():f} for {operand.normalize():f}"
                yield THRESHOLD, said, shifted


def _combinations(part: All | Any_) -> Changed:
    if len(part.parts) < 2:  # noqa: PLR2004 - alone, a part is the whole
        return
    for index, dropped in enumerate(part.parts):
        rest = part.parts[:index] + part.parts[index + 1 :]
        yield DROPPED, f"without '{in_words(dropped)}'", normal_form(type(part)(rest))
    other = Any_(part.parts) if isinstance(part, All) else All(part.parts)
    yield SWAPPED, f"'{in_words(other)}'", normal_form(other)


def _conclusions(rule: Rule, knowledge: Knowledge) -> Iterator[Mutant]:
    for conclusion in rule.conclusions:
        domain = list(knowledge.findings[conclusion.finding].domain)
        start = domain.index(conclusion.value)
        drawn = {c.value for c in rule.conclusions if c.finding == conclusion.finding}
        others = [value for value in domain[start:] + domain[:start] if value not in drawn]
        if not others:
            continue
        changed = Conclusion(conclusion.finding, others[0])
        conclusions = tuple(changed if c == conclusion else c for c in rule.conclusions)
        said = f"'{conclusion.finding}: {others[0]}' for '{conclusion.value}'"
        yield Mutant(CONCLUSION, said, replace(rule, conclusions=conclusions))
