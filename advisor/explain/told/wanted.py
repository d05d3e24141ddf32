"""What a condition asks for, in the reader's words and units."""

from __future__ import annotations

from decimal import Decimal

from advisor.advice.wording import Wording
from advisor.explain.quoting import in_quotes
from advisor.explain.told.run import Run
from advisor.language.messages import N_
from advisor.language.numbers import quantity_text
from advisor.model.condition import Attribute, Leaf, Operator, Quantifier, Rows
from advisor.model.explanation import Limit

_COMPARED = {
    Operator.AT_LEAST: N_("at least {limit}"),
    Operator.MORE_THAN: N_("more than {limit}"),
    Operator.AT_MOST: N_("at most {limit}"),
    Operator.LESS_THAN: N_("less than {limit}"),
    Operator.BETWEEN: N_("from {limit} to {other}"),
}
_OUTSIDE = N_("below {limit} or above {other}")
_OPPOSITE = {
    Operator.AT_LEAST: Operator.LESS_THAN,
    Operator.MORE_THAN: Operator.AT_MOST,
    Operator.AT_MOST: Operator.MORE_THAN,
    Operator.LESS_THAN: Operator.AT_LEAST,
}
_INCLUDING = (N_("with {words} among them"), N_("without {words}"))
_STATES = {
    (Operator.KNOWN, False): N_("known"),
    (Operator.KNOWN, True): N_("not known"),
    (Operator.UNKNOWN, False): N_("not known"),
    (Operator.UNKNOWN, True): N_("known, or does not apply"),
    (Operator.DOES_NOT_APPLY, False): N_("does not apply"),
    (Operator.DOES_NOT_APPLY, True): N_("anything but “does not apply”"),
}


def wanted(leaf: Leaf, run: Run) -> str:
    """Return what a comparison asks of the value, such as ``at least 60 %``."""
    say, operator = run.say, leaf.operator
    if (operator, leaf.negated) in _STATES:
        return say.gettext(_STATES[operator, leaf.negated])
    if operator in _COMPARED:
        unit = run.wording.unit(leaf.attribute)
        return _compared(operator, leaf.operands, unit, run, negated=leaf.negated)
    words = [
        in_quotes(value_words(leaf.attribute, str(word), run.wording), run.wording.language)
        for word in leaf.operands
    ]
    if operator is Operator.INCLUDES:
        return say.gettext(_INCLUDING[leaf.negated]).format(words=words[0])
    said = run.listed(words, last=say.gettext(" or "))
    if (operator in {Operator.IS_NOT, Operator.NONE_OF}) == leaf.negated:
        return said
    return say.gettext("not {words}").format(words=said)


def value_words(attribute: Attribute, value: str, wording: Wording) -> str:
    """Return a value that something could have, in words."""
    finding = wording.knowledge.findings.get(attribute.name)
    if finding is not None and finding.attribute == attribute:
        return finding.domain.get(value, value)
    question = wording.question(attribute)
    return question.options.get(value, value) if question is not None else value


def rows_wanted(rows: Rows, run: Run) -> str:
    """Return how many rows a condition on a table asks for."""
    say = run.say
    if rows.quantifier is Quantifier.ANY_ROW:
        return say.gettext("at least one row in which this is so")
    if rows.quantifier is Quantifier.EVERY_ROW:
        return say.gettext("only rows in which this is so")
    said = _compared(rows.comparison, rows.operands, "", run, negated=rows.negated)
    return say.gettext("{count} rows in which this is so").format(count=said)


def _compared(
    operator: Operator, operands: tuple[object, ...], unit: str, run: Run, *, negated: bool
) -> str:
    limits = [
        quantity_text(limit, unit, run.knowledge.language)
        for limit in operands
        if isinstance(limit, Decimal)
    ]
    text = _COMPARED[_OPPOSITE.get(operator, operator) if negated else operator]
    if negated and operator is Operator.BETWEEN:
        text = _OUTSIDE
    return run.say.gettext(text).format(limit=limits[0], other=limits[-1])


def limits_of(names: tuple[str, ...], run: Run) -> tuple[Limit, ...]:
    """Return parameters with their values, units and sources."""
    return tuple(limit_of(name, run) for name in names if name in run.knowledge.parameters)


def limit_of(name: str, run: Run) -> Limit:
    """Return one parameter."""
    parameter = run.knowledge.parameters[name]
    return Limit(
        parameter=name,
        text=quantity_text(parameter.value, parameter.unit, run.knowledge.language),
        unit=parameter.unit,
        note=parameter.note,
        sources=parameter.sources,
    )
