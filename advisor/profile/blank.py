"""A blank profile: every question with its help and its possible answers, to fill in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from advisor.edge.scalars import as_json_number
from advisor.model.knowledge import Kind, Knowledge, Question, Table
from advisor.profile.answers import DOES_NOT_APPLY, DONT_KNOW, number_shape
from advisor.profile.tables import given_columns, has_scale

WIDTH = 88
INTRODUCTION = f"""\
A company's profile. Write each answer after its colon. Leave what you have not
got to empty; write {DONT_KNOW} or {DOES_NOT_APPLY} where that is the answer.
To mark an answer as a guess, write it as {{value: …, unsure: yes}}."""
WHAT = {
    Kind.TEXT: "words",
    Kind.NUMBER: "a number",
    Kind.MONEY: "an amount of money, digits only",
    Kind.RATING: "a mark",
    Kind.RATINGS: "a mark for each competitor: {Name: 3.5, Other name: 4}",
    Kind.YES_NO: "yes or no",
}


def blank_profile(knowledge: Knowledge) -> str:
    """Return the YAML text of a profile without answers, ready to be read back."""
    lines = [*_comment(INTRODUCTION.replace("\n", " "), ""), ""]
    lines += ["company:", "  # What is the company called?", "  name:"]
    for question in _in_order(knowledge, "company"):
        lines += _question(question)
    lines += ["", "answers:"]
    heading = ""
    for question in _in_order(knowledge, "answers"):
        topic = knowledge.topics.get(question.topic)
        label = topic.label if topic is not None else "Other"
        if label != heading:
            lines += ["", f"  # ---- {label} " + "-" * max(4, 60 - len(label))]
            heading = label
        lines += _question(question)
    for table in knowledge.tables.values():
        lines += ["", *_table(table)]
    lines += ["", "# Anything else, in your own words.", "notes:"]
    return "\n".join(lines) + "\n"


def _in_order(knowledge: Knowledge, place: str) -> list[Question]:
    """Return the questions of a block by topic, then as their authors wrote them down."""
    topics = list(knowledge.topics)
    questions = [q for q in knowledge.questions.values() if q.place == place]
    return sorted(
        questions,
        key=lambda q: (topics.index(q.topic) if q.topic in topics else len(topics), q.location),
    )


def _question(question: Question) -> Iterator[str]:
    yield ""
    yield from _comment(question.ask, "  ")
    if question.help:
        yield from _comment(question.help, "  ")
    if question.example:
        yield from _comment(f"For example: {question.example}", "  ")
    yield from _expected(question, "  ")
    yield f"  {question.id}:"


def _expected(question: Question, indent: str) -> Iterator[str]:
    """Yield comment lines that say what may be written."""
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        one = "One of:" if question.kind is Kind.CHOICE else "Any of, as [one, other]:"
        yield f"{indent}# {one}"
        for option, words in question.options.items():
            yield from _comment(f"{option}: {words}", indent, hanging="  ")
        return
    what = WHAT.get(question.kind, "a number")
    if question.kind in {Kind.SCALE, Kind.PERCENT, Kind.NUMBER}:
        shape = number_shape(question)
        if shape.minimum is not None and shape.maximum is not None:
            low, high = as_json_number(shape.minimum), as_json_number(shape.maximum)
            what = f"a number from {low} to {high}"
        if question.kind is Kind.PERCENT:
            what += ", in percent"
        elif question.unit and question.unit != "points":
            what += f" of {question.unit}"
    yield f"{indent}# Answer: {what}"


def _table(table: Table) -> Iterator[str]:
    yield from _comment(table.ask, "")
    if table.help:
        yield from _comment(table.help, "")
    yield f"# Each {table.row} has a name and, as far as you know them:"
    columns = given_columns(table)
    for column in columns:
        words = f"{column.id}: {column.label}. {column.help}".rstrip()
        yield from _comment(words, "", hanging="  ")
        if column.options:
            yield from _comment(f"one of: {', '.join(column.options)}", "", hanging="    ")
    if has_scale(table):
        yield "#   scale: the lowest and highest mark, [1, 5] unless you say otherwise"
    yield "# Take the '#' away and repeat the lines for each row:"
    yield f"# {table.id}:"
    yield "#   - name:"
    for column in columns:
        yield f"#     {column.id}:"


def _comment(text: str, indent: str, hanging: str = "") -> list[str]:
    """Return a text as comment lines of limited width."""
    first = f"{indent}# {hanging}"
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=first + ("  " if hanging else ""),
        break_long_words=False,
    )
