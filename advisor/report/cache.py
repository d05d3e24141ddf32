"""Compiled templates kept between runs: compiling them takes longer than all the rest of rendering.

What is kept is what Python keeps beside its modules, code compiled from a
source, and like that it is looked up by a hash of the source. It lies in the
user's own cache folder, closed to others, and everything about it is optional:
without a place to write, or where Python itself is told not to write bytecode,
templates are compiled each time.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_path

import advisor

# Raise this when ReportEnvironment compiles templates to other code than before.
COMPILER = 1


class TemplateCache(FileSystemBytecodeCache):
    """Jinja's cache in files, except that a failure to write is no failure."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that is possible."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def template_cache() -> TemplateCache | None:
    """Return the user's cache of compiled templates, or None where there can be none."""
    if sys.dont_write_bytecode:
        return None
    folder = (
        user_cache_path("advisor")
        / f"templates-{advisor.__version__}-{COMPILER}-{jinja2.__version__}"
    )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return TemplateCache(str(folder)) if _is_ours_alone(folder) else None
    except OSError:
        return None


def _is_ours_alone(folder: Path) -> bool:
    """Tell whether nobody else can put code into a folder."""
    if os.name != "posix":
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
