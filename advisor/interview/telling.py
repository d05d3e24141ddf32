"""What a key shows without leaving the place: help, reasons, the advice so far."""

from __future__ import annotations

import datetime as dt

from advisor.advice.prospects import sure_to_stand
from advisor.inference.prior import Prior
from advisor.interview.actions import Action, keys_for
from advisor.interview.advice_now import assessment_now, so_far
from advisor.interview.place import CellAnswer, CompanyName, Place, RowName
from advisor.interview.progress import by_topic, left
from advisor.interview.putting import help_for
from advisor.interview.session import Session
from advisor.interview.why import why
from advisor.language.messages import _
from advisor.model.case import Cell
from advisor.model.condition import Attribute


def told(action: Action, place: Place, session: Session, prior: Prior, today: dt.date) -> list[str]:
    """Return what help, why, or the advice so far have to say, a paragraph each."""
    if action is Action.HELP:
        keys = keys_for(session.knowledge.language)
        letters = ", ".join(f"{key.letter}: {key.label}" for key in keys)
        return [*help_for(place, session), _("Keys: {keys}.").format(keys=letters)]
    if action is Action.WHY and not isinstance(place, CompanyName):
        return why(_asked_about(place), session.knowledge, session.reasons())
    if action is Action.WHY:
        return help_for(place, session)
    now = assessment_now(session.knowledge, session.file.profile, today)
    certain = sure_to_stand(prior, session.ahead.trace)
    return [*so_far(now, certain), by_topic(left(session), session.knowledge)]


def _asked_about(place: CellAnswer | RowName) -> Cell:
    """Return what is asked at a place: the rows of a table are asked for as the table."""
    return place.cell if isinstance(place, CellAnswer) else (Attribute("", place.table), "")
