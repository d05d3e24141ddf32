"""A verdict on a knowledge base, as lines to read or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sized

from advisor.knowledge.judge import Verdict
from advisor.model.diagnostic import Diagnostic, Severity


def as_text(verdict: Verdict) -> str:
    """Return one line for each diagnostic and a last line that sums up."""
    errors = _count(verdict, Severity.ERROR)
    warnings = _count(verdict, Severity.WARNING)
    said = f"{errors} error{_s(errors)}, {warnings} warning{_s(warnings)}"
    knowledge = verdict.knowledge
    if knowledge is not None:
        said = (
            f"{knowledge.id} {knowledge.version} ({knowledge.digest}): "
            f"{_many(knowledge.questions, 'question')}, {_many(knowledge.findings, 'finding')}, "
            f"{_many(knowledge.rules, 'rule')}, "
            f"{_many(knowledge.advice, 'piece')} of advice; {said}"
        )
    return "\n".join([*(str(diagnostic) for diagnostic in verdict.diagnostics), said])


def as_json(verdict: Verdict) -> str:
    """Return the diagnostics as a JSON list of objects."""
    return json.dumps([_plain(d) for d in verdict.diagnostics], indent=2, ensure_ascii=False)


def _plain(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "file": diagnostic.location.file,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def _count(verdict: Verdict, severity: Severity) -> int:
    return sum(diagnostic.severity is severity for diagnostic in verdict.diagnostics)


def _many(things: Sized, noun: str) -> str:
    return f"{len(things)} {noun}{_s(len(things))}"


def _s(number: int) -> str:
    return "" if number == 1 else "s"
