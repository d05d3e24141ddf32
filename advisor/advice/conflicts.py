"""Advice that contradicts other advice: which stands, which gives way, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from advisor.advice.wording import Wording
from advisor.model.assessment import GaveWay
from advisor.model.knowledge import Advice
from advisor.model.outcome import Firing


class Standing(Struct, frozen=True):
    """The firings of advice that stand, and what gave way to them."""

    firings: tuple[Firing, ...]
    gave_way: tuple[GaveWay, ...]


def resolve_conflicts(wording: Wording) -> Standing:
    """Return the advice that stands after overrides and exclusive groups."""
    advice = wording.knowledge.advice
    fired = [firing for firing in wording.trace.firings if firing.production in advice]
    gave_way: list[GaveWay] = []
    standing = _after_overrides(fired, advice, wording, gave_way)
    standing = _after_exclusion(standing, advice, wording, gave_way)
    gave_way.extend(_rules_that_gave_way(wording))
    return Standing(tuple(standing), tuple(sorted(gave_way, key=lambda g: (g.kind, g.what, g.to))))


def do_text(firing: Firing, wording: Wording) -> str:
    """Return what a piece of advice tells the reader to do."""
    advice = wording.knowledge.advice[firing.production]
    return wording.fill(advice.do, firing.row, advice.table)


def _after_overrides(
    fired: list[Firing],
    advice: Mapping[str, Advice],
    wording: Wording,
    gave_way: list[GaveWay],
) -> list[Firing]:
    """Drop what a piece of advice that itself stands overrides."""
    by_id: dict[str, list[Firing]] = defaultdict(list)
    for firing in fired:
        by_id[firing.production].append(firing)
    beaten: dict[str, tuple[str, str]] = {}
    for name in _from_the_top(by_id, advice):
        if name in beaten:
            continue
        for override in advice[name].overrides:
            if override.id in by_id:
                beaten.setdefault(override.id, (name, override.because))
    for firing in fired:
        if firing.production in beaten:
            name, because = beaten[firing.production]
            winner = do_text(by_id[name][0], wording)
            gave_way.append(GaveWay("advice", do_text(firing, wording), winner, because))
    return [firing for firing in fired if firing.production not in beaten]


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


def _after_exclusion(
    fired: list[Firing],
    advice: Mapping[str, Advice],
    wording: Wording,
    gave_way: list[GaveWay],
) -> list[Firing]:
    """Keep one of each exclusive group (for advice about rows: one for each row)."""
    groups: dict[tuple[str, str], list[Firing]] = defaultdict(list)
    for firing in fired:
        group = advice[firing.production].exclusive
        if group:
            groups[group, firing.row].append(firing)
    dropped: set[tuple[str, str]] = set()
    for members in groups.values():
        best, *others = sorted(
            members,
            key=lambda f: (-f.certainty, -advice[f.production].impact, f.production),
        )
        for loser in others:
            dropped.add((loser.production, loser.row))
            because = (
                "Only one of the two can be done, and the other is better supported "
                f"({wording.figure(best.certainty)} against {wording.figure(loser.certainty)})."
                if best.certainty > loser.certainty
                else "Only one of the two can be done, and the other brings more."
            )
            gave_way.append(
                GaveWay("advice", do_text(loser, wording), do_text(best, wording), because)
            )
    return [firing for firing in fired if (firing.production, firing.row) not in dropped]


def _rules_that_gave_way(wording: Wording) -> Iterable[GaveWay]:
    """Yield the rules that a declared policy or another rule set aside."""
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
                because = f"'{label}' can have one value only; its policy decides for: {value}."
                said = _because(settlement.by[0], row, wording)
            else:
                because = f"'{label}' is left undecided: what speaks for its values is equal."
                said = "no conclusion"
            yield GaveWay("rule", f"{label}: {_because(loser, row, wording)}", said, because)


def _because(name: str, row: str, wording: Wording) -> str:
    """Return a rule's reason; for a rule about rows, that of the row, or of its first firing."""
    rule = wording.knowledge.rules[name]
    if rule.table and not row:
        row = next(f.row for f in wording.trace.firings if f.production == name)
    return wording.fill(rule.because, row, rule.table)
