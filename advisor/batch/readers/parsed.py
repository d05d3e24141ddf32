"""A profile in YAML or JSON, and what is wrong with it without a word of what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from advisor.batch.entry import Mistake, TextEntry, Unusable
from advisor.batch.readers.quick_json import quick_json
from advisor.batch.readers.reasons import no_name, reason_of
from advisor.batch.readers.words import expected_cut_lines, expected_language, expected_scale
from advisor.edge.nodes import Mapping as MappingNode
from advisor.edge.nodes import Node, Sequence
from advisor.edge.problems import Problems, Refused
from advisor.model.case import Profile
from advisor.model.diagnostic import Diagnostic, InputError, Location, Severity
from advisor.model.knowledge import Knowledge, Question
from advisor.profile.cells import expected_answer
from advisor.profile.heading_words import CUT_LINES, LANGUAGE, NAME, NOTES, SCALE
from advisor.profile.read import build_profile, parse_profile, parse_text, profile_record
from advisor.profile.tables import given_columns, has_scale

Path = tuple[str, ...]
ROW = "-"
KEY_TWICE, MISSING, NAME_TWICE = 3, 10, 20
# Those that depend on what the question asks.
OF_QUESTIONS = frozenset({5, 6, 7})
_WORD = re.compile(r"[\"']?([a-z][a-z0-9_]*)")
KEYS = frozenset({"company", "answers", NOTES, CUT_LINES, LANGUAGE, "unfinished"})


class TextReader:
    """Reads profiles written as texts."""

    def __init__(self, books: Mapping[str, Knowledge]) -> None:
        """Prepare for a knowledge base; ids are the same in every language."""
        self.knowledge = next(iter(books.values()))
        self._record = profile_record(self.knowledge)

    def read(self, entry: TextEntry) -> Profile:
        """Return the profile; raises ``Unusable`` with everything that is wrong."""
        quick = self._quick(entry) if entry.name.endswith(".json") else None
        return quick or self._thorough(entry)

    def _quick(self, entry: TextEntry) -> Profile | None:
        """Return the profile if nothing at all is wrong with it."""
        node = quick_json(entry.text)
        if node is None:
            return None
        problems = Problems("P")
        try:
            content = self._record.read(node, problems, "")
        except Refused:
            return None
        profile = build_profile(content, node, self.knowledge, problems)
        return None if problems.found else profile

    def _thorough(self, entry: TextEntry) -> Profile:
        try:
            return parse_profile(entry.text, entry.name, self.knowledge)
        except InputError as error:
            found = [each for each in error.diagnostics if each.severity is Severity.ERROR]
        raise Unusable(tuple(self._mistakes(entry, found)))

    def _mistakes(self, entry: TextEntry, found: list[Diagnostic]) -> Iterator[Mistake]:
        paths = _paths(entry)
        for diagnostic in sorted(set(found)):
            number = int(diagnostic.code[1:])
            path = paths.get(_place(diagnostic.location), ())
            if number == KEY_TWICE:
                path = self._path_to(_word_at(diagnostic.location, entry.text))
            line = diagnostic.location.line + max(entry.row, 1) - 1
            yield self._mistake(number, path, 0 if line == entry.row else line)

    def _mistake(self, number: int, path: Path, row: int) -> Mistake:
        """Return a mistake with the id of what it is about, if the knowledge base knows it."""
        table = self.knowledge.tables.get(path[0]) if path else None
        of_row = table is not None and len(path) <= len((table.id, ROW))
        if number == MISSING and (of_row or len(path) <= 1):
            return no_name(table, row)
        if number == NAME_TWICE and of_row:
            path = (*path, NAME)
        field, question = self._known(path)
        expected = _of_key(field)
        if question is not None:
            expected = expected_answer(question, in_words=False) if number in OF_QUESTIONS else ""
        return reason_of(number, field, row, expected)

    def _path_to(self, word: str) -> Path:
        """Return where an id belongs that stands twice, nowhere if there is no such id."""
        question = self.knowledge.questions.get(word)
        if question is not None:
            return question.place, word
        return (word,) if word in self.knowledge.tables or word in KEYS else ()

    def _known(self, path: Path) -> tuple[str, Question | None]:
        """Return the id that a path leads to, and its question if it has one."""
        first, *rest = path or ("",)
        table = self.knowledge.tables.get(first)
        if table is not None:
            columns = {column.id: column for column in given_columns(table)}
            key = rest[1] if len(rest) > 1 else ""
            if key in columns:
                return f"{first}.{key}", columns[key]
            if key == NAME or (key == SCALE and has_scale(table)):
                return f"{first}.{key}", None
            return first, None
        if first not in KEYS:
            return "", None
        question = self.knowledge.questions.get(rest[0]) if rest else None
        if question is not None and question.place == first:
            return question.id, question
        return (NAME if path[:2] == ("company", NAME) else first), None


def _place(location: Location) -> tuple[int, int]:
    return location.line, location.column


def _word_at(location: Location, text: str) -> str:
    lines = text.split("\n")
    line = lines[location.line - 1] if location.line <= len(lines) else ""
    match = _WORD.match(line, location.column - 1)
    return match[1] if match else ""


def _of_key(field: str) -> str:
    """Say what may stand under a key that is no question, if that is a choice."""
    if field == LANGUAGE:
        return expected_language()
    if field == CUT_LINES:
        return expected_cut_lines()
    return expected_scale() if field.endswith(f".{SCALE}") else ""


def _paths(entry: TextEntry) -> dict[tuple[int, int], Path]:
    """Return what stands at each place of a text; where several begin, the outermost.

    A key stands for what it is in, since only one that is unknown is at fault.
    """
    try:
        node = parse_text(entry.text, entry.name, Problems("P"))
    except Refused:
        node = None
    found: dict[tuple[int, int], Path] = {}
    for place, path in _walk(node, ()) if node is not None else ():
        found.setdefault(place, path)
    return found


def _walk(node: Node, path: Path) -> Iterator[tuple[tuple[int, int], Path]]:
    yield _place(node.location), path
    if isinstance(node, MappingNode):
        for key, value in node.entries:
            yield _place(key.location), path
            yield from _walk(value, (*path, key.text))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _walk(item, (*path, ROW))
