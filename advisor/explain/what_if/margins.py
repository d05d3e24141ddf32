"""How far each number is from where the leading advice becomes another.

Where a number passes a threshold, by itself or in what is worked out from it,
is found without the engine; whether the leading advice turns there is for the
engine to say, from the nearest such place outwards.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import partial

from advisor.advice.conflicts import do_text, resolve_conflicts
from advisor.advice.ranking import Key, key_of, rank
from advisor.advice.wording import Wording
from advisor.explain.what_if.goal_trial import BudgetSpent
from advisor.explain.what_if.number import Number, numbers
from advisor.explain.what_if.steps import Range, range_of, turns
from advisor.explain.what_if.turning_points import Terrain
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.language.numbers import quantity_text
from advisor.model.case import Profile
from advisor.model.what_if import FORMAT, Flip, Margins

Lead = Mapping[Key, str]
"""The leading advice, with what it says."""


def margins(engine: InferenceEngine, profile: Profile, budget: int) -> Margins:
    """Return where numbers flip the leading advice, the nearest first, for so many runs at most."""
    search = _Search(engine, profile, budget)
    flips: list[Flip] = []
    waiting = list(numbers(engine.knowledge, profile))
    steady = 0
    try:
        while waiting:
            found = [*search.flips(waiting[0])]
            steady += not found
            flips.extend(found)
            del waiting[0]
    except BudgetSpent:
        pass
    flips.sort(key=lambda flip: (flip.share, flip.id, flip.row, flip.rival, flip.distance))
    return Margins(
        format=FORMAT,
        language=engine.knowledge.language,
        company=profile.company,
        leads=tuple(search.lead.values()),
        flips=tuple(flips),
        steady=steady,
        unsearched=len(waiting),
        runs=search.runs,
        budget=budget,
    )


class _Search:
    """One company's margins, and the runs spent on them so far."""

    def __init__(self, engine: InferenceEngine, profile: Profile, budget: int) -> None:
        self._engine, self._profile = engine, profile
        self._budget, self.runs = budget, 0
        self._terrain = Terrain(engine.knowledge, profile)
        self.lead = self._lead(profile)

    def flips(self, number: Number) -> Iterator[Flip]:
        """Yield the nearest flip downwards and the nearest upwards, where there are such."""
        attribute = number.cell[0]
        limits = self._terrain.comparisons.limits(attribute)
        if not limits and not self._terrain.goes_into(attribute):
            return
        range_ = range_of(number.question, number.scale, [number.now, *limits])
        for end in (range_.low, range_.high):
            at = self._flip(number, range_, end)
            if at is not None:
                yield self._described(number, range_, at)

    def _flip(self, number: Number, range_: Range, end: Decimal) -> Decimal | None:
        """Return the nearest number, on the way to an end, with which other advice leads."""
        step = range_.step if end >= number.now else -range_.step
        last = number.now
        for at in self._places(number, range_, end):
            if self._leads(number, at) == self.lead.keys():
                last = at
                continue
            if self._leads(number, at - step) == self.lead.keys():
                return at
            # Something turned in between that was not seen: the engine finds it.
            look = partial(self._leads, number)
            return next(turns(look, last, at, range_.step))
        return None

    def _places(self, number: Number, range_: Range, end: Decimal) -> list[Decimal]:
        """Return where anything turns on the way to an end, in the order of the way."""
        up = end >= number.now
        step = range_.step if up else -range_.step

        def look(at: Decimal) -> object:
            return self._terrain.seen(number.moved(self._profile, at), number.cell[0].table)

        limits = self._terrain.comparisons.limits(number.cell[0])
        found = {place for limit in limits for place in (limit, limit + step)}
        if self._terrain.goes_into(number.cell[0]):
            found.update(turns(look, number.now, end, range_.step))
        low, high = sorted((number.now, end))
        ahead = sorted(n for n in found if low <= n <= high and n != number.now)
        places: list[Decimal] = []
        seen = look(number.now)
        for at in ahead if up else reversed(ahead):
            there = look(at)
            if there != seen:
                places.append(at)
                seen = there
        return places

    def _leads(self, number: Number, at: Decimal) -> object:
        return self._lead(number.moved(self._profile, at)).keys()

    def _lead(self, profile: Profile) -> Lead:
        if self.runs >= self._budget:
            raise BudgetSpent
        self.runs += 1
        knowledge = self._engine.knowledge
        trace = self._engine.run(make_case(knowledge, profile), missing=False)
        wording = Wording(knowledge, trace, profile.company, knowledge.language)
        ranked = rank(resolve_conflicts(wording).firings, knowledge, trace)
        return {key_of(i.firing): do_text(i.firing, wording) for i in ranked if i.lead}

    def _described(self, number: Number, range_: Range, at: Decimal) -> Flip:
        knowledge = self._engine.knowledge
        then = self._lead(number.moved(self._profile, at))
        distance = at - number.now
        whole = range_.high - range_.low if range_.bounded else abs(number.now)
        attribute, row = number.cell
        parts = (row, number.question.label, number.rival)
        shown = partial(quantity_text, unit=number.question.unit, language=knowledge.language)
        return Flip(
            id=str(attribute),
            row=row,
            rival=number.rival,
            label=": ".join(part for part in parts if part),
            now=shown(number.now),
            at=shown(at),
            number=number.now,
            flips_at=at,
            distance=distance,
            share=round(100 * abs(distance) / max(whole, range_.step), 1),
            leads=tuple(do for key, do in then.items() if key not in self.lead),
            no_more=tuple(do for key, do in self.lead.items() if key not in then),
        )
