"""What a language's catalogues lack: texts not translated, or translated as they once were."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from advisor.edge.problems import Problems
from advisor.edge.suggest import did_you_mean
from advisor.knowledge.checks.warn import warning
from advisor.knowledge.folder import (
    catalogue_files,
    catalogue_languages,
    rule_files,
    shipped,
    shown,
)
from advisor.knowledge.locales.catalogue import Entry, read_file
from advisor.knowledge.locales.texts import Text, texts_of
from advisor.knowledge.texts import Placeholder, pieces
from advisor.language.messages import _
from advisor.model.diagnostic import Diagnostic, Location
from advisor.model.knowledge import Knowledge

SHOWN = 3
"""How many of the missing texts of a file are named."""


def check_translations(knowledge: Knowledge, folder: Path | None) -> Iterator[Diagnostic]:
    """Yield what is wrong with the catalogues beside a knowledge base's files.

    A folder is asked for the languages it has catalogues for, and for its own
    texts only.
    """
    texts = texts_of(knowledge)
    top = folder or shipped("rules")
    for base in dict.fromkeys((top, shipped("rules"))):
        files = {shown(path) for path in rule_files(base, Problems("K"))}
        own = {
            name: text
            for name, text in texts.items()
            if text.location.file in files or (not text.location.file and base == top)
        }
        for language in catalogue_languages(base) if own else ():
            yield from _language(base, language, own, texts)


def _language(
    base: Path, language: str, own: dict[str, Text], all_texts: dict[str, Text]
) -> Iterator[Diagnostic]:
    problems = Problems("K")
    entries: dict[str, Entry] = {}
    for path in catalogue_files(base, language):
        entries.update(read_file(path, language, problems))
    yield from problems.found
    missing: dict[str, list[Text]] = {}
    for name, text in own.items():
        entry = entries.get(name)
        if entry is None or not entry.translation:
            missing.setdefault(text.location.file, []).append(text)
        elif entry.source != text.source or not entry.settled:
            yield warning(
                entry.location,
                111,
                _("'{name}' was translated into {language} from a text that has changed").format(
                    name=name, language=language
                ),
                _("translate '{short}' anew").format(short=_short(text.source)),
            )
        else:
            yield from _placeholders(name, text, entry, language)
    for texts in missing.values():
        yield _missing(texts, language)
    for name, entry in entries.items():
        if name not in all_texts:
            hint = did_you_mean(name, all_texts) or _("remove the entry")
            yield warning(
                entry.location,
                112,
                _("'{name}' names no text of the knowledge base").format(name=name),
                hint,
            )


def _missing(texts: list[Text], language: str) -> Diagnostic:
    first = min(texts, key=lambda text: (text.location, text.context))
    names = ", ".join(f"'{text.context}'" for text in texts[:SHOWN])
    if len(texts) > SHOWN:
        names = _("{names} and {count} more").format(names=names, count=len(texts) - SHOWN)
    at = Location(first.location.file or _("knowledge base"))
    what = _("not translated into {language}: {names}").format(language=language, names=names)
    return warning(
        at,
        110,
        what,
        _("'advisor catalogue {language}' adds them to the catalogue").format(language=language),
    )


def _placeholders(name: str, text: Text, entry: Entry, language: str) -> Iterator[Diagnostic]:
    """Yield an error for a translation that speaks of something its original does not."""
    try:
        known = _names(text.source)
    except ValueError:
        return  # no text with placeholders, whatever braces it has
    try:
        strangers = sorted(_names(entry.translation) - known)
    except ValueError:
        strangers = ["{"]
    if strangers:
        yield Diagnostic(
            entry.location,
            "K042",
            _("'{name}' in {language} has '{strangers}', which the original has not").format(
                name=name, language=language, strangers=strangers[0]
            ),
            _("use the braces of the original, each with its other half"),
        )


def _names(text: str) -> set[str]:
    return {"{" + piece.name + "}" for piece in pieces(text) if isinstance(piece, Placeholder)}


def _short(text: str, length: int = 50) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"
