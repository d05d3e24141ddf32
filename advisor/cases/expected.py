"""Read what a case expects: every name declared, every value possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from msgspec import Struct

from advisor.edge.containers import Field, ListOf, Record
from advisor.edge.nodes import Mapping, Node, Scalar, Sequence, describe, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.scalars import Number
from advisor.edge.shape import Schema, scalar
from advisor.edge.suggest import expected_or_near
from advisor.language.messages import N_, _
from advisor.model.case import Profile
from advisor.model.diagnostic import Location
from advisor.model.knowledge import Finding, Knowledge, Production
from advisor.model.worked import Absent, Expectation, Name, Subject, Wanted

OF_FINDINGS = (Absent.NOT_CONCLUDED, Absent.UNDECIDED)
OF_MEASURES = (Absent.NOT_KNOWN, Absent.DOES_NOT_APPLY)
Expectations = tuple[Expectation, ...]


def expect_record(knowledge: Knowledge) -> Record[Expectations]:
    """Return the form of what a case expects."""
    rows = {
        table: Field(_RowsShape(knowledge, table), f"findings of rows of {table}", default=())
        for table in knowledge.tables
    }
    advice = dict(knowledge.advice)
    both: dict[str, Production] = {**knowledge.rules, **knowledge.advice}
    return Record(
        "expect",
        {
            "findings": Field(
                _FindingsShape(knowledge),
                "findings of the company, each with its value",
                default=(),
            ),
            "rows": Field(
                Record("rows", rows, _join, label=""), "tables, rows and their findings", default=()
            ),
            "measures": Field(_MeasuresShape(knowledge), "measures with numbers", default=()),
            "advice": Field(_names(Subject.ADVICE, advice), "advice that is given", default=()),
            "no_advice": Field(
                _names(Subject.NO_ADVICE, advice), "advice that is not given", default=()
            ),
            "open": Field(_names(Subject.OPEN, both), "rules or advice that are open", default=()),
            "leading": Field(
                _names(Subject.LEADING, advice),
                "the advice the document begins with, in its order",
                default=(),
            ),
        },
        _whole,
        label="",
    )


def report_rows(expectations: Expectations, profile: Profile, problems: Problems) -> None:
    """Report rows that the case's own tables do not have."""
    rows = {row.name for table in profile.tables.values() for row in table.rows}
    for expectation in expectations:
        for name in _rows_named(expectation):
            if name not in rows:
                problems.error(
                    expectation.location,
                    32,
                    _("no row '{name}' in the tables of this case").format(name=shorten(name)),
                    expected_or_near(name, rows) or _("add the row to its table"),
                )


def _rows_named(expectation: Expectation) -> Iterator[str]:
    named = expectation.wanted if isinstance(expectation.wanted, tuple) else (expectation.name,)
    yield from (name.row for name in named if name.row)


def _names(subject: Subject, known: dict[str, Any]) -> _NamesShape:
    return _NamesShape(subject, known)


def _join(location: Location, /, **parts: Expectations) -> Expectations:
    del location
    return tuple(expectation for part in parts.values() for expectation in part)


def _whole(location: Location, /, **parts: Expectations) -> Expectations:
    leading = parts.pop("leading")
    joined = _join(location, **parts)
    if not leading:
        return joined
    order = tuple(expectation.name for expectation in leading)
    return (*joined, Expectation(leading[0].location, Subject.LEADING, Name(""), order))


def _each(
    node: Node,
    problems: Problems,
    owner: str,
    read: Callable[[Scalar, Node], Iterable[Expectation]],
) -> Expectations:
    """Read every entry, so that each mistake is reported, before refusing."""
    if not isinstance(node, Mapping):
        raise problems.refuse(
            node.location,
            5,
            _("{owner}: expected keys with values, found {found}").format(
                owner=owner, found=describe(node)
            ),
            _("write each as 'name: value'"),
        )
    found: list[Expectation] = []
    broken = False
    for key, child in node.entries:
        try:
            found.extend(read(key, child))
        except Refused:
            broken = True
    if broken:
        raise Refused
    return tuple(found)


class _FindingsShape(Struct, frozen=True):
    """Findings with the values they must have, of the company or of one row."""

    knowledge: Knowledge
    table: str = ""
    row: str = ""

    def read(self, node: Node, problems: Problems, owner: str) -> Expectations:
        """Return an expectation for each finding."""
        known = {f.id: f for f in self.knowledge.findings.values() if f.table == self.table}

        def read(key: Scalar, child: Node) -> Iterator[Expectation]:
            finding = known.get(key.text)
            if finding is None:
                raise problems.refuse(
                    key.location,
                    30,
                    _("{owner}: no finding '{key}'{whose}").format(
                        owner=owner, key=shorten(key.text), whose=self._whose()
                    ),
                    self._elsewhere(key.text) or expected_or_near(key.text, known),
                )
            wanted = _value(finding, child, problems, f"{owner}, '{key.text}'")
            yield Expectation(key.location, Subject.FINDING, Name(finding.id, self.row), wanted)

        return _each(node, problems, owner, read)

    def schema(self) -> Schema:
        """Return an object with any of the findings."""
        return {"type": "object"}

    def _whose(self) -> str:
        if self.table:
            return _(" of the rows of {table}").format(table=self.table)
        return _(" of the company")

    def _elsewhere(self, name: str) -> str:
        finding = self.knowledge.findings.get(name)
        if finding is not None and finding.table:
            said = _("write it under 'rows', '{table}' and the row's name")
            return said.format(table=finding.table)
        return _("write it under 'findings'") if finding is not None else ""


