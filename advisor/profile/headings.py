"""What the columns of a spreadsheet stand for, and what is written at the head of each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from msgspec.structs import replace

from advisor.edge.suggest import did_you_mean
from advisor.language.messages import LANGUAGES, N_, messages_in
from advisor.model.knowledge import Kind, Knowledge, Table
from advisor.profile.forms.order import in_order
from advisor.profile.heading_words import (
    ALSO,
    LABELS,
    LANGUAGE,
    NAME,
    NAMES,
    NOTES,
    SCALE,
    Heading,
    Words,
)
from advisor.profile.same import Same
from advisor.profile.tables import MAX_NAME, given_columns, has_scale
from advisor.profile.typed_words import NotUnderstood, clean

__all__ = ["EXAMPLE", "Heading", "Headings", "heading_text", "headings", "table_headings"]

EXAMPLE = N_("(example: this line is not read)")
COMPANY = Heading(NAME)
MAX_HEADING = 1000
_ROW_NUMBER = re.compile(r"(?<![0-9])[1-9][0-9]{0,2}(?![0-9])")
_BETWEEN = " \t\n.:)#_-–"
_BRACKET = re.compile(r"(.*)\(\s*([a-z0-9_.]+)\s*\)\s*", re.DOTALL)


def headings(knowledge: Knowledge) -> list[Heading]:
    """Return the columns of the main sheet that a blank form offers, in its order."""
    questions = [*in_order(knowledge, "company"), *in_order(knowledge, "answers")]
    last = [key for key in (NOTES, LANGUAGE) if key not in knowledge.questions]
    return [COMPANY, *(Heading(id_) for id_ in [*(q.id for q in questions), *last])]


def table_headings(table: Table) -> list[Heading]:
    """Return the columns of a further sheet: the company, the row's name, and its cells."""
    ids = [NAME, *(column.id for column in given_columns(table))]
    if has_scale(table):
        ids.append(SCALE)
    return [COMPANY, *(Heading(id_, table.id) for id_ in ids)]


def heading_text(heading: Heading, knowledge: Knowledge, sheet: str = "") -> str:
    """Return the head of a column; ``Headings.text`` says it in any of several languages."""
    return _of_one(Same(knowledge)).text(heading, knowledge.language, sheet)


