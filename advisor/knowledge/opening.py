"""Open a knowledge base in a language, as it was left in the cache or loaded anew.

Reading and judging some fifty files takes longer than the advice for one
company. What loading returned is kept, and used again while every file it was
made from, and the program that made it, are the same.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec

import advisor
from advisor.edge.cache import own_cache_folder
from advisor.edge.problems import Problems, Refused
from advisor.knowledge.folder import catalogue_files, rule_files, shipped, shown
from advisor.model.knowledge import Knowledge

ENGLISH = "en"


def open_knowledge(folder: Path | None = None, language: str = ENGLISH) -> Knowledge:
    """Return the knowledge base of a folder (without one: the shipped) in a language.

    What has no translation stays as it was written. Raises ``InputError`` with
    every mistake in the files.
    """
    folder_of_cache = own_cache_folder("knowledge")
    stamp = _stamp(folder, language) if folder_of_cache is not None else None
    if folder_of_cache is None or stamp is None:
        return _load(folder, language)
    slot = hashlib.sha256(f"{(folder or shipped('rules')).resolve()}\0{language}".encode())
    kept = folder_of_cache / slot.hexdigest()[:32]
    found = _kept(kept, stamp)
    if found is None:
        found = _load(folder, language)
        _keep(kept, stamp, found)
    return found


def _load(folder: Path | None, language: str) -> Knowledge:
    # Imported here, as the reader of YAML is not needed when the cache serves.
    from advisor.knowledge.load import load_knowledge

    knowledge = load_knowledge(folder)
    if language == knowledge.language:
        return knowledge
    from advisor.knowledge.locales.catalogue import read_catalogues
    from advisor.knowledge.locales.translate import translated

    return translated(knowledge, language, read_catalogues(folder, language))


def _kept(path: Path, stamp: bytes) -> Knowledge | None:
    """Return what is kept under a stamp; whatever is wrong with it, it is not there."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    if not content.startswith(stamp):
        return None
    try:
        # The folder is the user's own and closed to others, as that of bytecode is.
        found = pickle.loads(content[len(stamp) :])  # noqa: S301
    except Exception:  # noqa: BLE001 - a torn file can raise anything
        return None
    return found if isinstance(found, Knowledge) else None


def _keep(path: Path, stamp: bytes, knowledge: Knowledge) -> None:
    """Write beside, then rename, so that nobody reads half of it; failing is no failure."""
    with contextlib.suppress(OSError):
        handle, temporary = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(stamp + pickle.dumps(knowledge, pickle.HIGHEST_PROTOCOL))
            Path(temporary).replace(path)
        except OSError:
            Path(temporary).unlink(missing_ok=True)


def _stamp(folder: Path | None, language: str) -> bytes | None:
    """Return a hash of all that the loaded base depends on, or None when it cannot be read."""
    try:
        digest = hashlib.sha256(repr((advisor.__version__, msgspec.__version__)).encode())
        for part in _parts(folder, language):
            digest.update(hashlib.sha256(part).digest())
    except (OSError, Refused):
        return None
    return digest.digest()


def _parts(folder: Path | None, language: str) -> Iterator[bytes]:
    for name, size, changed in _program():
        yield f"{name} {size} {changed}".encode()
    for base in {shipped("rules"): None, folder or shipped("rules"): None}:
        for path in [*rule_files(base, Problems("K")), *catalogue_files(base, language)]:
            yield shown(path).encode()
            yield path.read_bytes()


def _program() -> Iterator[tuple[str, int, int]]:
    """Yield what shows that the program has changed since: its own files."""
    package = Path(advisor.__file__).parent
    for part in ("analysis", "edge", "knowledge", "model"):
        for path in sorted((package / part).rglob("*.py")):
            status = path.stat()
            yield str(path), status.st_size, status.st_mtime_ns
