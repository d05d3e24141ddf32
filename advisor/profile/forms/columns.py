"""The columns of a form that is a table: what stands at their heads, and what is asked there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from advisor.language.messages import LANGUAGES, _
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Kind, Knowledge, Question, Table
from advisor.profile.answers import DOES_NOT_APPLY, DONT_KNOW
from advisor.profile.forms.order import group_of
from advisor.profile.headings import Heading, Headings, headings, table_headings
from advisor.profile.typed_words import NONE

NOWHERE = Location("")


class Column(Struct, frozen=True):
    """A column of a form.

    ``text`` stands at its head. ``question`` says what is asked; what the base
    asks may be answered by *don't know* and *does not apply*, too: it has
    ``states``. ``words`` are all that may stand in a column about a whole
    table. Columns of one ``group`` look alike.
    """

    heading: Heading
    text: str
    question: Question
    group: str = ""
    states: bool = False
    words: tuple[str, ...] = ()


class Columns:
    """The columns of the forms for a knowledge base, in its language."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Prepare what tells the heads of columns apart."""
        self._knowledge = knowledge
        self._heads = Headings({knowledge.language: knowledge})

    def of_company(self) -> list[Column]:
        """Return the columns of a company's line: its name, the questions, the rest."""
        return [self._of_company(heading) for heading in headings(self._knowledge)]

    def of_whole_tables(self) -> Iterator[Column]:
        """Yield a column for each table, where one word may answer it whole."""
        language = self._knowledge.language
        for table in self._knowledge.tables.values():
            words = (NONE.get(language, "0"), _(DONT_KNOW), _(DOES_NOT_APPLY))
            question = _words(table.id, table.ask, table.help)
            heading = Heading(table.id)
            yield Column(heading, self._text(heading), question, _("Tables"), words=words)

    def of_row(self, table: Table, number: int = 0) -> list[Column]:
        """Return the columns of a table's row; with a number, those beside a company's own."""
        found = table_headings(table)
        if number:
            found = [Heading(each.id, each.table, number) for each in found if each.table]
        return [self._of_row(heading, table) for heading in found]

    def table_of(self, sheet: str) -> str:
        """Return the table that a sheet of a name is taken for, or nothing."""
        return self._heads.table_of(sheet)

    def _of_company(self, heading: Heading) -> Column:
        knowledge, text = self._knowledge, self._text(heading)
        question = knowledge.questions.get(heading.id)
        if question is not None:
            of_company = question.place == "company"
            group = _("The company") if of_company else group_of(question, knowledge)
            return Column(heading, text, question, group, states=True)
        return Column(heading, text, _besides(heading))

    def _of_row(self, heading: Heading, table: Table) -> Column:
        text = self._text(heading, "" if heading.number else table.id)
        question = table.columns.get(heading.id) if heading.table else None
        if question is not None:
            return Column(heading, text, question, table.label, states=True)
        if not heading.table:
            asked = _words(heading.id, _("Which company does this line belong to?"))
        elif heading.id == "name":
            asked = _words(heading.id, table.ask, table.help)
        else:
            said = _("The lowest and the highest mark; leave it empty if they are 1 and 5.")
            asked = _words(heading.id, said)
        return Column(heading, text, asked)

    def _text(self, heading: Heading, sheet: str = "") -> str:
        return self._heads.text(heading, self._knowledge.language, sheet)


def _besides(heading: Heading) -> Question:
    """Return what is asked about a company besides the questions of the base."""
    if heading.id == "name":
        how = _("Each has a line. Rest the pointer on the head of a column to read its question.")
        return _words("name", " ".join((_("What is the company called?"), how)))
    if heading.id == "notes":
        return _words("notes", _("Anything else, in your own words."))
    ask = _("In which language does the company want to read its advice?")
    options = {language: language for language in LANGUAGES}
    return Question(heading.id, NOWHERE, "", Kind.CHOICE, ask=ask, options=options)


def _words(id_: str, ask: str, help_: str = "") -> Question:
    return Question(id_, NOWHERE, "", Kind.TEXT, ask=ask, help=help_)
