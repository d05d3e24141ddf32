"""What differs between two assessments; both say everything there is to compare."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from advisor.model.advice import AdviceView, PlanStep
from advisor.model.assessment import Assessment
from advisor.model.difference import (
    AdviceChange,
    AdviceSide,
    Difference,
    FindingChange,
    FindingSide,
    MeasureChange,
    PlanChange,
    Presence,
    RuleChange,
    ScoreChange,
)
from advisor.model.findings import FindingView, TopicView
from advisor.model.grounds import Derivation
from advisor.model.tables import MeasureView

Item = TypeVar("Item")
Name = TypeVar("Name", bound=Hashable)


def difference(before: Assessment, after: Assessment) -> Difference:
    """Return what differs; two equal assessments differ in nothing."""
    return Difference(
        findings=tuple(_findings(before, after)),
        scores=tuple(_scores(before, after)),
        measures=tuple(_measures(before, after)),
        advice=tuple(_advice(before, after)),
        plan=tuple(_plan(before, after)),
        rules=tuple(_rules(before, after)),
    )


def _findings(before: Assessment, after: Assessment) -> Iterator[FindingChange]:
    for old, new in _pairs(before.findings, after.findings, lambda view: (view.id, view.row)):
        sides = _finding_side(old), _finding_side(new)
        if sides[0] != sides[1]:
            view = _either(new, old)
            value = _what_it_says(old) != _what_it_says(new)
            yield FindingChange(view.id, view.row, view.label, view.topic, value, *sides)


def _finding_side(view: FindingView | None) -> FindingSide | None:
    if view is None:
        return None
    return FindingSide(
        view.state, view.value, view.text, view.standing, view.certainty, view.certainty_word
    )


def _what_it_says(view: FindingView | None) -> tuple[str, str] | None:
    return (view.state, view.value) if view is not None else None


def _scores(before: Assessment, after: Assessment) -> Iterator[ScoreChange]:
    for old, new in _pairs(before.topics, after.topics, lambda topic: topic.id):
        points = [topic.score.points if topic and topic.score else None for topic in (old, new)]
        if points[0] != points[1]:
            topic: TopicView = _either(new, old)
            yield ScoreChange(topic.id, topic.label, *points)


def _measures(before: Assessment, after: Assessment) -> Iterator[MeasureChange]:
    for old, new in _pairs(before.measures, after.measures, lambda view: view.id):
        numbers = [view.number if view else None for view in (old, new)]
        if numbers[0] != numbers[1]:
            view: MeasureView = _either(new, old)
            texts = (each.text if each and each.number is not None else "" for each in (old, new))
            yield MeasureChange(view.id, view.label, *texts)


def _advice(before: Assessment, after: Assessment) -> Iterator[AdviceChange]:
    moved = _moved([a.key for a in before.advice], [a.key for a in after.advice])
    for old, new in _pairs(before.advice, after.advice, lambda view: view.key):
        view = _either(new, old)
        sides = _advice_side(old), _advice_side(new)
        if view.key in moved or _but_for_its_place(old) != _but_for_its_place(new):
            presence = _presence(old, new)
            yield AdviceChange(
                view.key, view.id, view.row, view.do, presence, view.key in moved, *sides
            )


def _advice_side(view: AdviceView | None) -> AdviceSide | None:
    if view is None:
        return None
    return AdviceSide(view.rank, view.lead, view.priority, view.certainty, view.certainty_word)


def _but_for_its_place(view: AdviceView | None) -> tuple[object, ...]:
    """Return what counts as a change of a piece of advice, whatever stands before it."""
    return (view.lead, view.priority, view.certainty) if view is not None else ()


def _plan(before: Assessment, after: Assessment) -> Iterator[PlanChange]:
    moved = _moved([step.key for step in before.plan], [step.key for step in after.plan])
    for old, new in _pairs(before.plan, after.plan, lambda step: step.key):
        presence = _presence(old, new)
        step: PlanStep = _either(new, old)
        if presence != "stays" or step.key in moved:
            numbers = (each.number if each else None for each in (old, new))
            yield PlanChange(step.key, step.do, presence, *numbers)


def _rules(before: Assessment, after: Assessment) -> Iterator[RuleChange]:
    pairs = _pairs(before.derivations, after.derivations, lambda d: (d.kind, d.rule, d.row))
    for old, new in pairs:
        presence = _presence(old, new)
        if presence != "stays":
            view: Derivation = _either(new, old)
            yield RuleChange(view.rule, view.row, view.kind, view.because, presence)


def _pairs(
    before: Iterable[Item], after: Iterable[Item], name: Callable[[Item], Name]
) -> Iterator[tuple[Item | None, Item | None]]:
    """Yield what is after with what it was before, then what is no more."""
    old = {name(item): item for item in before}
    for item in after:
        yield old.pop(name(item), None), item
    for item in old.values():
        yield item, None


def _either(first: Item | None, second: Item | None) -> Item:
    found = first if first is not None else second
    assert found is not None  # noqa: S101 - a pair has at least one of the two
    return found


def _presence(old: object | None, new: object | None) -> Presence:
    if old is None:
        return "comes"
    return "goes" if new is None else "stays"


def _moved(before: Sequence[str], after: Sequence[str]) -> frozenset[str]:
    """Return the fewest names that, set aside, leave the rest in one order on both sides."""
    places = {name: place for place, name in enumerate(before)}
    common = [name for name in after if name in places]
    return frozenset(common) - _longest_rising(common, [places[name] for name in common])


def _longest_rising(names: Sequence[str], places: Sequence[int]) -> frozenset[str]:
    """Return the names of a longest part whose places rise; the same each time."""
    ends: list[int] = []
    lasts: list[int] = []
    earlier: list[int | None] = []
    for index, place in enumerate(places):
        length = bisect_left(ends, place)
        earlier.append(lasts[length - 1] if length else None)
        ends[length:] = [place] if length == len(ends) else [place, *ends[length + 1 :]]
        lasts[length:] = [index] if length == len(lasts) else [index, *lasts[length + 1 :]]
    found: set[str] = set()
    at = lasts[-1] if lasts else None
    while at is not None:
        found.add(names[at])
        at = earlier[at]
    return frozenset(found)
