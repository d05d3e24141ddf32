"""Advice that contradicts other advice: which stands, which gives way, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from advisor.advice.ranking import Key, key_of
from advisor.advice.wording import Wording
from advisor.model.advice import GaveWay
from advisor.model.knowledge import Advice, ConflictPolicy
from advisor.model.outcome import Firing, Settlement


class Standing(Struct, frozen=True):
    """The firings of advice that stand, and what gave way to them."""

    firings: tuple[Firing, ...]
    gave_way: tuple[GaveWay, ...]


def resolve_conflicts(wording: Wording) -> Standing:
    """Return the advice that stands after overrides and exclusive groups.

    What has lost its place in an exclusive group overrides nothing, so after
    each loss the overrides are looked at afresh.
    """
    advice = wording.knowledge.advice
    left = [firing for firing in wording.trace.firings if firing.production in advice]
    excluded: list[GaveWay] = []
    while True:
        overridden: list[GaveWay] = []
        standing = _after_overrides(left, wording, overridden)
        losers = _losers(standing, wording, excluded)
        if not losers:
            break
        left = [firing for firing in left if key_of(firing) not in losers]
    gave_way = [*overridden, *excluded, *_rules_that_gave_way(wording)]
    return Standing(tuple(standing), tuple(sorted(gave_way, key=lambda g: (g.kind, g.what, g.to))))


def do_text(firing: Firing, wording: Wording) -> str:
    """Return what a piece of advice tells the reader to do."""
    advice = wording.knowledge.advice[firing.production]
    return wording.fill(advice.do, firing.row, advice.table)


def _after_overrides(
    fired: list[Firing], wording: Wording, gave_way: list[GaveWay]
) -> list[Firing]:
    """Return what no standing advice overrides, and note what gave way."""
    advice = wording.knowledge.advice
    by_id: dict[str, list[Firing]] = defaultdict(list)
    for firing in fired:
        by_id[firing.production].append(firing)
    standing: dict[Key, Firing] = {}
    for name in _from_the_top(by_id, advice):
        reasons = {
            above: override.because
            for above in by_id
            for override in advice[above].overrides
            if override.id == name
        }
        rivals = [firing for firing in standing.values() if firing.production in reasons]
        for firing in by_id[name]:
            above = next((rival for rival in rivals if _meet(rival, firing, advice)), None)
            if above is None:
                standing[key_of(firing)] = firing
                continue
            texts = do_text(firing, wording), do_text(above, wording)
            gave_way.append(GaveWay("advice", *texts, reasons[above.production]))
    return [firing for firing in fired if key_of(firing) in standing]


def _meet(above: Firing, below: Firing, advice: Mapping[str, Advice]) -> bool:
    """Tell whether two firings are about the same thing; rows of one table are each their own."""
    same_table = advice[above.production].table == advice[below.production].table
    return not same_table or above.row == below.row


def _from_the_top(names: Iterable[str], advice: Mapping[str, Advice]) -> list[str]:
    """Return names so that whatever overrides another comes before it."""
    ordered: list[str] = []
    left = sorted(names)
    while left:
        below = {override.id for name in left for override in advice[name].overrides}
        top = [name for name in left if name not in below]
        ordered.extend(top)
        left = [name for name in left if name in below]
    return ordered


def _losers(fired: list[Firing], wording: Wording, gave_way: list[GaveWay]) -> set[Key]:
    """Return all but one of each exclusive group (for advice about rows: of each row)."""
    advice = wording.knowledge.advice
    groups: dict[tuple[str, str, str], list[Firing]] = defaultdict(list)
    for firing in fired:
        item = advice[firing.production]
        if item.exclusive:
            groups[item.exclusive, item.table, firing.row].append(firing)
    losers: set[Key] = set()
    for members in groups.values():
        best, *others = sorted(
            members,
            key=lambda f: (-f.certainty, -advice[f.production].impact, f.production),
        )
        for loser in others:
            losers.add(key_of(loser))
            texts = do_text(loser, wording), do_text(best, wording)
            gave_way.append(GaveWay("advice", *texts, _why_better(best, loser, wording)))
    return losers


def _why_better(best: Firing, loser: Firing, wording: Wording) -> str:
    advice, say = wording.knowledge.advice, wording.say
    if best.certainty > loser.certainty:
        reason = say.gettext("the other is better supported ({best} against {loser})").format(
            best=wording.figure(best.certainty), loser=wording.figure(loser.certainty)
        )
    elif advice[best.production].impact > advice[loser.production].impact:
        reason = say.gettext("the other brings more")
    else:
        reason = say.gettext("nothing speaks for this one rather than the other")
    return say.gettext("Only one of the two can be done, and {reason}.").format(reason=reason)


def _rules_that_gave_way(wording: Wording) -> Iterable[GaveWay]:
    """Yield the rules that a declared policy or another rule set aside."""
    say = wording.say
    for settlement in wording.trace.settlements:
        label = wording.label(settlement.cell)
        row = settlement.cell[1]
        for loser, winner in settlement.overridden:
            because = next(
                override.because
                for override in wording.knowledge.rules[winner].overrides
                if override.id == loser
            )
            said = _because(winner, row, wording)
            yield GaveWay("rule", f"{label}: {_because(loser, row, wording)}", said, because)
        for loser in settlement.outvoted:
            if settlement.by:
                value = wording.text(settlement.cell)
                because = say.gettext(
                    "'{label}' can have one value only; its policy decides for: {value}."
                ).format(label=label, value=value)
                said = _because(settlement.by[0], row, wording)
            else:
                because = say.gettext("'{label}' is left undecided: {reason}.").format(
                    label=label, reason=_why_undecided(settlement, wording)
                )
                said = say.gettext("no conclusion")
            yield GaveWay("rule", f"{label}: {_because(loser, row, wording)}", said, because)


def _why_undecided(settlement: Settlement, wording: Wording) -> str:
    finding = wording.knowledge.findings[settlement.cell[0].name]
    if finding.conflict is ConflictPolicy.UNDECIDED:
        return wording.say.gettext("its rules differ, and none of them is to win")
    return wording.say.gettext("what speaks for its values is equal")


def _because(name: str, row: str, wording: Wording) -> str:
    """Return a rule's reason; for a rule about rows, that of the row, or of its first firing."""
    rule = wording.knowledge.rules[name]
    if rule.table and not row:
        row = next(f.row for f in wording.trace.firings if f.production == name)
    return wording.fill(rule.because, row, rule.table)