class Headings:
    """Reads the heads of columns, as ids or as short labels in any language.

    ``books`` has the knowledge base in each language.
    """

    def __init__(self, books: Mapping[str, Knowledge]) -> None:
        """Collect the ids and the labels of all columns there can be."""
        self._books = books
        self._book = next(iter(books.values()))
        self._main = Words()
        self._names = Words()
        self._tables = {table: Words() for table in self._book.tables}
        self._learn_ids()
        for language, book in books.items():
            self._learn_labels(book, language)

    def read(self, text: str, table: str = "") -> Heading | None:
        """Return what a column stands for, or None; ``table`` is that of a further sheet."""
        if len(text) > MAX_HEADING:
            return None
        if table:
            return self._in_table(text, table)
        return self._main.read(text) or self._repeated(text) or self._bracketed(text, self._main)

    def text(self, heading: Heading, language: str, sheet: str = "") -> str:
        """Return what stands at the head of a column: its label, with the id if it needs one.

        ``read`` reads it back. ``sheet`` is the table of a further sheet; that
        of a column which is not numbered goes without saying.
        """
        sheet = sheet or ("" if heading.number else heading.table)
        label = ": ".join(_parts(heading, self._books[language], language))
        if self.read(label, sheet) == heading:
            return label
        address = _address(heading)
        return address if heading.number or heading.rival else f"{label} ({address})"

    def near(self, text: str, table: str = "") -> str:
        """Return the question whether another heading was meant, or nothing."""
        words = self._tables[table] if table else self._main
        return did_you_mean(text[:MAX_NAME], words.shown())

    def table_of(self, text: str) -> str:
        """Return the id of the table that a sheet, or a file, is named after, or nothing."""
        found = self._names.read(text)
        return found.id if found else ""

    def _learn_ids(self) -> None:
        main, book = self._main, self._book
        for table in book.tables.values():
            self._names.add_id(table.id, Heading(table.id))
            main.add_id(table.id, Heading(table.id))
            words = self._tables[table.id]
            for heading in table_headings(table)[1:]:
                words.add_id(heading.id, heading)
                words.add_id(_address(heading), heading)
                words.add_also(NAMES if heading.id == NAME else ALSO.get(heading.id, ()), heading)
            words.add_id("company", COMPANY)
            words.add_also(ALSO[NAME], COMPANY)
        for key in LABELS.keys() - {SCALE}:
            main.add_id(key, Heading(key))
            main.add_also(ALSO.get(key, ()), Heading(key))
        main.add_id("company", COMPANY)
        main.add_id("company.name", COMPANY)
        main.add_also(NAMES, COMPANY)
        for question in book.questions.values():
            main.add_id(question.id, Heading(question.id))
            main.add_id(f"{question.place}.{question.id}", Heading(question.id))

    def _learn_labels(self, book: Knowledge, language: str) -> None:
        main = self._main
        for key in LABELS.keys() - {SCALE}:
            main.add_label(messages_in(language).gettext(LABELS[key]), Heading(key))
        for question in book.questions.values():
            main.add_label(question.label, Heading(question.id))
        for table in book.tables.values():
            self._names.add_label(table.label, Heading(table.id))
            self._names.add_also([table.row], Heading(table.id))
            main.add_label(table.label, Heading(table.id))
            for heading in table_headings(table):
                (label,) = _parts(heading, book, language)
                self._tables[table.id].add_label(label, heading)

    def _in_table(self, text: str, table: str) -> Heading | None:
        """Return the column of a table, or that of one rival's marks."""
        words = self._tables[table]
        found = words.read(text) or self._bracketed(text, words)
        if found is not None:
            return found
        for place in (match.start() for match in re.finditer("[.:]", text)):
            column = words.read(text[:place])
            if column is not None and self._holds_marks(column):
                try:
                    return replace(column, rival=clean(text[place + 1 :], MAX_NAME))
                except NotUnderstood:
                    return None
        return None

    def _repeated(self, text: str) -> Heading | None:
        """Return the cell of a numbered row: the table, the number, the column."""
        for match in _ROW_NUMBER.finditer(text):
            table = self.table_of(text[: match.start()].rstrip(_BETWEEN))
            if table:
                rest = text[match.end() :].lstrip(_BETWEEN)
                found = self._in_table(rest, table) if rest else Heading(NAME, table)
                if found is not None and found != COMPANY:
                    return replace(found, number=int(match[0]))
        return None

    @staticmethod
    def _bracketed(text: str, words: Words) -> Heading | None:
        """Return what an id in brackets stands for, whatever is written before it."""
        match = _BRACKET.fullmatch(text)
        heading = words.ids.get(match[2]) if match else None
        if match and heading is not None and match[2] in LABELS:
            # These are plain words too, as in "Contact (name)".
            return heading if words.says(match[1], heading) else None
        return heading

    def _holds_marks(self, heading: Heading) -> bool:
        table = self._book.tables.get(heading.table)
        column = table.columns.get(heading.id) if table else None
        return column is not None and column.kind is Kind.RATINGS


@lru_cache(maxsize=len(LANGUAGES))
def _of_one(same: Same[Knowledge]) -> Headings:
    return Headings({same.thing.language: same.thing})


def _parts(heading: Heading, book: Knowledge, language: str) -> Iterator[str]:
    """Yield the labels that say what a column holds, which others may share."""
    table = book.tables.get(heading.table)
    if table is None:
        known = book.questions.get(heading.id) or book.tables.get(heading.id)
        yield known.label if known else messages_in(language).gettext(LABELS[heading.id])
        return
    if heading.number:
        yield f"{table.label} {heading.number}"
    if heading.id == NAME:
        yield table.row[:1].upper() + table.row[1:]
    elif heading.id == SCALE:
        yield messages_in(language).gettext(LABELS[SCALE])
    else:
        yield table.columns[heading.id].label
    if heading.rival:
        yield heading.rival


def _address(heading: Heading) -> str:
    """Return the ids that lead to what a column holds."""
    parts = (heading.table, str(heading.number or ""), heading.id, heading.rival)
    return ".".join(part for part in parts if part)
