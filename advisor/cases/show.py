"""Results of worked cases, as lines to read or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from advisor.cases import coverage
from advisor.cases.coverage import Coverage
from advisor.cases.run import CaseResult, Unmet
from advisor.language.messages import _, forms, ngettext

CASES = forms("{count} case", "{count} cases")
EXPECTATIONS = forms("{count} expectation", "{count} expectations")


def as_text(results: list[CaseResult], covered: Coverage | None = None) -> str:
    """Return the cases that failed, each with what was expected, and lines that sum up."""
    lines = [line for result in results if result.unmet for line in _failed(result)]
    reached = [] if covered is None else [coverage.as_text(covered)]
    return "\n".join([*lines, *reached, summary(results)])


def as_json(results: list[CaseResult], covered: Coverage | None = None) -> str:
    """Return a JSON list with an object for each expectation that is not met.

    With coverage it is an object: that list under ``failed``, the rest beside it.
    """
    failed = [_plain(result, unmet) for result in results for unmet in result.unmet]
    said = failed if covered is None else {"failed": failed, **coverage.as_plain(covered)}
    return json.dumps(said, indent=2, ensure_ascii=False)


def summary(results: list[CaseResult]) -> str:
    """Return how many cases there are, how much they expect, and how many failed."""
    failed = sum(bool(result.unmet) for result in results)
    expected = sum(len(result.case.expectations) for result in results)
    said = _("{cases}, {expectations}; {failed} failed")
    return said.format(
        cases=_many(CASES, len(results)), expectations=_many(EXPECTATIONS, expected), failed=failed
    )


def _failed(result: CaseResult) -> Iterator[str]:
    case = result.case
    yield _("{place}: failed: {case}").format(place=case.location, case=case.name)
    for unmet in result.unmet:
        judged = unmet.judged
        line = judged.expectation.location.line
        said = _("line {line}, {about}: expected {expected}, got {got}")
        yield "  " + said.format(
            line=line, about=judged.about, expected=judged.expected, got=judged.got
        )
        yield from (f"    {reason}" for reason in unmet.why)


def _plain(result: CaseResult, unmet: Unmet) -> dict[str, object]:
    judged = unmet.judged
    place = judged.expectation.location
    return {
        "case": result.case.name,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "subject": judged.expectation.subject.value,
        "about": judged.about,
        "expected": judged.expected,
        "got": judged.got,
        "why": list(unmet.why),
    }


def _many(words: tuple[str, str], number: int) -> str:
    return ngettext(*words, number).format(count=number)
