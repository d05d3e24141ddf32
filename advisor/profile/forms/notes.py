"""What is said about a column where it is filled in: in a note, and in a short prompt."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.edge.nodes import shorten
from advisor.language.messages import _
from advisor.model.knowledge import Kind, Question
from advisor.profile.answers import DOES_NOT_APPLY, DONT_KNOW
from advisor.profile.forms.columns import Column
from advisor.profile.tables import DEFAULT_SCALE
from advisor.profile.typed_numbers import numbers_from, shape_of

# A spreadsheet program refuses to open a file in which a prompt is longer.
MAX_TITLE, MAX_PROMPT = 32, 255


def instructions() -> str:
    """Return what somebody needs to know who sees the form for the first time."""
    return "\n\n".join(
        (
            _("One line for each company. The grey line is an example; nobody reads it."),
            _(
                "What has rows of its own (see the further sheets) goes there: a line for each "
                "row, with the company's name in front."
            ),
            _unanswered(),
        )
    )


def note(column: Column, language: str) -> str:
    """Return all that helps with a column: the question, an example, what may be written."""
    question = column.question
    parts = [question.ask or column.text, question.help]
    if column.group and not column.words and not column.heading.table:
        parts[0] = f"{column.group}\n{parts[0]}"
    if question.example:
        parts.append(_("For example: {example}").format(example=question.example))
    parts.append("\n".join(_answers(column, language)))
    if column.states:
        parts.append(_unanswered(words=question.kind is Kind.TEXT))
    return "\n\n".join(part for part in parts if part)


def prompt(column: Column, language: str) -> tuple[str, str]:
    """Return a title and a line or two to show while a cell is filled in."""
    question = column.question
    parts = (question.ask or question.help, short(column, language))
    said = " ".join(part for part in parts if part)
    return shorten(column.text, MAX_TITLE - 1), shorten(said, MAX_PROMPT - 1)


def short(column: Column, language: str) -> str:
    """Say in a few words what is expected; nothing where the list says it."""
    question = column.question
    if question.kind is Kind.CHOICES:
        return _("Choose one, or write several with semicolons between them.")
    if question.kind is Kind.RATINGS:
        name, other = _("Name"), _("Other name")
        return _("Write a mark for each: {marks}.").format(marks=f"{name}: 3; {other}: 4")
    if question.kind is Kind.TEXT or question.options:
        return ""
    return _("Answer: {what}").format(what=_number(question, language)) + "."


def _answers(column: Column, language: str) -> Iterator[str]:
    """Yield lines that say what may be written."""
    question = column.question
    if column.words:
        yield _("Its rows have a sheet of their own. Write here only: {words}.").format(
            words=", ".join(column.words)
        )
    elif question.kind is Kind.CHOICES:
        yield short(column, language)
        yield from _listed(question)
    elif question.options:
        yield _("One of:")
        yield from _listed(question)
    else:
        yield short(column, language)


def _listed(question: Question) -> Iterator[str]:
    return (f"– {words}" for words in question.options.values())


def _number(question: Question, language: str) -> str:
    """Return which numbers fit, and what they count."""
    what = numbers_from(shape_of(question, DEFAULT_SCALE), language)
    if question.kind is Kind.PERCENT:
        return _("{number}, in percent").format(number=what)
    if question.kind is Kind.NUMBER and question.unit:
        return f"{what} ({question.unit})"
    return what


def _unanswered(*, words: bool = False) -> str:
    """Say what to write where there is no answer, or none that is sure."""
    said = (
        _(
            "Leave a cell empty where nobody has asked. Write '{dont_know}' or "
            "'{does_not_apply}' where that is the answer."
        )
        if words
        else _(
            "Leave a cell empty where nobody has asked. Write '{dont_know}' or "
            "'{does_not_apply}' where that is the answer, and a question mark after a "
            "guess: 40?"
        )
    )
    return said.format(dont_know=_(DONT_KNOW), does_not_apply=_(DOES_NOT_APPLY))
