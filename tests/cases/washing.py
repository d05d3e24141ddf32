"""The small base of these tests, and worked cases for it."""

from __future__ import annotations

import textwrap
from functools import cache
from pathlib import Path

from advisor.cases.read import parse_cases
from advisor.cases.run import CaseResult, run_cases
from advisor.inference.engine import InferenceEngine
from advisor.knowledge.load import load_knowledge
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Knowledge
from advisor.model.worked import WorkedCase

BASE = Path(__file__).parent / "base"


@cache
def knowledge() -> Knowledge:
    """Return the small base."""
    return load_knowledge(BASE)


def cases(text: str) -> tuple[WorkedCase, ...]:
    """Return the cases of a text."""
    return parse_cases(textwrap.dedent(text), "wash.yaml", knowledge())


def mistakes(text: str) -> list[str]:
    """Return what is said about a text that cannot be used."""
    try:
        cases(text)
    except InputError as error:
        return [str(diagnostic) for diagnostic in error.diagnostics]
    return []


def results(text: str) -> list[CaseResult]:
    """Return how the cases of a text come out."""
    return list(run_cases(InferenceEngine(knowledge()), cases(text)))


WHOLE = """\
    cases:
      - name: A queue
        answers: {peak: lost}
        places: [{name: Hall, clean: yes}]
        expect:
          findings: {room: fails, worries: [queue]}
          advice: [make_room]
          leading: [make_room]
      - name: No queue
        answers: {peak: served, load: 50, spend: 4, sales: 100}
        places: [{name: Hall, clean: no}, {name: Yard, clean: yes}]
        expect:
          findings: {room: holds, worries: [dirt]}
          rows: {places: {Hall: {state: dirty}, Yard: {state: not_concluded}}}
          measures: {share: 4}
          advice: [{clean_up: Hall}]
          no_advice: [make_room, {clean_up: Yard}]
      - name: No queue, but full
        answers: {peak: served, load: 90}
        expect:
          findings: {room: not_concluded}
          measures: {share: not_known}
          open: [dirty_place]
      - name: They wait
        answers: {peak: queue}
        expect: {findings: {room: fails}}
"""
