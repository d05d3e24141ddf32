"""The smallest changes the company controls that bring a goal about, or the proof of none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from advisor.advice.assess import assess
from advisor.advice.conflicts import do_text, resolve_conflicts
from advisor.advice.grounds import Grounds
from advisor.advice.outlook import NOTHING_MISSING, Outlook
from advisor.advice.possible import doubts
from advisor.advice.wording import Wording
from advisor.explain.difference import difference
from advisor.explain.told.owner import answer
from advisor.explain.what_if.goal_aim import Drop
from advisor.explain.what_if.goal_named import Named
from advisor.explain.what_if.goal_part import part_for
from advisor.explain.what_if.goal_search import Outcome, Search
from advisor.explain.what_if.goal_trial import Trial
from advisor.explain.what_if.goal_values import values_of
from advisor.explain.what_if.lever import Lever, levers, with_changed
from advisor.explain.what_if.run import describe
from advisor.explain.what_if.standing_alone import standing_alone
from advisor.explain.what_if.turning_points import Terrain
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.prior import Prior
from advisor.model.assessment import Assessment
from advisor.model.case import Answer, Cell, Profile
from advisor.model.difference import FindingChange
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace
from advisor.model.what_if import FORMAT, Effect, Goal, Ground, Verdict

MOST_EFFECTS = 5
MOST_VERIFIED = 12


class NotVerifiedError(AssertionError):
    """A change that was found does not do what it should on the whole base: a mistake of ours."""


def seek(  # noqa: PLR0913, PLR0917 - where the search goes, and how far
    engine: InferenceEngine,
    profile: Profile,
    named: Named,
    budget: int,
    date: dt.date,
    look: Callable[[Trace], Outlook] = lambda _: NOTHING_MISSING,
) -> Goal:
    """Return the smallest changes that reach a goal; ``budget`` is how many runs may be spent.

    Each change that is returned has been run on the engine. To find something
    out is no change: which answers could be the end of the advice, too, is
    taken from what a ``look`` from the company's own run shows.
    """
    knowledge = engine.knowledge
    before = engine.run(make_case(knowledge, profile))
    wording = Wording(knowledge, before, profile.company, knowledge.language)
    prior = Prior.of(knowledge)
    if named.aim.reached(prior, before):
        told = _Told("already", (), (), _Spent(1, budget))
        return _goal(named, wording, Outcome(finished=True), told)
    sought = search(knowledge, profile, named, budget)
    trial, outcome = sought.trial, sought.outcome
    effects = _Effects(engine, prior, profile, before, date)
    # What mends something comes before what makes something worse.
    verified = sorted(
        (effects.of(change, outcome.cost, named) for change in outcome.found[:MOST_VERIFIED]),
        key=lambda effect: (bool(effect.gives_way_to), len(effect.worse), len(effect.comes)),
    )
    verdict = _verdict(outcome)
    grounds = _grounds(trial, sought.levers, named) if verdict == "impossible" else ()
    spent = _Spent(trial.runs, budget, len(sought.levers))
    told = _Told(verdict, tuple(verified[:MOST_EFFECTS]), grounds, spent)
    found = _goal(named, wording, outcome, told)
    return replace(found, awaits=_awaits(named, wording, look(before)))


def _awaits(named: Named, wording: Wording, outlook: Outlook) -> tuple[Ground, ...]:
    """Return the missing answers that could be the end of the advice to be dropped."""
    if not isinstance(named.aim, Drop):
        return ()
    doubted = doubts(outlook, resolve_conflicts(wording), wording)
    cells = {
        cell
        for (name, row), each in doubted.items()
        if name == named.id and named.row in {"", row}
        for cell in each
    }
    return _as_grounds(Grounds(wording), sorted(cells))


def _as_grounds(grounds: Grounds, cells: Iterable[Cell]) -> tuple[Ground, ...]:
    shown = grounds.show(cells)
    return tuple(Ground(each.id, each.row, each.label, each.text) for each in shown)


class Sought(Struct, frozen=True):
    """A search that is over: the runs it took, what could be changed, and what it has come to."""

    trial: Trial
    levers: tuple[Lever, ...]
    outcome: Outcome


def search(knowledge: Knowledge, profile: Profile, named: Named, budget: int) -> Sought:
    """Return what a search over the part of the base that has a say in the goal has come to."""
    part = _part(knowledge, named)
    trial = Trial(part, profile, named.aim, budget)
    found = levers(part, trial.profile)
    terrain = Terrain(part, trial.profile)
    alone = standing_alone(knowledge)
    values = {lever.cell: values_of(lever, terrain, alone) for lever in found}
    return Sought(trial, found, Search(trial, found, values).run())


def _part(knowledge: Knowledge, named: Named) -> Knowledge:
    if isinstance(named.aim, Drop):
        return part_for(knowledge, [named.id], [])
    return part_for(knowledge, [], [named.id])


class _Spent(Struct, frozen=True):
    """What a search has cost, and over how many answers it went."""

    runs: int
    budget: int
    considered: int = 0


class _Told(Struct, frozen=True):
    """What is told of a search."""

    verdict: Verdict
    effects: tuple[Effect, ...]
    grounds: tuple[Ground, ...]
    spent: _Spent


def _verdict(outcome: Outcome) -> Verdict:
    if outcome.found:
        return "found"
    if not outcome.finished:
        return "budget"
    return "impossible" if outcome.whole else "none_tried"


def _goal(named: Named, wording: Wording, outcome: Outcome, told: _Told) -> Goal:
    return Goal(
        format=FORMAT,
        language=wording.language,
        company=wording.company,
        aim=named.word,
        id=named.id,
        row=named.row,
        value=named.value,
        words=_words(named, wording),
        verdict=told.verdict,
        effects=told.effects,
        more=len(outcome.found) > len(told.effects),
        exact=outcome.whole,
        considered=told.spent.considered,
        searched=None if outcome.finished else max(0, outcome.searched - 1),
        runs=told.spent.runs,
        budget=told.spent.budget,
        rests_on=told.grounds,
    )


def _words(named: Named, wording: Wording) -> str:
    """Return what is dropped, or reached, in the words of the document."""
    knowledge = wording.knowledge
    if isinstance(named.aim, Drop):
        advice = knowledge.advice[named.id]
        rows = wording.trace.tables[advice.table].rows if advice.table else ("",)
        row = named.row or (rows[0] if len(rows) == 1 else "")
        return wording.fill(advice.do, row, advice.table)
    finding = knowledge.findings[named.id]
    label = f"{named.row}: {finding.label}" if named.row else finding.label
    return answer(label, finding.domain[named.value])


class _Effects:
    """What changes come to on the whole base; each is run there, which verifies it."""

    def __init__(
        self,
        engine: InferenceEngine,
        prior: Prior,
        profile: Profile,
        before: Trace,
        date: dt.date,
    ) -> None:
        self._engine, self._prior, self._profile = engine, prior, profile
        self._before, self._date = before, date

    def of(self, change: Mapping[Cell, Answer], cost: int, named: Named) -> Effect:
        profile = self._profile
        for cell, changed in change.items():
            profile = with_changed(profile, cell, changed)
        after = self._engine.run(make_case(self._engine.knowledge, profile))
        if not named.aim.reached(self._prior, after):
            raise NotVerifiedError
        found = difference(
            self._assessment(self._profile, self._before), self._assessment(profile, after)
        )
        others = [a for a in found.advice if a.id != named.id or named.word != "drop"]
        return Effect(
            changes=describe(
                tuple(sorted(change)), self._worded(self._before), self._worded(after)
            ),
            cost=cost,
            comes=tuple(a.do for a in others if a.presence == "comes"),
            goes=tuple(a.do for a in others if a.presence == "goes"),
            worse=tuple(_label(f) for f in found.findings if _is_worse(f)),
            gives_way_to=_gives_way_to(named, self._worded(after)),
        )

    def _assessment(self, profile: Profile, trace: Trace) -> Assessment:
        return assess(self._engine.knowledge, profile, trace, self._date)

    def _worded(self, trace: Trace) -> Wording:
        knowledge = self._engine.knowledge
        return Wording(knowledge, trace, self._profile.company, knowledge.language)


def _gives_way_to(named: Named, after: Wording) -> tuple[str, ...]:
    """Return the advice to which one that is dropped only gives way: its condition holds still."""
    if not isinstance(named.aim, Drop):
        return ()
    texts = {
        do_text(firing, after)
        for firing in after.trace.firings
        if firing.production == named.id and named.row in {"", firing.row}
    }
    gone = resolve_conflicts(after).gave_way
    return tuple(sorted({each.to for each in gone if each.kind == "advice" and each.what in texts}))


def _is_worse(finding: FindingChange) -> bool:
    before, after = finding.before, finding.after
    return (
        after is not None
        and after.standing == "badly"
        and (before is None or before.standing != "badly")
    )


def _label(finding: FindingChange) -> str:
    return f"{finding.row}: {finding.label}" if finding.row else finding.label


def _grounds(trial: Trial, found: Sequence[Lever], named: Named) -> tuple[Ground, ...]:
    """Return the answers on which advice rests whatever is changed."""
    if not isinstance(named.aim, Drop):
        return ()
    free = [lever.cell for lever in found]
    ahead = trial.ahead(free)
    knowledge = trial.knowledge
    grounds = Grounds(Wording(knowledge, ahead, trial.profile.company, knowledge.language))
    cells = grounds.inputs(
        cell
        for firing in ahead.firings
        if firing.production == named.id and named.row in {"", firing.row}
        for cell in firing.support
    )
    return _as_grounds(grounds, [cell for cell in cells if cell not in free])
