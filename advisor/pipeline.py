"""From a profile to an assessment: the one driver that knows the order of the stages."""

from __future__ import annotations

import datetime as dt
from weakref import WeakKeyDictionary

from advisor.advice.assess import assess
from advisor.advice.looking_out import look_out
from advisor.advice.outlook import Outlook, nothing_missing, with_gaps
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.prior import Prior
from advisor.model.assessment import Assessment
from advisor.model.case import Profile, State
from advisor.model.knowledge import Knowledge
from advisor.model.outcome import Trace

_PRIORS: WeakKeyDictionary[InferenceEngine, Prior] = WeakKeyDictionary()
"""What can be said of an engine's knowledge before any answer is in, once for all companies."""


def advise(
    engine: InferenceEngine, profile: Profile, date: dt.date, wording: Knowledge | None = None
) -> Assessment:
    """Return the assessment of a company; the engine may serve many, one after the other.

    ``wording`` is the engine's knowledge base in the language to write in, if
    that is another than the engine's own.
    """
    trace = engine.run(make_case(engine.knowledge, profile))
    outlook = look(engine, profile, trace)
    return assess(wording or engine.knowledge, profile, trace, date, outlook)


def look(engine: InferenceEngine, profile: Profile, now: Trace) -> Outlook:
    """Return what the missing answers may change; where none is missing, nothing is run."""
    open_profile = with_gaps(profile)
    case = make_case(engine.knowledge, open_profile, ahead=True)
    if all(reading.state is not State.PENDING for reading in case.readings.values()):
        return nothing_missing(engine.knowledge, now)
    prior = _PRIORS.get(engine)
    if prior is None:
        prior = _PRIORS[engine] = Prior.of(engine.knowledge)
    return look_out(prior, now, engine.run(case), open_profile)
