"""K101: a question, or a column to fill in, that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.knowledge.checks.uses import attributes_read
from advisor.knowledge.checks.warn import warning
from advisor.language.messages import N_, _
from advisor.model.condition import Attribute
from advisor.model.diagnostic import Diagnostic
from advisor.model.knowledge import Knowledge, Table

HINT = N_("use it in a condition, a measure or a text, or stop asking for it")


def check(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Yield what the company is asked in vain; of a table that nothing reads, the table only.

    What the company says of itself (``place: company``) is not in vain: it
    stands at the head of the document. Neither is that by which companies are
    grouped.
    """
    read = attributes_read(knowledge)
    for question in knowledge.questions.values():
        asked_for_itself = question.place == "company" or question.group is not None
        if not asked_for_itself and Attribute("", question.id) not in read:
            yield warning(
                question.location,
                101,
                _("question '{question}': nothing reads it").format(question=question.id),
                _(HINT),
            )
    for table in knowledge.tables.values():
        yield from _table(table, read)


def _table(table: Table, read: frozenset[Attribute]) -> Iterator[Diagnostic]:
    attributes = {Attribute(table.id, column) for column in table.columns}
    if Attribute("", table.id) not in read and read.isdisjoint(attributes):
        yield warning(
            table.location,
            101,
            _("table '{table}': nothing reads it").format(table=table.id),
            _(HINT),
        )
        return
    for column in table.columns.values():
        if not column.computed and Attribute(table.id, column.id) not in read:
            owner = _("table '{table}', column '{column}'").format(table=table.id, column=column.id)
            yield warning(
                column.location, 101, _("{owner}: nothing reads it").format(owner=owner), _(HINT)
            )
