"""Read a comparison: the operator fits, every word is a value, every number is named."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from advisor.edge.nodes import Node, Scalar, Sequence, describe, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.scalars import to_number
from advisor.edge.suggest import did_you_mean, expected_or_near
from advisor.knowledge.vocabulary import Domain, Vocabulary
from advisor.language.messages import _
from advisor.model.condition import Attribute, Leaf, Operator

WORD_OPERATORS = (Operator.IS, Operator.IS_NOT, Operator.ONE_OF, Operator.NONE_OF)
NUMBER_OPERATORS = (
    Operator.AT_LEAST,
    Operator.MORE_THAN,
    Operator.AT_MOST,
    Operator.LESS_THAN,
    Operator.BETWEEN,
)


class ComparisonReader(Struct, frozen=True):
    """Reads what an attribute, or the count of a table's rows, is compared with."""

    vocabulary: Vocabulary
    problems: Problems
    owner: str

    def leaf(
        self, attribute: Attribute, domain: Domain, operator: Operator, at: Scalar, operand: Node
    ) -> Leaf:
        """Return the comparison of an attribute, or refuse what does not fit it."""
        self._check_fit(attribute, domain, operator, at)
        if operator in NUMBER_OPERATORS:
            numbers, names = self.thresholds(operator, operand, domain.unit, str(attribute))
            return Leaf(attribute, operator, numbers, names)
        scalars = self._operands(operator, operand)
        for item in scalars:
            if item.text not in domain.values:
                raise self._refuse(
                    item,
                    21,
                    _("'{attribute}' cannot be '{item}'").format(
                        attribute=attribute, item=shorten(item.text)
                    ),
                    expected_or_near(item.text, domain.values),
                )
        return Leaf(attribute, operator, tuple(sorted({item.text for item in scalars})))

    def thresholds(
        self, operator: Operator, operand: Node, unit: str, compared: str
    ) -> tuple[tuple[Decimal, ...], tuple[str, ...]]:
        """Return the numbers a count in this unit is compared with, and the names they go by."""
        scalars = self._operands(operator, operand)
        numbers = []
        for item in scalars:
            if to_number(item.text) is not None:
                raise self._refuse(
                    item,
                    23,
                    _("the bare number {item}").format(item=shorten(item.text)),
                    _("name it as a parameter, with unit, date and source"),
                )
            known = self.vocabulary.parameters.get(item.text)
            if known is None:
                if item.text in self.vocabulary.broken:
                    raise Refused
                raise self._refuse(
                    item,
                    24,
                    _("no parameter '{item}'").format(item=shorten(item.text)),
                    did_you_mean(item.text, self.vocabulary.parameters) or _("declare it"),
                )
            if unit and known[1] != unit:
                raise self._refuse(
                    item,
                    25,
                    _("'{compared}' is counted in {unit}, but '{item}' in {known}").format(
                        compared=compared, unit=unit, item=item.text, known=known[1]
                    ),
                    _("compare like with like"),
                )
            numbers.append(known[0])
        if len(numbers) == 2 and numbers[0] > numbers[1]:  # noqa: PLR2004 - two ends
            raise self._refuse(
                scalars[0], 25, _("'between' has its ends the wrong way round"), _("swap the two")
            )
        return tuple(numbers), tuple(item.text for item in scalars)

    def _check_fit(
        self, attribute: Attribute, domain: Domain, operator: Operator, at: Scalar
    ) -> None:
        if domain.number:
            fitting: tuple[Operator, ...] = NUMBER_OPERATORS
            what = _("a number")
        elif domain.several:
            fitting, what = (Operator.INCLUDES,), _("several values at once")
        elif domain.values:
            fitting, what = WORD_OPERATORS, _("one of several words")
        elif not attribute.table and attribute.name in self.vocabulary.tables:
            fitting, what = (), _("a table")
        else:
            fitting, what = (), _("free text")
        if operator not in fitting:
            names = ", ".join(f"'{fit.value}'" for fit in fitting)
            ask = _("ask 'known: {name}' or 'unknown: {name}'").format(name=attribute.name)
            if what == _("a table"):
                ask += _(", or ask about its rows with 'any_row', 'every_row' or 'count'")
            raise self._refuse(
                at,
                22,
                _("'{attribute}' is {what}, which '{operator}' does not fit").format(
                    attribute=attribute, what=what, operator=operator.value
                ),
                _("use {names}").format(names=names) if names else ask,
            )

    def _operands(self, operator: Operator, operand: Node) -> tuple[Scalar, ...]:
        several = operator in {Operator.ONE_OF, Operator.NONE_OF, Operator.BETWEEN}
        if several != isinstance(operand, Sequence):
            found = _("expects a list") if several else _("expects one value")
            hint = (
                "[one, other]"
                if several
                else "PARAMETER"
                if operator in NUMBER_OPERATORS
                else "VALUE"
            )
            raise self._refuse(
                operand,
                27,
                f"'{operator.value}' {found}",
                _("write '{operator}: {hint}'").format(operator=operator.value, hint=hint),
            )
        items = operand.items if isinstance(operand, Sequence) else (operand,)
        if operator is Operator.BETWEEN and len(items) != 2:  # noqa: PLR2004 - two ends
            raise self._refuse(operand, 27, _("'between' expects two parameters, low and high"))
        if not items:
            raise self._refuse(
                operand,
                27,
                _("'{operator}' expects at least one value").format(operator=operator.value),
            )
        return tuple(self._word(item, operator) for item in items)

    def _word(self, item: Node, operator: Operator) -> Scalar:
        if isinstance(item, Scalar) and not item.is_null:
            return item
        raise self._refuse(
            item,
            27,
            _("'{operator}' expects a word, found {found}").format(
                operator=operator.value, found=describe(item)
            ),
        )

    def _refuse(self, node: Node, number: int, message: str, hint: str = "") -> Refused:
        return self.problems.refuse(node.location, number, f"{self.owner}: {message}", hint)
