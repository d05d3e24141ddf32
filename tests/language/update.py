"""Bring the catalogues up to date with what the program says: python -m tests.language.update.

What is new stands there without a translation, what is no longer said is
dropped, and nothing is guessed.
"""

from __future__ import annotations

from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from advisor.language.messages import TRANSLATED
from tests.language.extracting import catalogue_file, messages

# A header that Babel always writes, and that says nothing here.
NOBODY = b'"Report-Msgid-Bugs-To: EMAIL@ADDRESS\\n"\n'


def updated(language: str) -> bytes:
    """Return a language's catalogue anew, with the translations that it has."""
    with catalogue_file(language).open("rb") as stream:
        old = read_po(stream)
    new = Catalog(
        locale=language,
        header_comment=old.header_comment,
        project=old.project,
        version=old.version,
        last_translator=old.last_translator,
        language_team=old.language_team,
        creation_date=old.creation_date,
        revision_date=old.revision_date,
        fuzzy=False,
    )
    for message in messages():
        if not message.id:
            continue
        known = old.get(message.id)
        translated = known.string if known is not None and not known.fuzzy else ""
        files = sorted({place[0] for place in message.locations})
        new.add(message.id, translated, locations=[(file, 0) for file in files])
    written = BytesIO()
    write_po(written, new, width=100, include_lineno=False)
    return written.getvalue().replace(NOBODY, b"")


if __name__ == "__main__":
    for each in TRANSLATED:
        catalogue_file(each).write_bytes(updated(each))
