"""Compiled templates kept between runs: compiling them takes longer than all the rest of rendering.

What is kept is what Python keeps beside its modules, code compiled from a
source, and like that it is looked up by a hash of the source.
"""

from __future__ import annotations

import contextlib
import sys

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

import advisor
from advisor.edge.cache import own_cache_folder

# Raise this when advisor/report/compiler.py compiles templates to other code than before.
COMPILER = 4


class TemplateCache(FileSystemBytecodeCache):
    """Jinja's cache in files, except that a failure to write is no failure."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if that is possible."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def template_cache() -> TemplateCache | None:
    """Return the user's cache of compiled templates, or None where there can be none."""
    made_by = (advisor.__version__, COMPILER, jinja2.__version__, sys.implementation.cache_tag)
    folder = own_cache_folder("-".join(["templates", *map(str, made_by)]))
    return TemplateCache(str(folder)) if folder is not None else None
