"""What the answers that are still missing can do to advice that is explained."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from advisor.advice.prospects import Prospect
from advisor.advice.ranking import Key
from advisor.explain.told.owner import named
from advisor.explain.told.run import Run
from advisor.model.case import Cell
from advisor.model.explanation import Prognosis, Told


def with_prospect(told: Told, key: Key, run: Run) -> Told:
    """Return what is told of a piece of advice with what may still become of it.

    It is the same as the document says. Nothing is added where no answer is
    missing that could change any advice, or nobody has looked.
    """
    if not run.may_change:
        return told
    prognosis, cells = _prognosis(key, told, run)
    awaits = tuple(run.grounds.ground(cell) for cell in cells)
    found = replace(told, prognosis=prognosis, awaits=awaits)
    said = _said(found, run)
    if told.standing == "open" and prognosis == "excluded":
        return replace(found, summary=said, owner=said)
    return replace(found, outlook=said)


def _prognosis(key: Key, told: Told, run: Run) -> tuple[Prognosis, Collection[Cell]]:
    if told.standing == "stands":
        return ("possible", run.doubts[key]) if key in run.doubts else ("certain", ())
    if told.standing == "gave_way":
        return "", ()
    if run.outlook.prospects.get(key) is Prospect.POSSIBLE:
        return "possible", run.outlook.waits[key]
    return "excluded", ()


def _said(told: Told, run: Run) -> str:
    gettext = run.say.gettext
    if told.prognosis == "certain":
        return gettext("It stands whatever the answers are that are still missing.")
    if told.prognosis == "excluded" and told.standing == "open":
        return gettext("Your answers leave it open, but none that is still missing can bring it.")
    if told.prognosis == "excluded":
        return gettext("No answer that is still missing can bring it.")
    if told.prognosis != "possible" or told.standing == "open":
        return ""
    said = (
        gettext("Answers that are still missing could change it: {answers}.")
        if told.standing == "stands"
        else gettext("Answers that are still missing may bring it all the same: {answers}.")
    )
    return said.format(answers=named(told.awaits, run))
