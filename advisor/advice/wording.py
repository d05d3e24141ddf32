"""Readings in words, and texts with the company's own names and numbers in them."""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from gettext import NullTranslations

from msgspec import Struct

from advisor.inference.relevance import Relevance
from advisor.knowledge.needed import SUPPORTED, WELL_SUPPORTED
from advisor.knowledge.texts import Placeholder, pieces, target
from advisor.language.messages import N_, messages_in
from advisor.language.numbers import fixed_text, quantity_text
from advisor.model.case import Cell, Reading, State
from advisor.model.condition import Attribute
from advisor.model.knowledge import Finding, Knowledge, Question
from advisor.model.outcome import Trace

STATE_TEXTS = {
    State.DONT_KNOW: N_("not known"),
    State.NOT_ASKED: N_("not answered"),
    State.DOES_NOT_APPLY: N_("does not apply"),
    State.OPEN: N_("not known"),
    State.PENDING: N_("not answered"),
}


class Wording(Struct, frozen=True, dict=True):
    """Puts into words what one run knows of one company."""

    knowledge: Knowledge
    trace: Trace
    company: str
    language: str

    @cached_property
    def say(self) -> NullTranslations:
        """Return the messages of the assessment's language."""
        return messages_in(self.language)

    def label(self, cell: Cell) -> str:
        """Return what a cell is called; a row's cell begins with the row's name."""
        attribute, row = cell
        name = self._label(attribute)
        return f"{row}: {name}" if attribute.table and row else name

    def text(self, cell: Cell) -> str:
        """Return what is known of a cell, in words: an option's label, a number with its unit."""
        reading = self.trace.readings[cell]
        if reading.state is State.DOES_NOT_APPLY and self._is_passed_over(cell[0]):
            return self.say.gettext("left out, as it would change nothing")
        if reading.state is not State.KNOWN:
            return self.say.gettext(STATE_TEXTS[reading.state])
        return self._value(cell, reading)

    def _is_passed_over(self, attribute: Attribute) -> bool:
        """Tell whether something does not apply because it was not worth asking."""
        if attribute.table or attribute.name not in self.knowledge.questions:
            return False
        return self._relevance.is_passed_over(attribute.name)

    @cached_property
    def _relevance(self) -> Relevance:
        questions = self.knowledge.questions
        answers = {name: self.trace.readings[Attribute("", name), ""] for name in questions}
        return Relevance(questions, answers)

    def fill(self, text: str, row: str = "", table: str = "") -> str:
        """Return a text with every placeholder replaced by what the company said."""
        if "{" not in text and "}" not in text:
            return text
        return "".join(
            [
                piece if isinstance(piece, str) else self._shown(piece, row, table)
                for piece in pieces(text)
            ]
        )

    def certainty_word(self, certainty: Decimal) -> str:
        """Return how well supported something is, in words."""
        if certainty >= self.knowledge.parameter(WELL_SUPPORTED):
            return self.say.gettext("well supported")
        if certainty >= self.knowledge.parameter(SUPPORTED):
            return self.say.gettext("supported")
        return self.say.gettext("tentative")

    def figure(self, number: Decimal) -> str:
        """Return a number for arithmetic, with two decimals."""
        return fixed_text(number, self.language)

    def product(self, premise: Decimal, strength: Decimal, result: Decimal) -> str:
        """Return ``0.90 × 0.75 = 0.68``."""
        return f"{self.figure(premise)} × {self.figure(strength)} = {self.figure(result)}"

    def value_text(self, finding: Finding, reading: Reading) -> str:
        """Return a finding's value in the words of its domain."""
        if isinstance(reading.value, frozenset):
            held = [words for value, words in finding.domain.items() if value in reading.value]
            return "; ".join(held) if held else self.say.gettext("none")
        return finding.domain.get(str(reading.value), self.say.gettext(STATE_TEXTS[State.OPEN]))

    def _shown(self, placeholder: Placeholder, row: str, table: str) -> str:
        name = placeholder.name
        if name == "company":
            return self.company
        if name == "row" and table:
            # Where nobody has filled in the table, the word for a row stands for its name.
            if row:
                return row
            word = self.knowledge.tables[table].row
            return self.say.gettext("each {row}").format(row=word)
        if name in self.knowledge.parameters:
            parameter = self.knowledge.parameters[name]
            return quantity_text(parameter.value, parameter.unit, self.language)
        attribute = target(name, table)
        cell = (attribute, row if attribute.table else "")
        if self.trace.readings[cell].state is State.KNOWN:
            return self.text(cell)
        return placeholder.fallback if placeholder.fallback is not None else self.text(cell)

    def _label(self, attribute: Attribute) -> str:
        name, knowledge = attribute.name, self.knowledge
        if attribute.table and name in knowledge.tables[attribute.table].columns:
            return knowledge.tables[attribute.table].columns[name].label
        for things in (
            knowledge.findings,
            knowledge.questions,
            knowledge.measures,
            knowledge.tables,
        ):
            if name in things:
                return str(things[name].label)
        return name

    def _value(self, cell: Cell, reading: Reading) -> str:
        attribute = cell[0]
        name, value = attribute.name, reading.value
        if not attribute.table and name in self.knowledge.tables:
            count = len(self.trace.tables[name].rows)
            said = self.say.ngettext("{count} row filled in", "{count} rows filled in", count)
            return said.format(count=count)
        finding = self.knowledge.findings.get(name)
        if finding is not None and finding.attribute == attribute:
            return self.value_text(finding, reading)
        if isinstance(value, Decimal):
            return quantity_text(value, self.unit(attribute), self.language)
        question = self.question(attribute)
        options = question.options if question is not None else {}
        if isinstance(value, frozenset):
            held = [words for option, words in options.items() if option in value]
            return "; ".join(held) or self.say.gettext("none")
        if isinstance(value, tuple):
            marks = (f"{rival} {quantity_text(mark, '', self.language)}" for rival, mark in value)
            return ", ".join(marks) or self.say.gettext("none")
        return options.get(str(value), str(value))

    def unit(self, attribute: Attribute) -> str:
        """Return the unit of a number, or an empty string."""
        if not attribute.table and attribute.name in self.knowledge.measures:
            return self.knowledge.measures[attribute.name].unit
        question = self.question(attribute)
        return question.unit if question is not None else ""

    def question(self, attribute: Attribute) -> Question | None:
        """Return the question, or the column, that an attribute answers."""
        if attribute.table:
            return self.knowledge.tables[attribute.table].columns.get(attribute.name)
        return self.knowledge.questions.get(attribute.name)
