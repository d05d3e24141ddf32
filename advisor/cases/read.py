"""Read worked cases against a knowledge base, every mistake at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from msgspec import Struct

from advisor.cases.expected import Expectations, expect_record, report_rows
from advisor.cases.files import case_files, shown
from advisor.edge.containers import Field, ListOf, Record, keep
from advisor.edge.files import read_text
from advisor.edge.nodes import Node, Scalar, shorten
from advisor.edge.problems import Problems, Refused
from advisor.edge.scalars import Text
from advisor.edge.shape import Schema
from advisor.edge.yaml_text import parse_yaml
from advisor.language.messages import _
from advisor.model.diagnostic import InputError, Location
from advisor.model.knowledge import Knowledge
from advisor.model.worked import Expectation, Name, Subject, WorkedCase
from advisor.profile.read import build_profile, profile_fields

MAX_NAME = 200


def read_cases(folder: Path, knowledge: Knowledge) -> tuple[WorkedCase, ...]:
    """Return the cases of a folder, in the order of its files.

    Raises ``InputError`` with every mistake found.
    """
    problems = Problems("C")
    cases: list[WorkedCase] = []
    try:
        files = case_files(folder, problems)
    except Refused:
        raise InputError(problems.found) from None
    form = _cases_file(knowledge)
    for path in files:
        cases.extend(_read_file(path, form, problems))
    _report_twins(cases, problems)
    problems.raise_errors()
    return tuple(cases)


def parse_cases(text: str, file: str, knowledge: Knowledge) -> tuple[WorkedCase, ...]:
    """Return the cases that a text holds; ``file`` names it in messages.

    Raises ``InputError`` with every mistake found.
    """
    problems = Problems("C")
    cases = _parse(text, file, _cases_file(knowledge), problems)
    _report_twins(cases, problems)
    problems.raise_errors()
    return cases


CasesFile = Record[tuple[WorkedCase, ...]]


def _read_file(path: Path, form: CasesFile, problems: Problems) -> tuple[WorkedCase, ...]:
    name = shown(path)
    try:
        text = read_text(path, problems, name)
    except Refused:
        return ()
    return _parse(text, name, form, problems)


def _parse(text: str, file: str, form: CasesFile, problems: Problems) -> tuple[WorkedCase, ...]:
    try:
        node = parse_yaml(text, file, problems)
        if node is None or (isinstance(node, Scalar) and node.is_null):
            raise problems.refuse(Location(file), 10, _("no cases"), _("begin with 'cases:'"))
        return form.read(node, problems, "")
    except Refused:
        return ()


def _cases_file(knowledge: Knowledge) -> CasesFile:
    def whole(location: Location, /, cases: tuple[WorkedCase, ...]) -> tuple[WorkedCase, ...]:
        del location
        return cases

    shape = ListOf(_CaseShape(knowledge, _case_record(knowledge)), keep_going=True)
    return Record(
        "file of cases",
        {"cases": Field(shape, "a list of worked cases", required=True)},
        whole,
        label="",
    )


def _case_record(knowledge: Knowledge) -> Record[dict[str, Any]]:
    what = "what happens, in a sentence"
    return Record(
        "case",
        {
            "name": Field(Text(what, MAX_NAME), what, required=True),
            **profile_fields(knowledge, named=False),
            "expect": Field(expect_record(knowledge), "what must come out", required=True),
        },
        keep,
        label="name",
    )


class _CaseShape(Struct, frozen=True):
    """A case: the blocks of a profile, and what is expected."""

    knowledge: Knowledge
    record: Record[dict[str, Any]]

    def read(self, node: Node, problems: Problems, owner: str) -> WorkedCase:
        """Return the case, or report everything wrong with it and refuse."""
        content = self.record.read(node, problems, owner)
        profile = build_profile(content, node, self.knowledge, problems)
        expectations: Expectations = content["expect"]
        report_rows(expectations, profile, problems)
        case = WorkedCase(content["name"], content["location"], profile, expectations)
        _report_contradictions(case, problems)
        return case

    def schema(self) -> Schema:
        """Return the form of a case."""
        return self.record.schema()


def _report_contradictions(case: WorkedCase, problems: Problems) -> None:
    """Report a case that expects nothing, or something and its opposite."""
    if not case.expectations:
        problems.error(
            case.location,
            33,
            _("case '{case}': nothing is expected").format(case=shorten(case.name)),
            _("name a finding, a measure or advice under 'expect'"),
        )
    given = {e.name for e in case.expectations if e.subject is Subject.ADVICE}
    for other in case.expectations:
        if other.subject is Subject.NO_ADVICE and _meets(other, given):
            problems.error(
                other.location,
                34,
                _("case '{case}': '{other}' is expected and excluded").format(
                    case=shorten(case.name), other=other.name
                ),
                _("keep one of the two"),
            )


def _meets(excluded: Expectation, given: set[Name]) -> bool:
    """Tell whether what is excluded is also expected; without a row, all rows are."""
    name = excluded.name
    return name in given or (not name.row and any(other.id == name.id for other in given))


def _report_twins(cases: list[WorkedCase] | tuple[WorkedCase, ...], problems: Problems) -> None:
    first: dict[str, Location] = {}
    for case in cases:
        if case.name in first:
            problems.error(
                case.location,
                35,
                _("the case '{case}' stands twice; the first is at {first}").format(
                    case=shorten(case.name), first=first[case.name]
                ),
                _("give each case its own sentence"),
            )
        first.setdefault(case.name, case.location)
