"""Texts with the places named that are filled in for each company."""

from __future__ import annotations

from advisor.explain.quoting import in_quotes
from advisor.knowledge.texts import Placeholder, pieces, target
from advisor.language.messages import _
from advisor.language.numbers import quantity_text
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge

OPENING = "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}"
CLOSING = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"


def with_blanks(text: str, table: str, knowledge: Knowledge) -> str:
    """Return a text with the name of each answer, between marks, where the answer will stand.

    A parameter, which is the same for all companies, stands there with its
    value. ``table`` is the table whose rows the text is about, or empty.
    """
    if "{" not in text and "}" not in text:
        return text
    return "".join(
        piece if isinstance(piece, str) else _shown(piece, table, knowledge)
        for piece in pieces(text)
    )


def _shown(placeholder: Placeholder, table: str, knowledge: Knowledge) -> str:
    name, fallback = placeholder.name, placeholder.fallback
    if name in knowledge.parameters:
        parameter = knowledge.parameters[name]
        return quantity_text(parameter.value, parameter.unit, knowledge.language)
    called = _called(name, table, knowledge)
    if fallback is not None:
        quoted = in_quotes(fallback, knowledge.language)
        called = _("{name}, otherwise {words}").format(name=called, words=quoted)
    return f"{OPENING}{called}{CLOSING}"


def _called(name: str, table: str, knowledge: Knowledge) -> str:
    """Return what stands there: the company, the row, or what is answered or concluded."""
    if name == "company":
        return _("the company")
    if name == "row" and table:
        return knowledge.tables[table].row
    return _label(target(name, table), knowledge)


def _label(attribute: Attribute, knowledge: Knowledge) -> str:
    """Return what something is called; a column without its table, which is known there."""
    name = attribute.name
    finding = knowledge.findings.get(name)
    if finding is not None and finding.attribute == attribute:
        return finding.label
    if attribute.table:
        return knowledge.tables[attribute.table].columns[name].label
    named = (knowledge.questions, knowledge.measures, knowledge.tables)
    return next(str(things[name].label) for things in named if name in things)
