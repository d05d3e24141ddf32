"""One company's profile on disk, changed one answer at a time."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from advisor.edge.files import write_whole
from advisor.edge.nodes import Node
from advisor.edge.problems import Problems
from advisor.edge.yaml_edit import Path as Place
from advisor.edge.yaml_edit import YamlEditor
from advisor.edge.yaml_words import Plain, Word
from advisor.model.case import NOT_ASKED, Answer, Cell, Row, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge
from advisor.profile.changed import marks, with_answer, with_cell, with_table
from advisor.profile.outline import answered, rows_in
from advisor.profile.read import COMPETITORS, NAMELESS, open_profile, parse_profile, parse_text
from advisor.profile.written import STATES, as_read, folded, written

NEW_YAML = "company:\n  name:\n\nanswers:\n"
NEW_JSON = '{\n  "company": {},\n  "answers": {}\n}\n'


class Editor(Protocol):
    """A text in which values can be changed."""

    text: str

    def put(self, path: Place, value: Plain) -> None:
        """Write a value where the path ends."""

    def append(self, key: str, row: Mapping[str, Plain]) -> None:
        """Add a row to the list under a key."""

    def remove(self, path: Place) -> None:
        """Take a value out."""


class ProfileFile:
    """A profile and its file: the one always says what the other does.

    Whatever is not changed stays in the file as it was written, comments too.
    ``profile`` is what reading ``text()`` gives; a company without a name yet
    is called "the company". Nothing is on disk before ``save``.
    """

    def __init__(self, path: Path, knowledge: Knowledge) -> None:
        """Read the file, or begin an empty profile where there is none.

        Raises ``InputError`` with every mistake found in the file; a name that
        is missing is none, since it can be given.
        """
        self.path = path
        self.knowledge = knowledge
        self._mark = ""
        self._saved: str | None = None
        try:
            path.lstat()
        except (FileNotFoundError, NotADirectoryError):
            text = NEW_JSON if self._is_json else NEW_YAML
            self.profile = parse_profile(text, str(path), knowledge, named=False)
        else:
            text, self.profile = open_profile(path, knowledge)
            self._saved = text
            if path.read_bytes().startswith(codecs.BOM_UTF8):
                self._mark = "\ufeff"
        self._editor = _editor(text, json=self._is_json)

    def text(self) -> str:
        """Return the file's text as it is now."""
        return self._editor.text

    @property
    def unsaved(self) -> bool:
        """Tell whether there is something that is not on disk."""
        return self.text() != self._saved

    def save(self) -> None:
        """Write the file whole or not at all; raises ``OSError`` when it cannot be written."""
        text = self.text()
        write_whole(self.path, self._mark + text)
        self._saved = text

    @property
    def order(self) -> tuple[Cell, ...]:
        """Return what is answered, in the order in which it stands in the file.

        A question, and a table itself, belong to no table and to no row. The
        company's name is not among them.
        """
        return tuple(answered(self._node(), self.profile))

    def turn_to(self, knowledge: Knowledge) -> None:
        """Go on with the same knowledge base in another language."""
        self.knowledge = knowledge

    def name_company(self, name: str) -> None:
        """Say what the company is called."""
        name = folded(name)
        if name:
            self._editor.put(("company", "name"), name)
        else:
            self._editor.remove(("company", "name"))
        self.profile = replace(self.profile, company=name or NAMELESS)

    def put(self, cell: Cell, answer: Answer) -> None:
        """Answer a question, or a cell of a row there is, or say what a table is.

        A table that is known has the rows it had, or none.
        """
        attribute, row = cell
        answer = as_read(answer)
        if answer.state is State.NOT_ASKED:
            self.take_out(cell)
        elif attribute.table:
            column = self.knowledge.tables[attribute.table].columns[attribute.name]
            self._editor.put(self._place(attribute, row), written(column, answer))
            self.profile = with_cell(self.profile, attribute, row, answer)
            self._list_rivals()
        elif attribute.name in self.knowledge.tables:
            self._put_table(attribute.name, answer.state)
        else:
            question = self.knowledge.questions[attribute.name]
            self._editor.put(self._place(attribute), written(question, answer))
            self.profile = with_answer(self.profile, question.id, answer)

    def take_out(self, cell: Cell) -> None:
        """Make something as if it had never been answered; of a table, all its rows."""
        attribute, row = cell
        self._editor.remove(self._place(attribute, row))
        if attribute.table:
            self.profile = with_cell(self.profile, attribute, row, NOT_ASKED)
        elif attribute.name in self.knowledge.tables:
            self.profile = with_table(self.profile, attribute.name, State.NOT_ASKED)
        else:
            self.profile = with_answer(self.profile, attribute.name, NOT_ASKED)

    def add_row(self, table: str, name: str) -> None:
        """Add a row with nothing in it but its name; one that is there stays as it is.

        Where rivals are listed, those that have marks must be: they are added too.
        """
        name = folded(name)
        rows = self.profile.tables[table].rows
        if name not in {row.name for row in rows}:
            self._editor.append(table, {"name": name})
            self.profile = with_table(self.profile, table, State.KNOWN, (*rows, Row(name, {})))
        self._list_rivals()

    def remove_row(self, table: str, name: str) -> None:
        """Take a row out with all its cells; with a rival go the marks that it was given."""
        self._editor.remove((table, self._row(table, name)))
        rows = tuple(row for row in self.profile.tables[table].rows if row.name != name)
        self.profile = with_table(self.profile, table, State.KNOWN, rows)
        if table == COMPETITORS:
            self._forget_rival(name)

    def rename_row(self, table: str, old: str, new: str) -> None:
        """Give a row another name, which none has yet; with a rival go the marks it was given."""
        new = folded(new)
        self._editor.put((table, self._row(table, old), "name"), new)
        rows = tuple(
            replace(row, name=new) if row.name == old else row
            for row in self.profile.tables[table].rows
        )
        self.profile = with_table(self.profile, table, State.KNOWN, rows)
        if table == COMPETITORS:
            self._rename_rival(old, new)

    def set_language(self, language: str) -> None:
        """Say which language the company reads."""
        self._editor.put(("language",), Word(language))
        self.profile = replace(self.profile, language=language)

    def set_unfinished(self, table: str, unfinished: bool) -> None:  # noqa: FBT001 - what is set
        """Say whether rows of a table are still to come."""
        left = self.profile.unfinished - {table}
        tables = left | {table} if unfinished else left
        if tables:
            words = [Word(name) for name in self.knowledge.tables if name in tables]
            self._editor.put(("unfinished",), words)
        else:
            self._editor.remove(("unfinished",))
        self.profile = replace(self.profile, unfinished=tables)

    # --- inside ---

    @property
    def _is_json(self) -> bool:
        return self.path.name.lower().endswith(".json")

    def _node(self) -> Node | None:
        return parse_text(self.text(), str(self.path), Problems("P"))

    def _place(self, attribute: Attribute, row: str = "") -> Place:
        """Return the keys that lead to an answer."""
        if attribute.table:
            return attribute.table, self._row(attribute.table, row), attribute.name
        if attribute.name in self.knowledge.tables:
            return (attribute.name,)
        return self.knowledge.questions[attribute.name].place, attribute.name

    def _row(self, table: str, name: str) -> int:
        return rows_in(self._node(), table).index(name)

    def _put_table(self, table: str, state: State) -> None:
        if state is not State.KNOWN:
            self._editor.put((table,), STATES[state])
        elif self.profile.tables[table].state is State.KNOWN:
            return
        else:
            self._editor.put((table,), [])
        self.profile = with_table(self.profile, table, state)

    def _list_rivals(self) -> None:
        """Add a row for each rival that has a mark, if rivals are listed at all."""
        listed = self.profile.tables.get(COMPETITORS)
        if listed is None or not listed.rows:
            return
        marked = {name for *_, cell in marks(self.profile, self.knowledge) for name, _ in cell}
        for name in sorted(marked - {row.name for row in listed.rows}):
            self.add_row(COMPETITORS, name)

    def _rename_rival(self, old: str, new: str) -> None:
        for attribute, row, cell in list(marks(self.profile, self.knowledge)):
            if any(name == old for name, _ in cell):
                renamed = tuple((new if name == old else name, mark) for name, mark in cell)
                rows = self.profile.tables[attribute.table].rows
                answer = next(kept for kept in rows if kept.name == row).cells[attribute.name]
                self.put((attribute, row), replace(answer, value=renamed))

    def _forget_rival(self, rival: str) -> None:
        for attribute, row, cell in list(marks(self.profile, self.knowledge)):
            left = tuple(mark for mark in cell if mark[0] != rival)
            if left != cell:
                rows = self.profile.tables[attribute.table].rows
                answer = next(kept for kept in rows if kept.name == row).cells[attribute.name]
                state = answer.state if left else State.NOT_ASKED
                self.put((attribute, row), replace(answer, state=state, value=left))


def _editor(text: str, *, json: bool) -> Editor:
    if not json:
        return YamlEditor(text)
    from advisor.edge.json_edit import JsonEditor  # noqa: PLC0415 - most profiles are YAML

    return JsonEditor(text)
