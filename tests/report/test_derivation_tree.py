"""The appendix: under each piece of advice what it rests on, everything told once."""

from __future__ import annotations

from typing import Any

from advisor.report.derivations import derivation_tree
from tests.inference.small import assessed, small

BASE = small(
    """
    questions: [{id: open, kind: yes_no}, {id: clean, kind: yes_no}]
    findings:
      - {id: ready, domain: [yes, no]}
      - {id: good, domain: [yes, no]}
      - {id: aside, domain: [yes, no]}
    rules:
      - {id: open_means_ready, when: {open: yes}, conclude: {ready: yes}}
      - {id: ready_and_clean, when: {ready: yes, clean: yes}, conclude: {good: yes}}
      - {id: clean_aside, when: {clean: yes}, conclude: {aside: yes}}
    advice:
      - {id: first, when: {good: yes}}
      - {id: then, when: {ready: yes, good: yes}}
    """
)


def lines(text: str = "answers: {open: yes, clean: yes}") -> list[dict[str, Any]]:
    assessment = assessed(BASE, text)
    derivations = [
        {
            "number": d.number,
            "rule": d.rule,
            "row": d.row,
            "kind": d.kind,
            "stands_in": d.stands_in,
            "grounds": [{"id": g.id, "row": g.row, "origin": g.origin} for g in d.grounds],
        }
        for d in assessment.derivations
    ]
    advice = [{"id": a.id, "row": a.row, "rank": a.rank} for a in assessment.advice]
    return derivation_tree(derivations, advice)


def test_each_rule_stands_under_what_rests_on_it_and_is_told_once() -> None:
    assert [(line["depth"], line["rule"], line["number"], line["see"]) for line in lines()] == [
        (0, "first", 0, []),
        (1, "ready_and_clean", 1, []),
        (2, "open_means_ready", 2, []),
        (0, "then", 0, [1, 2]),
        (1, "clean_aside", 3, []),
    ]


def test_what_leads_to_no_advice_comes_last_and_its_beginning_is_marked() -> None:
    assert [line["rule"] for line in lines() if line["begins_others"]] == ["clean_aside"]
    unclean = lines("answers: {open: yes, clean: no}")
    assert [(line["depth"], line["rule"], line["begins_others"]) for line in unclean] == [
        (1, "open_means_ready", True)
    ]


def test_advice_has_its_number_and_answers_stand_with_the_rule_that_reads_them() -> None:
    assert [line["rank"] for line in lines()] == [1, 0, 0, 2, 0]
    assert [[ground["id"] for ground in line["grounds"]] for line in lines()] == [
        [],
        ["clean"],
        ["open"],
        [],
        ["clean"],
    ]
