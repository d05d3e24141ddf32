"""Catalogues of messages, compiled when first needed and kept in the user's cache.

Translators write ``.po`` files, gettext reads ``.mo`` files. Only the former
are shipped, so the two can never disagree: what is compiled is kept under a
hash of what it was compiled from.
"""

from __future__ import annotations

import hashlib
import io
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations, translation
from pathlib import Path
from typing import BinaryIO

from advisor.edge.cache import own_cache_folder

SOURCES = Path(__file__).resolve().parent.parent / "locales"
# The program's own messages, and Click's, which Click looks for under the second name.
DOMAINS = {"advisor.po": "advisor.mo", "click.po": "messages.mo"}
# Raise this when the same catalogues are compiled to something else than before.
COMPILER = 1


def messages_of(language: str) -> NullTranslations:
    """Return the program's messages in a language; where nothing can be written, from memory."""
    try:
        return translation("advisor", folder_of(language), [language])
    except OSError:
        compiled = io.BytesIO()
        _write_compiled(SOURCES / language / "LC_MESSAGES" / "advisor.po", compiled)
        compiled.seek(0)
        return GNUTranslations(compiled)


@lru_cache(maxsize=8)
def folder_of(language: str) -> Path:
    """Return a folder with a language's catalogues, compiled, where gettext looks for them.

    Raises ``OSError`` where they cannot be written.
    """
    sources = [SOURCES / language / "LC_MESSAGES" / name for name in DOMAINS]
    texts = [source.read_bytes() for source in sources]
    digest = hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]
    name = f"{language}-{digest}-{COMPILER}"
    folder = own_cache_folder("messages")
    if folder is not None and (folder / name).is_dir():
        return folder / name
    return _compiled(sources, folder, name, language)


def _compiled(sources: list[Path], folder: Path | None, name: str, language: str) -> Path:
    """Compile catalogues beside their place and move them there, whole or not at all."""
    # Only needed the first time, as are the modules of Babel below.
    import atexit  # noqa: PLC0415
    import shutil  # noqa: PLC0415
    import tempfile  # noqa: PLC0415

    made = Path(tempfile.mkdtemp(prefix=f".{name}.", dir=folder))
    try:
        inside = made / language / "LC_MESSAGES"
        inside.mkdir(parents=True)
        for source in sources:
            _compile(source, inside / DOMAINS[source.name])
        if folder is None:
            atexit.register(shutil.rmtree, made, ignore_errors=True)
            return made
        try:
            return made.rename(folder / name)
        except OSError:  # somebody else was faster
            shutil.rmtree(made, ignore_errors=True)
            return folder / name
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _compile(source: Path, target: Path) -> None:
    with target.open("wb") as stream:
        _write_compiled(source, stream)


def _write_compiled(source: Path, stream: BinaryIO) -> None:
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import read_po  # noqa: PLC0415

    with source.open("rb") as text:
        catalogue = read_po(text)
    write_mo(stream, catalogue)
