"""When the leading advice is settled for good: each condition of the proof, on a small base."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.advice.settled_lead import settled_lead
from advisor.inference.engine import InferenceEngine
from advisor.inference.facts import make_case
from advisor.inference.prior import Prior
from advisor.knowledge.load import load_knowledge
from advisor.profile.read import parse_profile

ENGINE = Path(__file__).parents[2] / "rules" / "parameters" / "engine.yaml"
QUESTION = "{{id: {id}, label: {id}, ask: 'Is it?', kind: yes_no, source: S}}"
ADVICE = """\
  - id: {id}
    when: {when}
    topic: t
    do: Do {id}.
    why: It helps.
    how: [One., Two., Three.]
    measure: Count it
    impact: {impact}
    effort: 1
    horizon: now
    source: S
{more}"""
BASE = """\
knowledge_base: {{id: small, title: Small, version: '1', language: en}}
topics: [{{id: t, label: T, section: mix}}]
sources: [{{id: S, title: Source, grade: article}}, {{id: judgement, title: J, grade: judgement}}]
questions: [{questions}]
advice:
{advice}"""


def advice(name: str, when: str, impact: int, more: str = "") -> str:
    """A piece of advice as it stands in a rules file."""
    return ADVICE.format(id=name, when=when, impact=impact, more=f"    {more}\n" if more else "")


# Three lead whatever comes: a strong one and two that matter nearly as much.
FIXED = [advice(name, "{a: yes}", impact) for name, impact in (("x", 5), ("y", 4), ("z", 4))]


def settled(tmp_path: Path, pieces: list[str], answers: str = "{a: yes}") -> tuple[str, ...] | None:
    """The lead that is settled for a company with these answers."""
    questions = ", ".join(QUESTION.format(id=name) for name in "abc")
    text = BASE.format(questions=questions, advice="".join(pieces))
    (tmp_path / "base.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "engine.yaml").write_bytes(ENGINE.read_bytes())
    knowledge = load_knowledge(tmp_path)
    profile = parse_profile(f"company: {{name: X}}\nanswers: {answers}\n", "p.yaml", knowledge)
    trace = InferenceEngine(knowledge).run(make_case(knowledge, profile, ahead=True))
    lead = settled_lead(Prior.of(knowledge), trace)
    return None if lead is None else tuple(name for name, _ in lead)


def test_with_nothing_open_it_is_settled(tmp_path: Path) -> None:
    assert settled(tmp_path, FIXED) == ("x", "y", "z")


def test_with_too_little_to_lead_anything_may_come_in(tmp_path: Path) -> None:
    assert settled(tmp_path, [*FIXED[:2], advice("m", "{b: yes}", 1)]) is None


@pytest.mark.parametrize(("impact", "lead"), [(1, ("x", "y", "z")), (5, None)])
def test_what_may_come_matters_if_it_could_rank_high_enough(
    impact: int, lead: tuple[str, ...] | None, tmp_path: Path
) -> None:
    assert settled(tmp_path, [*FIXED, advice("m", "{b: yes}", impact)]) == lead


def test_what_waits_for_an_answer_nobody_has_cannot_come(tmp_path: Path) -> None:
    pieces = [*FIXED, advice("m", "{all: [{b: yes}, {c: yes}]}", 5)]
    assert settled(tmp_path, pieces) is None
    assert settled(tmp_path, pieces, "{a: yes, c: don't know}") == ("x", "y", "z")


def test_what_may_set_a_leading_piece_aside_unsettles_it(tmp_path: Path) -> None:
    more = "overrides: [{id: y, because: It goes first.}]"
    assert settled(tmp_path, [*FIXED, advice("m", "{b: yes}", 1, more)]) is None


def test_what_a_leading_piece_sets_aside_does_not(tmp_path: Path) -> None:
    more = "overrides: [{id: m, because: It goes first.}]"
    pieces = [*FIXED[:2], advice("z", "{a: yes}", 4, more), advice("m", "{b: yes}", 1)]
    assert settled(tmp_path, pieces) == ("x", "y", "z")


def test_what_must_come_before_a_leading_piece_unsettles_it(tmp_path: Path) -> None:
    pieces = [*FIXED[:2], advice("z", "{a: yes}", 4, "after: [m]"), advice("m", "{b: yes}", 1)]
    assert settled(tmp_path, pieces) is None


def test_what_may_become_more_certain_unsettles_it(tmp_path: Path) -> None:
    pieces = [*FIXED[:2], advice("z", "{any: [{a: yes}, {b: yes}]}", 4)]
    assert settled(tmp_path, pieces) is None
    assert settled(tmp_path, pieces, "{a: yes, b: no}") == ("x", "y", "z")
