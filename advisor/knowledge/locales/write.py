"""Bring a language's catalogues up to date: what is missing added, what has changed marked."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po
from msgspec import Struct

from advisor.edge.files import write_whole
from advisor.edge.problems import Problems
from advisor.knowledge.folder import catalogue_files, rule_files, shown
from advisor.knowledge.locales.catalogue import Entry, read_file
from advisor.knowledge.locales.texts import Text, texts_of
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Knowledge

WORDS = "words"
"""The catalogue of what belongs to no single file: units, yes and no, the title."""
SHARED = ("unit", "yes_no", "knowledge_base")
WIDTH = 96
HEADER = """\
# The texts of {name} in {language}.
# Each msgctxt names a text; leave msgctxt and msgid as they are and write msgstr."""


class Written(Struct, frozen=True):
    """How many texts the catalogues of a language have now, and what is left to do."""

    texts: int
    missing: int
    stale: int


def write_catalogues(knowledge: Knowledge, folder: Path, language: str) -> Written:
    """Write the catalogues of a folder's own texts; translations that fit are kept.

    A translation of a text that has changed is kept and marked as fuzzy. Raises
    ``InputError`` when a catalogue cannot be read, and ``OSError`` when one
    cannot be written; each file is written whole or not at all.
    """
    problems = Problems("K")
    entries: dict[str, Entry] = {}
    for path in catalogue_files(folder, language):
        entries.update(read_file(path, language, problems))
    if problems.found:
        raise InputError(sorted(set(problems.found)))
    missing = stale = count = 0
    for name, texts in _by_file(knowledge, folder).items():
        catalog = Catalog(
            locale=language,
            fuzzy=False,
            header_comment=HEADER.format(name=name, language=language),
        )
        for text in texts:
            entry = entries.get(text.context)
            said = entry.translation if entry is not None else ""
            changed = entry is not None and (entry.source != text.source or not entry.settled)
            count += 1
            missing += not said
            stale += bool(said) and changed
            catalog.add(
                text.source,
                said,
                context=text.context,
                flags=("fuzzy",) if said and changed else (),
            )
        _write(folder / "locales" / language / f"{name}.po", catalog)
    return Written(count, missing, stale)


def _by_file(knowledge: Knowledge, folder: Path) -> dict[str, list[Text]]:
    """Return the texts of a folder by the file they stand in, without its suffix."""
    names = {
        shown(path): path.relative_to(folder).with_suffix("").as_posix()
        for path in rule_files(folder, Problems("K"))
    }
    found: dict[str, list[Text]] = {}
    for text in texts_of(knowledge).values():
        if text.context.partition(".")[0] in SHARED:
            found.setdefault(WORDS, []).append(text)
        elif text.location.file in names:
            found.setdefault(names[text.location.file], []).append(text)
    return found


def _write(path: Path, catalog: Catalog) -> None:
    stream = BytesIO()
    write_po(stream, catalog, width=WIDTH, omit_header=False)
    kept = [line for line in stream.getvalue().decode().splitlines() if not line.startswith(UNKEPT)]
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, "\n".join(kept).rstrip("\n") + "\n")


UNKEPT = tuple(
    f'"{name}'
    for name in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)
"""Header lines that would change with each writing, or say nothing."""
