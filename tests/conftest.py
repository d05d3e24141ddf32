"""What holds for all tests: the language they run in, their caches, and Hypothesis's profiles.

``fast`` is the profile for every run, ``thorough`` is for before a release.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import sys
import tempfile

from hypothesis import HealthCheck, settings

# What the tests expect is English, whatever the language of whoever runs them.
os.environ["LANGUAGE"] = "en"

# Every test is somebody who has used the program before: what takes long to load or to compile is
# kept, in a folder for this run alone that the processes of pytest-xdist inherit with the rest.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["XDG_CACHE_HOME"] = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, os.environ["XDG_CACHE_HOME"], ignore_errors=True)

# Whoever starts the tests in the background of a script has Ctrl-C ignored, and so all they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Building a knowledge base is the slow part of many examples, and no sign of a bad strategy.
_SLOW_TO_BUILD = [HealthCheck.too_slow, HealthCheck.data_too_large]

settings.register_profile(
    "fast", deadline=None, max_examples=50, derandomize=True, suppress_health_check=_SLOW_TO_BUILD
)
settings.register_profile(
    "thorough", deadline=None, max_examples=2000, suppress_health_check=_SLOW_TO_BUILD
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fast"))
