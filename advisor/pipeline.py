"""From a profile to an assessment: the one driver that knows the order of the stages."""

from __future__ import annotations

import datetime as dt

from advisor.advice.assess import assess
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.model.assessment import Assessment
from advisor.model.case import Profile
from advisor.model.knowledge import Knowledge


def advise(
    engine: InferenceEngine, profile: Profile, date: dt.date, wording: Knowledge | None = None
) -> Assessment:
    """Return the assessment of a company; the engine may serve many, one after the other.

    ``wording`` is the engine's knowledge base in the language to write in, if
    that is another than the engine's own.
    """
    trace = engine.run(make_case(engine.knowledge, profile))
    return assess(wording or engine.knowledge, profile, trace, date)
