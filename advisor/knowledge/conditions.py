"""Read a condition: which parts it has, every name declared, every operator known.

What may stand beside an operator is the question of ``comparisons``.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from advisor.edge.nodes import Mapping, Node, Scalar, Sequence, describe, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.suggest import expected_or_near
from advisor.knowledge.comparisons import NUMBER_OPERATORS, ComparisonReader
from advisor.knowledge.vocabulary import Domain, Vocabulary
from advisor.language.messages import _
from advisor.model.condition import (
    All,
    Any_,
    Attribute,
    Condition,
    Leaf,
    Not,
    Operator,
    Quantifier,
    Rows,
)

STATE_OPERATORS = (Operator.KNOWN, Operator.UNKNOWN, Operator.DOES_NOT_APPLY)
_WORDS = {operator.value: operator for operator in Operator}


class ConditionReader(Struct, frozen=True):
    """Reads conditions about the company (``table`` empty) or about a table's row."""

    vocabulary: Vocabulary
    problems: Problems
    owner: str
    table: str = ""

    def read(self, node: Node) -> Condition:
        """Return the condition, or report everything wrong with it and refuse."""
        if not isinstance(node, Mapping):
            raise self._refuse(
                node,
                27,
                _("expected conditions such as 'peak_demand: lost', found {found}").format(
                    found=describe(node)
                ),
                _("put several into a list under 'all' or 'any'"),
            )
        if not node.entries:
            raise self._refuse(
                node, 27, _("an empty condition"), _("leave the key out to mean always")
            )
        return _all(self._each([(self._entry, key, value) for key, value in node.entries]))

    def _entry(self, key: Scalar, value: Node) -> Condition:
        if key.text in {"all", "any"}:
            if not isinstance(value, Sequence) or not value.items:
                raise self._refuse(
                    value,
                    27,
                    _("'{key}' expects a list of conditions").format(key=key.text),
                    _("write '{key}: [{{peak_demand: lost}}, {{offer_kind: service}}]'").format(
                        key=key.text
                    ),
                )
            parts = self._each([(self._part, key, item) for item in value.items])
            return All(_sorted(parts)) if key.text == "all" else Any_(_sorted(parts))
        if key.text == "not":
            return Not(self.read(value))
        if key.text in {operator.value for operator in STATE_OPERATORS}:
            return self._states(Operator(key.text), value)
        if key.text in {quantifier.value for quantifier in Quantifier}:
            return self._rows(Quantifier(key.text), key, value)
        return self._comparisons(key, value)

    def _part(self, _key: Scalar, value: Node) -> Condition:
        return self.read(value)

    def _states(self, operator: Operator, value: Node) -> Condition:
        names = value.items if isinstance(value, Sequence) else (value,)
        leaves = []
        for name in names:
            if not isinstance(name, Scalar) or name.is_null:
                raise self._refuse(
                    name,
                    27,
                    _("'{operator}' expects a name or a list of them, found {found}").format(
                        operator=operator.value, found=describe(name)
                    ),
                    _("write '{operator}: peak_load'").format(operator=operator.value),
                )
            attribute = self._attribute(name)[0]
            leaves.append(Leaf(attribute, operator))
        if not leaves:
            raise self._refuse(
                value,
                27,
                _("'{operator}' expects a name or a list of them, found an empty list").format(
                    operator=operator.value
                ),
                _("write '{operator}: peak_load'").format(operator=operator.value),
            )
        return _all(tuple(leaves))

    def _comparisons(self, key: Scalar, value: Node) -> Condition:
        attribute, domain = self._attribute(key)
        if isinstance(value, Scalar):
            return self._comparison.leaf(attribute, domain, Operator.IS, value, value)
        if isinstance(value, Sequence):
            raise self._refuse(
                value,
                27,
                _("'{key}' is compared with a list").format(key=key.text),
                _("write '{key}: {{one_of: [one, other]}}'").format(key=key.text),
            )
        if not value.entries:
            raise self._refuse(
                value,
                27,
                _("nothing is asked of '{key}'").format(key=key.text),
                _("write a value or an operator"),
            )

        def comparison(word: Scalar, operand: Node) -> Condition:
            operator = _WORDS.get(word.text)
            if operator is None or operator in STATE_OPERATORS:
                raise self._refuse(
                    word,
                    22,
                    _("no operator '{word}'").format(word=shorten(word.text)),
                    _operator_hint(word, key),
                )
            return self._comparison.leaf(attribute, domain, operator, word, operand)

        return _all(self._each([(comparison, word, operand) for word, operand in value.entries]))

    def _rows(self, quantifier: Quantifier, key: Scalar, value: Node) -> Condition:
        if self.table:
            raise self._refuse(
                key,
                26,
                _("'{key}' inside a condition on a row").format(key=key.text),
                _("ask it under 'when', or draw a finding from it first"),
            )
        if not isinstance(value, Mapping) or value.get("of") is None:
            raise self._refuse(
                value,
                27,
                _("'{key}' expects a table and what is asked of its rows").format(key=key.text),
                _("write '{key}: {{of: TABLE, where: {{…}}}}'").format(key=key.text),
            )
        table = self._table(value)
        where_node = value.get("where")
        where = replace(self, table=table).read(where_node) if where_node else All(())
        rest = [(name, node) for name, node in value.entries if name.text not in {"of", "where"}]
        if quantifier is not Quantifier.COUNT:
            for name in [entry[0] for entry in rest]:
                raise self._refuse(
                    name,
                    4,
                    _("unknown key '{name}'").format(name=shorten(name.text)),
                    _("use of, where"),
                )
            return Rows(table, quantifier, where)
        comparisons = [self._count(table, where, name, node) for name, node in rest]
        if not comparisons:
            raise self._refuse(
                key,
                27,
                _("'count' compares with nothing"),
                _("add a comparison: 'at_least: PARAMETER'"),
            )
        return _all(tuple(comparisons))

    def _count(self, table: str, where: Condition, word: Scalar, operand: Node) -> Condition:
        operator = _WORDS.get(word.text)
        if operator not in NUMBER_OPERATORS:
            words = ["of", "where", *(fit.value for fit in NUMBER_OPERATORS)]
            hint = expected_or_near(word.text, words)
            raise self._refuse(
                word, 22, _("'count' has no '{word}'").format(word=shorten(word.text)), hint
            )
        numbers, names = self._comparison.thresholds(operator, operand, "rows", "count")
        return Rows(table, Quantifier.COUNT, where, operator, numbers, names)

    def _table(self, value: Mapping) -> str:
        of = value.get("of")
        name = of.text if isinstance(of, Scalar) else ""
        if name not in self.vocabulary.tables:
            if name in self.vocabulary.broken:
                raise Refused
            raise self._refuse(
                of or value,
                30,
                _("no table '{name}'").format(name=shorten(name)),
                expected_or_near(name, self.vocabulary.tables),
            )
        return name

    def _attribute(self, key: Scalar) -> tuple[Attribute, Domain]:
        domain = self.vocabulary.find(key.text, self.table)
        if domain is None:
            if key.text in self.vocabulary.broken:
                raise Refused
            where = (
                _("a row of {table}").format(table=self.table) if self.table else _("the company")
            )
            raise self._refuse(
                key,
                20,
                _("no question, measure or finding '{key}' of {where}").format(
                    key=shorten(key.text), where=where
                ),
                self.vocabulary.near(key.text, self.table),
            )
        return Attribute(self.table, key.text), domain

    @property
    def _comparison(self) -> ComparisonReader:
        return ComparisonReader(self.vocabulary, self.problems, self.owner)

    def _each(
        self, reads: list[tuple[Callable[[Scalar, Node], Condition], Scalar, Node]]
    ) -> tuple[Condition, ...]:
        """Read every part, so that each mistake is reported, before refusing."""
        parts: list[Condition] = []
        broken = False
        for read, key, value in reads:
            try:
                parts.append(read(key, value))
            except Refused:
                broken = True
        if broken:
            raise Refused
        return tuple(parts)

    def _refuse(self, node: Node, number: int, message: str, hint: str = "") -> Refused:
        return self.problems.refuse(node.location, number, f"{self.owner}: {message}", hint)


def _all(parts: tuple[Condition, ...]) -> Condition:
    return parts[0] if len(parts) == 1 else All(_sorted(parts))


def _sorted(parts: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """Put parts into an order that does not depend on the one they were written in."""
    return tuple(sorted(parts, key=repr))


def _operator_hint(word: Scalar, key: Scalar) -> str:
    """Say which operator may be meant; those about the state stand before the name."""
    if word.text in {operator.value for operator in STATE_OPERATORS}:
        return _("write '{word}: {key}'").format(word=word.text, key=key.text)
    return expected_or_near(word.text, _WORDS.keys() - {o.value for o in STATE_OPERATORS})
