"""Entries of questions and tables become the types of the model, every reference checked."""

from __future__ import annotations

from typing import Any

from advisor.analysis.methods import METHODS
from advisor.edge.nodes import shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.suggest import expected_or_near
from advisor.knowledge.conditions import ConditionReader
from advisor.knowledge.control import build_column_control, build_control
from advisor.knowledge.grammar import Entry
from advisor.knowledge.grouping import build_grouping
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.references import References
from advisor.knowledge.strata import reads
from advisor.knowledge.vocabulary import DEFAULT_UNITS, YES_NO
from advisor.language.messages import _
from advisor.model.condition import ALWAYS, Condition, Rows
from advisor.model.knowledge import NUMBER_KINDS, Effort, Kind, Question, Table

CHOICE_KINDS = frozenset({Kind.CHOICE, Kind.CHOICES})


def build_question(entry: Entry, references: References) -> Question:
    """Return a question of the company."""
    owner = f"{_('question')} '{entry['id']}'"
    return Question(
        **_answer_fields(entry, references.problems, owner, in_table=False),
        ask=entry["ask"],
        place=entry["place"],
        **build_control(entry, references.problems, owner),
        topic=references.topic(entry["topic"], owner),
        why=entry["why"],
        first=entry["first"],
        effort=Effort(entry["effort"]),
        ask_when=_ask_when(entry, references, owner),
        group=build_grouping(entry, references, owner),
        sources=references.sources(entry["source"], owner),
    )


def _ask_when(entry: Entry, references: References, owner: str) -> Condition:
    """Return the condition in normal form; it may look at other questions only."""
    node = entry["ask_when"]
    if node is None:
        return ALWAYS
    owner = f"{owner}, 'ask_when'"
    try:
        condition = ConditionReader(references.vocabulary, references.problems, owner).read(node)
    except Refused:
        return ALWAYS
    named = {node.table if isinstance(node, Rows) else str(node) for node in reads(condition)}
    for name in sorted(named - references.vocabulary.questions):
        references.problems.error(
            node.location,
            26,
            _("{owner}: '{name}' is not a question").format(owner=owner, name=name),
            _("ask about other questions only"),
        )
    return normal_form(condition)


def build_table(entry: Entry, references: References) -> Table:
    """Return a table with its columns."""
    owner = f"{_('table')} '{entry['id']}'"
    columns: dict[str, Question] = {}
    for column in entry["columns"]:
        if column["id"] in columns:
            references.problems.error(
                column["location"],
                28,
                _("{owner}: the column '{id}' stands twice").format(owner=owner, id=column["id"]),
                _("give one of them another id"),
            )
            continue
        columns[column["id"]] = build_column(column, references, owner)
    return Table(
        id=entry["id"],
        location=entry["location"],
        label=entry["label"],
        row=entry["row"],
        ask=entry["ask"],
        help=entry["help"],
        columns=columns,
        effort=Effort(entry["effort"]),
        sources=references.sources(entry["source"], owner),
    )


def build_column(entry: Entry, references: References, owner: str) -> Question:
    """Return a column of a table; a computed one names a method that gives it."""
    owner = f"{owner}, {_('column')} '{entry['id']}'"
    method = entry["computed"].text if entry["computed"] else ""
    if method and method not in METHODS:
        references.problems.error(
            entry["computed"].location,
            38,
            _("{owner}: no method '{method}'").format(owner=owner, method=shorten(method)),
            expected_or_near(method, METHODS),
        )
    elif method and entry["id"] not in METHODS[method].columns:
        references.problems.error(
            entry["location"],
            38,
            _("{owner}: '{method}' does not give a column '{id}'").format(
                owner=owner, method=method, id=entry["id"]
            ),
            expected_or_near(entry["id"], METHODS[method].columns),
        )
    fields = _answer_fields(entry, references.problems, owner, in_table=True)
    control = build_column_control(entry, references.problems, owner)
    return Question(**fields, **control, computed=method)


def _answer_fields(
    entry: Entry, problems: Problems, owner: str, *, in_table: bool
) -> dict[str, Any]:
    """Return what questions and columns have in common, after checking that it fits."""
    kind = Kind(entry["kind"])
    needs_options = kind in CHOICE_KINDS
    if needs_options != bool(entry["options"]):
        expected, hint = (
            (
                _("needs 'options'"),
                _("give each answer an id and its words: 'options: {lost: They leave}'"),
            )
            if needs_options
            else (_("has no 'options'"), _("leave them out, or use the kind 'choice'"))
        )
        problems.error(
            entry["location"],
            32,
            _("{owner}: the kind '{kind}' {expected}").format(
                owner=owner, kind=kind.value, expected=expected
            ),
            hint,
        )
    if kind in {Kind.RATING, Kind.RATINGS} and not in_table:
        problems.error(
            entry["location"],
            32,
            _("{owner}: the kind '{kind}' is for tables only").format(owner=owner, kind=kind.value),
            _("use 'scale' with 'from' and 'to'"),
        )
    low, high = entry["minimum"], entry["maximum"]
    if kind is Kind.SCALE and (low is None or high is None):
        problems.error(
            entry["location"],
            32,
            _("{owner}: a scale needs 'from' and 'to'").format(owner=owner),
            _("give its lowest and highest mark, such as 1 and 5"),
        )
    if low is not None and high is not None and low >= high:
        problems.error(
            entry["location"],
            32,
            _("{owner}: 'from' must be below 'to'").format(owner=owner),
            _("give a lower 'from' or a higher 'to'"),
        )
    numeric = kind in NUMBER_KINDS
    return {
        "id": entry["id"],
        "location": entry["location"],
        "label": entry["label"],
        "kind": kind,
        "help": entry["help"],
        "example": entry["example"],
        "options": YES_NO if kind is Kind.YES_NO else entry["options"],
        "unit": (entry["unit"] or DEFAULT_UNITS.get(kind, "")) if numeric else "",
        "minimum": low,
        "maximum": high,
    }