def _value(finding: Finding, node: Node, problems: Problems, owner: str) -> Wanted:
    """Return the value that a finding must have, or why it must have none."""
    if isinstance(node, Sequence):
        if not finding.several:
            raise problems.refuse(
                node.location,
                31,
                _("{owner}: '{finding}' has one value at a time").format(
                    owner=owner, finding=finding.id
                ),
                _("write the value alone"),
            )
        return frozenset(_word(finding, item, problems, owner) for item in node.items)
    word = scalar(node, problems, owner, _("a value of the finding")).text
    absent = next((absent for absent in OF_FINDINGS if absent.value == word), None)
    if absent is not None and word not in finding.domain:
        return absent
    value = _word(finding, node, problems, owner)
    return frozenset({value}) if finding.several else value


def _word(finding: Finding, node: Node, problems: Problems, owner: str) -> str:
    word = scalar(node, problems, owner, _("a value of the finding")).text
    if word not in finding.domain:
        possible = [*finding.domain, *(absent.value for absent in OF_FINDINGS)]
        raise problems.refuse(
            node.location,
            31,
            _("{owner}: '{finding}' cannot be '{word}'").format(
                owner=owner, finding=finding.id, word=shorten(word)
            ),
            expected_or_near(word, possible),
        )
    return word


class _RowsShape(Struct, frozen=True):
    """Names of rows with the findings of each."""

    knowledge: Knowledge
    table: str

    def read(self, node: Node, problems: Problems, owner: str) -> Expectations:
        """Return the expectations of every row."""

        def read(key: Scalar, child: Node) -> Expectations:
            name = " ".join(key.text.split())
            shape = _FindingsShape(self.knowledge, self.table, name)
            return shape.read(
                child, problems, _("{owner}, row '{row}'").format(owner=owner, row=shorten(name))
            )

        return _each(node, problems, owner, read)

    def schema(self) -> Schema:
        """Return an object of objects."""
        return {"type": "object", "additionalProperties": {"type": "object"}}


class _MeasuresShape(Struct, frozen=True):
    """Measures with the numbers they must come to."""

    knowledge: Knowledge

    def read(self, node: Node, problems: Problems, owner: str) -> Expectations:
        """Return an expectation for each measure."""

        def read(key: Scalar, child: Node) -> Iterator[Expectation]:
            if key.text not in self.knowledge.measures:
                raise problems.refuse(
                    key.location,
                    30,
                    _("{owner}: no measure '{key}'").format(owner=owner, key=shorten(key.text)),
                    expected_or_near(key.text, self.knowledge.measures),
                )
            wanted = _number(child, problems, f"{owner}, '{key.text}'")
            yield Expectation(key.location, Subject.MEASURE, Name(key.text), wanted)

        return _each(node, problems, owner, read)

    def schema(self) -> Schema:
        """Return an object of numbers or states."""
        words = {"enum": [absent.value for absent in OF_MEASURES]}
        return {"type": "object", "additionalProperties": {"anyOf": [{"type": "number"}, words]}}


def _number(node: Node, problems: Problems, owner: str) -> Decimal | Absent:
    word = node.text if isinstance(node, Scalar) else ""
    absent = next((absent for absent in OF_MEASURES if absent.value == word), None)
    return absent or Number().read(node, problems, owner)


class _NamesShape(Struct, frozen=True):
    """Names of advice (or rules), each alone or with the row that is meant."""

    subject: Subject
    known: dict[str, Any]

    def read(self, node: Node, problems: Problems, owner: str) -> Expectations:
        """Return an expectation for each name."""
        return ListOf(
            _NameShape(self.subject, self.known), hint=N_("write it as [one, other]")
        ).read(node, problems, owner)

    def schema(self) -> Schema:
        """Return a list of names."""
        return ListOf(_NameShape(self.subject, self.known)).schema()


class _NameShape(Struct, frozen=True):
    """A name, or a name with a row: ``mend_criterion: Speed``."""

    subject: Subject
    known: dict[str, Any]

    def read(self, node: Node, problems: Problems, owner: str) -> Expectation:
        """Return the expectation about the name."""
        row: str = ""
        key: Node = node
        if isinstance(node, Mapping) and len(node.entries) == 1:
            key, child = node.entries[0]
            row = " ".join(scalar(child, problems, owner, _("the name of a row")).text.split())
        what = _("rule or advice") if self.subject is Subject.OPEN else _("advice")
        name = scalar(
            key,
            problems,
            owner,
            _("the id of {what}").format(what=what),
            _("with a row: 'id: row'"),
        ).text
        if name not in self.known:
            raise problems.refuse(
                key.location,
                30,
                _("{owner}: no {what} '{name}'").format(owner=owner, what=what, name=shorten(name)),
                expected_or_near(name, self.known),
            )
        if row and not self.known[name].table:
            raise problems.refuse(
                node.location,
                32,
                _("{owner}: '{name}' is not about rows").format(owner=owner, name=name),
                _("write its id alone"),
            )
        return Expectation(key.location, self.subject, Name(name, row))

    def schema(self) -> Schema:
        """Return an id, or one with a row."""
        return {"anyOf": [{"type": "string"}, {"type": "object", "maxProperties": 1}]}
