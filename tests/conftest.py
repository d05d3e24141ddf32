"""Hypothesis profiles: ``fast`` for every run, ``thorough`` before a release."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Building a knowledge base is the slow part of many examples, and no sign of a bad strategy.
_SLOW_TO_BUILD = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "fast", deadline=None, max_examples=60, derandomize=True, suppress_health_check=_SLOW_TO_BUILD
)
settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=_SLOW_TO_BUILD
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
