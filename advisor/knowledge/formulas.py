"""Read the formula of a measure."""

from __future__ import annotations

import contextlib

from advisor.edge.nodes import Mapping, Node, Scalar, Sequence, describe, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.suggest import expected_or_near
from advisor.knowledge.conditions import ConditionReader
from advisor.knowledge.grammar import FORMULAS, Entry
from advisor.knowledge.normal_form import normal_form
from advisor.knowledge.references import References
from advisor.knowledge.vocabulary import Vocabulary
from advisor.language.messages import _
from advisor.model.condition import ALWAYS, Condition
from advisor.model.knowledge import Measure, OverColumn, OverNames

OF_TWO = frozenset({"difference", "ratio", "share"})
OF_COLUMN = frozenset({"weighted_mean", "count"})


def build_measure(entry: Entry, references: References) -> Measure:
    """Return a measure, or report why its formula cannot be computed and refuse."""
    owner = f"{_('measure')} '{entry['id']}'"
    problems = references.problems
    given = [name for name in FORMULAS if entry[name] is not None]
    if len(given) != 1:
        found = ", ".join(given) or "none"
        raise problems.refuse(
            entry["location"],
            27,
            _("{owner}: expected one formula, found {found}").format(owner=owner, found=found),
            _("use one of: {formulas}").format(formulas=", ".join(FORMULAS)),
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
        wanted, example = self._wanted()
        raise self._refuse(
            node,
            27,
            _("'{formula}' expects {wanted}, found {found}").format(
                formula=self.formula, wanted=wanted, found=describe(node)
            ),
            _("write '{formula}: {example}'").format(formula=self.formula, example=example),
        )

    def _wanted(self) -> tuple[str, str]:
        """Return what the formula works on, in words and as an example."""
        if self.formula in OF_TWO:
            return _("two names in a list"), "[one, other]"
        if self.formula == "count":
            return _("a table"), "{of: TABLE}"
        if self.formula == "weighted_mean":
            return _("a column and its weight"), "{of: TABLE.COLUMN, by: TABLE.COLUMN}"
        return _("a list of names or a column"), "{of: TABLE.COLUMN}"

    def _names(self, node: Sequence) -> OverNames:
        if self.formula in OF_TWO and len(node.items) != 2:  # noqa: PLR2004 - a and b
            raise self._refuse(
                node,
                27,
                _("'{formula}' expects two names, found {count}").format(
                    formula=self.formula, count=len(node.items)
                ),
                _("write '{formula}: [one, other]'").format(formula=self.formula),
            )
        if not node.items:
            raise self._refuse(
                node,
                27,
                _("'{formula}' expects at least one name").format(formula=self.formula),
                _("name what to compute with"),
            )
        names: list[str] = []
        for item in node.items:
            with contextlib.suppress(Refused):
                names.append(self._name(item))
        if len(names) < len(node.items):
            raise Refused
        return OverNames(tuple(names))

    def _name(self, item: Node) -> str:
        if not isinstance(item, Scalar):
            raise self._refuse(
                item,
                27,
                _("expected a name, found {found}").format(found=describe(item)),
                _("name a question, a measure or a parameter"),
            )
        if item.text in self.vocabulary.parameters:
            return item.text
        domain = self.vocabulary.find(item.text, "")
        if domain is None:
            if item.text in self.vocabulary.broken:
                raise Refused
            raise self._refuse(
                item,
                20,
                _("no question or measure '{item}'").format(item=shorten(item.text)),
                self.vocabulary.near(item.text, ""),
            )
        if not domain.number:
            raise self._refuse(
                item,
                22,
                _("'{item}' is not a number").format(item=item.text),
                _("compute with numbers only"),
            )
        return item.text

    def _column(self, node: Mapping) -> OverColumn:
        for key in [entry[0] for entry in node.entries]:
            if key.text not in {"of", "by", "where"}:
                raise self._refuse(
                    key,
                    4,
                    _("unknown key '{key}'").format(key=shorten(key.text)),
                    _("use of, by, where"),
                )
        of, by = node.get("of"), node.get("by")
        wanted, example = self._wanted()
        if of is None or (by is None and self.formula == "weighted_mean"):
            raise self._refuse(
                node,
                27,
                _("'{formula}' expects {wanted}").format(formula=self.formula, wanted=wanted),
                _("write '{formula}: {example}'").format(formula=self.formula, example=example),
            )
        if by is not None and self.formula != "weighted_mean":
            raise self._refuse(
                by,
                27,
                _("'{formula}' has no weight").format(formula=self.formula),
                _("leave 'by' out, or use 'weighted_mean'"),
            )
        table, column = self._table_column(of, needed=self.formula != "count")
        weight = ""
        if by is not None:
            weight_table, weight = self._table_column(by, needed=True)
            if weight_table != table:
                raise self._refuse(
                    by,
                    27,
                    _("the weight is not a column of {table}").format(table=table),
                    _("weigh by a column of the same table"),
                )
        where = node.get("where")
        condition: Condition = ALWAYS
        if where is not None:
            reader = ConditionReader(self.vocabulary, self.problems, self.owner, table)
            condition = normal_form(reader.read(where))
        return OverColumn(table, column, weight, condition)

    def _table_column(self, node: Node, *, needed: bool) -> tuple[str, str]:
        text = node.text if isinstance(node, Scalar) else ""
        table, column = text.split(".", 1) if "." in text else (text, "")
        if table not in self.vocabulary.tables:
            if table in self.vocabulary.broken:
                raise Refused
            near = expected_or_near(table, self.vocabulary.tables)
            raise self._refuse(node, 30, _("no table '{table}'").format(table=shorten(table)), near)
        if not column and not needed:
            return table, ""
        domain = self.vocabulary.find(column, table)
        if domain is None and column in self.vocabulary.broken:
            raise Refused
        if domain is None:
            near = self.vocabulary.near(column, table)
            raise self._refuse(
                node,
                20,
                _("no column '{column}' of {table}").format(column=shorten(column), table=table),
                near,
            )
        if not domain.number:
            raise self._refuse(
                node,
                22,
                _("'{text}' is not a number").format(text=text),
                _("compute with numbers only"),
            )
        return table, column

    def _refuse(self, node: Node, number: int, message: str, hint: str = "") -> Refused:
        return self.problems.refuse(node.location, number, f"{self.owner}: {message}", hint)
