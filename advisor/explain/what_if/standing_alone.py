"""Options that stand alone, such as *nobody* or *nothing*: chosen beside others they say nothing.

A base does not say which they are, but its rules show it: they draw one value
of a finding from such an option, and other values from each of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from advisor.knowledge.checks.uses import all_comparisons
from advisor.knowledge.normal_form import normal_form
from advisor.model.condition import All, Any_, Attribute, Condition, Leaf, Operator
from advisor.model.knowledge import Knowledge

FEWEST_OTHERS = 2
"""With one other option alone, nothing tells *none of it* from *the opposite of it*."""

Alone = Mapping[Attribute, frozenset[str]]


def standing_alone(knowledge: Knowledge) -> Alone:
    """Return the options that stand alone, by the question or column they are options of."""
    options: dict[Attribute, set[str]] = defaultdict(set)
    for leaf in all_comparisons(knowledge):
        if isinstance(leaf, Leaf) and leaf.operator is Operator.INCLUDES:
            options[leaf.attribute].add(str(leaf.operands[0]))
    draws = list(_draws(knowledge))
    return {
        attribute: frozenset(
            option for option in asked if _is_alone(attribute, option, asked, draws)
        )
        for attribute, asked in options.items()
        if len(asked) > FEWEST_OTHERS
    }


class _Draw(Struct, frozen=True):
    """A rule that draws a value of a finding; ``names`` are the options its condition asks for.

    Without those that are ``needed`` it does not hold.
    """

    finding: str
    value: str
    names: frozenset[tuple[Attribute, str]]
    needed: frozenset[tuple[Attribute, str]]


def _draws(knowledge: Knowledge) -> Iterator[_Draw]:
    for rule in knowledge.rules.values():
        condition = normal_form(rule.condition)
        parts = condition.parts if isinstance(condition, All) else (condition,)
        names, needed = frozenset(_options(condition)), frozenset(_options_among(parts))
        for drawn in rule.conclusions:
            if names and not knowledge.findings[drawn.finding].several:
                yield _Draw(drawn.finding, drawn.value, names, needed)


def _options(condition: Condition) -> Iterator[tuple[Attribute, str]]:
    if isinstance(condition, (All, Any_)):
        for part in condition.parts:
            yield from _options(part)
    else:
        yield from _options_among((condition,))


def _options_among(parts: tuple[Condition, ...]) -> Iterator[tuple[Attribute, str]]:
    for part in parts:
        if isinstance(part, Leaf) and part.operator is Operator.INCLUDES and not part.negated:
            yield part.attribute, str(part.operands[0])


def _is_alone(attribute: Attribute, option: str, asked: set[str], draws: list[_Draw]) -> bool:
    here = (attribute, option)
    for drawn in draws:
        if here in drawn.needed:
            beside = [each for each in draws if each.finding == drawn.finding]
            others = {name for each in beside if each.value != drawn.value for name in each.names}
            same = {name for each in beside if each.value == drawn.value for name in each.names}
            rest = {(attribute, other) for other in asked - {option}}
            if here not in others and rest <= others and not rest & same:
                return True
    return False
