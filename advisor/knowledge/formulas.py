"""Read the formula of a measure."""

from __future__ import annotations

from advisor.edge.nodes import Mapping, Node, Scalar, Sequence, describe, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.suggest import did_you_mean
from advisor.knowledge.conditions import ConditionReader
from advisor.knowledge.grammar import FORMULAS, Entry
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.references import References
from advisor.knowledge.vocabulary import Vocabulary
from advisor.model.condition import ALWAYS, Condition
from advisor.model.knowledge import Measure, OverColumn, OverNames

OF_TWO = frozenset({"difference", "ratio", "share"})
OF_COLUMN = frozenset({"weighted_mean", "count"})


def build_measure(entry: Entry, references: References) -> Measure:
    """Return a measure, or report why its formula cannot be computed and refuse."""
    owner = f"measure '{entry['id']}'"
    problems = references.problems
    given = [name for name in FORMULAS if entry[name] is not None]
    if len(given) != 1:
        found = ", ".join(given) or "none"
        raise problems.refuse(
            entry["location"],
            27,
            f"{owner}: expected one formula, found {found}",
            f"use one of: {', '.join(FORMULAS)}",
        )
    formula = given[0]
    reader = _FormulaReader(references.vocabulary, problems, owner, formula)
    return Measure(
        id=entry["id"],
        location=entry["location"],
        label=entry["label"],
        unit=entry["unit"],
        formula=formula,
        operands=reader.read(entry[formula]),
        topic=references.topic(entry["topic"], owner),
        sources=references.sources(entry["source"], owner),
    )


class _FormulaReader:
    """Reads the operands of one formula."""

    def __init__(
        self, vocabulary: Vocabulary, problems: Problems, owner: str, formula: str
    ) -> None:
        self.vocabulary = vocabulary
        self.problems = problems
        self.owner = owner
        self.formula = formula

    def read(self, node: Node) -> OverNames | OverColumn:
        if isinstance(node, Sequence) and self.formula not in OF_COLUMN:
            return self._names(node)
        if isinstance(node, Mapping) and self.formula not in OF_TWO:
            return self._column(node)
        wanted = "two names in a list" if self.formula in OF_TWO else "a list or {of: table.column}"
        raise self._refuse(node, 27, f"'{self.formula}' expects {wanted}, found {describe(node)}")

    def _names(self, node: Sequence) -> OverNames:
        if self.formula in OF_TWO and len(node.items) != 2:  # noqa: PLR2004 - a and b
            raise self._refuse(node, 27, f"'{self.formula}' expects two names")
        if not node.items:
            raise self._refuse(node, 27, f"'{self.formula}' expects at least one name")
        return OverNames(tuple(self._name(item) for item in node.items))

    def _name(self, item: Node) -> str:
        if not isinstance(item, Scalar):
            raise self._refuse(item, 27, f"expected a name, found {describe(item)}")
        if item.text in self.vocabulary.parameters:
            return item.text
        domain = self.vocabulary.find(item.text, "")
        if domain is None:
            if item.text in self.vocabulary.broken:
                raise Refused
            raise self._refuse(
                item,
                20,
                f"no question or measure '{shorten(item.text)}'",
                self.vocabulary.near(item.text, ""),
            )
        if not domain.number:
            raise self._refuse(item, 22, f"'{item.text}' is not a number")
        return item.text

    def _column(self, node: Mapping) -> OverColumn:
        for key, _ in node.entries:
            if key.text not in {"of", "by", "where"}:
                raise self._refuse(
                    key, 4, f"unknown key '{shorten(key.text)}'", "use of, by, where"
                )
        table, column = self._table_column(node.get("of") or node, needed=self.formula != "count")
        weight = ""
        by = node.get("by")
        if (by is not None) != (self.formula == "weighted_mean"):
            raise self._refuse(node, 27, "'by' belongs to a weighted mean, and to nothing else")
        if by is not None:
            weight_table, weight = self._table_column(by, needed=True)
            if weight_table != table:
                raise self._refuse(by, 27, f"the weight must be a column of {table}")
        where = node.get("where")
        condition: Condition = ALWAYS
        if where is not None:
            reader = ConditionReader(self.vocabulary, self.problems, self.owner, table)
            condition = normal_form(reader.read(where))
        return OverColumn(table, column, weight, condition)

    def _table_column(self, node: Node, *, needed: bool) -> tuple[str, str]:
        text = node.text if isinstance(node, Scalar) else ""
        table, _, column = text.partition(".")
        if table not in self.vocabulary.tables:
            if table in self.vocabulary.broken:
                raise Refused
            near = did_you_mean(table, self.vocabulary.tables)
            raise self._refuse(node, 30, f"no table '{shorten(table)}'", near)
        if not column and not needed:
            return table, ""
        domain = self.vocabulary.find(column, table)
        if domain is None:
            near = self.vocabulary.near(column, table)
            raise self._refuse(node, 20, f"no column '{shorten(column)}' of {table}", near)
        if not domain.number:
            raise self._refuse(node, 22, f"'{text}' is not a number")
        return table, column

    def _refuse(self, node: Node, number: int, message: str, hint: str = "") -> Refused:
        return self.problems.refuse(node.location, number, f"{self.owner}: {message}", hint)
