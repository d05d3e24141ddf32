"""Which answers are not the same in two profiles, in the words of the base that asks for them."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.advice.wording import Wording
from advisor.explain.compare.corners import Corner
from advisor.language.messages import N_, _
from advisor.model.case import NOT_ASKED, Answer, CutLines, Profile, TableAnswer
from advisor.model.comparison import AnswerChange
from advisor.model.condition import Attribute

CUT_LINES = "cut_lines"
CUT_LINE_TEXTS = {
    CutLines.MEAN: N_("the mean of the criteria"),
    CutLines.MIDPOINT: N_("the middle of the scale"),
}


def changed_answers(old: Corner, new: Corner) -> Iterator[AnswerChange]:
    """Yield what differs between two profiles read for one base."""
    base = new.knowledge
    words = _words(old), _words(new)
    for name, question in base.questions.items():
        answers = old.profile.answers[name], new.profile.answers[name]
        if answers[0] != answers[1]:
            said = _said(words, (Attribute("", name), ""), answers)
            yield AnswerChange(name, name, "", question.label, *said)
    for name in base.tables:
        yield from _table(name, old, new, words)
    if old.profile.cut_lines is not new.profile.cut_lines:
        label = _("Where high importance and high marks begin")
        lines = (_(CUT_LINE_TEXTS[corner.profile.cut_lines]) for corner in (old, new))
        yield AnswerChange(CUT_LINES, CUT_LINES, "", label, *lines)


def _table(
    name: str, old: Corner, new: Corner, words: tuple[Wording, Wording]
) -> Iterator[AnswerChange]:
    tables = old.profile.tables[name], new.profile.tables[name]
    if tables[0] == tables[1]:
        return
    table = new.knowledge.tables[name]
    if _names(tables[0]) != _names(tables[1]) or tables[0].state is not tables[1].state:
        before, after = (w.text((Attribute("", name), "")) for w in words)
        yield AnswerChange(name, name, "", table.label, before, f"{after}{_came_and_went(tables)}")
    for row in sorted({*_names(tables[0])} & {*_names(tables[1])}):
        for column in table.columns.values():
            cells = (
                _cell(old.profile, name, row, column.id),
                _cell(new.profile, name, row, column.id),
            )
            scales = _scale(tables[0], row), _scale(tables[1], row)
            if cells[0] != cells[1] or (scales[0] != scales[1] and cells[0] is not NOT_ASKED):
                id_ = f"{name}.{column.id}"
                said_of = _said(words, (Attribute(name, column.id), row), cells)
                yield AnswerChange(f"{id_} '{row}'", id_, row, f"{row}: {column.label}", *said_of)


def _came_and_went(tables: tuple[TableAnswer, TableAnswer]) -> str:
    """Return which rows are new and which are gone."""
    old, new = map(_names, tables)
    came = ", ".join(name for name in new if name not in old)
    gone = ", ".join(name for name in old if name not in new)
    told = [_("new: {rows}").format(rows=came)] if came else []
    if gone:
        told.append(_("gone: {rows}").format(rows=gone))
    return f" ({'; '.join(told)})" if told else ""


def _names(table: TableAnswer) -> tuple[str, ...]:
    return tuple(row.name for row in table.rows)


def _cell(profile: Profile, table: str, row: str, column: str) -> Answer:
    rows = profile.tables[table].rows
    return next(r.cells.get(column, NOT_ASKED) for r in rows if r.name == row)


def _scale(table: TableAnswer, row: str) -> object:
    return next(r.scale for r in table.rows if r.name == row)


def _words(corner: Corner) -> Wording:
    base = corner.knowledge
    return Wording(base, corner.trace, corner.profile.company, base.language)


def _said(
    words: tuple[Wording, Wording], cell: tuple[Attribute, str], answers: tuple[Answer, Answer]
) -> tuple[str, str]:
    unsure = _("(unsure)")
    before, after = (
        f"{said.text(cell)} {unsure}" if answer.unsure else said.text(cell)
        for said, answer in zip(words, answers, strict=True)
    )
    return before, after
