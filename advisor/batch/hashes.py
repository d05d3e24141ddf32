"""Hashes of the inputs as they are, by which a change in them is seen."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from advisor.batch.folder import RunFolder

DASH = "-"


def hashes_of(inputs: Iterable[str], folder: RunFolder) -> Iterator[tuple[str, str]]:
    """Yield the files of the inputs with their SHA-256; those of the run's own folder are none.

    Standard input goes by its copy, which is there as long as the run is.
    """
    for name in inputs:
        path = Path(name)
        if name == DASH:
            yield name, hash_of(folder.stdin)
        elif path.is_dir():
            for each in sorted(each for each in path.rglob("*") if each.is_file()):
                if folder.path.resolve() not in each.resolve().parents:
                    yield str(each), hash_of(each)
        else:
            yield name, hash_of(path)


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, empty where it cannot be read."""
    digest = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    except OSError:
        return ""
    return digest.hexdigest()
