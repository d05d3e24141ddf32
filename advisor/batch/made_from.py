"""A hash of all that a company's documents depend on, besides its answers."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import msgspec

import advisor
from advisor.batch.settings import Settings
from advisor.knowledge.digest import knowledge_digest
from advisor.knowledge.folder import shipped
from advisor.model.cohort import Cohort
from advisor.model.knowledge import Knowledge

LENGTH = 16


def made_from(settings: Settings, knowledge: Knowledge, cohort: Cohort | None) -> str:
    """Return the hash for documents in the language of ``knowledge``; the day is left out.

    A document that tells where its company stands depends on the whole cohort.
    """
    parts = (
        advisor.__version__,
        settings.language,
        knowledge.language,
        knowledge_digest(knowledge),
        templates_digest(settings.templates_folder),
        settings.formats,
        settings.cut_lines,
        cohort,
    )
    return hashlib.sha256(msgspec.json.encode(parts, order="deterministic")).hexdigest()[:LENGTH]


@lru_cache(maxsize=4)
def templates_digest(templates: Path | None) -> str:
    """Return a hash of the templates in use."""
    digest = hashlib.sha256()
    for folder in (shipped("templates"), *(() if templates is None else (templates,))):
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:LENGTH]
