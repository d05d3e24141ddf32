"""``--goal``: what is to be brought about, as it is named on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from msgspec import Struct

from advisor.edge.nodes import shorten
from advisor.edge.suggest import did_you_mean, expected_or_near
from advisor.explain.what_if.goal_aim import Drop, Reach
from advisor.language.messages import _
from advisor.model.case import Profile
from advisor.model.knowledge import Advice, Finding, Knowledge
from advisor.model.what_if import Aim as AimWord
from advisor.profile.typed_words import NotUnderstood, fold

Item = TypeVar("Item", Advice, Finding)


class Named(Struct, frozen=True):
    """A goal with what it is called: the thing, its row, and a finding's value."""

    aim: Drop | Reach
    word: AimWord
    id: str
    row: str = ""
    value: str = ""


def named_goal(text: str, profile: Profile, knowledge: Knowledge) -> Named:
    """Return the goal that ``drop:ADVICE[:ROW]`` or ``reach:FINDING[:ROW]=VALUE`` names.

    Raises ``NotUnderstood``.
    """
    word, colon, rest = text.partition(":")
    if word == "drop" and colon:
        return _drop(rest, profile, knowledge)
    if word == "reach" and colon:
        return _reach(rest, profile, knowledge)
    raise NotUnderstood(
        _("'{text}': expected drop:ADVICE or reach:FINDING=VALUE").format(text=shorten(text))
    )


def _drop(text: str, profile: Profile, knowledge: Knowledge) -> Named:
    name, _colon, row = text.partition(":")
    advice = _known(name.strip(), knowledge.advice, _("no advice '{name}'"))
    row = _row(row.strip(), advice.table, profile)
    return Named(Drop(advice.id, row), "drop", advice.id, row)


def _reach(text: str, profile: Profile, knowledge: Knowledge) -> Named:
    named, equals, value = text.rpartition("=")
    if not equals:
        raise NotUnderstood(
            _("'{text}': expected a finding and its value, as reach:FINDING=VALUE").format(
                text=shorten(f"reach:{text}")
            )
        )
    name, _colon, row = named.partition(":")
    finding = _known(name.strip(), knowledge.findings, _("no finding '{name}'"))
    row = _row(row.strip(), finding.table, profile)
    words = {fold(words): value for value, words in finding.domain.items()}
    value = value.strip()
    meant = value if value in finding.domain else words.get(fold(value))
    if meant is None:
        said = _("{finding} cannot be '{value}'").format(finding=finding.id, value=shorten(value))
        raise NotUnderstood(f"{said}; {expected_or_near(value, finding.domain)}")
    return Named(Reach(finding, meant, row), "reach", finding.id, row, meant)


def _known(name: str, among: Mapping[str, Item], refusal: str) -> Item:
    if name in among:
        return among[name]
    raise NotUnderstood(_with_near(refusal.format(name=shorten(name)), name, among))


def _row(row: str, table: str, profile: Profile) -> str:
    """Return the name of a row as the profile has it; none where none is named."""
    if not row:
        return ""
    rows = {fold(each.name): each.name for each in profile.tables[table].rows} if table else {}
    if fold(row) in rows:
        return rows[fold(row)]
    if not table:
        raise NotUnderstood(_("'{row}': this is not about rows").format(row=shorten(row)))
    said = _("no row '{row}' in {table}").format(row=shorten(row), table=table)
    near = expected_or_near(row, rows.values())
    raise NotUnderstood(f"{said}; {near}" if near else said)


def _with_near(said: str, name: str, among: Iterable[str]) -> str:
    near = did_you_mean(name, among)
    return f"{said}; {near}" if near else said
