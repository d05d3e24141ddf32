"""What holds for all tests: the language they run in, and Hypothesis's profiles.

``fast`` is the profile for every run, ``thorough`` is for before a release.
"""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# What the tests expect is English, whatever the language of whoever runs them.
os.environ["LANGUAGE"] = "en"

# Building a knowledge base is the slow part of many examples, and no sign of a bad strategy.
_SLOW_TO_BUILD = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "fast", deadline=None, max_examples=30, derandomize=True, suppress_health_check=_SLOW_TO_BUILD
)
settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=_SLOW_TO_BUILD
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
