"""The catalogues of a language: gettext PO files beside the rules, one for each rules file.

An entry's ``msgctxt`` names the text (``questions.peak_demand.ask``), its
``msgid`` is the text as it was when it was translated. So a text that has
changed since is recognised, and any editor for PO files shows both.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import PoFileError, read_po
from msgspec import Struct

from advisor.edge.files import read_text
from advisor.edge.problems import Problems, Refused
from advisor.knowledge.folder import catalogue_files, shipped, shown
from advisor.language.messages import _
from advisor.model.diagnostic import InputError, Location


class Entry(Struct, frozen=True):
    """A translation and the text that it translates; ``settled`` unless marked as fuzzy."""

    source: str
    translation: str
    location: Location
    settled: bool


Entries = Mapping[str, Entry]
"""The entries of a language by the context of their text."""


def read_catalogues(folder: Path | None, language: str) -> Entries:
    """Return what the shipped catalogues, and those of a folder over them, say.

    Raises ``InputError`` for files that cannot be read.
    """
    problems = Problems("K")
    entries: dict[str, Entry] = {}
    for base in dict.fromkeys((shipped("rules"), folder or shipped("rules"))):
        for path in catalogue_files(base, language):
            entries.update(read_file(path, language, problems))
    if problems.found:
        raise InputError(sorted(set(problems.found)))
    return entries


def read_file(path: Path, language: str, problems: Problems) -> dict[str, Entry]:
    """Return the entries of one catalogue; none, and an error, when it is not one."""
    name = shown(path)
    try:
        catalog = read(path, language, problems)
    except Refused:
        return {}
    found: dict[str, Entry] = {}
    for message in catalog:
        if not message.id:
            continue
        at = Location(name, message.lineno or 1)
        context, source, said = message.context, message.id, message.string
        if not context or not isinstance(source, str) or not isinstance(said, str):
            problems.error(
                at,
                41,
                _("an entry of the catalogue has no 'msgctxt', or has plurals"),
                _("name the text it translates, such as questions.peak_demand.ask"),
            )
            continue
        found[context] = Entry(source, said, at, settled=not message.fuzzy)
    return found


def read(path: Path, language: str, problems: Problems) -> Catalog:
    """Return Babel's catalogue of a file; refused when it is not a PO file."""
    name = shown(path)
    text = read_text(path, problems, name)
    try:
        return read_po(BytesIO(text.encode()), locale=language, abort_invalid=True)
    except PoFileError as error:
        reason = str(error.args[0]).partition(" on ")[0].lower()
        at = Location(name, (error.lineno or 0) + 1)
        hint = _("mend the line; an editor for PO files keeps to the form")
        raise problems.refuse(
            at, 41, _("not a gettext catalogue: {reason}").format(reason=reason), hint
        ) from error
