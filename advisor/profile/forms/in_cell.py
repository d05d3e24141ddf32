"""An answer as it stands in a cell: in words, if these are read back as it."""

from __future__ import annotations

from advisor.model.case import Answer, State
from advisor.model.knowledge import Question
from advisor.profile.cells import CellReader, NoAnswer
from advisor.profile.typed import typed_form


def in_cell(answer: Answer, question: Question, language: str) -> str:
    """Return the text of a cell; nothing for what has not been answered."""
    value = answer.value
    if not question.options or answer.state is not State.KNOWN or not value:
        return typed_form(answer, question, language)
    several = value if isinstance(value, frozenset) else {value}
    chosen = [option for option in question.options if option in several]
    reader = CellReader(question)
    for words in ([question.options[option] for option in chosen], chosen):
        text = "; ".join(words) + ("?" if answer.unsure else "")
        if _is_read_as(text, answer, reader, language):
            break
    return text


def _is_read_as(text: str, answer: Answer, reader: CellReader, language: str) -> bool:
    try:
        return reader.read(text, language) == answer
    except NoAnswer:
        return False
