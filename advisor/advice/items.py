"""Each piece of advice as the reader sees it, in the order to act on it."""

from __future__ import annotations

from collections.abc import Mapping

from advisor.advice.conflicts import do_text
from advisor.advice.grounds import Grounds
from advisor.advice.ranking import Key, Ranked, key_of
from advisor.advice.wording import Wording
from advisor.knowledge.needed import IMPACT_WEIGHT
from advisor.language.numbers import number_text
from advisor.model.advice import AdviceView, Awaited, PlanStep
from advisor.model.case import Cell
from advisor.model.outcome import Firing


def view_advice(
    ranked: tuple[Ranked, ...],
    grounds: Grounds,
    awaited: Mapping[Key, tuple[Awaited, ...]] | None = None,
) -> tuple[AdviceView, ...]:
    """Return the ranked advice, with every text filled in.

    ``awaited`` has what may not stand for good, with the answers that decide.
    """
    places = {key_of(item.firing): place for place, item in enumerate(ranked, start=1)}
    firings = {key_of(item.firing): item.firing for item in ranked}
    return tuple(_view(item, places, firings, grounds, awaited or {}) for item in ranked)


def view_plan(advice: tuple[AdviceView, ...]) -> tuple[PlanStep, ...]:
    """Return the action plan: the advice in its order, with what each step waits for."""
    numbers = {item.key: item.rank for item in advice}
    return tuple(
        PlanStep(
            number=item.rank,
            key=item.key,
            do=item.do,
            horizon=item.horizon,
            effort=item.effort,
            measure=item.measure,
            after=tuple(sorted(numbers[key] for key in item.after)),
        )
        for item in advice
    )


def key_text(key: Key) -> str:
    """Return a key as the document writes it: the id, and the row after a colon."""
    return f"{key[0]}: {key[1]}" if key[1] else key[0]


def _view(
    item: Ranked,
    places: Mapping[Key, int],
    firings: Mapping[Key, Firing],
    grounds: Grounds,
    awaited: Mapping[Key, tuple[Awaited, ...]],
) -> AdviceView:
    firing, wording = item.firing, grounds.wording
    advice = wording.knowledge.advice[firing.production]

    def fill(text: str) -> str:
        return wording.fill(text, firing.row, advice.table)

    return AdviceView(
        key=key_text(key_of(firing)),
        id=advice.id,
        row=firing.row,
        topic=advice.topic,
        do=fill(advice.do),
        why=fill(advice.why),
        how=tuple(fill(step) for step in advice.how),
        measure=fill(advice.measure),
        impact=advice.impact,
        effort=advice.effort,
        horizon=advice.horizon.value,
        not_when=fill(advice.not_when),
        certainty=firing.certainty,
        certainty_word=wording.certainty_word(firing.certainty),
        certainty_arithmetic=wording.product(firing.premise, firing.strength, firing.certainty),
        priority=item.effective,
        priority_arithmetic=_priority_arithmetic(item, firings, wording),
        rank=places[key_of(firing)],
        lead=item.lead,
        prospect="possible" if key_of(firing) in awaited else "certain",
        awaits=awaited.get(key_of(firing), ()),
        after=tuple(key_text(key) for key in item.after),
        reasons=_reasons(firing.support, grounds),
        rests_on=grounds.show(grounds.inputs(firing.support)),
        grade=advice.grade.value,
        sources=advice.sources,
    )


def _reasons(support: tuple[Cell, ...], grounds: Grounds) -> tuple[str, ...]:
    """Return the sentences of the rules directly behind a piece of advice."""
    said = [
        reason
        for cell in support
        if cell in grounds.settlements
        for reason in grounds.reasons(cell)
    ]
    return tuple(dict.fromkeys(said))


def _priority_arithmetic(item: Ranked, firings: Mapping[Key, Firing], wording: Wording) -> str:
    advice = wording.knowledge.advice[item.firing.production]
    weight = number_text(wording.knowledge.parameter(IMPACT_WEIGHT), wording.language)
    certainty = wording.figure(item.firing.certainty)
    own = number_text(item.own, wording.language)
    text = f"{weight} × {advice.impact} × {certainty} − {advice.effort} = {own}"
    if item.raised_by is None:
        return text
    raised = number_text(item.effective, wording.language)
    waiting = do_text(firings[item.raised_by], wording)
    said = wording.say.gettext(
        "{priority}; raised to {raised}, because this waits for it: {waiting}"
    )
    return said.format(priority=text, raised=raised, waiting=waiting)
