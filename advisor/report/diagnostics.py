"""A verdict on a knowledge base, as lines to read or as JSON."""

from __future__ import annotations

import json

from advisor.edge.problems import in_words
from advisor.knowledge.judge import Verdict
from advisor.language.messages import forms, ngettext
from advisor.model.diagnostic import Diagnostic, Severity

ERRORS = forms("{count} error", "{count} errors")
WARNINGS = forms("{count} warning", "{count} warnings")
QUESTIONS = forms("{count} question", "{count} questions")
FINDINGS = forms("{count} finding", "{count} findings")
RULES = forms("{count} rule", "{count} rules")
ADVICE = forms("{count} piece of advice", "{count} pieces of advice")


def as_text(verdict: Verdict) -> str:
    """Return one line for each diagnostic and a last line that sums up."""
    errors = _count(verdict, Severity.ERROR)
    warnings = _count(verdict, Severity.WARNING)
    said = f"{_many(ERRORS, errors)}, {_many(WARNINGS, warnings)}"
    knowledge = verdict.knowledge
    if knowledge is not None:
        held = (
            (QUESTIONS, knowledge.questions),
            (FINDINGS, knowledge.findings),
            (RULES, knowledge.rules),
            (ADVICE, knowledge.advice),
        )
        said = (
            f"{knowledge.id} {knowledge.version} ({knowledge.digest}): "
            f"{', '.join(_many(words, len(things)) for words, things in held)}; {said}"
        )
    return "\n".join([*(in_words(diagnostic) for diagnostic in verdict.diagnostics), said])


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


def _many(words: tuple[str, str], number: int) -> str:
    return ngettext(*words, number).format(count=number)
