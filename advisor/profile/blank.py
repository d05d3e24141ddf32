"""A blank profile: every question with its help and its possible answers, to fill in."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from advisor.edge.scalars import as_json_number
from advisor.knowledge.phrases import phrase
from advisor.language.messages import N_, _, speaking
from advisor.model.condition import ALWAYS
from advisor.model.knowledge import Kind, Knowledge, Question, Table
from advisor.profile.answers import DOES_NOT_APPLY, DONT_KNOW, number_shape
from advisor.profile.forms.order import group_of, in_order
from advisor.profile.tables import given_columns, has_scale

WIDTH = 88
WHAT = {
    Kind.TEXT: N_("words"),
    Kind.NUMBER: N_("a number"),
    Kind.MONEY: N_("an amount of money, digits only"),
    Kind.RATING: N_("a mark"),
    Kind.RATINGS: N_("a mark for each competitor: {Name: 3.5, Other name: 4}"),
    Kind.YES_NO: N_("yes or no"),
}


def blank_profile(knowledge: Knowledge) -> str:
    """Return the YAML text of a profile without answers, ready to be read back.

    Its comments are in the language of the knowledge base.
    """
    with speaking(knowledge.language):
        return "\n".join(_lines(knowledge)) + "\n"


def _lines(knowledge: Knowledge) -> list[str]:
    lines = [*_comment(_introduction(), ""), "", "company:"]
    lines += [*_comment(_("What is the company called?"), "  "), "  name:"]
    for question in in_order(knowledge, "company"):
        lines += _question(question)
    lines += ["", "answers:"]
    heading = ""
    for question in in_order(knowledge, "answers"):
        label = group_of(question, knowledge)
        if label != heading:
            lines += ["", f"  # ---- {label} " + "-" * max(4, 60 - len(label))]
            heading = label
        lines += _question(question)
    for table in knowledge.tables.values():
        lines += ["", *_table(table)]
    return [*lines, "", *_comment(_("Anything else, in your own words."), ""), "notes:"]


def _introduction() -> str:
    said = _(
        "A company's profile. Write each answer after its colon. Leave what you have not got to "
        "empty; write {dont_know} or {does_not_apply} where that is the answer. To mark an answer "
        "as a guess, write it as {unsure}."
    )
    return said.format(
        dont_know=_(DONT_KNOW), does_not_apply=_(DOES_NOT_APPLY), unsure="{value: …, unsure: yes}"
    )


def _question(question: Question) -> Iterator[str]:
    yield ""
    yield from _comment(question.ask, "  ")
    if question.help:
        yield from _comment(question.help, "  ")
    if question.example:
        yield from _comment(_("For example: {example}").format(example=question.example), "  ")
    if question.why:
        yield from _comment(_("Why: {reason}").format(reason=question.why), "  ")
    if question.ask_when != ALWAYS:
        condition = phrase(question.ask_when)
        yield from _comment(_("Only if {condition}.").format(condition=condition), "  ")
    yield from _expected(question, "  ")
    yield f"  {question.id}:"


def _expected(question: Question, indent: str) -> Iterator[str]:
    """Yield comment lines that say what may be written."""
    if question.kind in {Kind.CHOICE, Kind.CHOICES}:
        one = _("One of:") if question.kind is Kind.CHOICE else _("Any of, as [one, other]:")
        yield f"{indent}# {one}"
        for option, words in question.options.items():
            yield from _comment(f"{option}: {words}", indent, hanging="  ")
        return
    what = _(WHAT.get(question.kind, "a number"))
    if question.kind in {Kind.SCALE, Kind.PERCENT, Kind.NUMBER}:
        shape = number_shape(question)
        if shape.minimum is not None and shape.maximum is not None:
            low, high = as_json_number(shape.minimum), as_json_number(shape.maximum)
            what = _("a number from {low} to {high}").format(low=low, high=high)
        if question.kind is Kind.PERCENT:
            what = _("{number}, in percent").format(number=what)
        elif question.unit and question.unit != "points":
            what = _("{number} of {unit}").format(number=what, unit=question.unit)
    yield f"{indent}# " + _("Answer: {what}").format(what=what)


def _table(table: Table) -> Iterator[str]:
    yield from _comment(table.ask, "")
    if table.help:
        yield from _comment(table.help, "")
    said = _("Each {row} has a name and, as far as you know them:")
    yield "# " + said.format(row=table.row)
    columns = given_columns(table)
    for column in columns:
        words = f"{column.id}: {column.label}. {column.help}".rstrip()
        yield from _comment(words, "", hanging="  ")
        if column.options:
            yield from _comment(
                _("one of: {words}").format(words=", ".join(column.options)), "", hanging="    "
            )
    if has_scale(table):
        yield "#   scale: " + _("the lowest and highest mark, [1, 5] unless you say otherwise")
    yield "# " + _("Take the '#' away and repeat the lines for each row:")
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
