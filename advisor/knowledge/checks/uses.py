"""Who reads what: conditions, formulas, texts."""

from __future__ import annotations

from collections.abc import Iterator

from advisor.knowledge.checks.solver.computed import needs
from advisor.knowledge.strata import measure_reads
from advisor.knowledge.texts import Placeholder, pieces, target
from advisor.model.condition import Attribute, Condition, Leaf, Not, Rows
from advisor.model.knowledge import Advice, Knowledge, Measure, OverColumn, Production


def productions(knowledge: Knowledge) -> tuple[Production, ...]:
    """Return the rules and the advice."""
    return (*knowledge.rules.values(), *knowledge.advice.values())


def comparisons(condition: Condition) -> Iterator[Leaf | Rows]:
    """Yield every comparison in a condition and every table it asks about, rows included."""
    if isinstance(condition, Leaf):
        yield condition
    elif isinstance(condition, Rows):
        yield condition
        yield from comparisons(condition.where)
    elif isinstance(condition, Not):
        yield from comparisons(condition.part)
    else:
        for part in condition.parts:
            yield from comparisons(part)


def all_comparisons(knowledge: Knowledge) -> Iterator[Leaf | Rows]:
    """Yield the comparisons of all rules, advice, measures and questions."""
    for production in productions(knowledge):
        yield from comparisons(production.condition)
    for measure in knowledge.measures.values():
        if isinstance(measure.operands, OverColumn):
            yield from comparisons(measure.operands.where)
    for question in knowledge.questions.values():
        yield from comparisons(question.ask_when)


def texts(production: Production) -> tuple[str, ...]:
    """Return the texts of a rule, or of a piece of advice, that may hold placeholders."""
    if isinstance(production, Advice):
        advice = production
        return (advice.do, advice.why, *advice.how, advice.measure, advice.not_when)
    return (production.because,)


def placeholders(text: str) -> Iterator[Placeholder]:
    """Yield the placeholders of a text, in order."""
    for piece in pieces(text):
        if isinstance(piece, Placeholder):
            yield piece


def words_read(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield the name in each placeholder, with the table whose rows its text is about."""
    for production in productions(knowledge):
        for text in texts(production):
            yield from ((placeholder.name, production.table) for placeholder in placeholders(text))
    for finding in knowledge.findings.values():
        if finding.default is not None:
            yield from ((each.name, "") for each in placeholders(finding.default.because))


def attributes_read(knowledge: Knowledge) -> frozenset[Attribute]:
    """Return everything that a condition, a formula, a method, an order or a text reads.

    A table is read where its rows are looked at or counted.
    """
    return frozenset(_attributes_read(knowledge))


def _attributes_read(knowledge: Knowledge) -> Iterator[Attribute]:
    for comparison in all_comparisons(knowledge):
        if isinstance(comparison, Leaf):
            yield comparison.attribute
        else:
            yield Attribute("", comparison.table)
    for name, table in words_read(knowledge):
        yield target(name, table)
    for production in productions(knowledge):
        yield from _rows_read(production)
    for measure in knowledge.measures.values():
        yield from _operands(measure, knowledge)
    for table_ in knowledge.tables.values():
        for needed in needs(table_).values():
            yield from (Attribute(table_.id, name) for name in needed)


def _rows_read(production: Production) -> Iterator[Attribute]:
    """Yield the table that a production looks at row by row, and by what it orders the rows."""
    yield Attribute("", production.table)
    if isinstance(production, Advice) and production.row_order is not None:
        yield Attribute(production.table, production.row_order.column)


def _operands(measure: Measure, knowledge: Knowledge) -> Iterator[Attribute]:
    for node in measure_reads(measure, knowledge.parameters):
        if isinstance(node, Attribute):
            yield node
    if isinstance(measure.operands, OverColumn):
        yield Attribute("", measure.operands.table)
