"""How a measure is worked out, in words."""

from __future__ import annotations

from advisor.explain.quoting import in_quotes
from advisor.explain.reference.refs import label_of, of_attribute
from advisor.language.messages import N_, _
from advisor.language.numbers import quantity_text
from advisor.model.condition import Attribute
from advisor.model.knowledge import Knowledge, Measure, OverColumn, OverNames

_OF_COLUMN = {
    "sum": N_("the sum of {column}"),
    "mean": N_("the mean of {column}"),
    "weighted_mean": N_("the mean of {column}, weighted by {weight}"),
    "min": N_("the lowest of {column}"),
    "max": N_("the highest of {column}"),
    "count": N_("the number of rows with an answer in {column}"),
}
_OF_NAMES = {"min": N_("the lowest of {numbers}"), "max": N_("the highest of {numbers}")}
_BETWEEN = {"sum": " + ", "mean": " + ", "difference": " − ", "ratio": " ÷ ", "share": " ÷ "}


def formula_text(measure: Measure, knowledge: Knowledge) -> str:
    """Return a formula with the names of what goes into it, such as ``“Spending” ÷ “Sales”``."""
    over = measure.operands
    if isinstance(over, OverColumn):
        return _over_column(measure.formula, over, knowledge)
    return _over_names(measure.formula, over, knowledge)


def _over_column(formula: str, over: OverColumn, knowledge: Knowledge) -> str:
    if not over.column:
        return _("the number of rows in {table}").format(
            table=in_quotes(knowledge.tables[over.table].label, knowledge.language)
        )
    column = _quoted(Attribute(over.table, over.column), knowledge)
    weight = _quoted(Attribute(over.table, over.weight), knowledge) if over.weight else ""
    return _(_OF_COLUMN[formula]).format(column=column, weight=weight)


def _over_names(formula: str, over: OverNames, knowledge: Knowledge) -> str:
    numbers = [_operand(name, knowledge) for name in over.names]
    if formula in _OF_NAMES:
        return _(_OF_NAMES[formula]).format(numbers="; ".join(numbers))
    text = _BETWEEN[formula].join(numbers)
    if formula == "mean":
        return f"({text}) ÷ {len(numbers)}"
    return f"100 × {text}" if formula == "share" else text


def _operand(name: str, knowledge: Knowledge) -> str:
    if name in knowledge.parameters:
        parameter = knowledge.parameters[name]
        return quantity_text(parameter.value, parameter.unit, knowledge.language)
    return _quoted(Attribute("", name), knowledge)


def _quoted(attribute: Attribute, knowledge: Knowledge) -> str:
    return in_quotes(label_of(of_attribute(attribute, knowledge), knowledge), knowledge.language)
